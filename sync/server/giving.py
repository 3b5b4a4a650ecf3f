"""Who has given a restored province everything it holds."""

from typing import Any, Final

import cbor2
from sqlalchemy import Connection, delete, insert, select

from sync.server.tables import SERVER_META
from sync.standing import Span, Timeline

_PREFIX: Final = "gave:"


def has_given(db: Connection, token: bytes, timeline: Timeline) -> bool:
    """Whether a whole set of what `Standing.gives_back` names has arrived in this timeline."""
    if not token:
        return False
    counter, done, _, _ = _kept(db, token)
    return bool(done and counter == timeline.counter)


def note_part(db: Connection, token: bytes, timeline: Timeline, span: Span) -> None:
    """Remember that one part arrived; they count together only within one set and one timeline.

    Args:
        span: Its end hash names the set.
    """
    if not token or has_given(db, token, timeline):
        return
    counter, _, name, taken = _kept(db, token)
    if (counter, name) != (timeline.counter, span.end_hash):
        taken = []
    taken = sorted({*taken, span.part})
    value = cbor2.dumps([timeline.counter, len(taken) == span.parts, span.end_hash, taken])
    db.execute(delete(SERVER_META).where(SERVER_META.c.key == _key(token)))
    db.execute(insert(SERVER_META).values(key=_key(token), value=value))


def _kept(db: Connection, token: bytes) -> tuple[int, bool, bytes, list[int]]:
    stored: Any = db.execute(select(SERVER_META.c.value).where(SERVER_META.c.key == _key(token))).scalar()
    return (0, False, b"", []) if stored is None else tuple(cbor2.loads(stored))


def _key(token: bytes) -> str:
    return _PREFIX + token.hex()
