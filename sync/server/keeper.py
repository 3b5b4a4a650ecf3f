"""What the province's engine reads and writes by the thousand, in one transaction on either database."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, text

from sync.bulk import find_many, insert_many, upsert_many, upsert_parts
from sync.cell import Value
from sync.registry import TableSpec
from sync.server.fitting import UNFIT, Fit, fitting, printable
from sync.server.tables import ACT, CHANGE, FEED_ROW, REGISTERS, ROW_META

Key = tuple[int, bytes]  # table number, row id
CHANGE_COLUMNS: Final = (
    "incarnation", "seq", "hash", "unit", "feed_seq", "table_id", "row", "op", "eff", "record",
)  # fmt: skip
ACT_COLUMNS: Final = ("incarnation", "tx", "at_ms", "actor", "reason", "label")
_KEYS: Final = ("unit_id", "id")
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:unit, 0))")


class Trash(Enum):
    """Whether a row lies in the trash is left as it is."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Trash.UNCHANGED
Shown = tuple[bytes, Mapping[int, Value], int | Trash | None]
"""A row id, the values to show by field number, and `deleted_at` in Unix milliseconds."""


class Unfit(NamedTuple):
    """A value that its column cannot hold, so that nothing is shown; the row's cells keep it."""

    row: bytes
    number: int


class Keeper:
    """Reads and writes of one transaction. Whoever changes rows of a commune calls `lock` first.

    Args:
        registers: The registers' tables by permanent number.
    """

    def __init__(self, db: Connection, registers: Mapping[int, Table] = REGISTERS) -> None:
        self._db = db
        self._registers = registers
        self._without_meta: set[Key] = set()
        self._unshown: set[Key] = set()

    def lock(self, *units: str) -> None:
        """Wait until nobody else changes anything of these communes, till the transaction ends.

        A row that is not there yet cannot be locked itself, and two computers may give the same one back at once.
        """
        if self._db.dialect.name == "postgresql":
            for unit in sorted(units):
                self._db.execute(_LOCK, {"unit": unit})

    def metas(self, keys: Sequence[Key]) -> dict[Key, tuple[str, bytes]]:
        """The commune and the causal facts of those rows that exist."""
        lines = find_many(self._db, ROW_META, ("table_id", "row"), keys, ("table_id", "row", "unit", "meta"))
        found = {(table, row): (unit, meta) for table, row, unit, meta in lines}
        new = set(keys).difference(found)  # nothing of them stands anywhere: they go in without looking
        self._without_meta |= new
        self._unshown |= new
        return found

    def keep_metas(self, blobs: Mapping[Key, bytes], unit: str) -> None:
        """Keep the causal facts of rows of one commune, new and old."""
        columns = ("table_id", "row", "unit", "meta")
        new = self._without_meta.intersection(blobs)
        self._without_meta -= new
        insert_many(self._db, ROW_META, columns, [(*key, unit, blobs[key]) for key in blobs if key in new])
        changed = [(*key, unit, blob) for key, blob in blobs.items() if key not in new]
        upsert_many(self._db, ROW_META, ("table_id", "row"), columns, changed)

    def show(self, spec: TableSpec, unit: str, rows: Iterable[Shown]) -> list[Unfit]:
        """Put values into a register's table: only the given columns of each row, which is made if need be.

        A field that is not declared here is passed over. U+0000, which PostgreSQL cannot hold, is shown as U+FFFD.

        Args:
            rows: Each row once.
        """
        table = self._registers[spec.number]
        members = list(rows)
        given = set().union(*(values for _, values, _ in members))
        fields = [field for field in spec.fields if field.number in given]
        bits = {field.number: 1 << place for place, field in enumerate(fields)}
        unfit: list[Unfit] = []
        columns = [_fitted(_fit(table, field.column), field.number, members, unfit) for field in fields]
        ids, trash = [member[0] for member in members], [member[2] for member in members]
        names = [*_KEYS, *(field.column for field in fields)]
        if trash.count(UNCHANGED) < len(trash):
            names.append("deleted_at")
            columns.append([None if deleted is UNCHANGED else deleted for deleted in trash])
        lines = zip([unit] * len(members), ids, *columns, strict=True)
        born, parts = [], []
        for (row, values, deleted), line in zip(members, lines, strict=True):
            if (spec.number, row) in self._unshown:
                born.append(line)
            else:
                mask = sum([bits[number] for number in values if number in bits])
                parts.append((mask if deleted is UNCHANGED else mask | 1 << len(fields), line))
        self._unshown.difference_update((spec.number, row) for row in ids)
        insert_many(self._db, table, names, born)
        upsert_parts(self._db, table, _KEYS, names, parts)
        return unfit

    def append_acts(self, acts: Iterable[tuple[int, int, int, bytes, str, str]]) -> None:
        """Note who did what in transactions of the log, of which the first record is new.

        Args:
            acts: In the order of `ACT_COLUMNS`.
        """
        tidy = ((*act[:4], printable(act[4]), printable(act[5])) for act in acts)
        insert_many(self._db, ACT, ACT_COLUMNS, tidy)

    def append_changes(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append to the log.

        Args:
            rows: In the order of `CHANGE_COLUMNS`.
        """
        insert_many(self._db, CHANGE, CHANGE_COLUMNS, rows)

    def append_feed_rows(self, unit: str, seq: int, keys: Iterable[Key]) -> None:
        """Note which rows a step of a commune's feed carries whole."""
        insert_many(self._db, FEED_ROW, ("unit", "seq", "table_id", "row"), ((unit, seq, *key) for key in keys))


@cache
def _fit(table: Table, column: str) -> Fit:
    return fitting(table.columns[column].type)


def _fitted(fit: Fit, number: int, members: Sequence[Shown], unfit: list[Unfit]) -> list[Any]:
    """One column of many rows, with None for what does not fit."""
    column = [fit(values.get(number)) for _, values, _ in members]
    if UNFIT in column:
        unfit += (Unfit(row, number) for (row, _, _), value in zip(members, column, strict=True) if value is UNFIT)
        column = [None if value is UNFIT else value for value in column]
    return column
