"""What happened to one row: the tab "Lịch sử"."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.history import FieldChange, HistoryEntry
from desktop.registers.history_gaps import Lacking
from desktop.ui.registers.concealed import Concealed
from desktop.ui.registers.times import said
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link
from desktop.ui.widgets.cards import Tag
from desktop.ui.widgets.labels import label, rule

_AT_ONCE = 30


class HistoryList(QWidget):
    """Entries, newest first, each with the way back.

    Signals:
        put_back: Sheet key and value she wants again, and the words for it.
        revealed: Key of a sensitive field whose values were shown.
    """

    put_back = Signal(str, object, str)
    revealed = Signal(str)

    def __init__(
        self, sheet: Sheet, entries: Sequence[HistoryEntry], values: Mapping[str, Any], *, edit: bool, sensitive: bool,
        lacking: Lacking = Lacking.NOTHING,
    ) -> None:  # fmt: skip
        super().__init__()
        self._fields = {(entry.record, entry.field.number): entry for entry in sheet.fields}
        self._values, self._edit, self._sensitive = values, edit, sensitive
        self._left = list(entries)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.M, 0, tokens.M)
        self._column.setSpacing(tokens.S)
        self._more = link(texts.OLDER_ENTRIES)
        self._more.clicked.connect(self._show_more)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.since = label(_since(entries, lacking), "muted")
        self.since.setVisible(lacking is not Lacking.NOTHING)
        self._column.addWidget(self.since)
        self._column.addStretch(1)
        self._show_more()

    def _show_more(self) -> None:
        now, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for entry in now:
            self._column.insertWidget(self._column.indexOf(self._more), self._entry(entry))
        self._more.setVisible(bool(self._left))

    def _entry(self, entry: HistoryEntry) -> QWidget:
        box = QFrame()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(label(entry.what or texts.OPS[entry.op], "strong"))
        where = texts.HERE if entry.here else texts.ELSEWHERE
        column.addWidget(label(f"{said(entry.at)} · {entry.who} · {where}", "muted"))
        if entry.op != "set":
            column.addWidget(Tag(texts.OPS[entry.op], "attention" if entry.op == "trash" else "good"))
        for change in entry.changes:
            if (known := self._fields.get((change.record, change.field.number))) is not None:
                column.addWidget(self._change(known, change))
        column.addSpacing(tokens.XS)
        column.addWidget(rule())
        return box

    def _change(self, entry: SheetField, change: FieldChange) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self._words(entry, change), 1)
        if self._edit and self._values.get(entry.key) != change.value and not self._is_hidden(entry):
            button = link(texts.PUT_BACK)
            button.setToolTip(texts.PUT_BACK_LONG.format(label=entry.field.label, value=change.after or texts.NOTHING))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(partial(self.put_back.emit, entry.key, change.value, button.toolTip()))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _is_hidden(self, entry: SheetField) -> bool:
        return entry.field.privacy is Privacy.SENSITIVE and not self._sensitive

    def _words(self, entry: SheetField, change: FieldChange) -> QWidget:
        after = change.after or texts.NOTHING
        told = texts.CHANGED.format(before=change.before, after=after) if change.before else after
        if entry.field.privacy is not Privacy.SENSITIVE:
            return label(f"{entry.field.label}: {told}")
        if not self._sensitive:
            return label(f"{entry.field.label}: {texts.DOTS}")
        concealed = Concealed(entry.field.label, f"{entry.field.label}: {told}")
        concealed.words.setText(f"{entry.field.label}: {texts.DOTS}")
        concealed.revealed.connect(partial(self.revealed.emit, entry.key))
        return concealed


def _since(entries: Sequence[HistoryEntry], lacking: Lacking) -> str:
    """Which part of the row's past is told here; empty where all of it is."""
    if lacking is Lacking.NOTHING:
        return ""
    if lacking is Lacking.SOME:
        return texts.HISTORY_SOME
    if not entries:
        return texts.HISTORY_NONE
    return texts.HISTORY_SINCE.format(day=f"{entries[-1].at:%d/%m/%Y}")
