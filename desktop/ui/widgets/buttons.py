"""Buttons: a verb, sometimes a sign before it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from desktop.ui.theme import current, icon

_ICON_PX = 20


class Button(QPushButton):
    """A push button whose sign grows with the text.

    Args:
        role: "", "primary", "danger", "quiet", "link", "nav".
        sign: Name of a line icon.
        menu: Opened by the button, which then shows an arrow.
    """

    def __init__(self, text: str, *, role: str = "", sign: str = "", menu: QMenu | None = None) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        if menu is not None:
            self.setMenu(menu)
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            sign = "down"
        if sign:
            self.set_sign(sign)

    def set_sign(self, sign: str) -> None:
        """Show another sign before the text."""
        colours = {"primary": "on_accent", "danger": "stop", "link": "accent"}
        self.setIcon(icon(sign, colours.get(self.property("role"), "text")))
        self._fit_icon()

    def _fit_icon(self) -> None:
        side = current().px(_ICON_PX)
        self.setIconSize(QSize(side, side))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_icon()
        super().changeEvent(event)


class IconButton(QToolButton):
    """A button of one sign; its name is read aloud and shown on hovering."""

    def __init__(self, sign: str, name: str, *, role: str = "quiet") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.set_sign(sign)

    def set_sign(self, sign: str) -> None:
        """Show another sign."""
        self.setIcon(icon(sign))
        self._fit_icon()

    def _fit_icon(self) -> None:
        side = current().px(_ICON_PX)
        self.setIconSize(QSize(side, side))

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_icon()
        super().changeEvent(event)


def primary(text: str, sign: str = "") -> Button:
    """The one thing to do next on a page."""
    return Button(text, role="primary", sign=sign)


def secondary(text: str, sign: str = "") -> Button:
    """Anything else one can do."""
    return Button(text, sign=sign)


def danger(text: str, sign: str = "") -> Button:
    """What takes something away."""
    return Button(text, role="danger", sign=sign)


def quiet(text: str, sign: str = "") -> Button:
    """What stands back: cancel, later, close."""
    return Button(text, role="quiet", sign=sign)


def link(text: str) -> Button:
    """A text that leads somewhere."""
    return Button(text, role="link")


def menu_button(text: str, menu: QMenu, *, role: str = "") -> Button:
    """A button that opens a menu."""
    return Button(text, role=role, menu=menu)
