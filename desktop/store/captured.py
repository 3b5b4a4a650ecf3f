"""From what the triggers noted to the rows a transaction touched, and their search entries."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from desktop.models.record import Record
from desktop.store.capture import BORN, TRASHED, renew_search, searched_fields
from desktop.store.engine import StoreConnection, driver_of
from sync.cell import Value
from sync.journal import Touched
from sync.record import Op
from sync.registry import Registry, TableSpec
from sync.rowmeta import ROW

Notes = dict[int, dict[int, dict[int, Any]]]  # table number, rid, field or code: the value before


def touched_rows(db: Connection, registry: Registry) -> list[Touched]:
    """What the notes come to: one entry a row that changed, and a second where it was also trashed or restored."""
    notes: Notes = {}
    driver = driver_of(db)
    for table, rid, field, old in driver.execute("SELECT table_id, rid, field, old FROM captured ORDER BY rowid"):
        notes.setdefault(table, {}).setdefault(rid, {}).setdefault(field, old)
    return [entry for table in notes for entry in _of_table(driver, registry.table(table), notes[table])]


def show(db: Connection, spec: TableSpec, row: bytes, values: Mapping[int, Value], now_ms: int) -> None:
    """Put into a row what its cells say is to be shown; the caller writes in `Mode.APPLY`.

    Args:
        values: By field number; `rowmeta.ROW` to whether it lies in the trash.
    """
    fields = spec.by_number()
    shown = {fields[number].column: value for number, value in values.items() if number != ROW}
    if ROW in values:
        shown["deleted_at"] = now_ms if values[ROW] else None
    assignments = ", ".join(f'"{column}" = ?' for column in shown)
    db.exec_driver_sql(f'UPDATE "{spec.name}" SET {assignments} WHERE id = ?', (*shown.values(), row))


def stored_values(db: Connection, spec: TableSpec, row: bytes) -> dict[int, Value]:
    """What a row's table shows, by field number; empty where there is no such row."""
    columns = ", ".join(f'"{field.column}"' for field in spec.fields)
    found = driver_of(db).execute(f'SELECT {columns} FROM "{spec.name}" WHERE id = ?', (row,)).fetchone()
    if found is None:
        return {}
    return {
        field.number: bool(value) if field.wire == "bool" and value is not None else value
        for field, value in zip(spec.fields, found, strict=True)
    }


def note_disputes(db: Connection, table: int, row: bytes, disputes: Mapping[int, bool]) -> None:
    """Bring the list of what two computers left different into step with one row.

    Args:
        disputes: Field number to whether two values stand side by side.
    """
    for field, is_open in disputes.items():
        if is_open:
            statement = "INSERT INTO conflict(table_id, row, field) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        else:
            statement = "DELETE FROM conflict WHERE table_id = ? AND row = ? AND field = ?"
        db.exec_driver_sql(statement, (table, row, field))


def settle(db: Connection, records: Mapping[int, type[Record]]) -> None:
    """Bring the search indexes into step with the notes, and empty them."""
    noted = db.exec_driver_sql(f"SELECT table_id, max(field <> {BORN}) FROM captured GROUP BY table_id").all()
    for table, has_changes in noted:
        if searched_fields(records[table]):
            remove, add = renew_search(records[table])
            if has_changes:
                db.exec_driver_sql(remove)
            db.exec_driver_sql(add)
    if noted:
        db.exec_driver_sql("DELETE FROM captured")


def _of_table(db: StoreConnection, spec: TableSpec, notes: dict[int, dict[int, Any]]) -> Iterator[Touched]:
    columns = ", ".join(f'"{field.column}"' for field in spec.fields)
    rows = db.execute(
        f'SELECT rid, id, deleted_at, {columns} FROM "{spec.name}" '
        f"WHERE rid IN (SELECT rid FROM captured WHERE table_id = {spec.number}) ORDER BY rid"
    )
    numbers = [field.number for field in spec.fields]
    booleans = [field.number for field in spec.fields if field.wire == "bool"]
    for rid, row, deleted_at, *stored in rows:
        noted = notes[rid]
        now: dict[int, Value] = {
            number: value for number, value in zip(numbers, stored, strict=True) if value is not None
        }
        for number in booleans:
            if number in now:
                now[number] = bool(now[number])
        born = BORN in noted
        if born:
            yield Touched(spec.number, row, Op.SET, now, born=True)
        else:
            old = {
                number: bool(value) if value is not None and number in booleans else value
                for number, value in noted.items()
                if number > 0
            }
            changed = {number: now.get(number) for number in old if now.get(number) != old[number]}
            if changed:
                yield Touched(spec.number, row, Op.SET, changed, {number: old[number] for number in changed})
        if born and deleted_at is not None:
            yield Touched(spec.number, row, Op.DELETE, {}, born=True)
        elif not born and TRASHED in noted and (deleted_at is None) != (noted[TRASHED] is None):
            yield Touched(spec.number, row, Op.RESTORE if deleted_at is None else Op.DELETE, {})


assert BORN == 0 > TRASHED  # field numbers begin at 1
