"""What waits, what was received, and the two big buttons."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.exchange.desk import Status
from desktop.ui.exchange.words import standing_words
from desktop.ui.registers.bar import Bar
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label, set_role


class BigButton(Button):
    """What she comes to the page for."""

    # Qt overrides
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(current().px(28), current().px(12))


class StandingCard(Card):
    """How this computer stands with the province.

    Signals:
        send_wanted: Exchange over the network.
        write_wanted: Exchange with a stick.
    """

    send_wanted = Signal()
    write_wanted = Signal()

    def __init__(self, *, may_exchange: bool) -> None:
        super().__init__()
        self._may_exchange = may_exchange
        self.sign = Sign("good", "good", 32)
        self.heading, self.facts = label("", "heading"), label("")
        self.send = BigButton(texts.SEND, role="primary", sign="network")
        self.write = BigButton(texts.WRITE, sign="stick")
        self.no_server = label(texts.NO_SERVER if may_exchange else texts.MAY_NOT, "muted")
        self.send.clicked.connect(self.send_wanted)
        self.write.clicked.connect(self.write_wanted)
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        words.addWidget(self.heading)
        words.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.buttons = Bar()
        for button in (self.send, self.write):
            self.buttons.flow.addWidget(button)
        self.body.addLayout(row)
        self.body.addSpacing(tokens.S)
        self.body.addWidget(self.buttons)
        self.body.addWidget(self.no_server)
        self.body.addStretch(1)

    def show_status(self, status: Status, now: datetime) -> None:
        """Say how things stand."""
        heading, facts = standing_words(status, now)
        if status.loading:
            sign, colour = "import", "accent"
        elif status.waiting:
            sign, colour = "exchange", "accent"
        else:
            sign, colour = ("good", "good") if status.received_on else ("info", "muted")
        self.sign.show_sign(sign, colour)
        self.heading.setText(heading)
        self.facts.setText(facts)
        self.setAccessibleName(f"{heading}. {facts}")
        by_network = bool(status.server) and status.joined
        self.send.setText(texts.LOAD_ON if status.loading else texts.SEND)
        self.send.setAccessibleName(self.send.text())
        self.send.setVisible(by_network and self._may_exchange)
        self.write.setVisible(self._may_exchange)
        set_role(self.write, "" if by_network else "primary")
        self.write.set_sign("stick")
        self.no_server.setVisible(not self._may_exchange or (status.joined and not status.server))

    @property
    def first(self) -> Button:
        """Where the keyboard begins."""
        return self.write if self.send.isHidden() else self.send
