"""Many rows into a table, or looked up in one, the fast way of each database.

SQLite streams rows through the driver, a third of the cost of SQLAlchemy's own way. PostgreSQL takes them by binary
COPY, which costs a thirtieth of statements with values.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table

_LOOKUP_SIZE: Final = 500
_FEW: Final = 24  # rows; below that a temporary table costs more than it saves
_POSTGRES_TYPES: Final = {
    "BIGINT": "int8", "BOOLEAN": "bool", "BYTEA": "bytea", "INTEGER": "int4", "SMALLINT": "int2", "TEXT": "text",
    "VARCHAR": "text",
    "UUID": "bytea",  # in the binary format both are the bare bytes
}  # fmt: skip

Rows = Iterable[Sequence[Any]]


def insert_many(db: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows, in the transaction that `db` is in.

    Args:
        rows: Values in the order of `columns`: integers, text, bytes (an id too), booleans, None. For PostgreSQL
            an integer must fit its column and a text may not hold U+0000.
    """
    if db.dialect.name == "sqlite":
        _cursor(db).executemany(_insert(table, tuple(columns)), rows)
    else:
        _copy(db, table, _name(table), tuple(columns), rows)


def upsert_many(db: Connection, table: Table, keys: Sequence[str], columns: Sequence[str], rows: Rows) -> None:
    """Insert rows or, where a row with their key stands, change only the given columns of it.

    Args:
        keys: The columns of the primary key, or of a unique index.
        columns: Those and the ones to change.
        rows: As `insert_many` takes them; a key may stand once.
    """
    changed = [column for column in columns if column not in keys]
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in changed)
    clash = f"ON CONFLICT ({_listed(keys)}) " + (f"DO UPDATE SET {sets}" if changed else "DO NOTHING")
    _merge(db, table, tuple(columns), rows, clash)


def upsert_parts(
    db: Connection,
    table: Table,
    keys: Sequence[str],
    columns: Sequence[str],
    parts: Sequence[tuple[int, Sequence[Any]]],
) -> None:
    """Do as `upsert_many` for rows of which each gives other columns.

    Args:
        keys: Two or more.
        columns: Those, then at most 63 more.
        parts: For each row the bits of the columns after the keys that it gives, the first being 1, and the values of
            all columns; one that is not given is None.
    """
    alike: dict[int, list[Sequence[Any]]] = {}
    for bits, row in parts:
        alike.setdefault(bits, []).append(row)
    if db.dialect.name == "sqlite" or len(alike) < 2:
        for bits, rows in alike.items():
            places = [place for place in range(len(columns)) if place < len(keys) or bits >> (place - len(keys)) & 1]
            given = rows if len(places) == len(columns) else list(map(itemgetter(*places), rows))
            upsert_many(db, table, keys, [columns[place] for place in places], given)
        return
    sets = ", ".join(
        f'"{column}" = CASE WHEN given.given_columns >> {bit} & 1 = 1 THEN given."{column}" ELSE kept."{column}" END'
        for bit, column in enumerate(columns[len(keys) :])
    )
    match = " AND ".join(f'kept."{key}" = given."{key}"' for key in keys)
    names, stage = _listed(columns), _stage(db, table)
    _copy(db, table, stage, ("given_columns", *columns), [(bits, *row) for bits, row in parts])
    changed = _cursor(db).execute(f"UPDATE {_name(table)} AS kept SET {sets} FROM {stage} AS given WHERE {match}")
    if changed.rowcount < len(parts):
        clash = f"ON CONFLICT ({_listed(keys)}) DO NOTHING"
        _cursor(db).execute(f"INSERT INTO {_name(table)} ({names}) SELECT {names} FROM {stage} {clash}")


