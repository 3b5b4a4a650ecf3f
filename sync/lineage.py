"""What a computer meant that wrote on one of two branches and did not know that there were two.

It goes on under one name with its twin, so that its contexts name its own numbers by what is now the other branch's
name. Read as they stand they would claim to have seen, and silence, what the other one wrote.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, select

from sync.cell import Context
from sync.record import ChangeRecord
from sync.tables import CHAIN_START, CHANGE, INCARNATION
from sync.walking import Line

Stands = Callable[[bytes, int, bytes], bool]
_BRANCHES: Final = (
    select(INCARNATION.c.incarnation)
    .join(CHAIN_START, CHAIN_START.c.incarnation == INCARNATION.c.id)
    .where(CHAIN_START.c.seq == INCARNATION.c.parent_seq + 1, CHAIN_START.c.hash == INCARNATION.c.parent_hash)
)
_ALL: Final = select(
    INCARNATION.c.incarnation, INCARNATION.c.parent, INCARNATION.c.parent_seq, INCARNATION.c.parent_hash
)
_LINE: Final = (
    select(CHANGE.c.hash)
    .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
    .where(INCARNATION.c.incarnation == bindparam("name"), CHANGE.c.seq == bindparam("at"))
)


class Beginning(NamedTuple):
    """Where an incarnation began: the one before it on its computer, and the number and the hash it had come to."""

    parent: bytes
    seq: int
    hash: bytes


class Parting(NamedTuple):
    """Of an incarnation's numbers above `seq` those of one computer count under the name of its branch."""

    of: bytes
    seq: int
    branch: bytes


class Lineage:
    """Reads contexts as their writer meant them.

    Args:
        branches: The incarnations that are branches; they begin where they part.
        beginnings: Gives the beginning of every incarnation that may matter, branches among them.
        stands: Whether a number stands in an incarnation's log with this chain hash, of which 16 bytes are compared.
    """

    def __init__(
        self, branches: set[bytes], beginnings: Callable[[], Mapping[bytes, Beginning]], stands: Stands
    ) -> None:
        self._branches = branches
        self._load = beginnings
        self._stored = stands
        self._beginnings: dict[bytes, Beginning] = {}
        self._heard: dict[bytes, list[Sequence[Line]]] = {}
        self._known: dict[bytes, tuple[Parting, ...]] = {}
        self._is_loaded = False

    @property
    def has_branches(self) -> bool:
        """Whether anything is to be read otherwise than it stands."""
        return bool(self._branches)

    def hear(self, name: bytes, lines: Sequence[Line]) -> None:
        """Know of lines that are not in the log yet; consecutive ones."""
        self._heard.setdefault(name, []).append(lines)

    def hear_of(self, name: bytes, beginning: Beginning, *, is_branch: bool) -> None:
        """Know of an incarnation."""
        self._beginnings[name] = beginning
        if is_branch:
            self._branches.add(name)

    def read(self, name: bytes, record: ChangeRecord) -> ChangeRecord:
        """A record of an incarnation with the contexts that were meant."""
        if not record.seen or not (partings := self._partings(name)):
            return record
        return record._replace(seen={number: _meant(ctx, partings) for number, ctx in record.seen.items()})

    def line(self, name: bytes, line: Line) -> Line:
        """The same with the record's own bytes."""
        return line._replace(record=self.read(name, line.record))

    def is_on_branch(self, began: Beginning) -> bool:
        """Whether an incarnation began on a branch of the one before it."""
        if self._branches:
            self._fill()
        return self._branch_at(began.parent, began) is not None

    def _fill(self) -> None:
        if not self._is_loaded:
            self._beginnings, self._is_loaded = {**self._load(), **self._beginnings}, True

    def _partings(self, name: bytes) -> tuple[Parting, ...]:
        if not self._branches:
            return ()
        self._fill()
        if (known := self._known.get(name)) is None:
            self._known[name] = known = self._found(name)
        return known

    def _found(self, name: bytes) -> tuple[Parting, ...]:
        passed: set[bytes] = set()
        found: list[Parting] = []
        while name not in passed and (began := self._beginnings.get(name)) is not None:
            passed.add(name)
            if name in self._branches:
                found.append(Parting(began.parent, began.seq, name))
                name = began.parent
            elif (branch := self._branch_at(began.parent, began)) is not None:
                name = branch
            elif began.parent in self._branches:  # its computer knew by then that there were two
                break
            else:
                name = began.parent
        return tuple(reversed(found))

    def _branch_at(self, parent: bytes, began: Beginning) -> bytes | None:
        """The branch of an incarnation, or a branch of that, on which another one began."""
        left, passed = [parent], {parent}
        while left:
            of = left.pop()
            for branch in sorted(self._branches - passed):
                origin = self._beginnings[branch]
                if origin.parent == of and origin.seq < began.seq:
                    if self._stands(branch, began.seq, began.hash):
                        return branch
                    passed.add(branch)
                    left.append(branch)
        return None

    def _stands(self, name: bytes, seq: int, there: bytes) -> bool:
        for lines in self._heard.get(name, ()):
            at = seq - lines[0].record.seq
            if 0 <= at < len(lines):
                return lines[at].hash[:16] == there[:16]
        return self._stored(name, seq, there)


def _meant(ctx: Context, partings: tuple[Parting, ...]) -> Context:
    for of, at, branch in partings:
        if (seq := ctx.get(of, 0)) > at:
            before = {of: at} if at else {}
            others = {name: known for name, known in ctx.items() if name != of}
            ctx = {**others, **before, branch: max(seq, ctx.get(branch, 0))}
    return ctx


def lineage(db: Connection) -> Lineage:
    """As far as this computer's log tells."""

    def beginnings() -> dict[bytes, Beginning]:
        return {row[0]: Beginning(*row[1:]) for row in db.execute(_ALL)}

    def stands(name: bytes, seq: int, there: bytes) -> bool:
        return bool(db.execute(_LINE, {"name": name, "at": seq}).scalar() == there[:16])

    return Lineage(set(db.execute(_BRANCHES).scalars()), beginnings, stands)
