"""The line above the list: search, filters, saved filters, how many there are."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy

from desktop.models.numbers import group_digits
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.query import Filter, Query
from desktop.ui.registers.ask_text import ask_text
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.filter_dialog import FilterDialog
from desktop.ui.registers.filter_words import filter_fields, quick_fields, read_aloud
from desktop.ui.registers.quick_filter import Option, QuickFilter, options_of
from desktop.ui.registers.references import RegisterReferences
from desktop.ui.registers.services import RegisterServices, SavedFilterLike
from desktop.ui.tasks import CancelToken, Report, TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current
from desktop.ui.widgets.buttons import Button, menu_button
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import SearchLine

_PAUSE_MS = 120
_QUICK = 2


class FilterBar(Bar):
    """What the list is asked for.

    Signals:
        changed: The query is another one.
    """

    changed = Signal()

    def __init__(self, sheet: Sheet, services: RegisterServices, runner: TaskRunner, *, sensitive: bool = True) -> None:
        super().__init__(spread=True)
        self._sheet, self._services, self._runner = sheet, services, runner
        self._references = RegisterReferences(services)
        self._extra: list[Filter] = []
        self._chips: list[Button] = []
        self.search = SearchLine(texts.SEARCH.format(one=sheet.one))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(current().px(240))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.quick = [QuickFilter(entry) for entry in quick_fields(sheet)]
        self.count = label("", "muted", wrap=False)
        self.more_menu, self.saved_menu = QMenu(self), QMenu(self)
        self._more = {
            entry.key: self.more_menu.addAction(entry.field.label, partial(self._ask_filter, entry))
            for entry in filter_fields(sheet, sensitive=sensitive)
        }
        self.ask_name: Callable[[], str] = self._ask_name
        self.flow.addWidget(self.search)
        for combo in self.quick:
            combo.picked.connect(self._pick)
            self.flow.addWidget(combo)
        self.flow.addWidget(menu_button(texts.MORE_FILTERS, self.more_menu))
        self.flow.addWidget(menu_button(texts.SAVED_FILTERS, self.saved_menu))
        self.flow.addWidget(self.count)
        self._show_saved([])

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Everything that is filtered by."""
        quick = [asked for combo in self.quick if (asked := combo.filter()) is not None]
        return (*quick, *self._extra)

    @property
    def is_open(self) -> bool:
        """Whether nothing is searched or filtered."""
        return not self.filters and not self.search.text().strip()

    def show_query(self, query: Query) -> None:
        """Show what a query asks for, without asking."""
        self.search.setText(query.text)
        left = list(query.filters)
        for combo in self.quick:
            mine = next((asked for asked in left if asked.key == combo.entry.key), None)
            if combo.show_filter(mine) and mine is not None:
                left.remove(mine)
        self._extra = left
        self._show_chips()

    def clear(self) -> None:
        """Filter by nothing."""
        self.show_query(Query())
        self.changed.emit()

    def add(self, asked: Sequence[Filter]) -> None:
        """Filter by something more; another filter on the same field gives way."""
        keys = {one.key for one in asked}
        self._extra = [one for one in self._extra if one.key not in keys] + list(asked)
        self._show_chips()
        self.changed.emit()

    def load_options(self) -> None:
        """Read the values of the quick filters and the saved filters anew."""
        self._runner.run(partial(_options, [combo.entry for combo in self.quick], self._services), self._offer)
        self._runner.run(partial(_saved_filters, self._services, self._sheet.name), self._show_saved)

    def show_count(self, count: int, chosen: int = 0) -> None:
        """Say how many rows are listed, and how many of them are chosen."""
        words = texts.COUNT.format(count=group_digits(count), one=self._sheet.one)
        self.count.setText(texts.CHOSEN.format(chosen=group_digits(chosen), rest=words) if chosen > 1 else words)

    def _offer(self, options: list[list[Option] | None]) -> None:
        held, left = self.filters, _QUICK
        for combo, found in zip(self.quick, options, strict=True):
            combo.offer(found or [])
            shown = bool(found) and left > 0
            left -= shown
            combo.setVisible(shown)
            self._more[combo.entry.key].setVisible(not shown)
        self.show_query(Query(self.search.text(), held))

    def _pick(self) -> None:
        self._show_chips()
        self.changed.emit()

    def _ask_filter(self, entry: SheetField) -> None:
        dialog = FilterDialog(entry, self._runner, self._references, self)
        if dialog.exec() and (asked := dialog.filters()):
            self.add(asked)

    def _show_chips(self) -> None:
        for chip in self._chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        titles = {key: words for combo in self.quick for key, words in combo.titles.items()}
        self._chips = []
        for asked in self._extra:
            chip = Button(read_aloud(self._sheet, asked, titles), sign="close")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setToolTip(texts.DROP_FILTER)
            chip.clicked.connect(partial(self._drop, asked))
            self._chips.append(chip)
            self.flow.insert(len(self.quick) + 1, chip)
        self.updateGeometry()

    def _drop(self, asked: Filter) -> None:
        self._extra.remove(asked)
        self._show_chips()
        self.changed.emit()

    def _show_saved(self, saved: Sequence[SavedFilterLike]) -> None:
        self.saved_menu.clear()
        for one in saved:
            self.saved_menu.addAction(one.name, partial(self._apply, one.query))
        if saved:
            self.saved_menu.addSeparator()
        keep = QAction(texts.KEEP_FILTER, self.saved_menu)
        keep.triggered.connect(self._keep)
        self.saved_menu.addAction(keep)
        if saved:
            drop = self.saved_menu.addMenu(texts.FORGET_FILTER)
            for one in saved:
                drop.addAction(one.name, partial(self._forget, one))

    def _apply(self, query: Query) -> None:
        self.show_query(query)
        self.changed.emit()

    def _keep(self) -> None:
        if name := self.ask_name().strip():
            query = Query(self.search.text(), self.filters)
            self._runner.run(partial(_keep_filter, self._services, self._sheet.name, name, query), self._show_saved)

    def _forget(self, saved: SavedFilterLike) -> None:
        self._runner.run(partial(_drop_filter, self._services, self._sheet.name, saved), self._show_saved)

    def _ask_name(self) -> str:
        return ask_text(self, texts.KEEP_FILTER, texts.FILTER_NAME, texts.KEEP)


def _options(
    entries: Sequence[SheetField], services: RegisterServices, report: Report, token: CancelToken
) -> list[list[Option] | None]:
    return [options_of(entry, services) for entry in entries]


def _saved_filters(
    services: RegisterServices, sheet: str, report: Report, token: CancelToken
) -> Sequence[SavedFilterLike]:
    return services.filters.of(sheet)


def _keep_filter(
    services: RegisterServices, sheet: str, name: str, query: Query, report: Report, token: CancelToken
) -> Sequence[SavedFilterLike]:
    services.filters.keep(sheet, name, query)
    return services.filters.of(sheet)


def _drop_filter(
    services: RegisterServices, sheet: str, saved: SavedFilterLike, report: Report, token: CancelToken
) -> Sequence[SavedFilterLike]:
    services.filters.drop(saved.id)
    return services.filters.of(sheet)
