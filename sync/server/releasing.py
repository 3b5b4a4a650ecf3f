"""Records that are held for what they claim to have seen: which of them are to be held no longer."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from sync.record import decode
from sync.server.lineages import lineage
from sync.server.tables import CHANGE, INCARNATION, QUARANTINE
from sync.walking import Line

POISON: Final = "poison"
_MOST: Final = 10_000  # looked at again with each bundle, the latest first
_AT_ONCE: Final = 500
_ANY: Final = (
    select(QUARANTINE.c.id).where(QUARANTINE.c.unit == bindparam("of_unit"), QUARANTINE.c.reason == POISON).limit(1)
)
_LISTED: Final = (
    select(
        QUARANTINE.c.id, QUARANTINE.c.incarnation, QUARANTINE.c.seq, INCARNATION.c.id.label("of"), INCARNATION.c.device,
        CHANGE.c.feed_seq, CHANGE.c.hash, CHANGE.c.eff, CHANGE.c.record,
    )
    .join_from(QUARANTINE, INCARNATION, INCARNATION.c.incarnation == QUARANTINE.c.incarnation, isouter=True)
    .join(CHANGE, and_(CHANGE.c.incarnation == INCARNATION.c.id, CHANGE.c.seq == QUARANTINE.c.seq), isouter=True)
    .where(QUARANTINE.c.unit == bindparam("of_unit"), QUARANTINE.c.reason == POISON)
    .order_by(QUARANTINE.c.id.desc())
    .limit(_MOST)
)  # fmt: skip


class Claim(NamedTuple):
    """A record that is listed for what it claims to have seen.

    Attributes:
        number: Of its line in the list.
        of: Number of its incarnation.
        name: That incarnation.
        line: None where it stands in no log yet: it lies beyond a gap.
        is_shown: It was joined meanwhile.
    """

    number: int
    of: int
    name: bytes
    seq: int
    line: Line | None
    is_shown: bool


def claims(db: Connection, unit: str) -> list[Claim]:
    """What is listed for a commune, whether or not somebody has looked at it."""
    if db.execute(_ANY, {"of_unit": unit}).first() is None:
        return []
    found = []
    rows = db.execute(_LISTED, {"of_unit": unit}).all()
    meant = lineage(db, {row.device for row in rows if row.device is not None})
    for row in rows:
        line = None
        if row.record is not None and not row.feed_seq:
            record = meant.read(row.incarnation, decode(row.record))
            line = Line(record, row.record, row.hash, record.clock if row.eff is None else row.eff)
        found.append(Claim(row.id, row.of, row.incarnation, row.seq, line, bool(row.feed_seq)))
    return found


def unlist(db: Connection, numbers: Sequence[int]) -> None:
    """Take lines off the list of what waits for a person."""
    for start in range(0, len(numbers), _AT_ONCE):
        db.execute(delete(QUARANTINE).where(QUARANTINE.c.id.in_(numbers[start : start + _AT_ONCE])))


def send_on(db: Connection, released: Sequence[Claim], step: int) -> None:
    """Let records go out with a step of the feed."""
    for each in released:
        here = CHANGE.c.incarnation == each.of, CHANGE.c.seq == each.seq
        db.execute(update(CHANGE).where(*here).values(feed_seq=step))
