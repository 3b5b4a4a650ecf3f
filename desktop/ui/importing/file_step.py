"""Step 1: which file, which register, which of its sheets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.importing.grid import SheetGrid, Workbook
from desktop.importing.mapping import ListMapping
from desktop.models.numbers import group_digits
from desktop.models.sheets import Sheet
from desktop.ui.importing.body import Body, put_scrolling
from desktop.ui.importing.drop_zone import DropZone
from desktop.ui.importing.jobs import OpenedList
from desktop.ui.importing.one_line import OneLine
from desktop.ui.importing.problem import ProblemCard
from desktop.ui.texts import explain
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label
from sync.errors import AppError


class FileStep(QWidget):
    """Shows what was chosen and collects the next choice.

    Signals:
        file_wanted: She wants to choose a file.
        register_chosen: The `Sheet` that the list goes into.
        sheets_ticked: Names of the sheets to be read.
    """

    file_wanted = Signal()
    register_chosen = Signal(object)
    sheets_ticked = Signal(object)

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        super().__init__()
        self._sheets = sheets
        self.register = Choice()
        self.register.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.register.setAccessibleName(texts.REGISTER)
        for sheet in sheets:
            self.register.addItem(sheet.title)
        self.register.activated.connect(lambda at: self.register_chosen.emit(self._sheets[at]))
        self.drop_zone = DropZone()
        self.drop_zone.file_wanted.connect(self.file_wanted)
        self.problem = ProblemCard()
        self.file_card = self._build_file_card()
        self.accepts = Card(texts.ACCEPTS)
        for line in texts.ACCEPTED:
            self.accepts.body.addLayout(_ticked_line(line))
        self.boxes: list[QCheckBox] = []
        self._lines: list[QWidget] = []
        self._lay_out()
        self.start_over()

    def _build_file_card(self) -> Card:
        card = Card()
        self.file_name = OneLine("", "subheading")
        self.found = label("", "muted")
        self.other_button = secondary(texts.CHOOSE_OTHER, "folder")
        self.other_button.clicked.connect(self.file_wanted)
        self.sheet_lines = QVBoxLayout()
        self.sheet_lines.setSpacing(tokens.XS)
        self._file_row = QHBoxLayout()
        self._file_row.setSpacing(tokens.M)
        self._file_row.addWidget(Sign("file", "accent", 32), 0, Qt.AlignmentFlag.AlignTop)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self._names.addWidget(self.file_name)
        self._names.addWidget(self.found)
        self._file_row.addLayout(self._names, 1)
        self._file_row.addWidget(self.other_button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(self._file_row)
        card.body.addSpacing(tokens.S)
        card.body.addWidget(label(texts.SHEETS, "strong"))
        card.body.addLayout(self.sheet_lines)
        return card

    def _lay_out(self) -> None:
        body = Body()
        column = body.column
        into = QHBoxLayout()
        into.setSpacing(tokens.S)
        named = label(texts.REGISTER, wrap=False)
        named.setBuddy(self.register)
        into.addWidget(named)
        into.addWidget(self.register)
        into.addStretch(1)
        column.addLayout(into)
        for widget in (self.problem, self.drop_zone, self.file_card, self.accepts):
            column.addWidget(widget)
        column.addStretch(1)
        put_scrolling(self, body)

    @property
    def sheet(self) -> Sheet:
        """The register that the list goes into."""
        return self._sheets[self.register.currentIndex()]

    @property
    def ticked(self) -> frozenset[str]:
        """Names of the sheets to be read."""
        return frozenset(str(box.property("sheet")) for box in self.boxes if box.isChecked() and box.isEnabled())

    def start_over(self) -> None:
        """Wait for a file."""
        self.problem.hide()
        self.file_card.hide()
        self.drop_zone.show()
        self.accepts.show()

    def show_failure(self, path: Path, error: BaseException) -> None:
        """Say in words why a file cannot be read and what to do."""
        self.start_over()
        code = error.code if isinstance(error, AppError) else ""
        heading = texts.FAILED.get(code, texts.FAILED_OTHERWISE)
        self.problem.say(texts.FILE_FAILED.format(what=heading, file=path.name), explain(error))

    def show_opened(self, opened: OpenedList) -> None:
        """Show the file's sheets, those that can be read ticked."""
        self.problem.hide()
        self.drop_zone.hide()
        self.accepts.hide()
        rows = group_digits(sum(opened.counts.values()))
        self.file_name.show_text(opened.path.name)
        self.found.setText(texts.FOUND_ROWS.format(rows=rows, sheets=len(opened.reading.mapping.sheets)))
        self._show_sheets(opened.book, opened.reading.mapping, opened.counts)
        self.file_card.show()

    def _show_sheets(self, book: Workbook, mapping: ListMapping, counts: Mapping[str, int]) -> None:
        for line in self._lines:
            self.sheet_lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.boxes, self._lines = [], []
        branches = {one.sheet: one.branch for one in mapping.sheets}
        for grid in book.sheets:
            readable = grid.name in branches
            rows = group_digits(counts.get(grid.name, 0))
            box = QCheckBox(texts.SHEET_ROWS.format(sheet=grid.name, rows=rows) if readable else grid.name)
            box.setProperty("sheet", grid.name)
            box.setChecked(readable and counts.get(grid.name, 0) > 0)
            box.setEnabled(readable)
            box.clicked.connect(lambda _=False: self.sheets_ticked.emit(self.ticked))
            self.boxes.append(box)
            line = _beside(box, OneLine(_remark(grid, branches.get(grid.name), readable=readable), "muted"))
            self._lines.append(line)
            self.sheet_lines.addWidget(line)


def _remark(grid: SheetGrid, branch: str | None, *, readable: bool) -> str:
    if readable:
        return texts.SHEET_OF.format(branch=branch) if branch else ""
    return texts.EMPTY_SHEET if grid.is_empty else texts.NO_HEADINGS if grid.visible else texts.HIDDEN_SHEET


def _beside(box: QCheckBox, remark: OneLine) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.M)
    row.addWidget(box)
    row.addWidget(remark, 1)
    return line


def _ticked_line(text: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    line.addWidget(Sign("check", "good", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(text), 1)
    return line
