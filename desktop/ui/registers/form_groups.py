"""How a form lies on the page: fields under headings, in as many columns as the window has room for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.models.sheets import Sheet, SheetField
from desktop.ui.registers.form_field import FormField
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import quiet
from desktop.ui.widgets.labels import label

_COLUMN = 300
_MOST_COLUMNS = 3


def ends_part(sheet: Sheet, entry: SheetField) -> bool:
    """Whether filling the field in ends what the form is about, such as a membership."""
    return entry.part > 0 and sheet.parts[entry.part - 1].open_until == entry.field.key


def starts_closed(sheet: Sheet, entries: Sequence[SheetField]) -> bool:
    """Whether a group is seldom needed: nothing in it is required, and it holds the field that ends the row."""
    return any(ends_part(sheet, entry) for entry in entries) and not any(entry.field.required for entry in entries)


class FormGroup(QFrame):
    """One heading and its fields."""

    def __init__(self, heading: str, fields: Sequence[FormField], *, closed: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.fields = list(fields)
        self._columns = 0
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        self._toggle = quiet(heading, "right")
        self._toggle.clicked.connect(lambda: self.set_open(not self._inside.isVisibleTo(self)))
        self._toggle.setVisible(closed)
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        if not closed:
            column.addWidget(label(heading, "subheading"))
        column.addWidget(self._inside)
        self._inside.setVisible(not closed)
        self._arrange(1)

    def set_open(self, opened: bool) -> None:
        """Show or hide the fields."""
        self._inside.setVisible(opened)
        self._toggle.set_sign("down" if opened else "right")

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 0)
        self._columns = columns
        row = column = 0
        for field in self.fields:
            wide = field.entry.field.kind.widget == "note"
            if column and (wide or column == columns):
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, columns if wide else 1, Qt.AlignmentFlag.AlignTop)
            column = columns if wide else column + 1
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(_MOST_COLUMNS, event.size().width() // current().px(_COLUMN))))
