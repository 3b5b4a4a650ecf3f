"""A commune's data folder with so many members in it, made once for all runs of a size."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.models.branch import Branch
from desktop.models.catalogues import catalogue
from desktop.models.hamlet import Hamlet
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.registers.office import Founding, Office, enter, found
from desktop.store.store import Store
from sync.slow_key import Cost
from tests.bench.invented import Woman, places, women
from tests.bench.job import Case

COMMUNE = "05611"
CHAIR = "Nguyễn Thị Lan"
PASSWORD = "mat-khau-de-do"
CHEAP = Cost(memory_kib=19 * 1024, iterations=2, lanes=1)
LIST_HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Dân tộc", "Tôn giáo", "Thôn, xóm", "Chi hội", "Điện thoại",
    "Nghề nghiệp", "Trình độ học vấn", "Ngày vào Hội", "Đảng viên", "Chỗ ở hiện nay", "Ghi chú",
)  # fmt: skip
ListCell = str | int | date


def folder(case: Case) -> Path:
    """Where the data folder of a size lies."""
    return case.inputs / f"commune-{case.size}"


def prepare_commune(case: Case) -> None:
    """Make the data folder of a size, unless it is there."""
    if folder(case).exists():
        return
    making = folder(case).with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    office = found(making, Founding(COMMUNE, CHAIR, PASSWORD), cost=CHEAP).office
    fill(office.store, women(case.size), places(case.size))
    office.close()
    making.rename(folder(case))


def open_copy(case: Case) -> Office:
    """A copy of the data folder, open, that a run may write to."""
    copy = case.scratch / "commune"
    shutil.copytree(folder(case), copy)
    return enter(copy, "", PASSWORD)


def fill(store: Store, members: Sequence[Woman], hamlets: Sequence[str]) -> None:
    """Record members with their memberships, branches and hamlets as one act."""
    with store.writing(reason="import", label="Nhập danh sách") as session:
        homes = store.add_rows(
            session, Hamlet, [{"name": f"Thôn {name}", "kind": "thon", "status": "active"} for name in hamlets]
        )
        branches = store.add_rows(
            session,
            Branch,
            [
                {"name": f"Chi hội {name}", "basis": "area", "hamlet_id": home, "status": "active"}
                for name, home in zip(hamlets, homes, strict=True)
            ],
        )
        people = store.add_rows(
            session,
            Person,
            [
                {
                    "full_name": who.name, "birth_date": who.birth, "sex": "female", "citizen_id": who.citizen_id,
                    "phone": who.phone or None, "hamlet_id": homes[who.place], "address": f"Thôn {hamlets[who.place]}",
                    "residence": "permanent", "ethnicity": who.ethnicity, "religion": who.religion,
                    "education": who.education, "occupation": who.occupation, "party_member": who.in_party,
                    "note": who.note or None,
                }
                for who in members
            ],
        )  # fmt: skip
        store.add_rows(
            session,
            Membership,
            [
                {"person_id": person, "branch_id": branches[who.place], "kind": "regular", "joined_on": who.joined}
                for person, who in zip(people, members, strict=True)
            ],
        )


def list_rows(members: Sequence[Woman], hamlets: Sequence[str]) -> list[list[ListCell]]:
    """Members as the rows of a list that somebody keeps in a spreadsheet, 15 columns."""
    ethnic, faith, school = (catalogue(name) for name in ("ethnic_group", "religion", "education_general"))
    return [
        [
            number, who.name, _as_typed(who.birth), who.citizen_id, ethnic.label(who.ethnicity),
            faith.label(who.religion), f"Thôn {hamlets[who.place]}", f"Chi hội {hamlets[who.place]}", who.phone,
            who.occupation, school.label(who.education), _as_typed(who.joined), "x" if who.in_party else "",
            f"Thôn {hamlets[who.place]}", who.note,
        ]
        for number, who in enumerate(members, 1)
    ]  # fmt: skip


def _as_typed(iso: str) -> ListCell:
    return date.fromisoformat(iso) if len(iso) == 10 else int(iso)
