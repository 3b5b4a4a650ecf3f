"""Undo: takes back one act, a whole import included, as an act of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import cbor2
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.models.record import Record, fields_of, record_numbered
from desktop.registers.history import as_stored
from desktop.registers.titles import act_title
from desktop.store.store import Store
from sync import record as change_record
from sync.errors import AppError
from sync.journal import AS_STORED
from sync.record import Op
from sync.tables import ACT, CHANGE, INCARNATION

_AT_ONCE = 500
_Values = tuple[type[Record], tuple[tuple[str, Any], ...]]


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
    """The acts of the officer who is signed in, done on this computer, newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self) -> Undoable | None:
        """What Ctrl+Z would take back; it survives a restart."""
        undoing = select(ACT.c.undoes).where(ACT.c.undoes.is_not(None))
        query = (
            select(ACT.c.id, ACT.c.label, ACT.c.at_ms)
            .join(INCARNATION, INCARNATION.c.id == ACT.c.incarnation)
            .where(ACT.c.actor == self._store.actor, ACT.c.undoes.is_(None), ACT.c.id.not_in(undoing))
            .where(INCARNATION.c.foreign.is_not(True))
            .order_by(ACT.c.id.desc())
            .limit(1)
        )
        with self._store.reading() as db:
            if (row := db.execute(query).first()) is None:
                return None
            count = db.execute(select(func.count()).where(CHANGE.c.act == row.id)).scalar_one()
            label = act_title(db, row.id, row.label)
        return Undoable(row.id, label, datetime.fromtimestamp(row.at_ms / 1000, UTC).astimezone(), count)

    def take_back(self, act: int) -> Undone:
        """Put every row of an act back as it was before, unless somebody changed it since.

        Raises:
            NothingToUndo: the act is not known, or was taken back already.
        """
        with self._store.reading() as db:
            label = db.execute(select(ACT.c.label).where(ACT.c.id == act)).scalar()
            already = db.execute(select(ACT.c.id).where(ACT.c.undoes == act)).first()
            told = act_title(db, act, label or "")
        if label is None or already:
            raise NothingToUndo()
        kept: set[bytes] = set()
        with self._store.writing(AS_STORED, reason="undo", label=f"Hoàn tác: {label}", undoes=act) as session:
            back = self._plan(session, act, kept)
            for (record, values), ids in back.items():
                table = record.__table__
                for start in range(0, len(ids), _AT_ONCE):
                    here = table.c.id.in_(ids[start : start + _AT_ONCE])
                    session.execute(update(table).where(here).values(**dict(values)))  # type: ignore[arg-type]
        rows = {row_id for ids in back.values() for row_id in ids}
        return Undone(told, len(rows), len(kept))

    def _plan(self, session: Session, act: int, kept: set[bytes]) -> dict[_Values, list[UUID]]:
        """What to put into which rows; those that somebody changed since are added to `kept` instead."""
        mine = select(CHANGE.c.row).where(CHANGE.c.act == act)
        later = session.execute(select(CHANGE.c.row).where(CHANGE.c.act > act, CHANGE.c.row.in_(mine))).scalars()
        touched_since = set(later)
        changes = session.execute(select(CHANGE).where(CHANGE.c.act == act).order_by(CHANGE.c.id)).all()
        born = {change.row for change in changes if _is_birth(change)}
        now = self._store.clock.now_ms()
        back: dict[_Values, list[UUID]] = {}
        for change in changes:
            record = record_numbered(change.table_id)
            if change.row in born and not _is_birth(change):
                continue  # born and trashed in one act: taking back the birth is all
            if record is None or (change.row in touched_since and not _unchanged(session, record, change)):
                kept.add(change.row)
            else:
                values = tuple(_before(record, change, now).items())
                back.setdefault((record, values), []).append(UUID(bytes=change.row))
        return back


def _is_birth(change: Any) -> bool:
    return bool(change.op == Op.SET and change.old is None)


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
