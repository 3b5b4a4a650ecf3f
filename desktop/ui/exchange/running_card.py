"""A running exchange: what it is doing, how long about, and a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from desktop.ui.exchange.runs import Kind
from desktop.ui.tasks import Progress
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label

_HEADINGS = {
    Kind.NETWORK: texts.SENDING,
    Kind.STICK: texts.WRITING,
    Kind.FILE: texts.TAKING,
    Kind.JOIN_BY_CODE: texts.JOINING,
    Kind.JOIN_BY_STICK: texts.ASKING,
}
_SIGNS = {Kind.STICK: "stick", Kind.JOIN_BY_STICK: "stick", Kind.FILE: "file"}


class RunningCard(Card):
    """Stands in place of the buttons while something runs.

    Signals:
        stop_wanted: She wants it to stop.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign = Sign("network", "accent", 32)
        self.heading, self.words, self.hint = label("", "heading"), label(""), label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = secondary(texts.STOP)
        self.stop.clicked.connect(self._stop)
        column = QVBoxLayout()
        column.setSpacing(tokens.S)
        for widget in (self.heading, self.words, self.bar, self.hint):
            column.addWidget(widget)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def begin(self, kind: Kind) -> None:
        """Show an exchange that has begun."""
        self.sign.show_sign(_SIGNS.get(kind, "network"), "accent")
        self.heading.setText(_HEADINGS[kind])
        self.hint.setText(texts.KEEP_STICK if kind.with_stick else texts.MEANWHILE)
        self.bar.setAccessibleName(_HEADINGS[kind])
        self.stop.setText(texts.STOP)
        self.stop.setEnabled(True)
        self.show_progress(Progress(0, 0, texts.STAGES["prepare"]))

    def show_progress(self, progress: Progress) -> None:
        """Say how far it is."""
        self.words.setText(progress.text)
        self.bar.setRange(0, 100 if progress.total else 0)
        if progress.total:
            self.bar.setValue(min(100, 100 * progress.done // progress.total))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop.setText(texts.STOPPING)
        self.stop_wanted.emit()
