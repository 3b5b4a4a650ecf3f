"""The window's font, taken from its package and never from the computer."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop.ui.theme import tokens
from desktop.ui.theme.figures import with_tabular_figures

_STYLES = ("Regular", "SemiBold")


@cache
def load_font() -> str:
    """Make the window's font known to Qt, once, and return its family."""
    from fontpkg_be_vietnam_pro import ROOT

    for style in _STYLES:
        path = Path(ROOT) / "files" / f"BeVietnamPro-{style}.ttf"
        QFontDatabase.addApplicationFontFromData(with_tabular_figures(path.read_bytes()))
    return tokens.FAMILY


def body_font(scale: int) -> QFont:
    """The font of everything that is not a heading.

    Args:
        scale: The text-size setting, in percent.
    """
    font = QFont(load_font())
    font.setPointSizeF(tokens.BODY_PT * scale / 100)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
