"""The message strip above the page: what was done, with a way to undo it; what went wrong, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.texts import frame as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.cards import SIGNS, Sign, Tone
from desktop.ui.widgets.labels import label, set_role

_QUIET_MS = 15_000
_WITH_ACT_MS = 60_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say.

    Attributes:
        tone: "plain", "good", "attention" or "stop"; the last two stay until she closes them.
        act: Words of a button: "Hoàn tác: thêm Trần Thị An".
        on_act: What that button does.
    """

    text: str
    tone: Tone = "plain"
    act: str = ""
    on_act: Callable[[], object] | None = None


class MessageStrip(QFrame):
    """Shows the latest notice; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._notice: Notice | None = None
        self.sign = Sign("info")
        self.words = label()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.act = Button("")
        self.close_button = IconButton("close", texts.CLOSE_NOTICE)
        self.act.clicked.connect(self._do)
        self.close_button.clicked.connect(self.clear)
        self._leave = QTimer(self, singleShot=True)
        self._leave.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        row.setSpacing(tokens.S)
        row.addWidget(self.sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.close_button)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is said now."""
        return self._notice

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        set_role(self, notice.tone, "tone")
        self.sign.show_sign(SIGNS[notice.tone], "accent" if notice.tone == "plain" else notice.tone)
        self.words.setText(notice.text)
        self.words.setAccessibleName(notice.text)
        self.act.setText(notice.act)
        self.act.setAccessibleName(notice.act)
        self.act.setVisible(bool(notice.act))
        self.show()
        if notice.tone in ("attention", "stop"):
            self._leave.stop()
        else:
            self._leave.start(_WITH_ACT_MS if notice.act else _QUIET_MS)

    def clear(self) -> None:
        """Say nothing more."""
        self._notice = None
        self._leave.stop()
        self.hide()

    def _do(self) -> None:
        notice = self._notice
        self.clear()
        if notice is not None and notice.on_act is not None:
            notice.on_act()
