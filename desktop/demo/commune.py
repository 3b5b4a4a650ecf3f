"""The demo commune: a store full of invented people, the same on every computer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.demo.people import Invented, Inventor
from desktop.models.branch import Branch
from desktop.models.child_case import ChildCase
from desktop.models.denominator import Denominator
from desktop.models.group import Group
from desktop.models.hamlet import Hamlet
from desktop.models.household import Household, HouseholdMember
from desktop.models.meeting import Attendance, Meeting
from desktop.models.membership import Membership
from desktop.models.names import sort_key
from desktop.models.person import Person
from desktop.models.post_holding import PostHolding
from desktop.models.poverty_status import PovertyStatus
from desktop.models.record import Record
from desktop.models.support import ResourceIn, SupportOut
from desktop.registers.office import DEMO, Founded, Founding, Office, enter, found
from desktop.store.folder import DataFolder
from desktop.store.store import Store
from sync.slow_key import Cost

COMMUNE = "05611"
CHAIR = "Nguyễn Thị Lan"
PASSWORD = "xa-mau-so-hoi"
_PLACES = (
    "Na Pặng",
    "Đồng Tâm",
    "Bản Mới",
    "Bãi Lềnh",
    "Khe Vàng",
    "Làng Mạ",
    "Phú Xuân",
    "Quyết Thắng",
    "Tân Lập",
    "Thâm Đông",
    "Vân Đồn",
    "Yên Thủy",
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A member of the demo commune with the ids that others refer to."""

    id: UUID
    person: Invented
    branch: int


def open_demo(path: Path, *, today: date) -> Office:
    """Open the demo commune, making it first where it is not there."""
    if DataFolder(path).is_register:
        return enter(path, "", PASSWORD)
    return found_demo(path, today=today).office


def found_demo(path: Path, *, today: date, cost: Cost | None = None) -> Founded:
    """Make the demo commune in an empty folder."""
    founded = found(path, Founding(COMMUNE, CHAIR, PASSWORD), cost=cost)
    founded.office.store.set_meta(DEMO, b"1")
    fill(founded.office.store, today=today)
    return founded


def fill(store: Store, *, today: date, seed: int = 2026) -> None:
    """Write the whole commune as one act."""
    with store.writing(reason="demo", label="Dựng xã mẫu") as session:
        _Filling(store, session, Inventor(seed, today=today), today).all()


