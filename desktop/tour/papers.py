"""Every paper of an office, written once as PDF."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop.forms.printer_test import render_printer_test
from desktop.forms.recovery_sheet import RecoverySheet, render_recovery_sheet
from desktop.registers.meetings import Meetings
from desktop.registers.office import Office
from desktop.reports.periods import Period
from desktop.ui.printing.office_papers import papers_of
from desktop.ui.printing.papers import Paper

SAMPLE_CODE = "-".join(["2345"] * 8)


def write_papers(office: Office, folder: Path, *, today: date) -> list[Path]:
    """Write each form once.

    Returns:
        The files, one or more pages each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sheet = RecoverySheet(f"Hội LHPN {office.commune_name}", SAMPLE_CODE, today)
    plain = {
        "Phiếu khôi phục.pdf": render_recovery_sheet(sheet, watermark="MẪU"),
        "Thử máy in.pdf": render_printer_test(),
    }
    drawn = {paper.file_name: paper.data for paper in _papers(office, today)} | plain
    for name, data in drawn.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in drawn]


def _papers(office: Office, today: date) -> Iterator[Paper]:
    papers = papers_of(office)
    meetings = Meetings(office.store).listed()
    held = next(meeting for meeting in meetings if meeting.marked)
    yield papers.roster(meetings[0].id)
    yield papers.allowances(held.id)
    yield papers.invitations(meetings[0].id)
    yield papers.minutes(held.id)
    branches = office.register("branch")
    yield papers.branch_list(branches.ids(branches.find()[:1])[0])
    yield papers.movements("joined", Period.quarter(today.year, (today.month + 2) // 3))
    yield papers.movements("left", Period.year(today.year))
    for name, _count in papers.data.gift_lists()[:1]:
        yield papers.gifts(name, place="Hội trường Ủy ban nhân dân xã")
