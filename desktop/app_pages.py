"""The pages of an open office, each with the doors of the program it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.accounts.roles import Act, may
from desktop.registers.asked import Filter, Query
from desktop.registers.office import Office
from desktop.ui.frame.footer import FooterState
from desktop.ui.frame.pages import Page
from desktop.ui.navigation import EXCHANGE, HOME, IMPORT, MEETINGS, NAVIGATION, SETTINGS, SPECIAL
from desktop.ui.texts import exchange as exchange_texts

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.app_exchange import OfficeExchange
    from desktop.app_prints import Prints
    from desktop.models.sheets import Sheet
    from desktop.ui.registers.page import RegisterPage
    from desktop.ui.registers.references import RegisterReferences
    from desktop.ui.registers.services import PageAction, RegisterServices, Rights

LAYOUTS = "layouts"
NEW_MEETING = "meeting:new"
SEND, WRITE = "exchange:send", "exchange:write"


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

    @cached_property
    def rights(self) -> Rights:
        """What the role of who is signed in carries."""
        return rights_of(self._office)

    @cached_property
    def prints(self) -> Prints:
        """What makes its papers."""
        from desktop.app_prints import Prints

        return Prints(self._program, self._office)

    @cached_property
    def exchange(self) -> OfficeExchange:
        """Its exchange with the province."""
        from desktop.app_exchange import OfficeExchange

        return OfficeExchange(self._program, self._office, self, self._program.make_desk)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Every register; what declares them is loaded when first asked for."""
        from desktop.models.sheets import sheets

        return sheets()

    @cached_property
    def services(self) -> RegisterServices:
        """What the registers' pages work with."""
        from desktop.registers.drafts import Drafts
        from desktop.registers.history import History
        from desktop.registers.register import Register
        from desktop.registers.saved_filters import SavedFilters
        from desktop.registers.undo import Undo
        from desktop.ui.registers.services import RegisterServices

        store = self._office.store
        return RegisterServices(
            register=partial(Register, store),
            history=History(store),
            undo=Undo(store),
            drafts=Drafts(store),
            filters=SavedFilters(store),
            layouts=Layouts(self._program),
            export=self._export,
            log_view=self._log_view,
            sheets=self.sheets,
        )

    @cached_property
    def references(self) -> RegisterReferences:
        """Where the inputs of a form look up other rows."""
        from desktop.ui.registers.references import RegisterReferences

        return RegisterReferences(self.services)

    def add_all(self) -> None:
        """Say how each page is made; none is made yet."""
        makers = {
            HOME: self._home, MEETINGS: self._meetings, IMPORT: self._import, SETTINGS: self._settings,
            EXCHANGE: lambda: self.exchange.make_page(),
        }  # fmt: skip
        for item in NAVIGATION:
            self.window.add_page(
                item.key, makers[item.key] if item.key in SPECIAL else partial(self._register, item.key)
            )
        self.window.add_command(exchange_texts.COMMAND_SEND, SEND, exchange_texts.COMMAND_ALSO)
        self.window.add_command(exchange_texts.COMMAND_WRITE, WRITE, exchange_texts.COMMAND_WRITE_ALSO)
        self.window.hit_chosen.connect(self.go)
        self.window.footer_chosen.connect(self._follow_footer)

    def go(self, action: str) -> None:
        """Follow an action key: "row:<sheet>:<id>", a new meeting, an exchange."""
        kind, _, rest = action.partition(":")
        if kind == "row":
            sheet, _, row = rest.partition(":")
            self.show_row(sheet, UUID(hex=row))
        elif action == NEW_MEETING:
            self.open_meeting(None)
        elif action == SEND:
            self.exchange.send()
        elif action == WRITE:
            self.exchange.write()

    def _follow_footer(self, part: str) -> None:
        if part == "exchange":
            self.window.show_page(EXCHANGE)
        elif part == "backup" and self.window.show_page(SETTINGS):
            self.page(SETTINGS).show_section("backups")

    def open_meeting(self, meeting: UUID | None) -> None:
        """Show one meeting, or a new one."""
        if self.window.show_page(MEETINGS):
            self.page(MEETINGS).open_meeting(meeting)

    def show_row(self, sheet: str, row: UUID) -> None:
        """Show one row on its register's page."""
        if sheet == MEETINGS:
            self.open_meeting(row)
        elif self.window.show_page(sheet):
            self.page(sheet).show_row(row)

    def show_list(self, sheet: str, query: Query) -> None:
        """Show the rows of a query on their register's page."""
        if self.window.show_page(sheet):
            self.page(sheet).show_query(query)

    def page(self, key: str) -> Any:
        """The page of a key, made now if it was not yet."""
        return self.window.pages.made(key)

    def _register(self, name: str) -> RegisterPage:
        from desktop.ui.registers.page import RegisterPage

        page = RegisterPage(
            self.sheets[name], self.services, self._program.runner, rights=self.rights,
            prints=self.prints.actions(name), more=self._more(name), importable=name == "member",
        )  # fmt: skip
        page.row_elsewhere.connect(self.show_row)
        page.list_elsewhere.connect(self.show_list)
        page.working.connect(self.window.watch)
        return page

    def _more(self, name: str) -> list[PageAction]:
        from desktop.registers.mergers import can_merge
        from desktop.ui.mergers.actions import merge_actions

        if not (self.rights.bulk and can_merge(self.sheets[name].main)):
            return []
        store, runner = self._office.store, self._program.runner
        return merge_actions(store, runner, self.window, lambda: self.page(name).reload())

    def _home(self) -> Page:
        from desktop.registers.overviews import Overviews
        from desktop.ui.home.page import HomePage, HomeServices

        office = self._office
        overviews = Overviews(office.store)
        services = HomeServices(
            overviews.read, lambda: footer_state(office).backed_up_on, self._program.full_name,
            may_edit=may(office.user.role, Act.EDIT), may_import=may(office.user.role, Act.IMPORT),
        )  # fmt: skip
        page = HomePage(services, self._program.runner)
        page.rows_wanted.connect(lambda behind: self.show_list(behind.sheet, behind.query))
        page.meeting_wanted.connect(self.open_meeting)
        page.print_wanted.connect(lambda meeting: self.prints.roster(meeting))
        page.import_wanted.connect(lambda: self.window.show_page(IMPORT))
        page.add_wanted.connect(self._add_first)
        page.send_wanted.connect(lambda: self.exchange.send())
        page.write_wanted.connect(lambda: self.exchange.write())
        page.exchange_wanted.connect(lambda: self.window.show_page(EXCHANGE))
        page.conflicts_wanted.connect(lambda: self.exchange.show_conflicts())
        return page

    def _meetings(self) -> Page:
        from desktop.registers.invitees import Invitees
        from desktop.registers.meetings import Meetings
        from desktop.ui.meetings.page import MeetingsPage
        from desktop.ui.meetings.services import MeetingServices

        store = self._office.store
        services = MeetingServices(
            Meetings(store), Invitees(store), self.prints.papers, self.references, self._branches, self.services.drafts,
            self.prints.show, may_edit=self.rights.edit, save_paper=self.prints.save,
        )  # fmt: skip
        return MeetingsPage(services, self._program.runner)

    def _import(self) -> Page:
        from desktop.importing.store_list import ListStore
        from desktop.ui.importing.page import ImportPage
        from desktop.ui.importing.services import ImportServices

        ordered = [self.sheets[item.key] for item in NAVIGATION if item.key in self.sheets]
        services = ImportServices(ordered, ListStore(self._office.store), self.services.undo)
        page = ImportPage(services, self._program.runner)
        page.rows_wanted.connect(lambda wanted: self.show_list(wanted.sheet.name, wanted.query))
        page.stored.connect(self._program.refresh_footer)
        return page

    def _settings(self) -> Page:
        from desktop.ui.settings.doors import settings_services
        from desktop.ui.settings.page import SettingsPage

        program = self._program
        services = settings_services(
            self._office,
            settings=lambda: program.settings,
            keep=program.keep_settings,
            print_paper=self.prints.show,
        )
        page = SettingsPage(services, program.runner)
        page.working.connect(self.window.watch)
        page.backed_up.connect(program.refresh_footer)
        page.restore_wanted.connect(program.restore)
        return page

    def _branches(self) -> list[tuple[UUID, str]]:
        register = self.services.register(self.sheets["branch"])
        working = Query(filters=(Filter("status", "is_not", ["ended"]),))
        numbers = register.find(working)
        rows = register.rows(numbers, [register.sheet.field("name")])
        return [(rows[number].id, rows[number].cells[0]) for number in numbers]

    def _add_first(self) -> None:
        if self.window.show_page("member"):
            self.page("member").add()

    def _export(self, sheet: Sheet, asked: Query | Sequence[UUID], path: Path) -> int:
        from desktop.accounts.access_log import AccessAct
        from desktop.models.fields import Privacy
        from desktop.registers.exporting import export

        query = asked if isinstance(asked, Query) else Query(only=tuple(asked))
        rows = export(self._office.store, sheet, path, query)
        private = [entry.key for entry in sheet.fields if entry.field.privacy is not Privacy.OFFICE]
        self._office.log_access(AccessAct.EXPORT, sheet.name, rows, private, path.name)
        return rows

    def _log_view(self, sheet: str, rows: Sequence[UUID] | int, keys: Sequence[str]) -> None:
        from desktop.accounts.access_log import AccessAct

        self._office.log_access(AccessAct.VIEW, sheet, rows if isinstance(rows, int) else list(rows), list(keys), "")


def rights_of(office: Office) -> Rights:
    """What the role of who is signed in carries on a register's page."""
    from desktop.ui.registers.services import Rights

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
