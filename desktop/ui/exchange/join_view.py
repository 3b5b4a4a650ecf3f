"""Before this computer has joined: what exchange is, and the two ways to join."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.exchange.desk import Status, StickSeen
from desktop.models.numbers import group_digits
from desktop.ui.exchange.join_fields import NAME_FIELD, SERVER_FIELD, CodeLine, NeededLine
from desktop.ui.exchange.words import stick_name
from desktop.ui.meetings.columns import Columns
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import SectionHeader, label, set_role


class JoinView(QWidget):
    """Collects what is needed to join.

    Signals:
        code_given: Server, code, name of this computer.
        stick_given: Folder of the stick, name of this computer.
    """

    code_given = Signal(str, str, str)
    stick_given = Signal(object, str)

    def __init__(self, *, may_join: bool) -> None:
        super().__init__()
        self._may_join = may_join
        self._invited: Path | None = None
        self.kept = label("", "strong")
        self.name = NeededLine(NAME_FIELD, texts.NAME_NEEDED)
        self.name.line.setPlaceholderText(texts.NAME_SAMPLE)
        self.server, self.code = NeededLine(SERVER_FIELD, texts.SERVER_NEEDED), CodeLine()
        self.code_button = primary(texts.JOIN_BY_CODE, "network")
        self.stick_says = label(texts.PLUG_IN)
        self.stick_button = secondary(texts.JOIN_BY_STICK, "stick")
        self.code_button.clicked.connect(self._give_code)
        self.stick_button.clicked.connect(self._give_stick)
        self.server.line.returnPressed.connect(self.code.setFocus)
        self.code.line.returnPressed.connect(self._give_code)
        self._lay_out()
        self.show_sticks(())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(SectionHeader(texts.JOIN, texts.JOIN_WHY))
        if self._may_join:
            column.addWidget(Columns([self.name, self.kept], narrowest=400, gap=tokens.M))
            ways = Columns([self._code_card(), self._stick_card()], narrowest=400, level=True, gap=tokens.M)
            column.addWidget(ways)
        else:
            column.addWidget(self.kept)
            column.addWidget(label(texts.ONLY_CHAIR))
        column.addWidget(
            Columns(
                [SectionHeader(texts.NO_PROVINCE, texts.NO_PROVINCE_SO),
                 SectionHeader(texts.TWO_COMPUTERS, texts.TWO_COMPUTERS_SO)],
                narrowest=400, gap=tokens.M,
            )
        )  # fmt: skip
        column.addStretch(1)

    def _code_card(self) -> Card:
        card = Card(texts.BY_CODE)
        card.body.addWidget(self.server)
        card.body.addWidget(self.code)
        card.body.addStretch(1)
        card.body.addWidget(self.code_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _stick_card(self) -> Card:
        card = Card(texts.BY_STICK)
        card.body.addWidget(self.stick_says)
        card.body.addWidget(label(texts.JOIN_BY_STICK_NEXT, "muted"))
        card.body.addStretch(1)
        card.body.addWidget(self.stick_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def show_status(self, status: Status) -> None:
        """Say what is kept here until it can be sent."""
        self.kept.setText(texts.KEPT_HERE.format(count=group_digits(status.waiting)))
        self.kept.setVisible(status.waiting > 0)
        if status.device_name and not self.name.text():
            self.name.set_text(status.device_name)

    def show_sticks(self, sticks: Sequence[StickSeen]) -> None:
        """Say whether a stick with an invitation is plugged in."""
        invited = next((stick for stick in sticks if stick.has_invitation), None)
        self._invited = invited.path if invited else None
        self.stick_button.setEnabled(invited is not None)
        set_role(self.stick_button, "primary" if invited is not None else "")
        self.stick_button.set_sign("stick")
        if invited is not None:
            self.stick_says.setText(texts.INVITED.format(stick=stick_name(invited)))
        elif sticks:
            self.stick_says.setText(texts.NOT_INVITED.format(stick=", ".join(map(stick_name, sticks))))
        else:
            self.stick_says.setText(texts.PLUG_IN)

    def begin(self) -> None:
        """Let the keyboard begin at the first line."""
        if self._may_join:
            self.name.setFocus()

    def clear(self) -> None:
        """Keep no code on screen."""
        self.code.set_text("")

    def _give_code(self) -> None:
        lines = (self.name, self.server, self.code)
        wrong = [line for line in lines if not line.check()]
        if wrong:
            wrong[0].setFocus()
            return
        self.code_given.emit(*(line.text().strip() for line in (self.server, self.code, self.name)))

    def _give_stick(self) -> None:
        if not self.name.check():
            self.name.setFocus()
        elif self._invited is not None:
            self.stick_given.emit(self._invited, self.name.text().strip())
