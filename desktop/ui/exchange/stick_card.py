"""The sticks that are plugged in, and which of them is written to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.exchange.desk import StickSeen
from desktop.ui.exchange.beside import BesideRadio
from desktop.ui.exchange.words import stick_name
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import link, secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label, set_role


class StickCard(Card):
    """Lists sticks; with several, one is chosen.

    Signals:
        chosen: The folder of the stick to exchange with.
        folder_wanted: She wants to point at one herself.
    """

    chosen = Signal(object)
    folder_wanted = Signal()

    def __init__(self, *, may_exchange: bool) -> None:
        super().__init__(texts.STICKS)
        self._may_exchange = may_exchange
        self._sticks: tuple[StickSeen, ...] | None = None
        self._lines: list[QWidget] = []
        self.radios: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self.said = label("")
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.S)
        self.act = secondary("", "stick")
        self.act.clicked.connect(self._choose)
        self.other = link(texts.OTHER_FOLDER)
        self.other.clicked.connect(self.folder_wanted)
        self.body.addWidget(self.said)
        self.body.addLayout(self._list)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.other.setVisible(may_exchange)
        self.show_sticks(())

    def show_sticks(self, sticks: Sequence[StickSeen]) -> None:
        """Show what is plugged in; what was chosen before stays chosen."""
        if tuple(sticks) == self._sticks:
            return
        before = self.chosen_stick
        self._sticks = tuple(sticks)
        self._clear()
        for stick in self._sticks:
            self._add(stick, is_one_of_many=len(self._sticks) > 1)
        ours = [stick.path for stick in self._sticks if stick.is_ours]
        likely = before.path if before is not None else ours[0] if len(ours) == 1 else None
        for radio, stick in zip(self.radios, self._sticks, strict=False):
            radio.setChecked(stick.path == likely)
        set_role(self.said, "muted")
        self.said.setText("" if sticks else texts.NO_STICK)
        self.said.setVisible(not sticks)
        self._say_act()

    @property
    def sticks(self) -> tuple[StickSeen, ...]:
        """What is shown."""
        return self._sticks or ()

    @property
    def chosen_stick(self) -> StickSeen | None:
        """The one that is written to; None while it is not clear which."""
        if len(self.sticks) == 1:
            return self.sticks[0]
        marked = (stick for stick, radio in zip(self.sticks, self.radios, strict=False) if radio.isChecked())
        return next(marked, None)

    def ask(self) -> None:
        """She wants to write and it is not clear where: say what to do, and put the keyboard there."""
        set_role(self.said, "attention")
        if not self.sticks:
            self.said.setText(texts.NO_STICK)
            self.other.setFocus()
        elif len(self.sticks) > 1 and self.chosen_stick is None:
            self.said.setText(texts.WHICH_STICK)
            self.radios[0].setFocus()
        else:
            self.said.setText("")
            self.act.setFocus()
        self.said.setVisible(bool(self.said.text()))

    def _add(self, stick: StickSeen, *, is_one_of_many: bool) -> None:
        words, name = _words(stick), stick_name(stick)
        title, said = label(name, "strong"), label(words, "good" if stick.has_answer else "")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(said)
        if is_one_of_many:
            line = self._radio(BesideRadio(column, f"{name}. {words}"))
        else:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(tokens.M)
            row.addWidget(Sign("stick", "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(column, 1)
        self._lines.append(line)
        self._list.addWidget(line)

    def _radio(self, line: BesideRadio) -> QWidget:
        self._group.addButton(line.radio)
        self.radios.append(line.radio)
        line.radio.toggled.connect(self._say_act)
        return line

    def _say_act(self) -> None:
        stick = self.chosen_stick
        words = texts.TAKE_ANSWER if stick is not None and stick.has_answer else texts.WRITE_THIS
        self.act.setText(words)
        self.act.setAccessibleName(words)
        self.act.setVisible(self._may_exchange and bool(self.sticks))
        self.act.setEnabled(stick is not None)

    def _choose(self) -> None:
        stick: Path | None = self.chosen_stick.path if self.chosen_stick else None
        if stick is not None:
            self.chosen.emit(stick)

    def _clear(self) -> None:
        for radio in self.radios:
            self._group.removeButton(radio)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self.radios = [], []


def _words(stick: StickSeen) -> str:
    if stick.has_answer:
        return texts.STICK_ANSWER
    if stick.has_invitation:
        return texts.STICK_INVITES
    return texts.STICK_OURS if stick.is_ours else texts.STICK_OTHER
