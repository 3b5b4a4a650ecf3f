"""Settling what two computers wrote differently: an ordinary change that has seen every value there is."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.exchange.conflicts import KEEP
from desktop.exchange.desk import ConflictCard, ConflictField
from desktop.models.record import Record, fields_of
from desktop.models.sheets import sheets
from desktop.registers.history import record_of
from desktop.store.capture import TRASHED
from desktop.store.store import Store
from sync.journal import AS_STORED
from sync.record import Op
from sync.rowmeta import ROW
from sync.tables import CHANGE, CONFLICT

_LABEL: Final = "Chọn giá trị cho {title}"
_NOTE: Final = (
    'INSERT INTO captured(table_id, rid, field, old) SELECT {table}, rid, {field}, ? FROM "{name}" WHERE id = ?'
)


def settle(store: Store, card: ConflictCard, chosen: Mapping[str, Any]) -> None:
    """Keep a value for some fields of a card, as one act.

    Args:
        chosen: `ConflictField.key` to the value, as tables hold it; fields that are not on the card any more, for
            somebody settled them meanwhile, are left alone.
    """
    fields = [field for field in card.fields if field.key in chosen]
    if not fields:
        return
    with store.writing(AS_STORED, reason="settle", label=_LABEL.format(title=card.title)) as session:
        for field in fields:
            place = _Place(field)
            if place.number == ROW:
                _decide_life(session, place, keep=chosen[field.key] == KEEP, now_ms=store.clock.now_ms())
            else:
                _decide(session, place, field, chosen[field.key])
            here = (CONFLICT.c.table_id == place.table, CONFLICT.c.row == place.row.bytes)
            session.execute(CONFLICT.delete().where(*here, CONFLICT.c.field == place.number))


class _Place:
    """Where a field of a card stands."""

    def __init__(self, field: ConflictField) -> None:
        table, row, number = field.key.split(".")
        self.table, self.row, self.number = int(table), UUID(hex=row), int(number)
        record = record_of(self.table)
        assert record is not None, "a card of a register that is not known here"
        self.record: type[Record] = record

    def note(self, session: Session, field: int, old: Any) -> None:
        """Say that a field was written although what its table shows stays as it is."""
        statement = _NOTE.format(table=self.table, field=field, name=self.record.__tablename__)
        session.connection().exec_driver_sql(statement, (old, self.row.bytes))


def _decide(session: Session, place: _Place, field: ConflictField, value: Any) -> None:
    key = next(declared.key for declared in fields_of(place.record) if declared.number == place.number)
    table = place.record.__table__
    if session.execute(select(table.c[key]).where(table.c.id == place.row)).scalar() != value:
        session.execute(update(table).where(table.c.id == place.row).values({key: value}))  # type: ignore[arg-type]
        return
    other = next(choice.value for choice in field.choices if choice.value != value)
    place.note(session, place.number, _raw(other))


def _decide_life(session: Session, place: _Place, *, keep: bool, now_ms: int) -> None:
    table = place.record.__table__
    here = table.c.id == place.row
    is_trashed = session.execute(select(table.c.deleted_at).where(here)).scalar() is not None
    if is_trashed == keep:
        session.execute(update(table).where(here).values(deleted_at=None if keep else now_ms))  # type: ignore[arg-type]
    else:
        place.note(session, TRASHED, now_ms if keep else None)
    if keep:
        _bring_parts_back(session, place)


def _bring_parts_back(session: Session, place: _Place) -> None:
    """What went into the trash together with the row comes back with it."""
    trashings = select(CHANGE.c.act).where(CHANGE.c.row == place.row.bytes, CHANGE.c.op == int(Op.DELETE))
    together = select(CHANGE.c.row).where(CHANGE.c.act.in_(trashings), CHANGE.c.op == int(Op.DELETE))
    rows = {UUID(bytes=row) for row in session.execute(together).scalars()}
    parts = [part for sheet in sheets().values() if sheet.main is place.record for part in sheet.parts]
    for part in parts:
        table = part.record.__table__
        mine = (table.c[part.link] == place.row, table.c.deleted_at.is_not(None), table.c.id.in_(rows))
        session.execute(update(table).where(*mine).values(deleted_at=None))  # type: ignore[arg-type]


def _raw(value: Any) -> Any:
    """A value as the file holds it."""
    return value.bytes if isinstance(value, UUID) else value