class _Filling:
    def __init__(self, store: Store, session: Session, inventor: Inventor, today: date) -> None:
        self._store, self._session, self._new, self._today = store, session, inventor, today

    def all(self) -> None:
        hamlets = self._add(Hamlet, [{"name": f"Xóm {name}", "kind": "xom", "status": "active"} for name in _PLACES])
        branches = self._add(
            Branch,
            [
                {"name": f"Chi hội {name}", "basis": "area", "hamlet_id": hamlet, "status": "active"}
                for name, hamlet in zip(_PLACES, hamlets, strict=True)
            ],
        )
        groups = self._add(
            Group,
            [
                {"name": f"Tổ {number} {name}", "branch_id": branch, "status": "active"}
                for name, branch in zip(_PLACES, branches, strict=True)
                for number in (1, 2)
            ],
        )
        members = self._members(hamlets, branches, groups)
        households = self._households(hamlets, members)
        self._posts(branches, members)
        self._denominators(branches, members)
        self._support(households, members)
        self._children(hamlets)
        self._meetings(branches, members)

    def _add(self, record: type[Record], rows: list[dict[str, Any]]) -> list[UUID]:
        return self._store.add_rows(self._session, record, rows)

    def _members(self, hamlets: list[UUID], branches: list[UUID], groups: list[UUID]) -> list[Neighbour]:
        people: list[tuple[Invented, int]] = []
        for branch in range(len(branches)):
            people += [(self._new.woman(), branch) for _ in range(self._new.between(34, 66))]
        rows = [
            {
                "full_name": who.full_name,
                "birth_date": who.birth_date,
                "sex": "female",
                "citizen_id": who.citizen_id,
                "phone": who.phone,
                "hamlet_id": hamlets[branch],
                "address": f"Xóm {_PLACES[branch]}",
                "residence": "permanent",
                "ethnicity": who.ethnicity,
                "occupation": who.occupation,
                "party_member": self._new.chance(0.11),
                "note": who.note,
            }
            for who, branch in people
        ]
        for number in (7, 61, 150):
            rows[number]["birth_date"] = None
        rows[90] |= {
            key: rows[33][key] for key in ("full_name", "birth_date", "citizen_id")
        }  # two records of one woman, as in life
        ids = self._add(Person, rows)
        self._add(
            Membership,
            [
                {
                    "person_id": person,
                    "branch_id": branches[branch],
                    "group_id": groups[branch * 2 + self._new.between(0, 1)],
                    "kind": "regular",
                    "basis": "voluntary",
                    "joined_on": self._joined(who),
                    "core_member": self._new.chance(0.18),
                    "card_no": f"{number:05d}",
                }
                for number, (person, (who, branch)) in enumerate(zip(ids, people, strict=True), 1)
            ],
        )
        return [Neighbour(person, who, branch) for person, (who, branch) in zip(ids, people, strict=True)]

    def _joined(self, who: Invented) -> str:
        if self._new.chance(0.03):
            return (self._today - timedelta(days=self._new.between(3, 80))).isoformat()
        return self._new.joined(who.birth_date)

    def _households(self, hamlets: list[UUID], members: list[Neighbour]) -> list[UUID]:
        heads = [member for member in members if self._new.chance(0.7)]
        ids = self._add(
            Household,
            [
                {
                    "name": f"Hộ {head.person.full_name}",
                    "head_id": head.id,
                    "hamlet_id": hamlets[head.branch],
                    "address": f"Xóm {_PLACES[head.branch]}",
                    "area": "rural",
                    "code": f"HO{number:04d}",
                }
                for number, head in enumerate(heads, 1)
            ],
        )
        self._add(
            HouseholdMember,
            [
                {"household_id": household, "person_id": head.id, "relation": "head", "from_on": "2025-07"}
                for household, head in zip(ids, heads, strict=True)
            ],
        )
        classes = ("poor", "near_poor", "near_poor", "escaped")
        self._add(
            PovertyStatus,
            [
                {
                    "household_id": household,
                    "poverty_class": self._new.pick(classes, 1)[0],
                    "standard": "2022_2025",
                    "from_on": "2026-01-01",
                    "decision_no": "12/QĐ-UBND",
                }
                for household in self._new.pick(ids, len(ids) // 9)
            ],
        )
        return ids

    def _posts(self, branches: list[UUID], members: list[Neighbour]) -> None:
        rows: list[dict[str, Any]] = []
        for number, branch in enumerate(branches):
            local = [member for member in members if member.branch == number]
            head, deputy = self._new.pick(local, 2)
            rows.append({"person_id": head.id, "post": "branch_head", "branch_id": branch, "from_on": "2025-09"})
            rows.append({"person_id": deputy.id, "post": "branch_deputy", "branch_id": branch, "from_on": "2025-09"})
        committee = self._new.pick(members, 15)
        posts = ["chair", "vice_chair", "standing_member", "standing_member"]
        posts += ["committee_member"] * (len(committee) - len(posts))
        rows += [
            {
                "person_id": member.id,
                "post": post,
                "from_on": "2025-10-08",
                "decision_no": "03/QĐ-BTV",
                "branch_id": None,
            }
            for member, post in zip(committee, posts, strict=True)
        ]
        self._add(PostHolding, rows)

    def _denominators(self, branches: list[UUID], members: list[Neighbour]) -> None:
        source = "Chi cục Thống kê, số liệu 2025"
        shared = {"kind": "statistics", "as_of": "2025-12-31", "source": source}
        rows: list[dict[str, Any]] = []
        for number, branch in enumerate(branches):
            count = sum(member.branch == number for member in members)
            share = self._new.between(48, 92) / 100
            rows.append({**shared, "women": round(count / share), "branch_id": branch})
        rows.append({**shared, "women": sum(row["women"] for row in rows), "branch_id": None})
        self._add(Denominator, rows)

    def _support(self, households: list[UUID], members: list[Neighbour]) -> None:
        resources = self._add(
            ResourceIn,
            [
                {
                    "received_on": "2026-01-20",
                    "donor": "Công ty may Bình Minh (mẫu)",
                    "donor_kind": "enterprise",
                    "programme": "trieu_phan_qua",
                    "cash_vnd": 30_000_000,
                    "goods": "40 suất quà Tết",
                    "goods_value_vnd": 12_000_000,
                },
                {
                    "received_on": "2026-03-05",
                    "donor": "Nhóm thiện nguyện Hoa Ban (mẫu)",
                    "donor_kind": "individual",
                    "programme": "me_do_dau",
                    "cash_vnd": 18_000_000,
                    "goods": None,
                    "goods_value_vnd": None,
                },
                {
                    "received_on": "2026-09-10",
                    "donor": "Quỹ tín dụng Phú Lương (mẫu)",
                    "donor_kind": "enterprise",
                    "programme": "mai_am_tinh_thuong",
                    "cash_vnd": 50_000_000,
                    "goods": None,
                    "goods_value_vnd": None,
                },
            ],
        )
        self._add(
            SupportOut,
            [
                {
                    "given_on": "2026-01-28",
                    "list_name": "Quà Tết Bính Ngọ 2026",
                    "person_id": member.id,
                    "support_kind": "gift",
                    "programme": "trieu_phan_qua",
                    "resource_id": resources[0],
                    "target_group": "Hộ nghèo",
                    "cash_vnd": 500_000,
                    "goods": "1 suất quà",
                    "goods_value_vnd": 300_000,
                }
                for member in self._new.pick(members, 28)
            ],
        )
        self._add(
            SupportOut,
            [
                {
                    "given_on": "2026-10-02",
                    "list_name": "Hỗ trợ sửa nhà",
                    "household_id": household,
                    "support_kind": "house",
                    "programme": "mai_am_tinh_thuong",
                    "resource_id": resources[2],
                    "cash_vnd": 10_000_000,
                    "labour_days": 12,
                }
                for household in self._new.pick(households, 3)
            ],
        )

    def _children(self, hamlets: list[UUID]) -> None:
        children = [self._new.woman(6, 15) for _ in range(6)]
        ids = self._add(
            Person,
            [
                {
                    "full_name": child.full_name,
                    "birth_date": child.birth_date,
                    "sex": "female",
                    "ethnicity": child.ethnicity,
                    "hamlet_id": hamlets[number],
                }
                for number, child in enumerate(children)
            ],
        )
        sponsored = {
            "status": "helped",
            "sponsor": "Nhóm thiện nguyện Hoa Ban (mẫu)",
            "mode": "referral",
            "monthly_vnd": 500_000,
            "from_on": "2026-03",
        }
        self._add(
            ChildCase,
            [
                {
                    "child_id": child,
                    "orphan_kind": ("father", "mother", "both")[number % 3],
                    "cause": "other",
                    "caregiver": "Bà ngoại",
                    "registered_on": "2026-02",
                    "status": "waiting",
                    **(sponsored if number < 4 else dict.fromkeys(("sponsor", "mode", "monthly_vnd", "from_on"))),
                }
                for number, child in enumerate(ids)
            ],
        )

    def _meetings(self, branches: list[UUID], members: list[Neighbour]) -> None:
        for weeks, branch, held in ((-9, 0, True), (-5, 3, True), (-2, 6, True), (1, 0, False)):
            when = datetime.combine(self._today + timedelta(weeks=weeks), datetime.min.time()).replace(hour=8)
            (meeting,) = self._add(
                Meeting,
                [
                    {
                        "title": "Sinh hoạt chi hội quý" if held else "Sinh hoạt chi hội, bàn kế hoạch năm 2027",
                        "kind": "branch_meeting",
                        "starts_at": when.strftime("%Y-%m-%dT%H:%M"),
                        "place": f"Nhà văn hóa xóm {_PLACES[branch]}",
                        "chair": CHAIR,
                        "branch_id": branches[branch],
                        "invited_by": "branch",
                        "blank_rows": 5,
                    }
                ],
            )
            invited = sorted(
                (member for member in members if member.branch == branch),
                key=lambda member: sort_key(member.person.full_name),
            )
            self._add(
                Attendance,
                [
                    {
                        "meeting_id": meeting,
                        "person_id": member.id,
                        "position": position,
                        "days": 1,
                        "present": ("present" if self._new.chance(0.84) else "absent") if held else None,
                    }
                    for position, member in enumerate(invited, 1)
                ],
            )
