"""P1: the roster of a meeting, to sign."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tests.bench.hand_drawn import draw_roster
from tests.bench.invented import Woman, places, women
from tests.bench.job import OURS, SIZES, Case, Figures, Job, Side, Target
from tests.bench.meters import metered
from tests.bench.raw_pages import write_roster

Line = tuple[str, ...]
HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Chức vụ / Đơn vị", "Ký tên", "Ghi chú")
TITLE = "Hội nghị sơ kết công tác Hội 6 tháng đầu năm"
PLACE = "Nhà văn hóa thôn Đông"
MEETING = 5_000
WHEN = datetime(2026, 11, 24, 8, 0)


def ours(case: Case) -> Figures:
    """The form as the meeting page prints it."""
    people, hamlets = _called(case)
    out = case.scratch / "roster.pdf"
    with metered() as meter:
        from desktop.forms.letterhead import Variant, standard
        from desktop.forms.roster import Invited, InvitedGroup, Meeting, Roster, render_roster

        invited = [Invited(who.name, _born(who), f"Chi hội {hamlets[who.place]}") for who in people]
        head = standard(Variant.A, commune="xã Hồng Phong", province="tỉnh Thái Nguyên")
        roster = Roster(head, Meeting(TITLE, WHEN, PLACE, "Nguyễn Thị Lan"), [InvitedGroup(invited)])
        out.write_bytes(render_roster(roster))
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "pdf_kb": out.stat().st_size / 1024}


def canvas(case: Case) -> Figures:
    """What one would write oneself: reportlab's canvas, a string a cell, a grid a page."""
    lines, out = _lines(case), case.scratch / "roster.pdf"
    with metered() as meter:
        draw_roster(out, HEADINGS, lines)
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "pdf_kb": out.stat().st_size / 1024}


def raw(case: Case) -> Figures:
    """The limit: page operators written straight, the whole font embedded; no product could ship it."""
    lines, out = _lines(case), case.scratch / "roster.pdf"
    with metered() as meter:
        write_roster(out, HEADINGS, lines)
    return {"seconds": meter.seconds, "peak_mb": meter.peak_mb, "pdf_kb": out.stat().st_size / 1024}


def libreoffice(case: Case) -> Figures:
    """What the office does today: a sheet, turned into PDF by LibreOffice."""
    lines = _lines(case)
    with metered() as meter:
        sheet = case.scratch / "roster.xlsx"
        _write_sheet(sheet, lines)
        subprocess.run(
            [_soffice(), f"-env:UserInstallation=file://{case.scratch}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", str(case.scratch), str(sheet)],
            check=True, capture_output=True,
        )  # fmt: skip
    return {"seconds": meter.seconds, "pdf_kb": (case.scratch / "roster.pdf").stat().st_size / 1024}


def _write_sheet(path: Path, lines: Sequence[Line]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        cell = book.add_format({"font_name": "Liberation Serif", "font_size": 12, "border": 1})
        page.set_paper(9)
        page.repeat_rows(0)
        page.set_footer("&RTrang &P/&N")
        page.fit_to_pages(1, 0)
        page.set_default_row(25.5)
        for column, width in enumerate((6, 26, 11, 23, 17, 11)):
            page.set_column(column, column, width)
        for number, line in enumerate((HEADINGS, *lines)):
            page.write_row(number, 0, line, cell)


def _soffice() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def _called(case: Case) -> tuple[list[Woman], list[str]]:
    return women(case.size, 7), places(case.size)


def _lines(case: Case) -> list[Line]:
    people, hamlets = _called(case)
    return [
        (str(number), who.name, _born(who), f"Chi hội {hamlets[who.place]}", "", "")
        for number, who in enumerate(people, 1)
    ]


def _born(who: Woman) -> str:
    return who.birth[:4]


JOB = Job(
    "P1",
    "meeting roster, PDF",
    {
        OURS: Side(ours),
        "reportlab canvas by hand": Side(canvas),
        "LibreOffice xlsx→pdf": Side(
            libreoffice, largest=20_000, missing=lambda: "" if _soffice() else "LibreOffice is not installed"
        ),
        "raw page operators": Side(raw),
    },
    (
        Target("seconds", 1.1, "reportlab canvas by hand", at=MEETING),
        Target("seconds", 0.35, "LibreOffice xlsx→pdf", at=MEETING),
        Target("peak_mb", 60, unit="MB", at=MEETING),
    ),
    sizes=(SIZES[0], MEETING, *SIZES[1:]),
)