def _merge(db: Connection, table: Table, columns: tuple[str, ...], rows: Rows, clash: str) -> None:
    if db.dialect.name == "sqlite":
        _cursor(db).executemany(f"{_insert(table, columns)} {clash}", rows)
        return
    rows = rows if isinstance(rows, list | tuple) else list(rows)
    if len(rows) <= _FEW:
        if rows:
            _cursor(db).executemany(f"{_insert_in_postgres(table, columns)} {clash}", rows)
        return
    names, stage = _listed(columns), _stage(db, table)
    _copy(db, table, stage, columns, rows)
    _cursor(db).execute(f"INSERT INTO {_name(table)} ({names}) SELECT {names} FROM {stage} {clash}")


def _stage(db: Connection, table: Table) -> str:
    """An empty temporary table like `table`, with room for the bits of `upsert_parts`."""
    stage = f'"stage_{table.name}"'
    _cursor(db).execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {stage} ON COMMIT DELETE ROWS "
        f"AS SELECT 0::bigint AS given_columns, * FROM {_name(table)} WITH NO DATA; DELETE FROM {stage}"
    )
    return stage


def find_many(
    db: Connection, table: Table, by: tuple[str, str], wanted: Sequence[tuple[int, Any]], columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Rows of which the key is among many.

    Args:
        by: The two columns of the key, the first of them of integers.
        wanted: Their values; a key that stands nowhere is passed over.
    Yields:
        The values of `columns`, in no order.
    """
    if db.dialect.name == "sqlite":
        yield from _find_in_file(db, table, by, wanted, columns)
    elif wanted:
        second = _type(table, by[1])
        names = ", ".join(f'kept."{column}"' for column in columns)
        cursor = _cursor(db)
        cursor.execute(
            f"SELECT {names} FROM unnest(%b::int4[], %b::{second}[]) AS wanted(a, b) "
            f'JOIN {_name(table)} AS kept ON kept."{by[0]}" = wanted.a AND kept."{by[1]}" = wanted.b',
            ([key[0] for key in wanted], [key[1] for key in wanted]),
            binary=True,
        )
        yield from cursor


def _find_in_file(
    db: Connection, table: Table, by: tuple[str, str], wanted: Sequence[tuple[int, Any]], columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    grouped: dict[int, list[Any]] = {}
    for first, second in wanted:
        grouped.setdefault(first, []).append(second)
    cursor = _cursor(db)
    for first, seconds in grouped.items():
        (last,) = cursor.execute(f'SELECT max("{by[1]}") FROM {_name(table)} WHERE "{by[0]}" = ?', (first,)).fetchone()
        known = [] if last is None else [second for second in seconds if second <= last]  # ids grow with time
        for start in range(0, len(known), _LOOKUP_SIZE):
            part = known[start : start + _LOOKUP_SIZE]
            marks = ", ".join("?" * len(part))
            yield from cursor.execute(
                f'SELECT {_listed(columns)} FROM {_name(table)} WHERE "{by[0]}" = ? AND "{by[1]}" IN ({marks})',
                (first, *part),
            )


def _copy(db: Connection, table: Table, into: str, columns: tuple[str, ...], rows: Rows) -> None:
    types = ["int8" if column == "given_columns" else _type(table, column) for column in columns]
    with _cursor(db).copy(f"COPY {into} ({_listed(columns)}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(types)
        write_row = copy.write_row
        for row in rows:
            write_row(row)


def _cursor(db: Connection) -> Any:
    return db.connection.cursor()


def _name(table: Table) -> str:
    return f'"{table.name}"'


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


@cache
def _type(table: Table, column: str) -> str:
    return _POSTGRES_TYPES[_declared(table, column)]


def _declared(table: Table, column: str) -> str:
    from sqlalchemy.dialects import postgresql  # the window never needs it

    return table.columns[column].type.compile(postgresql.dialect())  # type: ignore[no-untyped-call]


@cache
def _insert(table: Table, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {_name(table)} ({_listed(columns)}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _insert_in_postgres(table: Table, columns: tuple[str, ...]) -> str:
    ids = [column for column in columns if _declared(table, column) == "UUID"]
    marks = ", ".join("encode(%b, 'hex')::uuid" if column in ids else "%s" for column in columns)
    return f"INSERT INTO {_name(table)} ({_listed(columns)}) VALUES ({marks})"
