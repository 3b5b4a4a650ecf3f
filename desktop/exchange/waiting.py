"""What this computer wrote and no receipt covers: how much, since when, how much of it is on a stick."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sync.tables import ACK, ACT, CHANGE, INCARNATION


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What one incarnation of this computer has above its last receipt.

    Attributes:
        id: Its local number.
        acked: Number of the last record that a receipt covers.
        line: Id of that record's line in the log; 0 where there is none.
        seq: Number of its last record.
    """

    id: int
    incarnation: bytes
    acked: int
    line: int
    seq: int


def unconfirmed(db: Connection) -> list[Unconfirmed]:
    """The incarnations of this computer that have something above their last receipt, in order of their beginning."""
    acked, line = func.coalesce(ACK.c.seq, 0), func.coalesce(ACK.c.line, 0)
    query = (
        select(INCARNATION.c.id, INCARNATION.c.incarnation, acked, line, INCARNATION.c.seq)
        .join_from(INCARNATION, ACK, ACK.c.incarnation == INCARNATION.c.id, isouter=True)
        .where(INCARNATION.c.foreign.is_not(True), INCARNATION.c.seq > acked)
        .order_by(INCARNATION.c.id)
    )
    return [Unconfirmed(*row) for row in db.execute(query)]


def waiting_since_ms(db: Connection, parts: list[Unconfirmed]) -> int | None:
    """When the oldest of it was written, by this computer's clock; None where nothing waits."""
    if not parts:
        return None
    first = parts[0]
    query = (
        select(ACT.c.at_ms)
        .join_from(CHANGE, ACT, ACT.c.id == CHANGE.c.act)
        .where(CHANGE.c.id > first.line, CHANGE.c.incarnation == first.id, CHANGE.c.seq > first.acked)
        .order_by(CHANGE.c.id)
        .limit(1)
    )
    found = db.execute(query).scalar()
    return None if found is None else int(found)


def count_on_stick(parts: list[Unconfirmed], written: Mapping[str, int]) -> int:
    """How many of the changes were written onto a stick.

    Args:
        written: Incarnation, hexadecimal, to the number of the last record written.
    """
    return sum(max(0, min(each.seq, written.get(each.incarnation.hex(), 0)) - each.acked) for each in parts)
