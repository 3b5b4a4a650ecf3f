"""What an .xlsx says besides its cells: hidden columns, and fonts where the text needs them."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree

from desktop.importing.grid import MOST_CELLS, column_index

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_FAR_COLUMN = re.compile(rb'\br="[A-Z]{3,}\d')
_FAR_ROW = re.compile(rb'\br="[A-Z]+\d{6,}"')
_CELL = re.compile(rb'\br="([A-Z]+)(\d+)"')
_HEAD_BYTES = 1 << 16


def hidden_columns_of(data: bytes) -> Mapping[str, frozenset[int]]:
    """Zero-based hidden columns by sheet name; nothing where the parts cannot be followed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: _hidden(archive, path) for name, path in _sheet_paths(archive).items()}
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile):
        return {}


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    paths = {}
    for element in workbook.iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATION), "")
            paths[element.get("name", "")] = normpath(join("xl", target)).lstrip("/")
    return paths


def _hidden(archive: zipfile.ZipFile, path: str) -> frozenset[int]:
    if path not in archive.NameToInfo:
        return frozenset()
    with archive.open(path) as part:
        head = part.read(_HEAD_BYTES).partition(b"sheetData")[0]
    hidden: set[int] = set()
    for tag in _COLUMN.findall(head):
        said = dict(_ATTRIBUTE.findall(tag))
        if said.get(b"hidden") in (b"1", b"true"):
            hidden.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), 1024)))
    return frozenset(hidden)


def spans_too_much(data: bytes) -> bool:
    """Whether one stray cell stretches a sheet beyond what can be laid out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_spans_too_much(archive.read(name)) for name in parts)


def _spans_too_much(part: bytes) -> bool:
    if not _FAR_COLUMN.search(part) and not _FAR_ROW.search(part):
        return False
    letters, rows = b"A", 1
    for column, row in _CELL.findall(part):
        letters = max(letters, column, key=lambda text: (len(text), text))
        rows = max(rows, int(row))
    return (column_index(letters.decode()) + 1) * rows > MOST_CELLS


def fonts_of(data: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The font name of every text cell, by sheet name and zero-based (row, column). Slow: ask only when it matters."""
    from openpyxl import load_workbook  # 0.2 s of start-up that only an old list needs

    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    fonts: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book.worksheets:
        fonts[sheet.title] = {
            (cell.row - 1, cell.column - 1): cell.font.name or ""
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.font is not None
        }
    return fonts
