"""What is known of one row: the tab "Thông tin"."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.rows import Opened
from desktop.ui.registers.concealed import Concealed
from desktop.ui.texts import registers as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.labels import label

_SUBTITLE_WORDS = 2
_NAME_PX = 130


def group_of(sheet: Sheet, entry: SheetField) -> str:
    """The heading a field stands under."""
    if entry.field.group:
        return entry.field.group
    return entry.record.__label__ if entry.part else texts.MAIN_GROUP


def grouped(sheet: Sheet) -> list[tuple[str, list[SheetField]]]:
    """The fields of a sheet under their headings, in the order of the sheet."""
    found: dict[str, list[SheetField]] = {}
    for entry in sheet.fields:
        found.setdefault(group_of(sheet, entry), []).append(entry)
    return list(found.items())


class Facts(QWidget):
    """Names and values in two columns; what is empty is named in one quiet line.

    Signals:
        revealed: Key of a sensitive field that was shown.
    """

    revealed = Signal(str)

    def __init__(self, sheet: Sheet, opened: Opened, *, sensitive: bool) -> None:
        super().__init__()
        self._opened, self._sensitive = opened, sensitive
        self._names: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, tokens.M)
        column.setSpacing(tokens.S)
        for heading, entries in grouped(sheet):
            known = [entry for entry in entries if opened.titles.get(entry.key)]
            if known:
                column.addWidget(label(heading, "strong"))
                column.addLayout(self._table(known))
                column.addSpacing(tokens.S)
        empty = dict.fromkeys(entry.field.label for entry in sheet.fields if not opened.titles.get(entry.key))
        if empty:
            column.addWidget(label(texts.STILL_EMPTY.format(fields=", ".join(empty)), "muted"))
        column.addStretch(1)

    def _table(self, entries: list[SheetField]) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(tokens.M)
        table.setVerticalSpacing(tokens.XS)
        table.setColumnStretch(1, 1)
        for row, entry in enumerate(entries):
            name = label(entry.field.label, "muted")
            name.setFixedWidth(current().px(_NAME_PX))
            self._names.append(name)
            table.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(self._value(entry), row, 1, Qt.AlignmentFlag.AlignTop)
        return table

    def _value(self, entry: SheetField) -> QWidget:
        value = self._opened.titles[entry.key]
        if entry.field.kind.name == "note":
            value = str(self._opened.values[entry.key])
        if entry.field.privacy is not Privacy.SENSITIVE:
            words = label(value)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            return words
        if not self._sensitive:
            return label(texts.DOTS)
        concealed = Concealed(entry.field.label, value)
        concealed.revealed.connect(partial(self.revealed.emit, entry.key))
        return concealed

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for name in self._names:
                name.setFixedWidth(current().px(_NAME_PX))


def subtitle_of(sheet: Sheet, opened: Opened) -> str:
    """The row in one line: what the list shows of it beside its title."""
    title = sheet.main.__title__
    words: Iterator[str] = (
        opened.titles.get(entry.key, "")
        for entry in sheet.listed
        if not (entry.part == 0 and entry.field.key == title) and entry.field.privacy is Privacy.OFFICE
    )
    known = [word for word, _ in groupby(words) if word]
    return " · ".join(known[:_SUBTITLE_WORDS])
