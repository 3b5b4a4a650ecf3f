"""The few pictures a stylesheet can only name by address, drawn in memory and registered as Qt resources."""

import struct
from collections.abc import Callable, Mapping
from itertools import count

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt, qRegisterResourceData
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.theme.icons import draw_icon
from desktop.ui.theme.look import Look

_SIDE = 64
_generation = count(1)
_published: dict[Look, str] = {}
_kept: list[tuple[bytes, bytes, bytes]] = []  # Qt reads them where they lie


def publish_pictures(look: Look) -> str:
    """Make the pictures of one look available and return the address they stand under."""
    if look not in _published:
        name = f"look{next(_generation)}"
        colours = look.colours
        pictures = {
            "down.png": _png("down", colours.text),
            "up.png": _png("up", colours.text),
            "right.png": _png("right", colours.muted),
            "check.png": _png("check", colours.on_accent, 3.2),
            "dot.png": _dot(colours.on_accent),
        }
        _kept.append(_resource(name, pictures))
        qRegisterResourceData(1, *_kept[-1])
        _published[look] = f":/{name}"
    return _published[look]


def _png(icon: str, colour: str, inset: float = 4) -> bytes:
    square = QRectF(inset, inset, _SIDE - 2 * inset, _SIDE - 2 * inset)
    return _saved(lambda painter: draw_icon(painter, icon, square, QColor(colour)))


def _dot(colour: str) -> bytes:
    def draw(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(18, 18, 28, 28))

    return _saved(draw)


def _saved(draw: Callable[[QPainter], None]) -> bytes:
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _resource(folder: str, files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """One folder of files in the form Qt's resource system reads.

    Source:
        Qt's `rcc`, format version 1: a tree of 14-byte nodes, names with their hash, data with their length.
    """
    names, data = bytearray(), bytearray()

    def name_at(name: str) -> int:
        at = len(names)
        text = name.encode("utf-16-be")
        names.extend(struct.pack(">HI", len(text) // 2, _hash(name)) + text)
        return at

    ordered = sorted(files, key=_hash)
    tree = struct.pack(">IHII", 0, 2, 1, 1) + struct.pack(">IHII", name_at(folder), 2, len(ordered), 2)
    for name in ordered:
        tree += struct.pack(">IHHHI", name_at(name), 0, 0, 1, len(data))
        data += struct.pack(">I", len(files[name])) + files[name]
    return tree, bytes(names), bytes(data)


def _hash(name: str) -> int:
    value = 0
    for letter in name:
        value = (value << 4) + ord(letter)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value
