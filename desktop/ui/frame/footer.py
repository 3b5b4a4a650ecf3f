"""The footer: how the data is, and who is here."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.texts import frame as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import Sign
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label

_LATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class FooterState:
    """What the footer says.

    Attributes:
        waiting: Changes without a receipt yet; None before the commune has joined a province.
        received_on: Day of the last receipt.
        backed_up_on: Day of the last verified backup.
        user: Who is signed in; empty for nobody.
    """

    waiting: int | None = None
    received_on: date | None = None
    backed_up_on: date | None = None
    user: str = ""


def days_ago(day: date, today: date) -> str:
    """A past day as one says it.

    >>> days_ago(date(2026, 11, 18), date(2026, 11, 21))
    '3 ngày trước'
    """
    days = (today - day).days
    if days <= 0:
        return texts.TODAY
    return texts.YESTERDAY if days == 1 else texts.DAYS_AGO.format(days=days)


class Footer(QFrame):
    """One line at the bottom; each part leads to its page.

    Signals:
        chosen: "exchange", "backup" or "user".
        lock_wanted: She goes away from the computer.
    """

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._running = ""
        self._shown = (FooterState(), date.today())
        self.waiting, self.receipt, self.backup = (self._part(key) for key in ("exchange", "exchange", "backup"))
        self.late = Sign("attention", "attention", 18)
        self.user = label("", wrap=False)
        self.lock = IconButton("lock", texts.LOCK)
        self.lock.clicked.connect(self.lock_wanted)
        facts = QWidget()
        row = FlowLayout(facts, gap=tokens.L)
        parts: tuple[QWidget, ...] = (self.waiting, self.receipt, self.late, self.backup)
        for part in parts:
            row.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.M, 2, tokens.M, 2)
        line.addWidget(facts, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.user)
        line.addWidget(self.lock)
        self.show_state(FooterState(), date.today())

    def _part(self, key: str) -> Button:
        part = Button("", role="fact")
        part.clicked.connect(lambda: self.chosen.emit(key))
        return part

    def show_state(self, state: FooterState, today: date) -> None:
        """Say how things stand on a day."""
        self._shown = (state, today)
        if self._running:
            self._say(self.waiting, self._running)
            self.receipt.hide()
        elif state.waiting is None:
            self.waiting.hide()
            self.receipt.hide()
        else:
            waiting = texts.WAITING.format(count=state.waiting) if state.waiting else texts.NOTHING_WAITING
            self._say(self.waiting, waiting)
            said = state.received_on and texts.RECEIPT.format(when=days_ago(state.received_on, today))
            self._say(self.receipt, said or texts.NO_RECEIPT)
        backed_up = state.backed_up_on
        said = texts.BACKUP.format(when=days_ago(backed_up, today)) if backed_up else texts.NO_BACKUP
        self._say(self.backup, said)
        self.late.setVisible(backed_up is None or (today - backed_up).days > _LATE_DAYS)
        self.user.setText(state.user)
        self.user.setAccessibleName(texts.USER.format(name=state.user))
        self.lock.setVisible(bool(state.user))

    def show_running(self, words: str) -> None:
        """Say that an exchange runs, in place of what waits; empty once it has ended."""
        if words != self._running:
            self._running = words
            self.show_state(*self._shown)

    @staticmethod
    def _say(part: Button, words: str) -> None:
        part.setText(words)
        part.setAccessibleName(words)
        part.show()
