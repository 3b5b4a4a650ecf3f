"""P2: a list of members from a spreadsheet into a register that already has as many."""

from pathlib import Path

from tests.bench.invented import places, women
from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.meters import metered
from tests.bench.prepared import LIST_HEADINGS, list_rows, open_copy, prepare_commune

KNOWN_SHARE = 20  # one row in so many is of somebody whom the register has


def ours(case: Case) -> Figures:
    """Read, understand, validate, match, store with change log, history and search index."""
    from desktop.importing.store_list import ListStore
    from desktop.importing.understand import read_list
    from desktop.models.sheets import MEMBER

    office = open_copy(case)
    with metered() as meter:
        reading = read_list(_list_file(case), MEMBER)
        outcome = ListStore(office.store).store(MEMBER, reading, label="Nhập danh sách")
    office.close()
    return {
        "seconds": meter.seconds,
        "peak_mb": meter.peak_mb,
        "added": len(outcome.added),
        "updated": len(outcome.updated),
        "unchanged": len(outcome.unchanged),
        "waiting": len(outcome.waiting),
    }


def understood(case: Case) -> Figures:
    """The first half of ours: reading and understanding, nothing matched or stored."""
    from desktop.importing.understand import read_list
    from desktop.models.sheets import MEMBER

    with metered() as meter:
        reading = read_list(_list_file(case), MEMBER)
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "rows": len(reading.rows)}


def openpyxl(case: Case) -> Figures:
    """What Python programs read Excel files with; reading alone, into lists."""
    from openpyxl import load_workbook

    with metered() as meter:
        page = load_workbook(_list_file(case)).active
        rows = [list(row) for row in page.iter_rows(values_only=True)]
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "rows": len(rows) - 1}


def calamine(case: Case) -> Figures:
    """The quickest reader there is; reading alone, into lists."""
    from python_calamine import CalamineWorkbook

    with metered() as meter:
        rows = CalamineWorkbook.from_path(str(_list_file(case))).get_sheet_by_index(0).to_python()
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "rows": len(rows) - 1}


def prepare(case: Case) -> None:
    """The commune, and a list of as many people: most new, some of them known."""
    import xlsxwriter

    prepare_commune(case)
    people = women(case.size, 2)
    people[::KNOWN_SHARE] = women(case.size)[::KNOWN_SHARE]
    with xlsxwriter.Workbook(str(_list_file(case)), {"default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet("Hội viên")
        page.write_string(0, 0, "DANH SÁCH HỘI VIÊN")
        page.write_row(1, 0, LIST_HEADINGS)
        for number, row in enumerate(list_rows(people, places(case.size)), 2):
            page.write_row(number, 0, row)


def _list_file(case: Case) -> Path:
    return case.inputs / f"list-{case.size}.xlsx"


JOB = Job(
    "P2",
    "import, .xlsx",
    {
        OURS: Side(ours),
        "openpyxl, reading alone": Side(openpyxl),
        "calamine, reading alone": Side(calamine),
        "ours, reading and understanding": Side(understood, largest=20_000),
    },
    (Target("seconds", 1, "openpyxl, reading alone"),),
    prepare=prepare,
)
