"""Whether the log of this computer tells everything that happened to a row.

A computer that joined late, or met a restored province, is sent whole cells in place of the records that made them.
Those cells still name the records, and so does every later record of what it had seen.
"""

from collections.abc import Iterable
from enum import Enum

from sqlalchemy import Connection, select

from sync import record as change_record
from sync.rowmeta import unpack
from sync.tables import CHANGE, EXCHANGE, INCARNATION, ROW_META

Key = tuple[int, bytes]  # table number, row id


class Lacking(Enum):
    """What the log of this computer lacks of a row.

    Attributes:
        NOTHING: It is whole.
        EARLIER: What came before its oldest entry; everything, where it has none.
        SOME: Something between its entries, or after them.
    """

    NOTHING = "nothing"
    EARLIER = "earlier"
    SOME = "some"


def lacking(db: Connection, keys: Iterable[Key]) -> Lacking:
    """What the log lacks of a row and its parts.

    Args:
        keys: The row and each of its parts.
    """
    if db.execute(select(EXCHANGE.c.id).where(EXCHANGE.c.has_whole_cells)).first() is None:
        return Lacking.NOTHING
    found = {_of_row(db, key) for key in keys}
    return next((each for each in (Lacking.SOME, Lacking.EARLIER) if each in found), Lacking.NOTHING)


def _of_row(db: Connection, key: Key) -> Lacking:
    table, row = key
    query = (
        select(INCARNATION.c.incarnation, CHANGE.c.seq, CHANGE.c.record)
        .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        .where(CHANGE.c.row == row, CHANGE.c.table_id == table)
    )
    logged = {(name, seq): change_record.decode(record) for name, seq, record in db.execute(query)}
    blob = db.execute(select(ROW_META.c.meta).where(ROW_META.c.table_id == table, ROW_META.c.row == row)).scalar()
    cells = unpack(blob).cells.values()
    contexts = [cell.ctx for cell in cells] + [seen for each in logged.values() for seen in each.seen.values()]
    named = {dot for context in contexts for dot in context.items()}
    heads = {dot: head.eff for cell in cells for dot, head in cell.heads.items()}
    if not (named | heads.keys()) - logged.keys():
        return Lacking.NOTHING
    oldest = min((each.clock for each in logged.values()), default=None)
    is_later = oldest is not None and any(eff > oldest for dot, eff in heads.items() if dot not in logged)
    return Lacking.SOME if is_later else Lacking.EARLIER
