"""The lives of this database: a restore begins another, and so does a feed position that it does not know."""

import os
from typing import Final

from sqlalchemy import Connection, insert, select

from sync.feed import step_hash
from sync.server.tables import FEED, TIMELINE
from sync.standing import NO_FEED_HASH, NO_TIMELINE, Cursor, Timeline

_LATEST: Final = select(TIMELINE.c.counter, TIMELINE.c.nonce).order_by(TIMELINE.c.counter.desc()).limit(1)


def current(db: Connection) -> Timeline:
    """The present life; `NO_TIMELINE` in a database that has not begun its first."""
    row = db.execute(_LATEST).first()
    return NO_TIMELINE if row is None else Timeline(row.counter, row.nonce)


def begin(db: Connection, reason: str, *, now_ms: int, above: int = 0) -> Timeline:
    """Begin another life.

    Args:
        reason: Stable word: init, restore or behind.
        above: A counter that somebody has seen already.
    """
    timeline = Timeline(max(current(db).counter, above) + 1, os.urandom(16))
    db.execute(insert(TIMELINE).values(counter=timeline.counter, nonce=timeline.nonce, since_ms=now_ms, reason=reason))
    return timeline


def shows_lost_past(db: Connection, unit: str, cursor: Cursor) -> bool:
    """Whether a computer has followed this feed to where it never went: the database was restored unnoticed."""
    timeline = current(db)
    if cursor.timeline.counter > timeline.counter:
        return True
    if cursor.timeline.counter < timeline.counter:
        return False
    return cursor.timeline != timeline or not is_position(db, unit, cursor)


def is_position(db: Connection, unit: str, cursor: Cursor) -> bool:
    """Whether the feed went through this position."""
    return hash_at(db, unit, cursor.seq) == cursor.hash


def hash_at(db: Connection, unit: str, seq: int) -> bytes | None:
    """The feed hash after a step; None where there was no such step."""
    if seq == 0:
        return NO_FEED_HASH
    return db.execute(select(FEED.c.hash).where(FEED.c.unit == unit, FEED.c.seq == seq)).scalar()


def tip(db: Connection, unit: str) -> tuple[int, bytes]:
    """The last step of a unit's feed and the hash after it."""
    row = db.execute(
        select(FEED.c.seq, FEED.c.hash).where(FEED.c.unit == unit).order_by(FEED.c.seq.desc()).limit(1)
    ).first()
    return (0, NO_FEED_HASH) if row is None else (row.seq, row.hash)


def step(
    db: Connection, unit: str, content: bytes, *, changes: int, rows: int, now_ms: int, bundle: bytes | None = None
) -> int:
    """Make one more step of a unit's feed.

    Args:
        content: Digest of what it holds, 32 bytes.
        bundle: Digest of the bundle of which the frames are all that it holds; None where they are not.
    Returns:
        Its number.
    """
    seq, before = tip(db, unit)
    nonce = os.urandom(16)
    following = step_hash(before, seq + 1, content, nonce)
    db.execute(
        insert(FEED).values(
            unit=unit,
            seq=seq + 1,
            hash=following,
            nonce=nonce,
            at_ms=now_ms,
            changes=changes,
            rows=rows,
            bundle=bundle,
        )
    )  # fmt: skip
    return seq + 1
