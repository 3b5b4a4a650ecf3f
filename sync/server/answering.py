"""What the province says beside the data: acknowledgements, what is held, who else is there."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from sync.server import giving, timelines
from sync.server.tables import CHANGE, DEVICE, INCARNATION, RAW_BUNDLE
from sync.standing import Ack, Answer, Standing, Tip

_HELD_SHOWN: Final = 20


def answer(db: Connection, device: bytes, unit: str, standing: Standing, *, now_ms: int) -> Answer:
    """The province's answer to a computer that stands so.

    Args:
        device: Its id.
    """
    timeline = timelines.current(db)
    heads = {head.incarnation: head for head in standing.heads}
    is_new_to_it = standing.cursor.timeline != timeline
    return Answer(
        timeline,
        acks=tuple(_acks(db, device, heads, all_of_it=is_new_to_it)),
        gave=standing.gives_back if giving.has_given(db, standing.gives_back, timeline) else b"",
        held=_held(db, device),
        restart=_restart(db, heads),
        server_ms=now_ms,
        computers=_computers(db, unit),
    )


def _acks(db: Connection, device: bytes, heads: dict[bytes, Tip], *, all_of_it: bool) -> Iterable[Ack]:
    """How far each incarnation's log is here: of those the computer named, and of all of its own where it must learn
    what a restore left."""
    names = set(heads)
    if all_of_it:
        own = select(INCARNATION.c.incarnation).where(INCARNATION.c.device == device, INCARNATION.c.is_fork.is_(False))
        names.update(db.execute(own.order_by(INCARNATION.c.id.desc()).limit(400)).scalars())
    if not names:
        return
    for row in db.execute(select(INCARNATION).where(INCARNATION.c.incarnation.in_(names)).order_by(INCARNATION.c.id)):
        head = heads.get(row.incarnation)
        if head is not None and (_is_here(db, row.id, head) or _is_on_a_branch(db, row.incarnation, head)):
            yield Ack(head)  # never above what it named: a copy of it may have written more
        elif row.seq and (head is None or row.seq < head.seq):
            yield Ack(Tip(row.incarnation, row.seq, row.hash))


def _is_here(db: Connection, number: int, head: Tip) -> bool:
    query = select(CHANGE.c.hash).where(CHANGE.c.incarnation == number, CHANGE.c.seq == head.seq)
    return bool(db.execute(query).scalar() == head.hash)


def _is_on_a_branch(db: Connection, parent: bytes, head: Tip) -> bool:
    query = (
        select(CHANGE.c.seq)
        .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        .where(
            INCARNATION.c.is_fork, INCARNATION.c.parent == parent, CHANGE.c.seq == head.seq, CHANGE.c.hash == head.hash
        )
    )
    return db.execute(query).first() is not None


def _restart(db: Connection, heads: dict[bytes, Tip]) -> tuple[bytes, ...]:
    if not heads:
        return ()
    query = select(INCARNATION.c.parent).where(INCARNATION.c.is_fork, INCARNATION.c.parent.in_(list(heads)))
    return tuple(sorted(set(db.execute(query).scalars())))


def _held(db: Connection, device: bytes) -> tuple[tuple[bytes, str], ...]:
    query = (
        select(RAW_BUNDLE.c.id, RAW_BUNDLE.c.reason)
        .where(RAW_BUNDLE.c.device == device, RAW_BUNDLE.c.outcome == "held", RAW_BUNDLE.c.id.is_not(None))
        .order_by(RAW_BUNDLE.c.at_ms.desc())
        .limit(_HELD_SHOWN)
    )
    return tuple((row.id, row.reason) for row in db.execute(query))


def _computers(db: Connection, unit: str) -> tuple[tuple[bytes, str], ...]:
    query = select(DEVICE.c.id, DEVICE.c.name).where(DEVICE.c.unit == unit).order_by(DEVICE.c.enrolled_ms)
    return tuple((row.id, row.name) for row in db.execute(query))
