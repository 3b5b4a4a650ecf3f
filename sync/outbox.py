"""What a computer has to tell the province: its own log above what was acknowledged."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, select

from sync.payload import LARGE_BUNDLE, ActNote, Log, Origin
from sync.record import ChangeRecord, chain, decode, genesis
from sync.standing import Cursor, Standing, Timeline, Tip
from sync.tables import ACK, ACT, CHAIN_START, CHANGE, EXCHANGE, INCARNATION

MOST_RECORDS: Final = 2000  # in one bundle, unless one transaction has more
MOST_LOGS: Final = 200  # in one bundle, and heads named at once: a manifest has 64 KiB
_OWN: Final = INCARNATION.c.foreign.is_not(True)
_TIPS: Final = (
    select(
        INCARNATION,
        func.coalesce(ACK.c.seq, 0).label("acked"),
        func.coalesce(ACK.c.line, 0).label("line"),
        ACK.c.hash.label("acked_hash"),
    )
    .join_from(INCARNATION, ACK, ACK.c.incarnation == INCARNATION.c.id, isouter=True)
    .where(_OWN, INCARNATION.c.seq > func.coalesce(ACK.c.seq, 0))
    .order_by(INCARNATION.c.id)
)
_WAITING: Final = (
    select(func.sum(INCARNATION.c.seq - func.coalesce(ACK.c.seq, 0)))
    .join_from(INCARNATION, ACK, ACK.c.incarnation == INCARNATION.c.id, isouter=True)
    .where(_OWN)
)
_LINES: Final = (
    select(CHANGE.c.seq, CHANGE.c.record, CHANGE.c.act, ACT.c.at_ms, ACT.c.label)
    .join(ACT, ACT.c.id == CHANGE.c.act)
    .where(CHANGE.c.id > bindparam("after"), CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq > bindparam("acked"))
    .order_by(CHANGE.c.id)
)
_STARTS: Final = select(CHAIN_START.c.seq, CHAIN_START.c.hash).where(CHAIN_START.c.incarnation == bindparam("of"))
_EXCHANGE: Final = select(EXCHANGE)


def standing(db: Connection) -> Standing:
    """Where this computer stands."""
    row = db.execute(_EXCHANGE).first()
    heads = tuple(Tip(tip.incarnation, tip.seq, tip.hash) for tip in db.execute(_TIPS.limit(MOST_LOGS)))
    if row is None:
        return Standing(heads=heads)
    return Standing(cursor_of(row), heads, row.wants_full, row.gives_back)


def cursor_of(row: Any) -> Cursor:
    """The cursor in a row of `EXCHANGE`."""
    return Cursor(Timeline(row.timeline_counter, row.timeline_nonce), row.feed_seq, row.feed_hash)


def waiting(db: Connection) -> int:
    """How many changes of this computer the province has not acknowledged."""
    return int(db.execute(_WAITING).scalar() or 0)


def outgoing(db: Connection) -> Iterator[list[Log]]:
    """The logs to send, so much at a time as makes one bundle; transactions are never split."""
    batch: list[Log] = []
    count = size = 0
    for tip in db.execute(_TIPS).all():
        for log, weight in _logs(db, tip, MOST_RECORDS):
            is_full = count + len(log.records) > MOST_RECORDS or size + weight > LARGE_BUNDLE
            if batch and (is_full or len(batch) == MOST_LOGS):
                yield batch
                batch, count, size = [], 0, 0
            batch.append(log)
            count, size = count + len(log.records), size + weight
    if batch:
        yield batch


def _logs(db: Connection, tip: Any, most: int) -> Iterator[tuple[Log, int]]:
    """One incarnation's unacknowledged log in pieces, whole transactions each, with their bytes."""
    origin = Origin(tip.device, tip.certificate_hash, tip.parent, tip.parent_seq, tip.parent_hash)
    current = tip.acked_hash or genesis(
        tip.device, tip.incarnation, tip.certificate_hash, tip.parent, tip.parent_seq, tip.parent_hash
    )
    before, first = current, tip.acked + 1
    starts = {row.seq: row.hash for row in db.execute(_STARTS, {"of": tip.id})}
    acts: list[ActNote] = []
    records: list[ChangeRecord] = []
    size = 0
    for seq, note, lines in _acts(db, tip, starts):
        weight = sum(map(len, lines))
        is_full = len(records) + note.records > most or size + weight > LARGE_BUNDLE
        if records and (is_full or seq in starts):
            yield Log(tip.incarnation, first, before, origin, tuple(acts), records, after=current), size
            before, first, acts, records, size = current, first + len(records), [], [], 0
        if seq in starts:  # what stood before it came without its log
            before, first, current = starts[seq], seq, starts[seq]
        acts.append(note)
        size += weight
        for data in lines:
            current = chain(current, data)
            records.append(decode(data))
    if records:
        yield Log(tip.incarnation, first, before, origin, tuple(acts), records, after=current), size


def _acts(db: Connection, tip: Any, starts: Collection[int]) -> Iterator[tuple[int, ActNote, list[bytes]]]:
    """Transaction by transaction: the number of its first record here, its note and the bytes of its records."""
    rows = db.execute(_LINES, {"after": tip.line, "of": tip.id, "acked": tip.acked})
    for _, lines in groupby(rows, key=lambda row: row.act):
        same = list(lines)
        seq = same[0].seq
        earlier = seq - decode(same[0].record).tx if seq in starts else 0
        yield seq, ActNote(len(same), same[0].at_ms, same[0].label, earlier), [row.record for row in same]
