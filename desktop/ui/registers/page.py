"""`RegisterPage`: the page of any register, made from its sheet."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout

from desktop.models.kinds import today
from desktop.models.sheets import Sheet
from desktop.registers.query import Query
from desktop.ui.frame.pages import Page
from desktop.ui.frame.strip import Notice
from desktop.ui.navigation import NAVIGATION, SPECIAL
from desktop.ui.registers import page_jobs as jobs
from desktop.ui.registers.bulk_change import BulkChange
from desktop.ui.registers.detail_panel import DetailPanel
from desktop.ui.registers.filter_bar import FilterBar
from desktop.ui.registers.filter_words import quick_fields
from desktop.ui.registers.form_jobs import Saved
from desktop.ui.registers.form_page import FormPage
from desktop.ui.registers.list_pane import ListPane
from desktop.ui.registers.page_actions import add_page_actions
from desktop.ui.registers.page_body import PageBody
from desktop.ui.registers.page_header import PageHeader
from desktop.ui.registers.quick_filter import lowered
from desktop.ui.registers.relations import Relation
from desktop.ui.registers.row_acts import RowActs
from desktop.ui.registers.services import DraftLike, Listed, PageAction, RegisterServices, Rights
from desktop.ui.registers.times import said
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens

_HAS_PAGE = frozenset(item.key for item in NAVIGATION) - SPECIAL


def movable(sheet: Sheet) -> list[tuple[str, str]]:
    """The references by which rows are moved from one place to another, such as people between branches."""
    return [
        (entry.key, texts.MOVE.format(label=lowered(entry.field.label)))
        for entry in quick_fields(sheet)
        if entry.field.kind.name == "reference"
    ]


class RegisterPage(Page):
    """List, detail, form, history and trash of one sheet.

    Signals:
        row_elsewhere: Name of another sheet and the id of a row in it that she wants to see.
        list_elsewhere: Name of another sheet and the `Query` it is to show.
        working: A `Task` that may take a while, and what it does.
    """

    row_elsewhere = Signal(str, object)
    list_elsewhere = Signal(str, object)
    working = Signal(object, str)

    def __init__(
        self,
        sheet: Sheet,
        services: RegisterServices,
        runner: TaskRunner,
        *,
        rights: Rights = Rights(),  # noqa: B008 - frozen
        prints: Sequence[PageAction] = (),
        more: Sequence[PageAction] = (),
        importable: bool = False,
    ) -> None:
        super().__init__()
        self.sheet, self._services, self._runner, self._rights = sheet, services, runner, rights
        self._register = services.register(sheet)
        self._trash, self._came_up, self._shown_number = False, False, -1
        self._prints = prints
        self.ask_path: Callable[[str], str] = self._ask_path
        self.header = PageHeader(sheet, rights, prints=prints, more=more, movable=movable(sheet))
        self.filters = FilterBar(sheet, services, runner, sensitive=rights.sensitive)
        self.pane = ListPane(sheet, services, runner, rights, importable=importable)
        self.list, self.listing = self.pane.list, self.pane.listing
        single = [action for action in (*prints, *more) if action.takes == "one"]
        self.detail = DetailPanel(
            sheet, services, runner, rights=rights, movable=movable(sheet), pages=_HAS_PAGE,
            prints=[action for action in prints if action in single], more=[one for one in more if one in single],
        )  # fmt: skip
        self.acts = RowActs(sheet, services, runner, self)
        self.body = PageBody(self.pane, self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self.body, 1)
        self._keys = add_page_actions(self, rights)
        self._connect()

    def _connect(self) -> None:
        self.header.asked.connect(self._do)
        self.header.moved.connect(self.move_chosen)
        self.header.action_chosen.connect(self.run_action)
        self.filters.changed.connect(self._ask)
        self.filters.search.returnPressed.connect(self.pane.go_to_rows)
        self.pane.found.connect(self._show_count)
        self.pane.looked_at.connect(self._show_looked_at)
        self.pane.opened.connect(self._show_opened)
        self.pane.failed.connect(self.acts.say_problem)
        self.list.chosen.connect(lambda count: self.filters.show_count(self.pane.total, count))
        self.list.menu_asked.connect(self._show_menu)
        self.pane.empty.add_asked.connect(self.add)
        self.pane.empty.clear_asked.connect(self.filters.clear)
        self.pane.empty.list_asked.connect(partial(self.show_trash, False))
        self.detail.closed.connect(self._close_detail)
        self.detail.edit_asked.connect(self.edit)
        self.detail.trash_asked.connect(partial(self.trash, True))
        self.detail.restore_asked.connect(partial(self.restore, True))
        self.detail.moved.connect(partial(self._ask_bulk, alone=True))
        self.detail.put_back.connect(lambda row_id, key, value, _words: self.acts.put_back(row_id, key, value))
        self.detail.related_opened.connect(self._open_related)
        self.detail.all_related_asked.connect(self._show_all_related)
        self.detail.related_add_asked.connect(self._add_related)
        self.detail.action_chosen.connect(self.run_action)
        self.detail.revealed.connect(self._log_view)
        self.detail.failed.connect(self.acts.say_problem)
        self.acts.noticed.connect(self.noticed)
        self.acts.working.connect(self.working)
        self.acts.changed.connect(self._take_change)
        self.body.covered.connect(self._show_covered)

    # The list

    def come_up(self) -> None:
        """Read the list anew; the first time, say whether something begun waits."""
        self.filters.load_options()
        if self._came_up:
            self.pane.reload()
            return
        self._came_up = True
        self._ask()
        if self._rights.edit:
            self._runner.run(partial(jobs.waiting_draft, self._services, self.sheet), self._say_draft)

    def take_keyboard(self) -> None:
        if self.body.form is None and self.list.isVisible():
            self.list.setFocus()
        else:
            super().take_keyboard()

    def show_query(self, query: Query) -> None:
        """Show what a query finds; somebody came here for it, so an untouched form makes room."""
        if self.body.form is not None and self.may_leave():
            self._close_form()
        self._trash = query.trash
        self.header.show_trash(self._trash)
        self.filters.show_query(query)
        self._ask()

    def show_row(self, row_id: UUID) -> None:
        """Show one row, in the whole list."""
        self._runner.run(partial(jobs.number_of, self._register, row_id), partial(self._show_numbered, row_id))

    def show_trash(self, trash: bool = True) -> None:
        """Show the rows that were deleted, or the list again."""
        self.pane.keep_in_sight(-1)
        self.show_query(Query(trash=trash))

    def _show_numbered(self, row_id: UUID, number: int | None) -> None:
        self.pane.keep_in_sight(-1 if number is None else number)
        self.show_query(Query())
        self._show_opened(-1 if number is None else number, row_id)

    def _ask(self) -> None:
        query = Query(self.filters.search.text(), self.filters.filters, trash=self._trash)
        self.pane.ask(query, at_first=self.body.is_wide)

    def _show_count(self, count: int) -> None:
        self.filters.show_count(count)
        self.body.show_rows(count > 0)

    def _show_looked_at(self, number: int, row_id: UUID | None) -> None:
        if row_id is None or number != self._shown_number or self.detail.opened is None:
            self._shown_number = number
            self.detail.show_row(row_id)

    def _show_opened(self, number: int, row_id: UUID) -> None:
        self._shown_number = number
        self.detail.show_row(row_id)
        self.body.open_detail()
        if not self.body.is_wide:
            self.detail.back_button.setFocus()

    def _close_detail(self) -> None:
        self.body.close_detail()
        self.list.setFocus()

    # Forms

    def add(self) -> None:
        """Begin a new row; what the list is narrowed to is filled in."""
        asked = {
            one.key: one.value for one in self.filters.filters if one.test == "is" and not isinstance(one.value, list)
        }
        self._show_form(
            FormPage(self.sheet, self._services, self._runner, preset=asked, sensitive=self._rights.sensitive)
        )

    def edit(self) -> None:
        """Edit the row that is looked at."""
        opened = self.detail.opened
        if opened is not None and not opened.is_trashed and self._rights.edit:
            form = FormPage(
                self.sheet, self._services, self._runner, row_id=opened.id, sensitive=self._rights.sensitive
            )
            self._show_form(form)

    def _open_related(self, relation: Relation, row_id: UUID) -> None:
        if relation.sheet.name in _HAS_PAGE:
            self.row_elsewhere.emit(relation.sheet.name, row_id)
        elif self._rights.edit:
            sensitive = self._rights.sensitive
            self._show_form(FormPage(relation.sheet, self._services, self._runner, row_id=row_id, sensitive=sensitive))

    def _add_related(self, relation: Relation) -> None:
        if self.detail.opened is not None:
            preset = {relation.field.key: self.detail.opened.id}
            self._show_form(
                FormPage(relation.sheet, self._services, self._runner, preset=preset, sensitive=self._rights.sensitive)
            )

    def _show_form(self, form: FormPage) -> None:
        if not self.may_leave():
            return
        form.saved.connect(self._take_saved)
        form.left.connect(self._close_form)
        form.failed.connect(self.acts.say_problem)
        form.revealed.connect(self._log_view)
        self.body.show_form(form)

    def _take_saved(self, saved: Saved, again: bool) -> None:
        if not again:
            self._close_form()
        if saved.sheet == self.sheet:
            self._runner.run(partial(jobs.number_of, self._register, saved.id), partial(self._keep_saved, saved))
        self.acts.say_saved(saved)

    def _keep_saved(self, saved: Saved, number: int | None) -> None:
        if number is not None:
            self._shown_number = number
            self.pane.keep_in_sight(number)
            self.detail.show_row(saved.id)
            self.pane.reload()

    def _close_form(self) -> None:
        self.body.close_form()
        self.list.setFocus()

    def _say_draft(self, draft: DraftLike | None) -> None:
        if draft is not None and self.body.form is None:
            words = texts.DRAFT_WAITS.format(when=said(draft.saved_at), one=self.sheet.one)
            self.noticed.emit(Notice(words, "attention", texts.DRAFT_OPEN, self.add))

    # Acts

    def _do(self, name: str) -> None:
        acts: Mapping[str, Callable[[], Any]] = {
            "add": self.add, "export": self.export, "bulk": partial(self._ask_bulk, ""), "trash": self.show_trash,
            "list": partial(self.show_trash, False), "restore": self.restore, "undo": self.acts.undo_last,
            "columns": self.pane.choose_columns, "delivered": self.pane.deliver_columns,
        }  # fmt: skip
        acts[name]()

    def trash(self, alone: bool = False) -> None:
        """Put the chosen rows into the trash, or only the one that is looked at."""
        if (numbers := self._chosen(alone=alone)) and self._rights.delete and not self._trash:
            self.acts.trash(numbers, self._title_of(numbers))

    def restore(self, alone: bool = False) -> None:
        """Take the chosen rows out of the trash, or only the one that is looked at."""
        if (numbers := self._chosen(alone=alone)) and self._rights.delete:
            self.acts.restore(numbers, self._title_of(numbers))

    def move_chosen(self, key: str) -> None:
        """Let the chosen rows refer to another row: people to another branch."""
        self._ask_bulk(key)

    def export(self) -> None:
        """Write what is listed to a file."""
        self._export(self.pane.query, self.pane.total)

    def export_chosen(self) -> None:
        """Write the chosen rows to a file."""
        if numbers := self._chosen():
            self._export(numbers, len(numbers))

    def _export(self, asked: Query | Sequence[int], count: int) -> None:
        if path := self.ask_path(f"{self.sheet.title} {today():%d-%m-%Y}.xlsx"):
            self.acts.export(asked, count, Path(path))

    def print_list(self) -> None:
        """Print what is listed: at once where there is one paper, else ask which."""
        if len(self._prints) == 1:
            self.run_action(self._prints[0])
        elif self._prints:
            self.header.print_button.showMenu()

    def run_action(self, action: PageAction) -> None:
        """Hand the rows that an action takes to whoever carries it out."""
        query = self.pane.query
        if action.takes == "list":
            action.run(Listed(self.sheet, query, (), self.pane.total))
        elif action.takes == "one" and self.detail.opened is not None:
            action.run(Listed(self.sheet, query, (self.detail.opened.id,), 1))
        elif numbers := self._chosen():
            self._runner.run(
                partial(jobs.ids_of, self._register, numbers),
                lambda ids: action.run(Listed(self.sheet, query, tuple(ids), len(ids))),
                self.acts.say_problem,
            )

    def _ask_bulk(self, key: str, *, alone: bool = False) -> None:
        if numbers := self._chosen(alone=alone):
            dialog = BulkChange(
                self.sheet,
                numbers,
                self._services,
                self._runner,
                key=key,
                sensitive=self._rights.sensitive,
                parent=self,
            )
            dialog.accepted.connect(lambda: self.acts.change_many(dialog.order()))
            dialog.open()

    def _chosen(self, *, alone: bool = False) -> list[int]:
        numbers = [self._shown_number] if alone and self._shown_number >= 0 else self.list.chosen_numbers
        if not numbers:
            self.noticed.emit(Notice(texts.SELECT_FIRST))
        return numbers

    def _title_of(self, numbers: Sequence[int]) -> str:
        opened = self.detail.opened
        return opened.title if opened is not None and list(numbers) == [self._shown_number] else ""

    def _take_change(self, _ids: Sequence[UUID]) -> None:
        self.filters.load_options()
        self.pane.reload()
        if not self._trash:
            self.detail.reload()

    def _show_all_related(self, relation: Relation) -> None:
        if self.detail.opened is not None:
            self.list_elsewhere.emit(relation.sheet.name, relation.query(self.detail.opened.id))

    def _log_view(self, row_id: UUID | None, key: str) -> None:
        if row_id is not None:
            self._runner.run(partial(jobs.log_view, self._services, self.sheet.name, (row_id,), (key,)))

    def _show_menu(self, place: QPoint) -> None:
        if not self.list.chosen_count:
            return
        menu = QMenu(self)
        for action in self._keys.for_rows(trash=self._trash):
            menu.addAction(action)
        if self._rights.bulk and not self._trash:
            menu.addSeparator()
            for key, words in movable(self.sheet):
                menu.addAction(words, partial(self.move_chosen, key))
        if self._rights.export and not self._trash:
            menu.addAction(texts.EXPORT_CHOSEN, self.export_chosen)
        menu.popup(place)

    def _show_covered(self, covered: bool) -> None:
        self.header.setVisible(not covered)
        self.filters.setVisible(not covered)
        self._keys.set_enabled(form=self.body.form is not None)

    def _ask_path(self, name: str) -> str:
        return QFileDialog.getSaveFileName(self, texts.EXPORT, name, texts.FILE_KINDS)[0]

    # The frame's questions

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost."""
        return self.body.form is None or self.body.form.may_leave()

    def forget(self) -> None:
        """Take everything personal off the screen; what was being typed is kept as a draft."""
        if self.body.form is not None:
            self.body.close_form()
        self.pane.forget()
        self.detail.show_row(None)
