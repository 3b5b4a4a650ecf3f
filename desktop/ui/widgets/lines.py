"""Lines to type in that carry a sign or a button inside; they change nothing of what is typed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox

from desktop.ui.texts import widgets as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.cards import Sign


class ButtonLine(QLineEdit):
    """A line with a button at its right end."""

    def __init__(self, sign: str, name: str) -> None:
        super().__init__()
        self.button = IconButton(sign, name)
        self.button.setParent(self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self._place()

    def _place(self) -> None:
        side = current().px(28)
        self.setTextMargins(self._left_margin(), 0, side, 0)
        self.button.setGeometry(self.width() - side - current().px(4), (self.height() - side) // 2, side, side)

    def _left_margin(self) -> int:
        return 0

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()


class SearchLine(ButtonLine):
    """A line to search with: a glass before it, and a button that empties it."""

    def __init__(self, placeholder: str) -> None:
        self._glass: Sign | None = None
        super().__init__("close", texts.EMPTY_LINE)
        self._glass = Sign("search", "muted")
        self._glass.setParent(self)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.button.clicked.connect(self._empty)
        self.textChanged.connect(self._show_button)
        self._show_button("")
        self._place()

    def _empty(self) -> None:
        self.clear()
        self.textEdited.emit("")
        self.setFocus()

    def _show_button(self, text: str) -> None:
        self.button.setVisible(bool(text))

    def _place(self) -> None:
        super()._place()
        if self._glass is not None:
            side = current().px(20)
            self._glass.setGeometry(current().px(8), (self.height() - side) // 2, side, side)

    def _left_margin(self) -> int:
        return current().px(24)


class PasswordLine(ButtonLine):
    """A password: dots, until she asks to see it."""

    def __init__(self, name: str) -> None:
        super().__init__("eye", texts.SHOW_PASSWORD)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._show_words)

    def _show_words(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.button.set_sign("eye_off" if shown else "eye")
        name = texts.HIDE_PASSWORD if shown else texts.SHOW_PASSWORD
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)


class CountBox(QSpinBox):
    """A small number, set in like the text of every other line."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(tokens.XS + 2, 0, 0, 0)
