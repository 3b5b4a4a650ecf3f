"""What a computer is sent: the steps of its unit's feed after its cursor, or everything there is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, func, select

from sync.bundle import Packed
from sync.payload import RowCells, cell_portions
from sync.rowmeta import unpack
from sync.server import timelines
from sync.server.delta import Delta, Part
from sync.server.tables import FEED, ROW_META
from sync.standing import NO_FEED_HASH, Cursor, Span, Standing

ROWS_IN_PART: Final = 5000


def parts(
    db: Connection, unit: str, device: bytes, standing: Standing, frames_of: Callable[[bytes], list[Packed]]
) -> list[Part]:
    """The parts that bring a computer from where it stands to the end of the feed; at least one, perhaps empty.

    Args:
        frames_of: Gives the frames of a bundle that was taken before.
    """
    cursor = standing.cursor
    end, end_hash = timelines.tip(db, unit)
    if not timelines.is_position(db, unit, cursor):
        standing = replace(standing, cursor=Cursor())
    if standing.cursor.seq == 0 and not _is_log_short(db, unit):
        return _snapshot(db, unit, end, end_hash)
    return Delta(db, unit, device, standing, frames_of).parts(end, end_hash)


def _is_log_short(db: Connection, unit: str) -> bool:
    """Whether the whole log, and with it the history, costs little more than the rows as they are now."""
    changes = db.execute(select(func.sum(FEED.c.changes)).where(FEED.c.unit == unit)).scalar() or 0
    rows = db.execute(select(func.count()).where(ROW_META.c.unit == unit)).scalar() or 0
    return int(changes) <= 2 * int(rows)


def _snapshot(db: Connection, unit: str, end: int, end_hash: bytes) -> list[Part]:
    query = (
        select(ROW_META.c.table_id, ROW_META.c.row, ROW_META.c.meta)
        .where(ROW_META.c.unit == unit)
        .order_by(ROW_META.c.table_id, ROW_META.c.row)
    )
    rows = [RowCells(table, row, unpack(meta)) for table, row, meta in db.execute(query)]
    pieces = [rows[start : start + ROWS_IN_PART] for start in range(0, len(rows), ROWS_IN_PART)] or [[]]
    portions = [portion for piece in pieces for portion in cell_portions(piece)]
    return [
        Part(Span(0, NO_FEED_HASH, end, end_hash, number, len(portions)), list(frames), count)
        for number, (frames, count) in enumerate(portions)
    ]
