"""Be Vietnam Pro has no tabular figures: give its ten digits one width, so that columns of numbers line up."""

import struct
from array import array
from sys import byteorder
from typing import NamedTuple


class _Table(NamedTuple):
    entry: int
    offset: int
    length: int


def with_tabular_figures(font: bytes) -> bytes:
    """The same TrueType font with its digits all as wide as the widest, each drawn in the middle.

    Source:
        OpenType 1.9, `hmtx`, `cmap` format 4; the left side bearing places the outline.
    """
    tables = _tables(font)
    metrics, header = tables["hmtx"], tables["hhea"]
    long_metrics = struct.unpack_from(">H", font, header.offset + 34)[0]
    glyphs = [_glyph(font, tables["cmap"].offset, ord(digit)) for digit in "0123456789"]
    if any(glyph >= long_metrics for glyph in glyphs):
        return font
    patched = bytearray(font)
    spots = {glyph: metrics.offset + 4 * glyph for glyph in glyphs}
    widest = max(struct.unpack_from(">H", font, spot)[0] for spot in spots.values())
    for spot in spots.values():
        advance, bearing = struct.unpack_from(">Hh", font, spot)
        struct.pack_into(">Hh", patched, spot, widest, bearing + (widest - advance) // 2)
    struct.pack_into(">I", patched, metrics.entry + 4, _checksum(patched, metrics))
    head = tables["head"]
    struct.pack_into(">I", patched, head.offset + 8, 0)
    whole = _checksum(patched, _Table(0, 0, len(patched)))
    struct.pack_into(">I", patched, head.offset + 8, (0xB1B0AFBA - whole) & 0xFFFFFFFF)
    return bytes(patched)


def _tables(font: bytes) -> dict[str, _Table]:
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for entry in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, entry)
        found[tag.decode("ascii")] = _Table(entry, offset, length)
    return found


def _glyph(font: bytes, cmap: int, character: int) -> int:
    for entry in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + int(struct.unpack_from(">I", font, cmap + 4 + 8 * entry + 4)[0])
        if struct.unpack_from(">H", font, start)[0] == 4:
            return _glyph_in_segments(font, start, character)
    raise ValueError("no character map of format 4")


def _glyph_in_segments(font: bytes, start: int, character: int) -> int:
    size = struct.unpack_from(">H", font, start + 6)[0]
    for at in range(0, size, 2):
        last = struct.unpack_from(">H", font, start + 14 + at)[0]
        if last < character:
            continue
        first = struct.unpack_from(">H", font, start + 16 + size + at)[0]
        delta = struct.unpack_from(">h", font, start + 16 + 2 * size + at)[0]
        range_at = start + 16 + 3 * size + at
        range_offset = struct.unpack_from(">H", font, range_at)[0]
        if range_offset == 0:
            return int(character + delta) & 0xFFFF
        glyph = struct.unpack_from(">H", font, range_at + range_offset + 2 * (character - first))[0]
        return int(glyph + delta) & 0xFFFF
    raise ValueError("character not in the font")


def _checksum(font: bytes | bytearray, table: _Table) -> int:
    block = bytes(font[table.offset : table.offset + table.length])
    words = array("I", block + b"\0" * (-len(block) % 4))
    if byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
