"""The pages of an open office, each with the doors of the program it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.accounts.access_log import AccessAct
from desktop.accounts.roles import Act, may
from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet, sheets
from desktop.registers.drafts import Drafts
from desktop.registers.history import History
from desktop.registers.office import Office
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.saved_filters import SavedFilters
from desktop.registers.undo import Undo
from desktop.ui.frame.footer import FooterState
from desktop.ui.frame.pages import Page
from desktop.ui.navigation import HOME, IMPORT, MEETINGS, NAVIGATION, SETTINGS, SPECIAL
from desktop.ui.registers.services import RegisterServices, Rights

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.ui.registers.page import RegisterPage

LAYOUTS = "layouts"


class Layouts:
    """Which columns each list shows, kept with the settings of this computer."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def of(self, sheet: str) -> Mapping[str, Any] | None:
        """What was kept for a list; None for the list as delivered."""
        layout: Mapping[str, Any] | None = self._program.settings.extra.get(LAYOUTS, {}).get(sheet)
        return layout

    def keep(self, sheet: str, layout: Mapping[str, Any] | None) -> None:
        """Remember a list's layout; None puts it back to what is delivered."""
        extra = self._program.settings.extra
        kept = {key: value for key, value in extra.get(LAYOUTS, {}).items() if key != sheet}
        if layout is not None:
            kept[sheet] = layout
        self._program.keep_settings(extra={**extra, LAYOUTS: kept})


class OfficePages:
    """Makes the pages of one office when they are first shown, and leads from one to another."""

    def __init__(self, program: Program, office: Office) -> None:
        self._program, self._office = program, office
        self.window = program.window
        self.sheets = sheets()
        self.services = RegisterServices(
            register=partial(Register, office.store),
            history=History(office.store),
            undo=Undo(office.store),
            drafts=Drafts(office.store),
            filters=SavedFilters(office.store),
            layouts=Layouts(program),
            export=self._export,
            log_view=self._log_view,
            sheets=self.sheets,
        )
        self.rights = rights_of(office)

    def add_all(self) -> None:
        """Say how each page is made; none is made yet."""
        makers = {HOME: self._home, MEETINGS: self._meetings, IMPORT: self._import, SETTINGS: self._settings}
        for item in NAVIGATION:
            self.window.add_page(item.key, makers[item.key] if item.key in SPECIAL else partial(self._register, item.key))
        self.window.hit_chosen.connect(self.go)

    def go(self, action: str) -> None:
        """Follow an action key: "row:<sheet>:<id>"."""
        kind, _, rest = action.partition(":")
        if kind == "row":
            sheet, _, row = rest.partition(":")
            self.show_row(sheet, UUID(hex=row))

    def show_row(self, sheet: str, row: UUID) -> None:
        """Show one row on its register's page."""
        if self.window.show_page(sheet):
            self._page(sheet).show_row(row)

    def show_list(self, sheet: str, query: Query) -> None:
        """Show the rows of a query on their register's page."""
        if self.window.show_page(sheet):
            self._page(sheet).show_query(query)

    def _page(self, key: str) -> Any:
        return self.window.pages.made(key)

    def _register(self, name: str) -> RegisterPage:
        from desktop.ui.registers.page import RegisterPage

        page = RegisterPage(
            self.sheets[name], self.services, self._program.runner, rights=self.rights, importable=name == "member"
        )
        page.row_elsewhere.connect(self.show_row)
        page.list_elsewhere.connect(self.show_list)
        page.working.connect(self.window.watch)
        return page

    def _export(self, sheet: Sheet, asked: Query | Sequence[UUID], path: Path) -> int:
        from desktop.registers.exporting import export

        query = asked if isinstance(asked, Query) else Query(only=tuple(asked))
        rows = export(self._office.store, sheet, path, query)
        private = [entry.key for entry in sheet.fields if entry.field.privacy is not Privacy.OFFICE]
        self._office.log_access(AccessAct.EXPORT, sheet.name, rows, private, path.name)
        return rows

    def _log_view(self, sheet: str, rows: Sequence[UUID] | int, keys: Sequence[str]) -> None:
        self._office.log_access(AccessAct.VIEW, sheet, rows if isinstance(rows, int) else list(rows), list(keys), "")


def rights_of(office: Office) -> Rights:
    """What the role of who is signed in carries on a register's page."""
    role = office.user.role
    return Rights(
        edit=may(role, Act.EDIT), delete=may(role, Act.DELETE), bulk=may(role, Act.BULK), export=may(role, Act.EXPORT),
        sensitive=may(role, Act.VIEW_SENSITIVE),
    )  # fmt: skip


def footer_state(office: Office) -> FooterState:
    """How the data is: asked on a worker thread."""
    from desktop.store.backup_rotation import listed

    last = next(iter(listed(office.folder)), None)
    return FooterState(backed_up_on=last.made.date() if last else None, user=office.full_name)
