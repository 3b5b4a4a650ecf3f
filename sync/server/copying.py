"""Everything of one database into another, whichever kinds the two are."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Integer, Table, text

from desktop.models.columns import RowId
from sync.bulk import insert_many
from sync.server.tables import METADATA

_AT_ONCE: Final = 2_000  # rows


def copy_all(source: Connection, target: Connection) -> dict[str, int]:
    """Make the rows of `target` those of `source`, as of the moment that its transaction sees.

    Args:
        target: With every table made; what lies in them goes.
    Returns:
        Rows by table.
    """
    tables = METADATA.sorted_tables
    if target.dialect.name == "postgresql":
        target.execute(text("TRUNCATE " + ", ".join(f'"{table.name}"' for table in tables)))
    else:
        for table in tables:
            target.execute(table.delete())
    for table in tables:
        insert_many(target, table, [column.name for column in table.columns], _rows(source, table))
    if target.dialect.name == "postgresql":
        _move_counters(target)
    return count_all(target)


def count_all(db: Connection) -> dict[str, int]:
    """Rows by table."""
    return {
        table.name: int(db.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar() or 0)
        for table in METADATA.sorted_tables
    }


def _rows(db: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Rows as `insert_many` takes them."""
    if db.dialect.name == "postgresql":
        columns = ", ".join(
            f'uuid_send("{column.name}")' if isinstance(column.type, RowId) else f'"{column.name}"'
            for column in table.columns
        )
        driver: Any = db.connection.driver_connection
        with driver.cursor(name="copying", binary=True) as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(f'SELECT {columns} FROM "{table.name}"')
            yield from cursor
        return
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = db.connection.cursor()
    cursor.execute(f'SELECT {columns} FROM "{table.name}"')
    flags = [place for place, column in enumerate(table.columns) if isinstance(column.type, Boolean)]
    for row in cursor:  # type: ignore[attr-defined]
        yield _with_flags(row, flags) if flags else row
    cursor.close()


def _with_flags(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = bool(values[place])
    return tuple(values)


def _move_counters(db: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    for table in METADATA.sorted_tables:
        column = table.autoincrement_column
        if column is not None and isinstance(column.type, Integer):
            db.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', '{column.name}'), "
                    f'coalesce(max("{column.name}"), 0) + 1, false) FROM "{table.name}"'
                )
            )
