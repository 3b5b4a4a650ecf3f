"""The meeting pages' doors, opened on a real store."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desktop.models.branch import Branch
from desktop.models.record import record_named
from desktop.models.sheets import sheet_of
from desktop.registers.drafts import Drafts
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Meetings
from desktop.registers.mergers import Mergers
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.ui.meetings.services import MeetingServices
from desktop.ui.printing.papers import Paper, Papers
from desktop.ui.widgets.chosen import Reference
from tests.registers.village import Village


class People:
    """Looks people up by name."""

    def __init__(self, village: Village) -> None:
        self._village = village

    def find(self, register: str, text: str) -> Sequence[Reference]:
        rows = Register(self._village.store, sheet_of(record_named(register)))
        ids = rows.ids(rows.find(Query(text=text))[:20])
        return [Reference(each, rows.open(each).title) for each in ids]

    def named(self, register: str, row_id: UUID) -> Reference | None:
        return Reference(row_id, Register(self._village.store, sheet_of(record_named(register))).open(row_id).title)


def services(village: Village, on_paper: Callable[[Paper], Any], *, may_edit: bool = True) -> MeetingServices:
    """Everything real but the printer."""
    store = village.store
    return MeetingServices(
        Meetings(store),
        Invitees(store),
        Papers(store, commune="Xã Phú Lương", province="Tỉnh Thái Nguyên"),
        People(village),
        lambda: Mergers(store).choices(Branch),
        Drafts(store),
        on_paper,
        may_edit,
    )
