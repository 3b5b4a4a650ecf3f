"""Settling what two computers wrote differently: an ordinary change that has seen every value there is."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.exchange.conflicts import KEEP
from desktop.exchange.desk import ConflictCard
from desktop.models.record import Record, record_numbered
from desktop.models.sheets import sheets
from desktop.store.store import Store
from sync.cell import Value
from sync.journal import AS_STORED
from sync.record import Op
from sync.rowmeta import ROW
from sync.tables import CHANGE

_LABEL: Final = "Chọn giá trị cho {title}"


def settle(store: Store, card: ConflictCard, chosen: Mapping[str, Any]) -> None:
    """Keep a value for some fields of a card, as one act.

    Args:
        chosen: `ConflictField.key` to the value, as tables hold it; fields that are not on the card any more, for
            somebody settled them meanwhile, are left alone.
    """
    decisions: dict[tuple[type[Record], bytes], dict[int, Value]] = {}
    with store.reading() as db:
        for field in card.fields:
            if field.key not in chosen:
                continue
            record, row, number = _place(field.key)
            decided = decisions.setdefault((record, row), {})
            if number != ROW:
                decided[number] = _as_it_travels(chosen[field.key])
                continue
            decided[ROW] = chosen[field.key] != KEEP
            if not decided[ROW]:
                decisions.update({key: {ROW: False} for key in _parts_trashed_with(db, record, row)})
    if decisions:
        store.settle(decisions, AS_STORED, _LABEL.format(title=card.title))


def _place(key: str) -> tuple[type[Record], bytes, int]:
    table, row, number = key.split(".")
    record = record_numbered(int(table))
    assert record is not None, "a card of a register that is not known here"
    return record, bytes.fromhex(row), int(number)


def _parts_trashed_with(db: Connection, record: type[Record], row: bytes) -> list[tuple[type[Record], bytes]]:
    """What went into the trash together with a row, and comes back with it."""
    trashings = select(CHANGE.c.act).where(CHANGE.c.row == row, CHANGE.c.op == int(Op.DELETE))
    together = select(CHANGE.c.row).where(CHANGE.c.act.in_(trashings), CHANGE.c.op == int(Op.DELETE))
    rows = {UUID(bytes=found) for found in db.execute(together).scalars()}
    found: list[tuple[type[Record], bytes]] = []
    for part in (part for sheet in sheets().values() if sheet.main is record for part in sheet.parts):
        table = part.record.__table__.c
        mine = (table[part.link] == UUID(bytes=row), table.deleted_at.is_not(None), table.id.in_(rows))
        found += ((part.record, each.bytes) for each in db.execute(select(table.id).where(*mine)).scalars())
    return found


def _as_it_travels(value: Any) -> Value:
    if isinstance(value, UUID):
        return value.bytes
    return str(value) if isinstance(value, str) else value
