"""One row beside the list: what is known, what belongs to it, what happened to it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from desktop.models.sheets import Sheet
from desktop.registers.history import HistoryEntry
from desktop.registers.history_gaps import Lacking
from desktop.registers.rows import Opened
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.facts import Facts, subtitle_of
from desktop.ui.registers.history_list import HistoryList
from desktop.ui.registers.related_list import RelatedList
from desktop.ui.registers.relations import Related, Relation, read_related, relations_of
from desktop.ui.registers.services import PageAction, RegisterServices, Rights
from desktop.ui.tasks import CancelToken, Latest, Report, TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.texts import widgets as widget_texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import IconButton, menu_button, quiet, secondary
from desktop.ui.widgets.cards import Tag
from desktop.ui.widgets.labels import label

FACTS, RELATED, HISTORY = "facts", "related", "history"
_TABS = {FACTS: texts.TAB_FACTS, RELATED: texts.TAB_RELATED, HISTORY: texts.TAB_HISTORY}


@dataclass(frozen=True, slots=True)
class _Known:
    """What one tab was filled with."""

    opened: Opened
    entries: Sequence[HistoryEntry] = ()
    lacking: Lacking = Lacking.NOTHING
    related: Sequence[Related] = ()


class DetailPanel(QFrame):
    """The row that is looked at.

    Signals:
        closed: She closed it.
        edit_asked, trash_asked, restore_asked: She wants that for the row shown.
        moved: The row's id and a reference field's key: she wants it to refer to another row.
        put_back: The row's id, a key, a value and the words for it.
        related_opened: A `Relation` and a row id.
        all_related_asked, related_add_asked: A `Relation`.
        revealed: The row's id and the key of a sensitive field.
        failed: Why something could not be read.
    """

    closed = Signal()
    edit_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    moved = Signal(str)
    put_back = Signal(object, str, object, str)
    related_opened = Signal(object, object)
    all_related_asked = Signal(object)
    related_add_asked = Signal(object)
    revealed = Signal(object, str)
    failed = Signal(object)
    action_chosen = Signal(object)

    def __init__(
        self, sheet: Sheet, services: RegisterServices, runner: TaskRunner, *,
        rights: Rights, prints: Sequence[PageAction] = (), more: Sequence[PageAction] = (),
        movable: Sequence[tuple[str, str]] = (),
        pages: Container[str] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("role", "panel")
        self._sheet, self._services, self._rights, self._pages = sheet, services, rights, pages
        self._relations = relations_of(sheet, services.sheets)
        self._filled: set[str] = set()
        self.opened: Opened | None = None
        self._reading = Latest(runner, parent=self)
        self._reading.answered.connect(self._show)
        self._reading.failed.connect(self.failed)
        self.heading, self.subtitle = label("", "heading"), label("", "muted")
        self.trashed = Tag(texts.IN_TRASH, "attention")
        self.back_button = quiet(texts.BACK_TO_LIST, "left")
        self.close_button = IconButton("close", widget_texts.CLOSE)
        for button in (self.back_button, self.close_button):
            button.clicked.connect(self.closed)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self._tabs = [tab for tab in _TABS if tab != RELATED or self._relations]
        for tab in self._tabs:
            self.tabs.addTab(QWidget(), _TABS[tab])
        self.tabs.currentChanged.connect(self._fill)
        self._lay_out(self._buttons(prints, more, movable))
        self.show_over_list(False)

    def _buttons(
        self, prints: Sequence[PageAction], more: Sequence[PageAction], movable: Sequence[tuple[str, str]]
    ) -> Bar:
        bar = Bar()
        self.edit_button = secondary(texts.EDIT, "edit")
        self.edit_button.clicked.connect(self.edit_asked)
        self.restore_button = secondary(texts.RESTORE, "undo")
        self.restore_button.clicked.connect(self.restore_asked)
        self.print_menu, self.more_menu = QMenu(self), QMenu(self)
        for action in prints:
            self.print_menu.addAction(action.text, partial(self.action_chosen.emit, action))
        for action in more:
            self.more_menu.addAction(action.text, partial(self.action_chosen.emit, action))
        if self._rights.edit:
            for key, words in movable:
                self.more_menu.addAction(words, partial(self.moved.emit, key))
        if self._rights.delete:
            self.more_menu.addAction(texts.TRASH_ONE, self.trash_asked.emit)
        self.print_button = menu_button(texts.PRINT, self.print_menu)
        self.more_button = menu_button(texts.MORE, self.more_menu)
        for button in (self.edit_button, self.restore_button, self.print_button, self.more_button):
            bar.flow.addWidget(button)
        return bar

    def _lay_out(self, buttons: Bar) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.S, tokens.S, tokens.S)
        column.setSpacing(tokens.S)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(top)
        column.addWidget(self.subtitle)
        column.addWidget(self.trashed)
        column.addWidget(buttons)
        column.addWidget(self.tabs, 1)

    @property
    def tab(self) -> str:
        """Which tab is on screen: FACTS, RELATED or HISTORY."""
        return self._tabs[self.tabs.currentIndex()]

    def show_tab(self, tab: str) -> None:
        """Go to a tab; nothing happens where the sheet has none."""
        if tab in self._tabs:
            self.tabs.setCurrentIndex(self._tabs.index(tab))

    def show_over_list(self, over: bool) -> None:
        """Offer the way back to the list that it covers, or the way to close what stands beside it."""
        self.back_button.setVisible(over)
        self.close_button.setVisible(not over)

    def show_row(self, row_id: UUID | None) -> None:
        """Read a row and show it; nothing is shown for None."""
        if row_id is None:
            self._reading.forget()
            self._show_nothing()
            return
        tab = self.tab
        self._reading.ask(partial(_read, self._services, self._sheet, self._relations, row_id, tab))

    def reload(self) -> None:
        """Read the row that is shown anew."""
        if self.opened is not None:
            self.show_row(self.opened.id)

    def _show_nothing(self) -> None:
        self.opened = None
        self.heading.setText("")
        self.subtitle.setText(texts.CHOOSE_A_ROW.format(one=self._sheet.one))
        for part in (
            self.trashed,
            self.edit_button,
            self.restore_button,
            self.print_button,
            self.more_button,
            self.tabs,
        ):
            part.hide()

    def _show(self, known: _Known) -> None:
        opened = self.opened = known.opened
        rights, lives = self._rights, not known.opened.is_trashed
        self.heading.setText(opened.title or texts.UNTITLED)
        self.subtitle.setText(subtitle_of(self._sheet, opened))
        self.trashed.setVisible(not lives)
        self.edit_button.setVisible(lives and rights.edit)
        self.restore_button.setVisible(not lives and rights.delete)
        self.print_button.setVisible(lives and bool(self.print_menu.actions()))
        self.more_button.setVisible(lives and bool(self.more_menu.actions()))
        self.tabs.show()
        facts = Facts(self._sheet, opened, sensitive=rights.sensitive)
        facts.revealed.connect(lambda key: self.revealed.emit(opened.id, key))
        self._put(FACTS, facts)
        self._filled = {FACTS}
        if self.tab == RELATED:
            self._show_related(known)
        elif self.tab == HISTORY:
            self._show_history(known)

    def _fill(self, _index: int) -> None:
        if self.opened is not None and self.tab not in self._filled:
            self.show_row(self.opened.id)

    def _show_related(self, known: _Known) -> None:
        related = RelatedList(known.related, edit=self._rights.edit and not known.opened.is_trashed, pages=self._pages)
        related.opened.connect(self.related_opened)
        related.all_asked.connect(self.all_related_asked)
        related.add_asked.connect(self.related_add_asked)
        self._put(RELATED, related)

    def _show_history(self, known: _Known) -> None:
        rights, opened = self._rights, known.opened
        history = HistoryList(
            self._sheet, known.entries, opened.values,
            edit=rights.edit and not opened.is_trashed, sensitive=rights.sensitive, lacking=known.lacking,
        )  # fmt: skip
        history.put_back.connect(lambda key, value, words: self.put_back.emit(opened.id, key, value, words))
        history.revealed.connect(lambda key: self.revealed.emit(opened.id, key))
        self._put(HISTORY, history)

    def _put(self, tab: str, inside: QWidget) -> None:
        current, at = self.tabs.currentIndex(), self._tabs.index(tab)
        old = self.tabs.widget(at)
        self.tabs.blockSignals(True)
        self.tabs.removeTab(at)
        self.tabs.insertTab(at, scrolling(inside), _TABS[tab])
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self._filled.add(tab)
        if old is not None:
            old.deleteLater()


def _read(
    services: RegisterServices, sheet: Sheet, relations: Sequence[Relation], row_id: UUID, tab: str,
    report: Report, token: CancelToken,
) -> Any:  # fmt: skip
    opened = services.register(sheet).open(row_id)
    token.check()
    if tab == HISTORY:
        history = services.history
        return _Known(opened, entries=history.of(sheet, row_id), lacking=history.lacking(sheet, row_id))
    if tab == RELATED:
        return _Known(opened, related=read_related(services, relations, row_id))
    return _Known(opened)
