"""The list side of a register page: rows found, sorted, looked at, in the columns she chose."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet
from desktop.registers.query import Query
from desktop.ui.registers import page_jobs as jobs
from desktop.ui.registers.column_chooser import ColumnChooser
from desktop.ui.registers.empty_list import EmptyList
from desktop.ui.registers.list_layout import ListLayout
from desktop.ui.registers.listing import Found, Listing
from desktop.ui.registers.references import title_of
from desktop.ui.registers.row_list import RowList
from desktop.ui.registers.services import RegisterServices, Rights
from desktop.ui.tasks import TaskRunner

_LOOK_MS = 120


class ListPane(QStackedWidget):
    """The rows of a query, or why there are none.

    Signals:
        found: How many rows there are, once they are shown.
        looked_at: Number and id of the row she stopped at; -1 and None when there is none.
        opened: Number and id of a row she wants to see.
        failed: Why the rows could not be read.
    """

    found = Signal(int)
    looked_at = Signal(int, object)
    opened = Signal(int, object)
    failed = Signal(object)

    def __init__(
        self, sheet: Sheet, services: RegisterServices, runner: TaskRunner, rights: Rights, *, importable: bool
    ) -> None:
        super().__init__()
        self._sheet, self._services, self._runner, self._rights = sheet, services, runner, rights
        self._layout = ListLayout.read(sheet, services.layouts.of(sheet.name))
        self._query = Query()
        self._keep = -1
        self._position = 0
        self._starts_at_first = True
        self._logged: tuple[str, ...] = ()
        self.listing = Listing(services.register(sheet), runner, self)
        self.list = RowList(self.listing.model)
        self.list.setAccessibleName(sheet.title)
        self.empty = EmptyList(sheet, rights, importable=importable)
        self.addWidget(self.list)
        self.addWidget(self.empty)
        self._stopping = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._stopping.timeout.connect(self._tell_where)
        self.listing.found.connect(self._show)
        self.listing.failed.connect(self.failed)
        self.list.looked_at.connect(self._start_stopping)
        self.list.opened.connect(self._open)
        self.list.sort_asked.connect(self._sort)
        self.list.rearranged.connect(self._keep_layout)

    @property
    def total(self) -> int:
        """How many rows are listed."""
        return len(self.listing.model.numbers)

    @property
    def query(self) -> Query:
        """What is listed, in its order."""
        return replace(self._query, sort=self._layout.sort, descending=self._layout.descending)

    def ask(self, query: Query, *, at_first: bool) -> None:
        """Show what a query finds, from its first row.

        Args:
            at_first: Whether the first row is looked at when no row is yet.
        """
        self._query, self._position, self._starts_at_first = query, 0, at_first
        self.reload()

    def reload(self) -> None:
        """Read the list anew; the row that is looked at stays in sight."""
        keep = None if self._keep < 0 else self._keep
        self.listing.ask(self.query, self._layout.columns(self._sheet), keep=keep)

    def keep_in_sight(self, number: int) -> None:
        """Which row the next reading is to bring into sight; -1 for none."""
        self._keep = number

    def go_to_rows(self) -> None:
        """Move the focus to the rows."""
        if self.total:
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self.list.look_at(0)

    def choose_columns(self) -> None:
        """Ask which columns to show."""
        chooser = ColumnChooser(self._sheet, self._layout, self, sensitive=self._rights.sensitive)
        chooser.accepted.connect(lambda: self._take_columns(chooser.chosen()))
        chooser.open()

    def deliver_columns(self) -> None:
        """Show the columns as they were at first."""
        self._take_columns(ListLayout.delivered(self._sheet))
        self._services.layouts.keep(self._sheet.name, None)

    def forget(self) -> None:
        """Show nothing."""
        self.listing.model.show_rows((), self.listing.model.columns, {})

    def _show(self, found: Found) -> None:
        if found.numbers:
            self.setCurrentWidget(self.list)
            self.list.arrange(self._layout, title_of(self._sheet).key)
            if found.at >= 0 or self._starts_at_first:
                self.list.look_at(found.at if found.at >= 0 else min(self._position, len(found.numbers) - 1))
        else:
            filtered = bool(found.query.filters or found.query.text.strip())
            self.empty.show_why(filtered=filtered, trash=found.query.trash)
            self.setCurrentWidget(self.empty)
            self._keep = -1
            self.looked_at.emit(-1, None)
        self._log_columns(found)
        self.found.emit(len(found.numbers))

    def _start_stopping(self, position: int) -> None:
        if position >= 0:
            self._stopping.start()

    def _tell_where(self) -> None:
        position = self.list.currentIndex().row()
        if not 0 <= position < self.total:
            return
        if (row_id := self.listing.model.id_at(position)) is None:
            self._stopping.start()
            return
        self._position, self._keep = position, self.listing.model.numbers[position]
        self.looked_at.emit(self._keep, row_id)

    def _open(self, position: int) -> None:
        if (row_id := self.listing.model.id_at(position)) is not None:
            self._position, self._keep = position, self.listing.model.numbers[position]
            self.opened.emit(self._keep, row_id)

    def _sort(self, key: str) -> None:
        now = self._layout.sort or title_of(self._sheet).key
        self._keep_layout(self._layout.sorted_by(key, descending=key == now and not self._layout.descending))
        self.reload()

    def _keep_layout(self, layout: ListLayout) -> None:
        self._layout = layout
        self._services.layouts.keep(self._sheet.name, layout.kept())

    def _take_columns(self, layout: ListLayout) -> None:
        self._keep_layout(layout)
        self.reload()

    def _log_columns(self, found: Found) -> None:
        seen = tuple(one.key for one in found.columns if one.field.privacy is Privacy.SENSITIVE)
        if seen and seen != self._logged and found.numbers:
            count = len(found.numbers)
            self._runner.run(partial(jobs.log_view, self._services, self._sheet.name, count, seen))
        self._logged = seen
