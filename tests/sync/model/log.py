"""The model of the province's log: a tree of records, each hanging on the chain hash of the one before it."""

from hashlib import sha256

from sync.cell import Cell, Context
from tests.sync.model.rules import Rules
from tests.sync.model.wire import Record, genesis


class Log:
    """Records in their places.

    Attributes:
        chains: Incarnation to its records in order.
        placed: Chain hash of each of them to the incarnation under which it stands.
        waiting: Records whose predecessor is missing, by the chain hash they follow on.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.chains: dict[bytes, list[Record]] = {}
        self.placed: dict[int, bytes] = {}
        self.waiting: dict[int, list[Record]] = {}

    def copy(self) -> "Log":
        """The same, for a backup."""
        twin = Log(self._rules)
        twin.chains = {incarnation: records[:] for incarnation, records in self.chains.items()}
        twin.placed = self.placed.copy()
        twin.waiting = {before: records[:] for before, records in self.waiting.items()}
        return twin

    def tip(self, incarnation: bytes) -> Record | None:
        """The last record of an incarnation."""
        return self.chains[incarnation][-1] if incarnation in self.chains else None

    def place(self, record: Record, arrived: list[Record], early: list[Record]) -> None:
        """Put a record where it belongs, with what waited for it.

        Args:
            arrived: Gets what was appended.
            early: Gets what waits from now on.
        """
        if record.hash in self.placed:
            return
        tip = self.tip(record.incarnation)
        if not self._rules.separates_forks and tip is not None and record.seq <= tip.seq:
            return
        home = self.placed.get(record.before)
        if home is None and record.before == genesis(record.incarnation):
            home = record.incarnation
        if home is None:
            if self._rules.keeps_gapped:
                self._wait(record, early)
            return
        arrived.append(self._append(record, home))
        for following in self.waiting.pop(record.hash, ()):
            self.place(following, arrived, early)

    def _wait(self, record: Record, early: list[Record]) -> None:
        same = self.waiting.setdefault(record.before, [])
        if all(other.hash != record.hash for other in same):
            same.append(record)
            early.append(record)

    def _append(self, record: Record, home: bytes) -> Record:
        records = self.chains.setdefault(home, [])
        if records and records[-1].hash != record.before:
            home = forked(record)
            records = self.chains.setdefault(home, [])
        if home != record.incarnation:
            record = renamed(record, home, records[0].seq if records else record.seq)
        records.append(record)
        self.placed[record.hash] = home
        return record


def forked(record: Record) -> bytes:
    """The incarnation under which a branch goes on that begins with this record."""
    return sha256(b"fork" + repr((record.dot, record.hash)).encode()).digest()[:4]


def renamed(record: Record, home: bytes, first: int) -> Record:
    """A branch's record as one of the branch's own incarnation.

    Args:
        first: Number of the branch's first record.
    """
    (head,) = record.delta.heads.values()
    ctx: Context = {name: min(seq, first - 1) if name == record.incarnation else seq
                    for name, seq in record.delta.ctx.items() if name != record.incarnation or first > 1}  # fmt: skip
    delta = Cell({**ctx, home: record.seq}, {(home, record.seq): head})
    return record._replace(incarnation=home, delta=delta)
