"""What an Excel 97-2003 file says besides its cells: is it locked, which columns are hidden, which fonts."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from struct import unpack_from

import xlrd
from xlrd.compdoc import CompDoc

_FILEPASS, _BOUNDSHEET, _COLINFO, _DIMENSIONS, _EOF = 0x2F, 0x85, 0x7D, 0x200, 0x0A

_CELLS = frozenset((0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
_LAST_COLUMN, _MOST_ROWS = 255, 65_536

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BiffFacts:
    """What was found.

    Attributes:
        locked: A password is needed.
        damaged: A cell stands where no sheet of this kind has one.
        hidden_columns: By position of the sheet in the file.
    """

    locked: bool = False
    damaged: bool = False
    hidden_columns: tuple[frozenset[int], ...] = ()


def facts_of(data: bytes) -> BiffFacts:
    """Read the few records that tell, without reading a cell.

    Raises:
        Exception: of many kinds, when the container is damaged.
    """
    stream = _stream(data)
    locked, starts = False, []
    for kind, at, _ in _records(stream, 0):
        if kind == _FILEPASS:
            locked = True
        elif kind == _BOUNDSHEET:
            starts.append(unpack_from("<I", stream, at)[0])
        elif kind == _EOF:
            break
    if locked:
        return BiffFacts(locked=True)
    damaged = any(_is_outside(stream, kind, at, size) for kind, at, size in _records(stream, 0))
    return BiffFacts(damaged=damaged, hidden_columns=tuple(_hidden_columns(stream, start) for start in starts))


def _is_outside(stream: bytes, kind: int, at: int, size: int) -> bool:
    """Whether a cell, or the range said to be in use, lies beyond what such a sheet can have."""
    if kind in _CELLS and size >= 6:
        return bool(unpack_from("<H", stream, at + 2)[0] > _LAST_COLUMN)
    if kind == _DIMENSIONS and size >= 14:
        rows, _, columns = unpack_from("<IHH", stream, at + 4)
        return bool(rows > _MOST_ROWS or columns > _LAST_COLUMN + 1)
    return False


def _stream(data: bytes) -> bytes:
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    document = CompDoc(data, logfile=StringIO())
    for name in ("Workbook", "Book"):
        memory, base, size = document.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + size])
    raise ValueError("no workbook stream")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        at += 4 + size


def _hidden_columns(stream: bytes, start: int) -> frozenset[int]:
    hidden: set[int] = set()
    for kind, at, _ in _records(stream, start):
        if kind == _COLINFO:
            first, last, _width, _format, options = unpack_from("<HHHHH", stream, at)
            if options & 1:
                hidden.update(range(first, min(last, 255) + 1))
        elif kind in (_DIMENSIONS, _EOF):
            break
    return frozenset(hidden)


def fonts_of(data: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The font name of every text cell, by sheet name and zero-based (row, column)."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    fonts: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book.sheets():
        fonts[sheet.name] = {
            (row, column): book.font_list[book.xf_list[sheet.cell_xf_index(row, column)].font_index].name
            for row in range(sheet.nrows)
            for column, kind in enumerate(sheet.row_types(row))
            if kind == xlrd.XL_CELL_TEXT
        }
    return fonts
