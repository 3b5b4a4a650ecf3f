"""Everything that two computers and a province hold, so that it can be laid side by side."""

from typing import Any

from sqlalchemy import Connection, select

from desktop.models.record import Record, fields_of, registry
from desktop.models.registers import SHIPPED
from desktop.models.sheets import sheets
from desktop.registers.history import History
from desktop.store.arrived import StoreRows
from desktop.store.store import Store
from sync.record import decode
from sync.rowmeta import RowMeta, unpack
from sync.server import tables as server
from sync.server.database import Database
from sync.tables import ACT, CHANGE, INCARNATION

Rows = dict[tuple[str, str], dict[str, Any]]
Cells = dict[tuple[int, bytes], dict[int, tuple[Any, ...]]]


def fields_here(store: Store) -> Rows:
    """Every declared field of every row of a computer, trashed ones too, as the file holds them."""
    with store.reading() as db:
        return {
            (record.__tablename__, row["id"].hex): row
            for record in SHIPPED
            for row in _rows(db, record, record.__table__)
        }


def fields_there(database: Database, unit: str) -> Rows:
    """The same of one commune at the province."""
    with database.reading() as db:
        return {
            (record.__tablename__, row["id"].hex): row
            for record in SHIPPED
            for row in _rows(db, record, server.REGISTERS[record.__table_id__], unit)
        }


def cells_here(store: Store) -> Cells:
    """Every cell of a computer: what has been seen, and each value that stands."""
    rows = StoreRows(registry(), {record.__table_id__: record for record in SHIPPED}, store.commune)
    with store.reading() as db:
        return {(each.table, each.row): _flat(each.meta) for each in rows.everything(db)}


def cells_there(database: Database, unit: str) -> Cells:
    """The same of one commune at the province."""
    meta = server.ROW_META.c
    with database.reading() as db:
        found = db.execute(select(meta.table_id, meta.row, meta.meta).where(meta.unit == unit))
        return {(row.table_id, bytes(row.row)): _flat(unpack(bytes(row.meta))) for row in found}


def log_here(store: Store) -> dict[tuple[bytes, int], tuple[Any, ...]]:
    """Every line of a computer's log by incarnation and number: what was written, where, when, by whom."""
    query = (
        select(
            INCARNATION.c.incarnation, CHANGE.c.seq, CHANGE.c.hash, CHANGE.c.record, INCARNATION.c.device,
            ACT.c.at_ms, ACT.c.label, ACT.c.actor, ACT.c.reason,
        )
        .join_from(CHANGE, INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        .join(ACT, ACT.c.id == CHANGE.c.act)
    )  # fmt: skip
    with store.reading() as db:
        return {(row.incarnation, row.seq): tuple(row)[2:] for row in db.execute(query)}


def log_there(database: Database, unit: str) -> dict[tuple[bytes, int], tuple[Any, ...]]:
    """The same of one commune at the province."""
    change, incarnation, act = server.CHANGE.c, server.INCARNATION.c, server.ACT.c
    query = (
        select(incarnation.incarnation, change.seq, change.hash, change.record, incarnation.device)
        .join_from(server.CHANGE, server.INCARNATION, incarnation.id == change.incarnation)
        .where(change.unit == unit)
    )
    acts = select(
        incarnation.incarnation, act.tx, act.at_ms, act.label, act.actor, act.reason,
    ).join_from(server.ACT, server.INCARNATION, incarnation.id == act.incarnation)  # fmt: skip
    with database.reading() as db:
        named = {(bytes(row.incarnation), row.tx): tuple(row)[2:] for row in db.execute(acts)}
        found: dict[tuple[bytes, int], tuple[Any, ...]] = {}
        for row in db.execute(query):
            name, record = bytes(row.incarnation), bytes(row.record)
            at_ms, label, actor, reason = named[name, decode(record).tx]
            found[name, row.seq] = (
                bytes(row.hash)[:16], record, bytes(row.device), at_ms, label, bytes(actor), reason,
            )  # fmt: skip
    return found


def history_here(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What a person reads as the history of each member: when, who, what act, each field before and after."""
    sheet = sheets()["member"]
    history = History(store)
    with store.reading() as db:
        ids = db.execute(select(sheet.main.__table__.c.id)).scalars().all()
    return {
        row_id.hex: [
            (entry.at, entry.who, entry.what, entry.op,
             [(change.field.key, change.before, change.after, change.value) for change in entry.changes])
            for entry in history.of(sheet, row_id)
        ]
        for row_id in ids
    }  # fmt: skip


def _rows(db: Connection, record: type[Record], table: Any, unit: str | None = None) -> list[dict[str, Any]]:
    keys = ["id", "unit_id", *(field.key for field in fields_of(record))]
    columns = [table.c[key] for key in keys] + [table.c.deleted_at.is_not(None).label("trashed")]
    query = select(*columns)
    if unit is not None:
        query = query.where(table.c.unit_id == unit)
    return [dict(zip([*keys, "trashed"], row, strict=True)) for row in db.execute(query)]


def _flat(meta: RowMeta) -> dict[int, tuple[Any, ...]]:
    return {
        number: (
            dict(cell.ctx),
            {dot: (head.value, head.eff, head.actor) for dot, head in cell.heads.items()},
        )
        for number, cell in meta.cells.items()
    }
