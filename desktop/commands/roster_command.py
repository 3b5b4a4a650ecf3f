"""`sohoi roster`: the meeting roster HN-01 as PDF, straight from the register."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.accounts.access_log import AccessAct
from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.models.names import fold
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import lines_for
from desktop.registers.office import Office
from desktop.registers.query import Query
from desktop.ui.printing.office_papers import papers_of
from sync.errors import AppError


class NoSuchBranch(AppError):
    """No branch bears this name."""

    code = "roster.no_such_branch"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the meeting is, where and when, and whose roster it is."""
    parser.add_argument("--title", required=True, metavar="NỘI DUNG")
    parser.add_argument("--when", required=True, metavar="ISO", type=datetime.fromisoformat, help="2026-11-24T08:00")
    parser.add_argument("--place", required=True, metavar="ĐỊA ĐIỂM")
    parser.add_argument("--chair", default="", metavar="CHỦ TRÌ")
    parser.add_argument("--branch", default="", metavar="TÊN", help="chỉ một chi hội; bỏ trống là tất cả")
    parser.add_argument("--blank-rows", type=int, default=5, metavar="N", help="số dòng trống cho người đến thêm")
    parser.add_argument("-o", "--output", required=True, metavar="TỆP.pdf")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns how many people stand on it and where it lies."""
    office = context.enter()
    try:
        office.require(Act.PRINT)
        branch = _branch(office, args.branch) if args.branch else None
        people = Invitees(office.store).of_branches([branch] if branch else ())
        papers = papers_of(office)
        meeting = {
            "title": args.title, "starts_at": args.when.strftime("%Y-%m-%dT%H:%M"), "place": args.place,
            "chair": args.chair, "branch_id": branch, "invited_by": "branch", "blank_rows": args.blank_rows,
        }  # fmt: skip
        paper = papers.roster_of(papers.data.draft(meeting, lines_for(people)))
        path = Path(args.output)
        paper.write_to(path)
        office.log_access(AccessAct.PRINT, paper.event.register, len(people), list(paper.event.fields), path.name)
        return {"people": len(people), "file": str(path), "say": f"Danh sách {len(people)} người ở {path}."}
    finally:
        office.close()


def _branch(office: Office, name: str) -> Any:
    """The branch of that name, with or without "Chi hội" before it, whatever its marks and capitals."""
    register = office.register("branch")
    wanted = {fold(name), fold(f"chi hội {name}")}
    numbers = register.find(Query(text=name))
    for row in register.rows(numbers, [register.sheet.field("name")]).values():
        if fold(row.cells[0]) in wanted:
            return row.id
    raise NoSuchBranch(name=name)
