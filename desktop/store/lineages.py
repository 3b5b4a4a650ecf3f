"""How the contexts in a store's log are to be read, from a connection of the driver's own."""

from desktop.store.engine import StoreConnection
from sync.lineage import Beginning, Lineage

_BRANCHES = (
    "SELECT i.incarnation FROM incarnation i JOIN chain_start s ON s.incarnation = i.id "
    "WHERE s.seq = i.parent_seq + 1 AND s.hash = i.parent_hash"
)
_LINE = (
    "SELECT 1 FROM change c JOIN incarnation i ON i.id = c.incarnation "
    "WHERE i.incarnation = ? AND c.seq = ? AND c.hash = ?"
)


def lineage(db: StoreConnection) -> Lineage:
    """See `sync.lineage.lineage`."""

    def beginnings() -> dict[bytes, Beginning]:
        found = db.execute("SELECT incarnation, parent, parent_seq, parent_hash FROM incarnation").fetchall()
        return {row[0]: Beginning(*row[1:]) for row in found}

    def stands(name: bytes, seq: int, there: bytes) -> bool:
        return db.execute(_LINE, (name, seq, there[:16])).fetchone() is not None

    return Lineage({name for (name,) in db.execute(_BRANCHES)}, beginnings, stands)
