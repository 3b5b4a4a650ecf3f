"""P3: all members to .xlsx."""

import pickle
from datetime import date
from pathlib import Path

from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.meters import metered
from tests.bench.prepared import open_copy, prepare_commune


def ours(case: Case) -> Figures:
    """From the encrypted store to the closed file."""
    import xlsxwriter  # noqa: F401 - imported before the clock starts, as for the yardstick

    from desktop.models.sheets import MEMBER
    from desktop.registers.exporting import export

    office, out = open_copy(case), case.scratch / "members.xlsx"
    with metered() as meter:
        rows = export(office.store, MEMBER, out)
    assert rows == case.size
    office.close()
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "file_kb": out.stat().st_size / 1024}


def alone(case: Case) -> Figures:
    """xlsxwriter, given the same cells as ready values."""
    import xlsxwriter

    headings, rows = pickle.loads(_cells_file(case).read_bytes())
    out = case.scratch / "members.xlsx"
    with metered() as meter:
        book = xlsxwriter.Workbook(str(out), {"default_date_format": "dd/mm/yyyy"})
        page = book.add_worksheet()
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
        book.close()
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "file_kb": out.stat().st_size / 1024}


def prepare(case: Case) -> None:
    """The commune, and what its list reads as plain values."""
    from desktop.models.sheets import MEMBER
    from desktop.registers.register import Register

    prepare_commune(case)
    office = open_copy(case)
    register = Register(office.store, MEMBER)
    numbers = register.find()
    found = register.rows(numbers, MEMBER.fields)
    office.close()
    dated = [entry.field.kind.name in ("date", "civil_date") for entry in MEMBER.fields]
    rows = [
        [_day(text) if is_date else text or None for is_date, text in zip(dated, found[number].cells, strict=True)]
        for number in numbers
    ]
    headings = [entry.field.label for entry in MEMBER.fields]
    _cells_file(case).write_bytes(pickle.dumps((headings, rows)))


def _cells_file(case: Case) -> Path:
    return case.inputs / f"cells-{case.size}"


def _day(text: str) -> date | str | None:
    return date.fromisoformat("-".join(reversed(text.split("/")))) if len(text) == 10 else text or None


JOB = Job(
    "P3",
    "export, .xlsx",
    {OURS: Side(ours), "xlsxwriter alone": Side(alone)},
    (Target("seconds", 1.3, "xlsxwriter alone"),),
    prepare=prepare,
)
