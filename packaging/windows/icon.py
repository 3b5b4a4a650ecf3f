"""Renew sohoi.ico from the program's own mark: `.venv/bin/python packaging/windows/icon.py`."""

import os
import struct

import layout
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

from desktop.ui.theme.mark import SIZES, mark

BITMAP_HEADER = 40


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
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _bitmap(image: QImage) -> bytes:
    side = image.width()
    rows = [bytes(image.constScanLine(y)[: side * 4]) for y in range(side)]
    mask = b"\0" * (-(-side // 32) * 4 * side)
    header = struct.pack("<IiiHHIIiiII", BITMAP_HEADER, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + mask


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    layout.ICON.write_bytes(icon_file([mark(side) for side in SIZES]))
