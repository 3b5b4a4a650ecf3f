"""How contexts are to be read of computers that were copied while they ran."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from sync.lineage import Beginning, Lineage
from sync.server.tables import CHANGE, INCARNATION


def lineage(db: Connection, devices: Collection[bytes]) -> Lineage:
    """As far as the province's log tells of some computers' incarnations."""
    mine = INCARNATION.c.device.in_(list(devices))
    branches = set(db.execute(select(INCARNATION.c.incarnation).where(mine, INCARNATION.c.is_fork)).scalars())

    def beginnings() -> dict[bytes, Beginning]:
        columns = (INCARNATION.c.incarnation, INCARNATION.c.parent, INCARNATION.c.parent_seq, INCARNATION.c.parent_hash)
        return {row[0]: Beginning(*row[1:]) for row in db.execute(select(*columns).where(mine))}

    def stands(name: bytes, seq: int, there: bytes) -> bool:
        query = select(CHANGE.c.hash).join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        here = INCARNATION.c.incarnation == name, CHANGE.c.seq == seq
        return bool((db.execute(query.where(*here)).scalar() or b"")[:16] == there[:16])

    return Lineage(branches, beginnings, stands)
