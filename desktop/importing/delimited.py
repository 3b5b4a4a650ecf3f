"""Text files of values: which encoding, which delimiter, which rows."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from unicodedata import normalize

from desktop.importing.errors import FileUnreadable
from desktop.models.legacy_text import Encoding
from desktop.models.legacy_text import decode as decode_text
from desktop.models.spelling import is_syllable

_DELIMITERS = ";,\t|"
_SAMPLE = 20_000
_AS_TEXT = re.compile(r'="([^"]*)"')


def read_delimited(data: bytes) -> tuple[list[list[str]], str]:
    """Rows of a text file, and its encoding.

    Raises:
        FileUnreadable: the bytes are text in no encoding.
    """
    text, encoding = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a\0")
    forced = re.match(r"sep=(.)\n", text)
    delimiter = forced[1] if forced else delimiter_of(text)
    rows = _rows(text, delimiter)
    if forced:
        rows[0] = []
    return _widened([[_plain(cell) for cell in row] for row in rows]), encoding


def decode(data: bytes) -> tuple[str, str]:
    """Bytes to text.

    Old single-byte lists come out as Latin-1 characters, as they do from an old sheet; `legacy` then reads both.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if b"\0" in data[:4096]:
        return _decode_wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as exc:
        if exc.reason == "unexpected end of data":
            return data.decode("utf-8", "ignore"), "utf-8"
    windows = normalize("NFC", data.decode("cp1258", "replace"))
    latin = data.decode("latin-1")
    lines = latin[:_SAMPLE].split("\n")
    read = (" ".join(decode_text(line, encoding=one) for line in lines) for one in (None, *Encoding))
    old = max(map(vietnamese_share, read))
    return (windows, "cp1258") if vietnamese_share(windows[:_SAMPLE]) > old else (latin, "latin-1")


def _decode_wide(data: bytes) -> tuple[str, str]:
    encoding = "utf-16-le" if data[1:4096:2].count(0) >= data[0:4096:2].count(0) else "utf-16-be"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as exc:
        raise FileUnreadable from exc


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most rows of one same, greatest width."""

    def weight(delimiter: str) -> int:
        widths = Counter(len(row) for row in _rows(text[:_SAMPLE], delimiter)[:80])
        return max((width - 1) * count for width, count in widths.items()) if widths else 0

    return max(_DELIMITERS, key=weight)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return _unquoted(text, delimiter)
    if any(cell.count("\n") > 5 for row in rows for cell in row):  # a lone quote has swallowed rows
        return _unquoted(text, delimiter)
    return rows


def _unquoted(text: str, delimiter: str) -> list[list[str]]:
    return [[cell.strip('"') for cell in line.split(delimiter)] for line in text.split("\n")]


def _plain(cell: str) -> str:
    marked = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return marked[1] if marked else cell


def _widened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same rows, all as wide as the widest."""
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def vietnamese_share(text: str) -> float:
    """Share of the marked words of a text that are Vietnamese syllables."""
    marked = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0
