"""Text of a workbook made clean Unicode, whatever font it was typed under."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from unicodedata import is_normalized, normalize

from desktop.importing.grid import Cell, SheetGrid, Workbook
from desktop.models.legacy_text import Encoding, decode, detect, encoding_of_font, is_real_vietnamese

Fonts = Mapping[str, Mapping[tuple[int, int], str]]

# Latin-1 letters and signs that stand in no Vietnamese text, so tell of an old encoding.
_SUSPICIOUS = re.compile("[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d9\u00db\u00dc\u00de\u00df"
                         "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]")  # fmt: skip
_MOJIBAKE = re.compile("á[»º]|Ä[‘\u0090\u0091ƒ‚]|Æ[°¡]|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]")
_LETTER = re.compile("[A-Za-z]")
_ENOUGH_TEXTS = 4
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                                      "\u202f\u205f\u3000\t\v\f", " "))  # fmt: skip
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_CONTROLS = dict.fromkeys(code for code in range(32) if code != 10)


def in_unicode(book: Workbook, fonts: Callable[[], Fonts]) -> Workbook:
    """The same workbook with every text in clean Unicode.

    Args:
        fonts: Fetches the font names of its cells; called only where texts look like an old encoding.
    """
    distinct = {text for sheet in book.sheets for text in sheet.texts()}
    odd = [text for text in distinct if _is_odd(text) and _SUSPICIOUS.search(text)]
    if any(decode(text) != text for text in odd):
        known = fonts()
        book = replace(book, sheets=tuple(_decoded(sheet, known.get(sheet.name, {})) for sheet in book.sheets))
        distinct = {text for sheet in book.sheets for text in sheet.texts()}
    changed = {text: clean for text in distinct if (clean := clean_text(text)) != text}
    return replace(book, sheets=tuple(_cleaned(sheet, changed) for sheet in book.sheets))


def _is_odd(text: str) -> bool:
    """Whether a text could be old: marks on letters, and not the "×" or "½" of any list."""
    return not text.isascii() and _LETTER.search(text) is not None and not is_real_vietnamese(text)


def clean_text(text: str) -> str:
    """NFC, ordinary spaces, nothing invisible, nothing around it.

    >>> clean_text("\u00a0 Le\u0302 Thi\u0323\u200b "), clean_text("Nguyá»…n")
    ('Lê Thị', 'Nguyễn')
    """
    text = text.strip()
    if text.isascii():
        return text if text.isprintable() else text.translate(_SPACES).translate(_CONTROLS).strip()
    if _MOJIBAKE.search(text):
        text = _mended(text)
    text = text.translate(_SPACES).translate(_INVISIBLE).translate(_CONTROLS).strip()
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _mended(text: str) -> str:
    """UTF-8 that was once read as Windows-1252, read again."""
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return text
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _decoded(sheet: SheetGrid, fonts: Mapping[tuple[int, int], str]) -> SheetGrid:
    has_legacy_fonts = any(map(encoding_of_font, set(fonts.values())))
    whole = detect(set(filter(_is_odd, sheet.texts())))
    width = max((len(row) for row in sheet.rows), default=0)
    by_column: list[Encoding | None] = [None] * width
    if not has_legacy_fonts:
        by_column = [_encoding_of_column(sheet, column, whole) for column in range(width)]
    seen: dict[tuple[str, str, Encoding | None], str] = {}

    def cell(value: Cell, row: int, column: int) -> Cell:
        if not isinstance(value, str) or len(value) < 2:  # a lone "×" is a tick in any font
            return value
        key = value, fonts.get((row, column), ""), by_column[column]
        if key not in seen:
            seen[key] = decode(value, font=key[1] or None, encoding=key[2])
        return seen[key]

    rows = [[cell(value, top, left) for left, value in enumerate(row)] for top, row in enumerate(sheet.rows)]
    return replace(sheet, name=decode(sheet.name), rows=rows)


def _encoding_of_column(sheet: SheetGrid, column: int, whole: Encoding | None) -> Encoding | None:
    """A column may have been typed under another font than the rest; a heading alone cannot tell."""
    cells = (row[column] for row in sheet.rows if column < len(row))
    odd = {cell for cell in cells if isinstance(cell, str) and _is_odd(cell)}
    if whole is not None and len(odd) < _ENOUGH_TEXTS:
        return whole
    return detect(odd) or whole


def _cleaned(sheet: SheetGrid, changed: Mapping[str, str]) -> SheetGrid:
    name = clean_text(sheet.name)
    if not changed:
        return replace(sheet, name=name)
    get = changed.get
    rows = [[get(cell, cell) if cell.__class__ is str else cell for cell in row] for row in sheet.rows]
    return replace(sheet, name=name, rows=rows)
