"""One row that waits: where it stands, what is the matter, and the choices as buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.importing.choices import Choice
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button, link, secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label, set_role


class DoubtCard(Card):
    """Shows one row and collects a decision.

    Signals:
        chosen: The `Choice` she made.
        fix_wanted: She wants to correct the row.
        reopened: She wants to choose anew.
        spread: She wants the same for the rows alike.
    """

    chosen = Signal(object)
    fix_wanted = Signal()
    reopened = Signal()
    spread = Signal()

    def __init__(self, where: str, who: str, matters: Sequence[str]) -> None:
        super().__init__()
        self.body.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        self.body.setSpacing(tokens.XS)
        self.heading = label(f"{where} · {who}", "strong")
        self.body.addWidget(self.heading)
        self.matters = label("\n".join(matters))
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(Sign("attention", "attention", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.matters, 1)
        self.body.addLayout(row)
        self.setAccessibleName(f"{where}. {who}. {' '.join(matters)}")
        self.buttons: list[Button] = []
        self._state: object = None
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts)
        self._said = label("", "good")
        self._kept = QWidget()
        kept = QHBoxLayout(self._kept)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.setSpacing(tokens.S)
        kept.addWidget(Sign("good", "good", 18))
        kept.addWidget(self._said, 1)
        self._kept.hide()
        self.body.addWidget(self._kept)
        self.body.addWidget(self._acts)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Wait for a decision; correcting stands before leaving the row out."""
        if not self._turns_to(tuple(choices)):
            return
        self._clear()
        set_role(self.matters, "")
        fix = secondary(texts.FIX, "edit")
        fix.clicked.connect(self.fix_wanted)
        *others, last = [self._button_of(choice) for choice in choices]
        self._show(*others, fix, last)

    def show_decided(self, words: str, alike: int) -> None:
        """Say what was decided, and offer it for the rows alike."""
        if not self._turns_to((words, alike)):
            return
        self._clear()
        set_role(self.matters, "muted")
        self._said.setText(words)
        self._kept.show()
        spread, again = secondary(texts.SO_ALIKE.format(count=alike)), link(texts.REOPEN)
        spread.clicked.connect(self.spread)
        again.clicked.connect(self.reopened)
        self._show(*([spread] if alike else []), again)

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes."""
        return self.buttons[0]

    def _turns_to(self, state: object) -> bool:
        """Whether what is to be shown is not shown already; buttons that stay keep the keyboard."""
        is_new, self._state = state != self._state, state
        return is_new

    def _button_of(self, choice: Choice) -> Button:
        button = secondary(choice.words)
        button.clicked.connect(lambda _=False: self.chosen.emit(choice))
        return button

    def _show(self, *buttons: Button) -> None:
        self.buttons = list(buttons)
        for button in buttons:
            self._flow.addWidget(button)
            button.show()  # now, or it could not take the keyboard

    def _clear(self) -> None:
        self._kept.hide()
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
