"""Renew sohoi.ico and side.bmp from the program's own mark: `.venv/bin/python packaging/windows/icon.py`."""

import os
import struct

import layout
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from desktop.ui.theme.mark import SIZES, mark
from desktop.ui.theme.tokens import LIGHT

BITMAP_HEADER = 40
SIDE = (164, 314)  # pixels, as the installer's pages want it
COLOURS = 32


def icon_file(images: list[QImage]) -> bytes:
    """An .ico of several sizes: the largest compressed, the others as bitmaps, which every program reads."""
    entries, bodies = b"", b""
    for image in images:
        side = image.width()
        body = _png(image) if side >= 256 else _bitmap(image)
        start = 6 + 16 * len(images) + len(bodies)
        entries += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(body), start)
        bodies += body
    return struct.pack("<HHH", 0, 1, len(images)) + entries + bodies


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def _bitmap(image: QImage) -> bytes:
    side = image.width()
    bits, stride = bytes(image.constBits()), image.bytesPerLine()
    rows = [bits[y * stride : y * stride + side * 4] for y in range(side)]
    mask = b"\0" * (-(-side // 32) * 4 * side)
    header = struct.pack("<IiiHHIIiiII", BITMAP_HEADER, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + mask


def side_picture() -> QImage:
    """The strip on the left of the installer's first and last page."""
    image = QImage(*SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.accent))
    painter = QPainter(image)
    painter.drawImage(26, 60, mark(112))
    painter.end()
    shades = [QColor(LIGHT.accent)] + [mix(step / (COLOURS - 1)) for step in range(1, COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, [shade.rgb() for shade in shades])


def mix(share: float) -> QColor:
    """A colour between the mark's ground and its strokes."""
    ground, stroke = QColor(LIGHT.accent), QColor(LIGHT.on_accent)
    pairs = ((ground.red(), stroke.red()), (ground.green(), stroke.green()), (ground.blue(), stroke.blue()))
    return QColor(*(round(one + (other - one) * share) for one, other in pairs))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    layout.ICON.write_bytes(icon_file([mark(side) for side in SIZES]))
    side_picture().save(str(layout.HERE / "side.bmp"), b"BMP")
