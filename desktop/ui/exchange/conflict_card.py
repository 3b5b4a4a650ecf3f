"""A conflict card: one person, every field that two computers wrote differently."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.exchange.desk import ConflictCard as Conflict
from desktop.exchange.desk import ConflictField
from desktop.ui.exchange.conflict_field import ConflictChoices
from desktop.ui.meetings.columns import Columns
from desktop.ui.registers.bar import Bar
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link, primary, quiet
from desktop.ui.widgets.cards import Card, Tag
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.labels import label


class ConflictCard(Card):
    """Collects what is kept of one row.

    Signals:
        settled: The card's id, and field key to value.
        row_wanted: She wants to see the row in its register.
        put_off: She decides later.
    """

    settled = Signal(str, object)
    row_wanted = Signal()
    put_off = Signal()

    def __init__(
        self,
        conflict: Conflict,
        make_editor: Callable[[ConflictField], FieldEditor],
        now: datetime,
        *,
        may_settle: bool,
    ) -> None:
        super().__init__()
        self.conflict = conflict
        who = " · ".join(filter(None, (conflict.title, conflict.subtitle)))
        self.setAccessibleName(f"{who}. {texts.DIFFERENT}")
        self.open_row = link(texts.OPEN_ROW)
        self.open_row.clicked.connect(self.row_wanted)
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(label(who, "subheading"), 1)
        top.addWidget(Tag(texts.DIFFERENT, "attention"), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.fields = [ConflictChoices(each, partial(make_editor, each), now) for each in conflict.fields]
        self.choices = Columns(self.fields, narrowest=420, gap=tokens.XL)
        self.body.addWidget(self.choices)
        self.later, self.keep = quiet(texts.LATER), primary(texts.KEEP)
        self.again = link(texts.LOOK_AGAIN)
        self.put_off_words = label(texts.LATER_SAID, "muted", wrap=False)
        self.acts = Bar()
        for widget in (self.keep, self.later, self.put_off_words, self.again, self.open_row):
            self.acts.flow.addWidget(widget)
        self.body.addWidget(self.acts)
        self._may_settle = may_settle
        self.later.clicked.connect(self._put_off)
        self.again.clicked.connect(self._take_up)
        self.keep.clicked.connect(self._settle)
        for field in self.fields:
            field.changed.connect(self._say)
        self._show_whole(True)
        self._say()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.again if self.choices.isHidden() else self.fields[0].radios[0]

    def _say(self) -> None:
        self.keep.setEnabled(any(field.is_chosen for field in self.fields))

    def _settle(self) -> None:
        chosen = [field for field in self.fields if field.is_chosen]
        wrong = [field for field in chosen if not field.check()]
        if wrong:
            wrong[0].editor.setFocus()
            return
        values: dict[str, Any] = {field.conflict.key: field.value for field in chosen}
        self.settled.emit(self.conflict.id, values)

    def _put_off(self) -> None:
        self._show_whole(False)
        self.again.setFocus()
        self.put_off.emit()

    def _take_up(self) -> None:
        self._show_whole(True)
        self.first.setFocus()

    def _show_whole(self, whole: bool) -> None:
        self.choices.setVisible(whole)
        self.keep.setVisible(whole and self._may_settle)
        self.later.setVisible(whole and self._may_settle)
        self.put_off_words.setVisible(not whole)
        self.again.setVisible(not whole)
