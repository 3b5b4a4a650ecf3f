"""Undo: takes back one act, a whole import included, as an act of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.models.record import Record, fields_of
from desktop.registers.history import as_stored, record_of
from desktop.store.store import Store
from sync import record as change_record
from sync.errors import AppError
from sync.journal import AS_STORED
from sync.record import Op
from sync.tables import ACT, CHANGE


class NothingToUndo(AppError):
    """No act of this officer is left to take back."""

    code = "undo.nothing"


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that can be taken back.

    Attributes:
        label: What it was.
        rows: How many rows it changed.
    """

    act: int
    label: str
    at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back came to.

    Attributes:
        rows: Rows put back.
        kept: Rows left as they are, for somebody changed them since.
    """

    label: str
    rows: int
    kept: int


class Undo:
    """The acts of the officer who is signed in, newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self) -> Undoable | None:
        """What Ctrl+Z would take back; it survives a restart."""
        undoing = select(ACT.c.undoes).where(ACT.c.undoes.is_not(None))
        query = (
            select(ACT.c.id, ACT.c.label, ACT.c.at_ms)
            .where(ACT.c.actor == self._store.actor, ACT.c.undoes.is_(None), ACT.c.id.not_in(undoing))
            .order_by(ACT.c.id.desc())
            .limit(1)
        )
        with self._store.reading() as db:
            if (row := db.execute(query).first()) is None:
                return None
            count = db.execute(select(func.count()).where(CHANGE.c.act == row.id)).scalar_one()
        return Undoable(row.id, row.label, datetime.fromtimestamp(row.at_ms / 1000, UTC).astimezone(), count)

    def take_back(self, act: int) -> Undone:
        """Put every row of an act back as it was before, unless somebody changed it since.

        Raises:
            NothingToUndo: the act is not known, or was taken back already.
        """
        with self._store.reading() as db:
            label = db.execute(select(ACT.c.label).where(ACT.c.id == act)).scalar()
            already = db.execute(select(ACT.c.id).where(ACT.c.undoes == act)).first()
            changes = db.execute(select(CHANGE).where(CHANGE.c.act == act).order_by(CHANGE.c.id.desc())).all()
            later = select(CHANGE.c.row).where(
                CHANGE.c.act > act, CHANGE.c.row.in_(select(CHANGE.c.row).where(CHANGE.c.act == act))
            )
            touched_since = set(db.execute(later).scalars())
        if label is None or already:
            raise NothingToUndo()
        rows = kept = 0
        now = self._store.clock.now_ms()
        with self._store.writing(AS_STORED, reason="undo", label=f"Hoàn tác: {label}", undoes=act) as session:
            for change in changes:
                record = record_of(change.table_id)
                if record is None or (change.row in touched_since and not _unchanged(session, record, change)):
                    kept += 1
                    continue
                session.execute(
                    update(record).where(record.id == UUID(bytes=change.row)).values(**_before(record, change, now))
                )
                rows += 1
        return Undone(label, rows, kept)


def _before(record: type[Record], change: Any, now: int) -> Mapping[str, Any]:
    if change.op == Op.DELETE:
        return {"deleted_at": None}
    if change.op == Op.RESTORE or change.old is None:
        return {"deleted_at": now}
    declared = {field.number: field for field in fields_of(record)}
    old: Mapping[int, Any] = cbor2.loads(change.old)
    return {
        declared[number].key: as_stored(declared[number], value) for number, value in old.items() if number in declared
    }


def _unchanged(session: Session, record: type[Record], change: Any) -> bool:
    """Whether the row still holds what the act wrote, whatever else was changed in it since."""
    row = session.get(record, UUID(bytes=change.row))
    if row is None or change.old is None:
        return False
    declared = {field.number: field for field in fields_of(record)}
    written = change_record.decode(change.record).fields
    return row.deleted_at is None and all(
        getattr(row, declared[number].key) == as_stored(declared[number], value)
        for number, value in written.items()
        if number in declared
    )
