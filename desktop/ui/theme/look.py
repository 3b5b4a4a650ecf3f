"""How the window looks now: the theme and the text size, put on the whole program at once."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import tokens
from desktop.ui.theme.tokens import Colours


@dataclass(frozen=True, slots=True)
class Look:
    """What she chose in the settings.

    Attributes:
        theme: "light", "dark" or "contrast".
        scale: Text size in percent, 100 to 200.
        compact: Lists with lower rows.
    """

    theme: str = "light"
    scale: int = 100
    compact: bool = False

    @property
    def colours(self) -> Colours:
        """The colours of this theme."""
        return tokens.THEMES[self.theme]

    @property
    def row_px(self) -> int:
        """The height of a list's row, in pixels."""
        return self.px(tokens.COMPACT_ROW if self.compact else tokens.ROW)

    def px(self, size: float) -> int:
        """A size given for 100 % text, in pixels at this text size."""
        return round(size * self.scale / 100)

    def pt(self, size: float) -> float:
        """A type size given for 100 % text, in points at this text size."""
        return size * self.scale / 100


class _Applied(QObject):
    """The look in force, and news of its change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Look()


_SYSTEM_DRESSED = ("QAbstractItemView", "QHeaderView", "QListView", "QMenu", "QMessageBox", "QTipLabel", "QToolButton")
_applied = _Applied()
look_changed = _applied.changed


def current() -> Look:
    """The look in force."""
    return _applied.look


def prepare_look(look: Look) -> None:
    """Have a look in force for widgets to measure themselves by; `apply_look` puts it on them."""
    from desktop.ui.theme.fonts import body_font

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    _applied.look = look
    app.setFont(body_font(look.scale))
    app.setPalette(palette_of(look.colours))


def apply_look(look: Look) -> None:
    """Put a look on every window, open or still to come."""
    from desktop.ui.theme.pictures import publish_pictures
    from desktop.ui.theme.sheet import stylesheet

    prepare_look(look)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet(stylesheet(look, publish_pictures(look)))
    hold_font(look)
    _applied.changed.emit()


def hold_font(look: Look) -> None:
    """Take back the fonts that Windows asks for in lists, menus and tips.

    Qt reads them anew, 8 pt and of another family, when the program gets its stylesheet.
    """
    from desktop.ui.theme.fonts import body_font

    font = body_font(look.scale)
    if any(QApplication.font(kind) != font for kind in _SYSTEM_DRESSED):  # type: ignore[call-overload]
        # For all kinds at once; costs a polish of every widget, so it is not done where they have it.
        QApplication.setFont(font)


def palette_of(colours: Colours) -> QPalette:
    """The same colours for what Qt draws without the stylesheet."""
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window,), colours.page),
        ((role.Base, role.AlternateBase, role.Button), colours.surface),
        ((role.ToolTipBase,), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Highlight, role.Link, role.LinkVisited, role.Accent), colours.accent),
        ((role.HighlightedText,), colours.on_accent),
        ((role.Light, role.Midlight, role.Mid, role.Dark), colours.line),
        ((role.Shadow,), colours.field_line),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    faded = QColor(colours.muted)
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, faded)
    return palette
