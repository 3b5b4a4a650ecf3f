"""A file of any kind to its sheets, or the reason why not."""

import logging
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from desktop.importing import biff, xlsx_parts
from desktop.importing.delimited import read_delimited
from desktop.importing.errors import FileEmpty, FileGone, FileLocked, FileTooSpread, FileTruncated
from desktop.importing.grid import Merge, SheetGrid, Workbook
from desktop.importing.legacy import Fonts, in_unicode
from desktop.importing.sniff import Form, form_of

log = logging.getLogger(__name__)


def read_workbook(path: Path) -> Workbook:
    """Read every sheet of a file, its text in Unicode whatever encoding it was typed in.

    Raises:
        ImportFailed: one of its kinds says why.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise FileGone(file=path.name) from exc
    form = form_of(data)
    book = _read_text(data, path.stem) if form == "text" else _read_sheets(data, form)
    if all(sheet.is_empty for sheet in book.sheets):
        raise FileEmpty
    return in_unicode(book, lambda: _fonts(data, form))


def _read_text(data: bytes, name: str) -> Workbook:
    rows, encoding = read_delimited(data)
    return Workbook((SheetGrid(name, rows),), "csv", encoding)


def _read_sheets(data: bytes, form: Form) -> Workbook:
    hidden_by_position: tuple[frozenset[int], ...] = ()
    if form == "xls":
        hidden_by_position = _unlocked_facts(data).hidden_columns
    if form == "xlsx" and xlsx_parts.spans_too_much(data):
        raise FileTooSpread
    hidden_by_name = xlsx_parts.hidden_columns_of(data) if form == "xlsx" else {}
    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for position, told in enumerate(book.sheets_metadata):
            if told.typ is not SheetTypeEnum.WorkSheet:
                continue
            hidden = hidden_by_name.get(told.name, frozenset())
            if position < len(hidden_by_position):
                hidden = hidden_by_position[position]
            sheet = book.get_sheet_by_index(position)
            sheets.append(
                SheetGrid(
                    told.name,
                    sheet.to_python(skip_empty_area=False),
                    tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()),
                    hidden,
                    told.visible is SheetVisibleEnum.Visible,
                )
            )
    except PasswordError as exc:
        raise FileLocked from exc
    except CalamineError as exc:
        raise FileTruncated from exc
    except BaseException as exc:
        if type(exc).__name__ != "PanicException":  # Rust gave up over bytes it had not foreseen; no class to name
            raise
        raise FileTruncated from exc
    return Workbook(tuple(sheets), form)


def _unlocked_facts(data: bytes) -> biff.BiffFacts:
    try:
        facts = biff.facts_of(data)
    except Exception as exc:  # a damaged container fails in as many ways as it has bytes
        raise FileTruncated from exc
    if facts.locked:
        raise FileLocked
    if facts.damaged:
        raise FileTruncated
    return facts


def _fonts(data: bytes, form: Form) -> Fonts:
    try:
        if form == "xls":
            return biff.fonts_of(data)
        if form == "xlsx":
            return xlsx_parts.fonts_of(data)
    except Exception:  # fonts only help; the text is told from itself where they cannot be had
        log.info("fonts of the list could not be read", exc_info=True)
    return {}
