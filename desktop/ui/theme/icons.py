"""Line icons drawn by ourselves in the colour of the moment: a change of theme needs no new icons."""

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from desktop.ui.theme.icon_paths import STROKES
from desktop.ui.theme.look import current

GRID = 24.0
_WEIGHT = 1.8


@cache
def path_of(name: str) -> QPainterPath:
    """The strokes of one icon on the 24 × 24 grid."""
    path = QPainterPath()
    words = STROKES[name].split()
    at = 0
    while at < len(words):
        act, count = words[at], {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3, "R": 5}[words[at]]
        _draw(path, act, [float(word) for word in words[at + 1 : at + 1 + count]])
        at += 1 + count
    return path


def _draw(path: QPainterPath, act: str, n: list[float]) -> None:
    match act:
        case "M":
            path.moveTo(n[0], n[1])
        case "L":
            path.lineTo(n[0], n[1])
        case "C":
            path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
        case "Z":
            path.closeSubpath()
        case "O":
            path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
        case "R":
            path.addRoundedRect(n[0], n[1], n[2], n[3], n[4], n[4])


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon as large as `rect` allows, in its middle."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    pen = QPen(colour, _WEIGHT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path_of(name))
    painter.restore()


class _LineEngine(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    # Qt overrides
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colours = current().colours
        colour = QColor(getattr(colours, self._colour))
        if mode == QIcon.Mode.Disabled:
            colour = QColor(colours.muted)
            colour.setAlpha(140)
        draw_icon(painter, self._name, QRectF(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        colours = current().colours
        shade = colours.muted if mode == QIcon.Mode.Disabled else getattr(colours, self._colour)
        known = f"{self._name} {shade} {mode} {size.width()} {size.height()}"
        picture = QPixmap()
        if not QPixmapCache.find(known, picture):
            picture = QPixmap(size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
            painter.end()
            QPixmapCache.insert(known, picture)
        return picture

    def clone(self) -> QIconEngine:
        return _LineEngine(self._name, self._colour)


def icon(name: str, colour: str = "text") -> QIcon:
    """A line icon that follows the theme.

    Args:
        name: A key of `STROKES`.
        colour: A field of `Colours`.
    """
    if name not in STROKES:
        raise KeyError(name)
    return QIcon(_LineEngine(name, colour))
