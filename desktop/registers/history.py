"""History of a row: every change of every field, with who, when and what it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import Connection, select

from desktop.models.fields import Field
from desktop.models.office import Officer
from desktop.models.record import Record, fields_of
from desktop.models.sheets import Sheet
from desktop.registers.history_gaps import Lacking, lacking
from desktop.registers.titles import act_title, title_of
from desktop.store.store import SYSTEM, Store
from sync import record as change_record
from sync.record import Op
from sync.tables import ACT, CHANGE, INCARNATION


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in one entry; texts as a person reads them, empty where nothing stood."""

    record: type[Record]
    field: Field
    before: str
    after: str
    value: Any


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one act did to a row and its parts.

    Attributes:
        act: The act's local id.
        at: When, by the computer's clock.
        who: Name of the officer; "Chương trình" for the program itself.
        here: Whether it was done on this computer.
        what: The act as the undo button called it.
        op: Stable word: set, trash or restore.
    """

    act: int
    at: datetime
    who: str
    here: bool
    what: str
    op: str
    changes: tuple[FieldChange, ...]


class History:
    """Reads the log as a person's history."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, sheet: Sheet, row_id: UUID) -> list[HistoryEntry]:
        """Entries of a row and the parts that belong to it, newest first."""
        with self._store.reading() as db:
            return self._entries(db, _keys(db, sheet, row_id))

    def lacking(self, sheet: Sheet, row_id: UUID) -> Lacking:
        """Whether the entries are all that ever happened to a row and its parts."""
        with self._store.reading() as db:
            return lacking(db, [(record.__table_id__, row) for record, row in _keys(db, sheet, row_id)])

    def _entries(self, db: Connection, keys: Sequence[tuple[type[Record], bytes]]) -> list[HistoryEntry]:
        by_row = {row: record for record, row in keys}
        query = (
            select(CHANGE, ACT.c.at_ms, ACT.c.actor, ACT.c.label, INCARNATION.c.foreign)
            .add_columns(INCARNATION.c.incarnation.label("name"))
            .join(ACT, ACT.c.id == CHANGE.c.act)
            .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
            .where(CHANGE.c.row.in_(list(by_row)))
            .order_by(CHANGE.c.id)
        )
        acts: dict[int, list[Any]] = {}
        for row in db.execute(query):
            acts.setdefault(row.act, []).append(row)
        known: dict[tuple[bytes, int], str] = {}
        entries = []
        for act, rows in sorted(acts.items(), key=lambda item: _stamp(item[1])):
            changes = [change for row in rows for change in self._changes(db, by_row[row.row], row, known)]
            first = rows[0]
            entries.append(
                HistoryEntry(
                    act,
                    datetime.fromtimestamp(first.at_ms / 1000, UTC).astimezone(),
                    self._officer(db, first.actor),
                    not first.foreign,
                    act_title(db, act, first.label),
                    _op_word(rows),
                    tuple(changes),
                )
            )
        return entries[::-1]

    def _changes(
        self, db: Connection, record: type[Record], row: Any, known: dict[tuple[bytes, int], str]
    ) -> list[FieldChange]:
        declared = {field.number: field for field in fields_of(record)}
        old: Mapping[int, Any] = cbor2.loads(row.old) if row.old else {}
        changes = []
        for number, value in change_record.decode(row.record).fields.items():
            if (field := declared.get(number)) is None:
                continue
            after = title_of(db, field, value)
            before = known.get((row.row, number))
            if before is None:
                before = title_of(db, field, old.get(number))
            known[row.row, number] = after
            changes.append(FieldChange(record, field, before, after, as_stored(field, value)))
        return changes

    def _officer(self, db: Connection, actor: bytes) -> str:
        if actor == SYSTEM:
            return "Chương trình"
        table = Officer.__table__
        name = db.execute(select(table.c.full_name).where(table.c.id == UUID(bytes=actor))).scalar()
        return name or "Người dùng đã xóa"


def _keys(db: Connection, sheet: Sheet, row_id: UUID) -> list[tuple[type[Record], bytes]]:
    keys: list[tuple[type[Record], bytes]] = [(sheet.main, row_id.bytes)]
    for part in sheet.parts:
        table = part.record.__table__
        ids = db.execute(select(table.c.id).where(table.c[part.link] == row_id)).scalars()
        keys += [(part.record, part_id.bytes) for part_id in ids]
    return keys


def as_stored(field: Field, value: Any) -> Any:
    """A wire value as forms and tables hold it."""
    return UUID(bytes=value) if field.kind.wire == "bytes" and value is not None else value


def _stamp(rows: Sequence[Any]) -> tuple[int, bytes, int]:
    """Where an act stands in the order of all computers: what one of them did may arrive here long after."""
    first = rows[0]
    return change_record.decode(first.record).clock, first.name, first.seq


def _op_word(rows: Sequence[Any]) -> str:
    ops = {Op(row.op) for row in rows}
    return "trash" if Op.DELETE in ops else "restore" if Op.RESTORE in ops else "set"
