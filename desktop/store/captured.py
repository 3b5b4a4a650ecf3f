"""From what the triggers noted to the rows a transaction touched."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from desktop.store.capture import BORN, TRASHED
from sync.cell import Value
from sync.journal import Touched
from sync.record import Op
from sync.registry import Registry, TableSpec


def take(db: Connection, registry: Registry) -> list[Touched]:
    """Empty the captured notes into one entry a row, and a second where it was also trashed or restored."""
    notes: dict[int, dict[bytes, dict[int, Any]]] = {}
    for table, row, field, old in db.exec_driver_sql("SELECT table_id, row, field, old FROM captured ORDER BY rowid"):
        notes.setdefault(table, {}).setdefault(row, {}).setdefault(field, old)
    if not notes:
        return []
    touched = [entry for table in notes for entry in _of_table(db, registry.table(table), notes[table])]
    db.exec_driver_sql("DELETE FROM captured")
    return touched


def _of_table(db: Connection, spec: TableSpec, notes: dict[bytes, dict[int, Any]]) -> Iterator[Touched]:
    columns = ", ".join(f'"{field.column}"' for field in spec.fields)
    rows = db.exec_driver_sql(
        f'SELECT id, deleted_at, {columns} FROM "{spec.name}" '
        f"WHERE id IN (SELECT row FROM captured WHERE table_id = {spec.number}) ORDER BY rid"
    )
    booleans = frozenset(field.number for field in spec.fields if field.wire == "bool")
    numbers = [field.number for field in spec.fields]
    for row, deleted_at, *stored in rows:
        noted = notes[row]
        now: dict[int, Value] = dict(zip(numbers, stored, strict=True))
        for number in booleans:
            if now[number] is not None:
                now[number] = bool(now[number])
        born = BORN in noted
        if born:
            values = {number: value for number, value in now.items() if value is not None}
            yield Touched(spec.number, row, Op.SET, values, born=True)
        else:
            old = {
                number: bool(value) if value is not None and number in booleans else value
                for number, value in noted.items()
                if number > 0
            }
            changed = {number: now[number] for number in old if now[number] != old[number]}
            if changed:
                yield Touched(spec.number, row, Op.SET, changed, {number: old[number] for number in changed})
        if TRASHED in noted and (deleted_at is None) != (noted[TRASHED] is None) or (born and deleted_at is not None):
            yield Touched(spec.number, row, Op.RESTORE if deleted_at is None else Op.DELETE, {})


assert BORN == 0 > TRASHED  # field numbers begin at 1
