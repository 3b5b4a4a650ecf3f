"""The registers' tables as the exchange needs them: rows with their causal facts out, joined rows in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from desktop.models.record import Record
from desktop.store.capture import extend_search, searched_fields
from desktop.store.captured import settle
from desktop.store.connection import Mode, StoreConnection
from desktop.store.engine import driver_of
from sync.cell import Value
from sync.joining import JoinedRow, Key
from sync.payload import RowCells
from sync.registry import Registry, TableSpec
from sync.rowmeta import RowMeta, unpack

_AT_ONCE: Final = 500


class StoreRows:
    """See `sync.inbox.Rows`.

    Attributes:
        commune: Code that every new row bears.
    """

    def __init__(self, registry: Registry, records: Mapping[int, type[Record]], commune: str) -> None:
        self.commune: Final = commune
        self._registry = registry
        self._records = records

    def stored(self, db: Connection, keys: Sequence[Key]) -> dict[Key, RowMeta]:
        """Those of the rows that exist, with the values of their winners."""
        wanted: dict[int, list[bytes]] = defaultdict(list)
        for table, row in keys:
            wanted[table].append(row)
        found: dict[Key, RowMeta] = {}
        driver = driver_of(db)
        for table, rows in wanted.items():
            (last,) = driver.execute("SELECT max(row) FROM row_meta WHERE table_id = ?", (table,)).fetchone()
            known = [] if last is None else [row for row in rows if row <= last]  # ids grow with time
            for start in range(0, len(known), _AT_ONCE):
                part = known[start : start + _AT_ONCE]
                marks = ", ".join("?" * len(part))
                for cells in self._read(driver, table, f"AND m.row IN ({marks})", part):
                    found[table, cells.row] = cells.meta
        return found

    def everything(self, db: Connection) -> Iterator[RowCells]:
        """Every row of every register with all its cells, those included that this program has no table for."""
        driver = driver_of(db)
        for (table,) in driver.execute("SELECT DISTINCT table_id FROM row_meta ORDER BY table_id").fetchall():
            yield from self._read(driver, table, "ORDER BY m.row", ())

    def show(self, db: Connection, rows: Sequence[JoinedRow]) -> None:
        """Put what was joined into the tables and beside them, and bring the search indexes into step."""
        driver = driver_of(db)
        driver.executemany(
            "INSERT INTO row_meta(meta, table_id, row) VALUES (?, ?, ?)", _metas(row for row in rows if row.born)
        )
        driver.executemany(
            "UPDATE row_meta SET meta = ? WHERE table_id = ? AND row = ?", _metas(row for row in rows if not row.born)
        )
        for spec, columns, born, lines in self._statements(rows):
            if born:
                self._insert(db, spec, columns, lines)
            else:
                with driver.writing_as(Mode.APPLY):
                    driver.executemany(_update(spec, columns), lines)
        settle(db, self._records)

    def _insert(self, db: Connection, spec: TableSpec, columns: Sequence[str], lines: list[tuple[Any, ...]]) -> None:
        """Insert rows, and enter them into the search index all at once: noting each would cost as much again."""
        driver = driver_of(db)
        record = self._records[spec.number]
        (last,) = driver.execute(f'SELECT coalesce(max(rid), 0) FROM "{spec.name}"').fetchone()
        with driver.writing_as(Mode.MIGRATE):
            driver.executemany(_insert(spec, columns), lines)
        if searched_fields(record):
            driver.execute(extend_search(record), (last,))

    def _read(self, driver: StoreConnection, table: int, condition: str, values: Sequence[Any]) -> Iterator[RowCells]:
        if not self._registry.knows(table):
            found = driver.execute(
                f"SELECT m.row, m.meta FROM row_meta m WHERE m.table_id = {table} {condition}", values
            )
            for row, blob in found.fetchall():
                yield RowCells(table, row, unpack(blob))
            return
        spec = self._registry.table(table)
        columns = ", ".join(f'r."{field.column}"' for field in spec.fields)
        numbers = [field.number for field in spec.fields]
        booleans = [field.number for field in spec.fields if field.wire == "bool"]
        query = (
            f'SELECT m.row, m.meta, {columns} FROM row_meta m LEFT JOIN "{spec.name}" r ON r.id = m.row '
            f"WHERE m.table_id = {table} {condition}"
        )
        for row, blob, *stored in driver.execute(query, values).fetchall():
            shown: dict[int, Value] = dict(zip(numbers, stored, strict=True))
            for number in booleans:
                if (value := shown[number]) is not None:
                    shown[number] = bool(value)
            yield RowCells(table, row, unpack(blob, shown))

    def _statements(
        self, rows: Sequence[JoinedRow]
    ) -> Iterator[tuple[TableSpec, tuple[str, ...], bool, list[tuple[Any, ...]]]]:
        """The rows by the table and columns they go into: register, columns, whether they are new, lines."""
        groups: dict[tuple[int, tuple[int, ...], bool, bool], list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            if not self._registry.knows(row.table):
                continue
            life = row.trashed is not None
            if not (row.born or row.shown or life):
                continue
            values: tuple[Any, ...] = tuple(row.shown.values())
            if life:
                values = (*values, row.trashed_ms if row.trashed else None)
            key = row.table, tuple(row.shown), life, row.born
            groups[key].append((*values, row.row, self.commune) if row.born else (*values, row.row))
        for (table, numbers, life, born), lines in groups.items():
            spec = self._registry.table(table)
            fields = spec.by_number()
            columns = tuple(fields[number].column for number in numbers)
            yield spec, (*columns, "deleted_at") if life else columns, born, lines


def _metas(rows: Iterator[JoinedRow]) -> Iterator[tuple[bytes, int, bytes]]:
    return ((row.blob, row.table, row.row) for row in rows)


def _insert(spec: TableSpec, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{column}"' for column in (*columns, "id", "unit_id"))
    return f'INSERT INTO "{spec.name}"({names}) VALUES ({", ".join("?" * (len(columns) + 2))})'


def _update(spec: TableSpec, columns: Sequence[str]) -> str:
    assignments = ", ".join(f'"{column}" = ?' for column in columns)
    return f'UPDATE "{spec.name}" SET {assignments} WHERE id = ?'
