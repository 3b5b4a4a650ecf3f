"""What travelled before this program knew its fields, put into the tables that were made for them just now."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection

from desktop.models.record import Record, registry
from desktop.store.capture import refill_search, search_index
from desktop.store.engine import StoreConnection, driver_of
from sync.cell import Value
from sync.clock import milliseconds
from sync.joining import can_stand
from sync.registry import TableSpec
from sync.rowmeta import ROW, RowMeta, pack, unpack

_KEEPS_NOTHING: Final = b"\x85"  # the first byte of a row's facts where every value stands in the table


def reveal(db: Connection, declared: Iterable[type[Record]]) -> None:
    """Show the values that were kept beside their rows for want of a column; the caller's connection migrates.

    Source:
        docs/architecture.md: what an older program does not know it keeps, and sends on.
    """
    driver = driver_of(db)
    specs = registry()
    for record in declared:
        spec = specs.table(record.__table_id__)
        if _reveal_in(driver, spec) and search_index(record):
            for statement in refill_search(record):
                driver.execute(statement)


def _reveal_in(driver: StoreConnection, spec: TableSpec) -> bool:
    """Show what was kept of one register; whether that was anything."""
    found = driver.execute(
        f'SELECT m.row, m.meta, r.id IS NULL FROM row_meta m LEFT JOIN "{spec.name}" r ON r.id = m.row '
        "WHERE m.table_id = ? AND (r.id IS NULL OR substr(m.meta, 1, 1) <> ?)",
        (spec.number, _KEEPS_NOTHING),
    ).fetchall()
    was_any = False
    for row, blob, is_new in found:
        meta = unpack(blob)
        shown = _taken_from(meta, spec)
        if not (shown or is_new):
            continue
        was_any = True
        if is_new:
            _insert(driver, spec, row, meta)
        if shown:
            columns = {field.number: field.column for field in spec.fields}
            assignments = ", ".join(f'"{columns[number]}" = ?' for number in shown)
            driver.execute(f'UPDATE "{spec.name}" SET {assignments} WHERE id = ?', (*shown.values(), row))
        driver.execute("UPDATE row_meta SET meta = ? WHERE table_id = ? AND row = ?", (pack(meta), spec.number, row))
    return was_any


def _taken_from(meta: RowMeta, spec: TableSpec) -> dict[int, Value]:
    """The values that can stand in a column now; from here on they stand there alone."""
    shown: dict[int, Value] = {}
    for field in spec.fields:
        if field.number in meta.kept:
            value = meta.cells[field.number].winner[1].value
            if can_stand(value, field):
                meta.kept.discard(field.number)
                shown[field.number] = value
    return shown


def _insert(driver: StoreConnection, spec: TableSpec, row: bytes, meta: RowMeta) -> None:
    is_trashed = ROW in meta.cells and meta.is_trashed
    values: tuple[Any, ...] = (row, milliseconds(meta.cell(ROW).winner[1].eff) if is_trashed else None)
    driver.execute(
        f'INSERT INTO "{spec.name}"(id, deleted_at, unit_id) '
        "SELECT ?, ?, CAST(value AS TEXT) FROM local_meta WHERE key = 'commune'",
        values,
    )
