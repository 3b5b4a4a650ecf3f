"""The program's own mark: people on a square of its colour; on its windows, on the desktop, on its files."""

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from desktop.ui.theme.icons import draw_icon
from desktop.ui.theme.tokens import LIGHT

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def mark(side: int) -> QImage:
    """The mark as a picture with a clear ground.

    Args:
        side: Pixels.
    """
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.2, side * 0.2)
    inset = side * (0.06 if side <= 24 else 0.14)
    draw_icon(painter, "people", QRectF(inset, inset, side - 2 * inset, side - 2 * inset), QColor(LIGHT.on_accent))
    painter.end()
    return image


@cache
def program_icon() -> QIcon:
    """The mark in every size that a window is shown with."""
    icon = QIcon()
    for side in SIZES:
        icon.addPixmap(QPixmap.fromImage(mark(side)))
    return icon
