"""Places to put things: a page that scrolls, a panel at the side, a question before an act."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.texts import widgets as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import Button, IconButton, danger, primary, quiet
from desktop.ui.widgets.labels import label


def scrolling(inside: QWidget) -> QScrollArea:
    """Let a widget scroll downwards where the window is too low for it; its width follows the window."""
    area = QScrollArea()
    inside.setProperty("role", "scrolled")
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget once what was just shown has found its place."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, widget, partial(above.ensureWidgetVisible, widget))


class SidePanel(QFrame):
    """Detail beside a list: a heading, a way to close it, and a body that scrolls.

    Signals:
        closed: She closed it.
    """

    closed = Signal()

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.heading = label(heading, "heading")
        self.close_button = IconButton("close", texts.CLOSE)
        self.close_button.clicked.connect(self._close)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, tokens.S, 0)
        self.body.setSpacing(tokens.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.S, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(top)
        column.addWidget(scrolling(inside), 1)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def last_row(dialog: QDialog, act: Button, leave: Button | None = None) -> QHBoxLayout:
    """The row that ends a dialog: the way out, then the act.

    Args:
        leave: The way out; "Hủy" where none is given.
    """
    leave = leave or quiet(texts.CANCEL)
    leave.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(leave)
    row.addWidget(act)
    return row


class Confirm(QDialog):
    """A question that names the act and says what will happen; Esc and Enter both leave things as they are.

    Args:
        question: "Xóa 3 hội viên?"
        consequence: What will be, and how to get it back.
        act: The verb on the button: "Xóa 3 hội viên".
        dangerous: Whether the act takes something away.
    """

    def __init__(
        self, parent: QWidget | None, question: str, consequence: str, act: str, *,
        dangerous: bool = False, otherwise: str = texts.CANCEL,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setModal(True)
        heading, sentence = label(question, "heading"), label(consequence)
        self.act_button: Button = danger(act) if dangerous else primary(act)
        self.leave_button = quiet(otherwise)
        self.act_button.clicked.connect(self.accept)
        self.leave_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addSpacing(tokens.S)
        column.addLayout(last_row(self, self.act_button, self.leave_button))
        self.setMinimumWidth(min(900, current().px(460)))
        self.leave_button.setFocus()


def confirm(
    parent: QWidget | None, question: str, consequence: str, act: str, *,
    dangerous: bool = False, otherwise: str = texts.CANCEL,
) -> bool:  # fmt: skip
    """Ask, and say whether she chose the act; see `Confirm`."""
    asked = Confirm(parent, question, consequence, act, dangerous=dangerous, otherwise=otherwise)
    return asked.exec() == QDialog.DialogCode.Accepted
