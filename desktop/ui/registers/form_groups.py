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
    """One heading and its fields.

    Attributes:
        inside: The parent of its fields.
    """

    def __init__(self, heading: str, parent: QWidget, *, closed: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.fields: list[FormField] = []
        self._columns = 1
        self.inside = QWidget(self)
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        self._toggle = quiet(heading, "right")
        self._toggle.clicked.connect(lambda: self.set_open(not self.inside.isVisibleTo(self)))
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._toggle.setHidden(not closed)
        if not closed:
            column.addWidget(label(heading, "subheading"))
        column.addWidget(self.inside)
        self.inside.setVisible(not closed)

    def add(self, field: FormField) -> None:
        """Add a field that was made inside it; `arrange` gives it its place."""
        self.fields.append(field)

    def arrange(self) -> None:
        """Lay the fields out in the present number of columns."""
        row = column = 0
        for field in self.fields:
            wide = field.entry.field.kind.widget == "note"
            if column and (wide or column == self._columns):
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, self._columns if wide else 1, Qt.AlignmentFlag.AlignTop)
            column = self._columns if wide else column + 1
        for at in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(at, int(at < self._columns))

    def set_open(self, opened: bool) -> None:
        """Show or hide the fields."""
        self.inside.setVisible(opened)
        self._toggle.set_sign("down" if opened else "right")

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(_MOST_COLUMNS, event.size().width() // current().px(_COLUMN)))
        if columns != self._columns:
            self._columns = columns
            self.arrange()
