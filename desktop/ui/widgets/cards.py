"""Cards, figures one can click, tags, and the words of an empty page."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import current, draw_icon, tokens
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.labels import label, set_role

Tone = Literal["plain", "good", "attention", "stop"]
SIGNS: dict[str, str] = {"plain": "info", "good": "good", "attention": "attention", "stop": "stop"}


class Sign(QWidget):
    """One line icon as a picture beside words."""

    def __init__(self, name: str, colour: str = "text", side: int = 20) -> None:
        super().__init__()
        self._name, self._colour, self._side = name, colour, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.update()

    # Qt overrides
    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), QColor(getattr(current().colours, self._colour)))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)


class Card(QFrame):
    """A white box with a heading; what goes in is added to `body`."""

    def __init__(self, heading: str = "", *, hint: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self.body.setSpacing(tokens.S)
        if heading:
            self.body.addWidget(label(heading, "subheading"))
        if hint:
            self.body.addWidget(label(hint, "muted"))


class StatNumber(QPushButton):
    """A figure with its name and, beneath, what it stands on; a click opens the rows behind it.

    Signals:
        clicked: She wants to see what it is made of.
    """

    def __init__(self, figure: str, name: str, note: str = "") -> None:
        super().__init__()
        self.setProperty("role", "stat")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, self.sizePolicy().verticalPolicy())  # its words wrap
        self.figure, self.name, self.note = label(figure, "title"), label(name), label(note, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.XS)
        column.setSpacing(0)
        for line in (self.figure, self.name, self.note):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(line)
        self.show_figure(figure, note)

    def show_figure(self, figure: str, note: str = "") -> None:
        """Show another figure."""
        self.figure.setText(figure)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{self.name.text()}: {figure}. {note}".strip())
        self.updateGeometry()

    # Qt overrides
    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)


class Tag(QFrame):
    """A short state: a sign and a word, so that colour never speaks alone."""

    def __init__(self, text: str, tone: Tone = "plain") -> None:
        super().__init__()
        self.setProperty("role", "tag")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.word = label(text, wrap=False)
        self.sign = Sign("info", side=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.S, tokens.XS // 2, tokens.S, tokens.XS // 2)
        row.setSpacing(tokens.XS)
        row.addWidget(self.sign)
        row.addWidget(self.word)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: Tone = "plain") -> None:
        """Show another state."""
        self.word.setText(text)
        set_role(self.word, "" if tone == "plain" else tone)
        set_role(self, tone, "tone")
        self.sign.show_sign(SIGNS[tone], "muted" if tone == "plain" else tone)


class EmptyState(QWidget):
    """What will be here, and the first step towards it.

    Signals:
        begun: She wants to take that step.
    """

    begun = Signal()

    def __init__(self, sign: str, heading: str, sentence: str, first_step: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addStretch(1)
        column.addWidget(Sign(sign, "muted", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        self.heading, self.sentence = label(heading, "heading"), label(sentence, "muted")
        for line in (self.heading, self.sentence):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        self.button = primary(first_step)
        self.button.clicked.connect(self.begun)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(first_step))
        column.addStretch(2)
