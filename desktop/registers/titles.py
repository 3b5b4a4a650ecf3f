"""Titles: what a value, a row and an act are called when a person reads them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.fields import Field
from desktop.models.record import Record, fields_of, record_named, record_numbered, title_field
from desktop.models.sheets import called, sheets
from sync.tables import CHANGE

ROW: Final = "{}"  # in an act's label: here stands the title of its row, which needs neither be stored nor sent


def title_of(db: Connection, field: Field, value: Any) -> str:
    """A wire value as a person reads it; a reference by the title of its row."""
    if value is None:
        return ""
    if field.kind.name != "reference":
        return field.kind.format(value)
    record = record_named(field.kind.target)
    return _row_title(db, record, title_field(record), UUID(bytes=value))


def act_title(db: Connection, act: int, label: str) -> str:
    """An act's label with the title that its row bears today; without one where a newer program declares the row."""
    if ROW not in label:
        return label
    rows = select(CHANGE.c.table_id, CHANGE.c.row).where(CHANGE.c.act == act).order_by(CHANGE.c.id).limit(1)
    first = db.execute(rows).first()
    record = record_numbered(first.table_id) if first else None
    title = _row_title(db, record, _naming_field(record), UUID(bytes=first.row)) if first and record else ""
    before, after = label.split(ROW, 1)
    kinds = {sheet.one for sheet in sheets().values() if f" {before}".endswith(f" {sheet.one} ")}
    if (one := max(kinds, key=len, default="")) and title:
        return f"{before[: -len(one) - 1]}{called(one, title)}{after}"
    return f"{before}{title}{after}".strip()


def _row_title(db: Connection, record: type[Record], field: Field, row: UUID) -> str:
    table = record.__table__
    found = db.execute(select(table.c[field.key]).where(table.c.id == row)).scalar()
    if field.kind.name == "reference" and found is not None:
        return title_of(db, field, found.bytes)
    return "" if found is None else field.kind.format(found)


def _naming_field(record: type[Record]) -> Field:
    """What names a row of its own; a part of another row is named by that one."""
    links = {part.link for sheet in sheets().values() for part in sheet.parts if part.record is record}
    return next((field for field in fields_of(record) if field.key in links), title_field(record))
