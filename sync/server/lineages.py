"""How contexts are to be read of computers that were copied while they ran."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, bindparam, select

from sync.lineage import Beginning, Lineage
from sync.server.tables import CHANGE, INCARNATION

_OF_THEM: Final = INCARNATION.c.device.in_(bindparam("devices", expanding=True))
_BRANCHES: Final = select(INCARNATION.c.incarnation).where(_OF_THEM, INCARNATION.c.is_fork)
_BEGINNINGS: Final = select(
    INCARNATION.c.incarnation, INCARNATION.c.parent, INCARNATION.c.parent_seq, INCARNATION.c.parent_hash
).where(_OF_THEM)
_HASH: Final = (
    select(CHANGE.c.hash)
    .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
    .where(INCARNATION.c.incarnation == bindparam("name"), CHANGE.c.seq == bindparam("at"))
)


def lineage(db: Connection, devices: Collection[bytes]) -> Lineage:
    """As far as the province's log tells of some computers' incarnations."""
    theirs = {"devices": list(devices)}
    branches = set(db.execute(_BRANCHES, theirs).scalars())

    def beginnings() -> dict[bytes, Beginning]:
        return {row[0]: Beginning(*row[1:]) for row in db.execute(_BEGINNINGS, theirs)}

    def stands(name: bytes, seq: int, there: bytes) -> bool:
        return bool((db.execute(_HASH, {"name": name, "at": seq}).scalar() or b"")[:16] == there[:16])

    return Lineage(branches, beginnings, stands)
