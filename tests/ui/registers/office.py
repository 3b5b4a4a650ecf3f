"""An office with one encrypted store, invented people in it, and what a register page is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.demo.people import Inventor
from desktop.models import registers as _declared  # noqa: F401 - declares them all
from desktop.models.dates import PartialDate
from desktop.models.sheets import HOUSEHOLD, MEMBER, Sheet, sheets
from desktop.registers.drafts import Drafts
from desktop.registers.exporting import export
from desktop.registers.history import History
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.saved_filters import SavedFilters
from desktop.registers.undo import Undo
from desktop.store.store import Store
from desktop.ui.registers.services import RegisterServices

TODAY = date(2026, 11, 21)
BRANCHES = ("Chi hội Na Pặng", "Chi hội Bản Cuôn", "Chi hội Khuổi Đeng", "Chi hội chợ Phú Lương", "Chi hội Tân Tiến")


class RememberedLayouts:
    """Layouts in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, Any] | None] = {}

    def of(self, sheet: str) -> Mapping[str, Any] | None:
        return self.kept.get(sheet)

    def keep(self, sheet: str, layout: Mapping[str, Any] | None) -> None:
        self.kept[sheet] = layout


@dataclass
class Office:
    """One store with what a page needs, and a note of what was looked at."""

    store: Store
    views: list[tuple[str, Sequence[UUID] | int, tuple[str, ...]]] = field(default_factory=list)
    layouts: RememberedLayouts = field(default_factory=RememberedLayouts)

    @property
    def services(self) -> RegisterServices:
        return RegisterServices(
            register=partial(Register, self.store),
            history=History(self.store),
            undo=Undo(self.store),
            drafts=Drafts(self.store),
            filters=SavedFilters(self.store),
            layouts=self.layouts,
            export=self._export,
            log_view=lambda sheet, rows, fields: self.views.append((sheet, rows, tuple(fields))),
            sheets=sheets(),
        )

    def register(self, name: str) -> Register:
        return Register(self.store, sheets()[name])

    def _export(self, sheet: Sheet, asked: Query | Sequence[UUID], path: Path) -> int:
        return export(self.store, sheet, path, asked if isinstance(asked, Query) else Query(only=tuple(asked)))


def fill(office: Office, people: int, *, seed: int = 7) -> list[UUID]:
    """Record branches, hamlets, members and households of invented people."""
    inventor = Inventor(seed, today=TODAY)
    hamlet = [office.register("hamlet").add({"name": f"Xóm {name.removeprefix('Chi hội ')}"}) for name in BRANCHES]
    branch = [
        office.register("branch").add({"name": name, "hamlet_id": hamlet[at], "status": "active"})
        for at, name in enumerate(BRANCHES)
    ]
    members = Register(office.store, MEMBER)
    rows = []
    for at in range(people):
        woman = inventor.woman()
        rows.append(
            {
                "full_name": woman.full_name, "birth_date": PartialDate(woman.birth_date), "sex": "female",
                "citizen_id": woman.citizen_id, "phone": woman.phone, "ethnicity": woman.ethnicity,
                "occupation": woman.occupation, "note": woman.note, "hamlet_id": hamlet[at % 5],
                "address": f"Xóm {BRANCHES[at % 5].removeprefix('Chi hội ')}", "branch_id": branch[at % 5],
                "joined_on": PartialDate(inventor.joined(woman.birth_date)), "kind": "regular",
            }
        )  # fmt: skip
    with office.store.writing(reason="import", label="Nhập danh sách mẫu") as session:
        ids = [members.insert(session, row) for row in rows]
    households = Register(office.store, HOUSEHOLD)
    for at in range(0, min(people, 12), 3):
        households.add(
            {
                "name": rows[at]["full_name"], "head_id": ids[at], "hamlet_id": hamlet[at % 5], "area": "rural",
                "address": rows[at]["address"], "poverty_class": "poor",
            }
        )  # fmt: skip
    return ids
