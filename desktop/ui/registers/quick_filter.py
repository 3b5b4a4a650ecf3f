"""A filter with few values, always in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionComboBox

from desktop.models.catalogues import catalogue
from desktop.models.kinds import today
from desktop.models.record import record_named
from desktop.models.sheets import SheetField, sheet_of
from desktop.registers.query import Filter
from desktop.ui.registers.references import title_of
from desktop.ui.registers.services import RegisterServices
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current
from desktop.ui.widgets.chosen import Choice

_MOST = 150
_ARROW = 24
_EMPTY = object()


@dataclass(frozen=True, slots=True)
class Option:
    """One value to filter by."""

    text: str
    value: Any


def options_of(entry: SheetField, services: RegisterServices) -> list[Option] | None:
    """The values of a field; None when they are too many to choose from. Asked on a worker thread."""
    kind = entry.field.kind
    if kind.name == "choice":
        return [Option(words, key) for key, words in kind.choices]
    if kind.name == "catalogue":
        entries = catalogue(kind.target).entries(today())
        return [Option(item.label, item.key) for item in entries] if len(entries) <= _MOST else None
    sheet = sheet_of(record_named(kind.target))
    register = services.register(sheet)
    numbers = register.find()
    if len(numbers) > _MOST:
        return None
    rows = register.rows(numbers, [title_of(sheet)])
    return [Option(rows[number].cells[0], rows[number].id) for number in numbers if number in rows]


class QuickFilter(Choice):
    """Everything, one value, or nothing stated.

    Signals:
        picked: She chose something else.
    """

    picked = Signal()

    def __init__(self, entry: SheetField) -> None:
        super().__init__()
        self.entry = entry
        self.setAccessibleName(entry.field.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(18)
        everything = texts.ALL_OF if entry.field.kind.name == "reference" else texts.ALL_IN
        self.addItem(everything.format(label=entry.field.label, lowered=lowered(entry.field.label)), None)
        self.activated.connect(lambda _index: self.picked.emit())
        self.currentIndexChanged.connect(lambda _index: self.updateGeometry())

    @property
    def titles(self) -> dict[UUID, str]:
        """Words for the ids among its values."""
        items = ((self.itemData(at), self.itemText(at)) for at in range(self.count()))
        return {value: words for value, words in items if isinstance(value, UUID)}

    def offer(self, options: Sequence[Option]) -> None:
        """Take the values one can filter by; what is chosen stays chosen."""
        held = self.currentData()
        while self.count() > 1:
            self.removeItem(self.count() - 1)
        for option in options:
            self.addItem(option.text, option.value)
        self.addItem(texts.NOT_WRITTEN, _EMPTY)
        self.setCurrentIndex(self._place(held))

    def filter(self) -> Filter | None:
        """What it asks for; None for everything."""
        value = self.currentData()
        if value is None:
            return None
        return Filter(self.entry.key, "empty") if value is _EMPTY else Filter(self.entry.key, "is", value)

    def show_filter(self, asked: Filter | None) -> bool:
        """Show a filter; False when it is one that cannot be shown here."""
        value = None if asked is None else _EMPTY if asked.test == "empty" else asked.value
        place = self._place(value)
        shown = value is None or (place > 0 and (asked is None or asked.test in ("is", "empty")))
        self.setCurrentIndex(place if shown else 0)
        return shown

    # Qt overrides
    def sizeHint(self) -> QSize:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().horizontalAdvance(self.currentText()) + current().px(_ARROW), 0)
        size = self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, words, self)
        return QSize(size.width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + current().px(_ARROW))
        super().showPopup()

    def _place(self, value: Any) -> int:
        return next((at for at in range(1, self.count()) if self.itemData(at) == value), 0)


def lowered(text: str) -> str:
    """A label inside a sentence: the first letter small, unless it is a name such as "Đảng" or an abbreviation."""
    first, _, _rest = text.partition(" ")
    return text if first in texts.PROPER or (len(first) > 1 and first.isupper()) else text[:1].lower() + text[1:]
