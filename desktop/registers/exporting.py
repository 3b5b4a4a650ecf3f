"""Export: any sheet to .xlsx, .csv or .json."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import String, literal_column, type_coerce

from desktop.models.sheets import Sheet, SheetField
from desktop.registers.query import EVERYTHING, Query, SheetQuery
from desktop.registers.register import Register
from desktop.registers.rows import cell_text
from desktop.store.store import Store
from sync.errors import AppError

_SPREADSHEET_DAY_0 = date(1899, 12, 30).toordinal()


class UnknownFormat(AppError):
    """The file name ends in nothing we write."""

    code = "export.unknown_format"


class CannotWrite(AppError):
    """The file cannot be written there."""

    code = "export.cannot_write"


def export(
    store: Store,
    sheet: Sheet,
    path: Path,
    query: Query = EVERYTHING,
    fields: Sequence[SheetField] = (),
) -> int:
    """Write the rows that a query finds, in name order.

    Args:
        path: Its ending chooses the format; an existing file is replaced only when the new one is whole.
        fields: Which columns; all where none are named.
    Returns:
        How many rows were written.
    Raises:
        UnknownFormat, CannotWrite.
    """
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".json": _write_json}
    if (write := writers.get(path.suffix.lower())) is None:
        raise UnknownFormat(path=path.name)
    entries = tuple(fields) or sheet.fields
    rows = _rows(store, sheet, entries, query)
    part = path.with_name(path.name + ".part")
    try:
        write(part, entries, rows)
        part.replace(path)
    except OSError as exc:
        part.unlink(missing_ok=True)
        raise CannotWrite(path=path.name) from exc
    return len(rows)


def _rows(store: Store, sheet: Sheet, entries: Sequence[SheetField], query: Query) -> list[tuple[Any, ...]]:
    built = SheetQuery(sheet)
    # a date as its bare text: making it a PartialDate again would cost more than reading it
    shown = [type_coerce(built.shown(entry), String) if _is_date(entry) else built.shown(entry) for entry in entries]
    numbers = Register(store, sheet).find(query)
    statement = built.select(literal_column("t0.rid"), *shown, where=built.conditions(query), trash=query.trash)
    with store.reading() as db:
        found = {row[0]: row[1:] for row in db.execute(statement).all()}
    return [found[number] for number in numbers if number in found]


def _is_date(entry: SheetField) -> bool:
    return entry.field.kind.name in ("date", "civil_date")


def _write_json(path: Path, entries: Sequence[SheetField], rows: Sequence[tuple[Any, ...]]) -> None:
    objects = [
        {entry.export_key: _plain(entry, value) for entry, value in zip(entries, row, strict=True)} for row in rows
    ]
    path.write_text(json.dumps(objects, ensure_ascii=False, indent=1), encoding="utf-8")


def _plain(entry: SheetField, value: Any) -> Any:
    if entry.field.kind.name in ("catalogue", "choice"):
        return cell_text(entry, value) or None
    return value


def _write_csv(path: Path, entries: Sequence[SheetField], rows: Sequence[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells Excel that it is UTF-8
        writer = csv.writer(file, delimiter=";")
        writer.writerow(entry.field.label for entry in entries)
        for row in rows:
            writer.writerow(_unharmed(cell_text(entry, value)) for entry, value in zip(entries, row, strict=True))


def _unharmed(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "@") or (text[:1] == "-" and not text[1:].isdigit()) else text


def _write_xlsx(path: Path, entries: Sequence[SheetField], rows: Sequence[tuple[Any, ...]]) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            _fill_workbook(book, entries, rows)
    except FileCreateError as exc:  # what it makes of every OSError
        raise OSError(str(exc)) from exc


def _fill_workbook(book: Any, entries: Sequence[SheetField], rows: Sequence[tuple[Any, ...]]) -> None:
    page = book.add_worksheet("Danh sách")
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    text = book.add_format({"num_format": "@"})
    amount = book.add_format({"num_format": "#,##0"})
    for column, entry in enumerate(entries):
        page.set_column(column, column, entry.field.kind.width + 2)
        page.write_string(0, column, entry.field.label, head)
    page.freeze_panes(1, 1)
    cells = [_cells(entry, values) for entry, values in zip(entries, zip(*rows, strict=True), strict=False)]
    number_formats = [day if _is_date(entry) else amount for entry in entries]
    for number, row in enumerate(zip(*cells, strict=True), 1):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, int):
                page.write_number(number, column, cell, number_formats[column])
            else:
                page.write_string(number, column, cell, text)
    if rows:
        page.autofilter(0, 0, len(rows), len(entries) - 1)


def _cells(entry: SheetField, values: Iterable[Any]) -> list[str | int | None]:
    """One column of a sheet: numbers and whole dates as the spreadsheet counts them, the rest as it is read."""
    kind = entry.field.kind
    if _is_date(entry):
        return [_day_number(value) or cell_text(entry, value) or None for value in values]
    if kind.wire == "int" and kind.name != "gold":
        return list(values)
    if kind.wire == "text" and kind.show is str:
        return list(values)
    known: dict[Any, str | None] = {None: None}  # catalogues, choices, yes and no: few values, many rows
    return [known[value] if value in known else known.setdefault(value, cell_text(entry, value)) for value in values]


def _day_number(value: str | None) -> int | None:
    """A whole date as the spreadsheet counts days; None for a partial one and where its calendar is wrong."""
    if value is None or len(value) != 10 or value <= "1900-03":
        return None
    return date.fromisoformat(value).toordinal() - _SPREADSHEET_DAY_0
