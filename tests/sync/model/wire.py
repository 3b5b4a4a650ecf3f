"""What travels in the model: records, standings, and the bundles up and down."""

from typing import Final, NamedTuple

from sync.cell import Cell

CELLS: Final = 3
Timeline = tuple[int, int]  # counter, nonce
NO_TIMELINE: Final[Timeline] = (0, 0)
EVERY_GIVING: Final = -1  # what only a province says that confirms by device id
Cells = tuple[tuple[int, Cell], ...]  # cell number, content


class Record(NamedTuple):
    """One edit of one cell.

    Attributes:
        act: Number of the first record of its transaction.
        edit: The value it wrote, different for every edit of a run.
        delta: What it joins into its cell.
        before: Chain hash before it.
        hash: Chain hash after it.
    """

    incarnation: bytes
    seq: int
    act: int
    device: bytes
    cell: int
    edit: int
    delta: Cell
    before: int
    hash: int

    @property
    def dot(self) -> tuple[bytes, int]:
        """Incarnation and number."""
        return self.incarnation, self.seq


def genesis(incarnation: bytes) -> int:
    """The chain hash before an incarnation's first record."""
    return int.from_bytes(incarnation, "big")


def chain(before: int, cell: int, edit: int) -> int:
    """The chain hash after one more record."""
    return hash((before, cell, edit))


class Cursor(NamedTuple):
    """A position in the province's feed."""

    timeline: Timeline
    seq: int
    hash: int


class Head(NamedTuple):
    """The end of an incarnation's log, or of what is acknowledged of it."""

    incarnation: bytes
    seq: int
    hash: int


class Stub(NamedTuple):
    """A run of records left out because the computer said it holds them.

    Attributes:
        hash: Chain hash after the last.
    """

    incarnation: bytes
    first: int
    last: int
    hash: int


class Standing(NamedTuple):
    """What a computer says of itself.

    Attributes:
        heads: Tips of its own incarnations of which something is unacknowledged.
        giving: Name of the giving-back under way; 0 is none.
    """

    cursor: Cursor
    heads: tuple[Head, ...]
    wants_full: bool
    giving: int


class State(NamedTuple):
    """One part of everything a computer holds.

    Attributes:
        name: Of the set of parts that were made together.
    """

    name: int
    part: int
    parts: int
    cells: Cells


class Up(NamedTuple):
    """A bundle for the province: records, or state, or only a greeting."""

    device: bytes
    standing: Standing
    records: tuple[Record, ...] = ()
    state: State | None = None


class Down(NamedTuple):
    """A bundle for a computer: a delta, or one part of a snapshot.

    Attributes:
        start: Position it fits on, without regard to timelines.
        is_snapshot: It holds every cell as it stands, and no record.
        cells: Whole cells.
        gave: Name of the giving-back that is complete; 0 is none.
        restart: Incarnations that go on in two ways.
    """

    device: bytes
    start: tuple[int, int]
    end: Cursor
    is_snapshot: bool
    part: int
    parts: int
    records: tuple[Record, ...] = ()
    stubs: tuple[Stub, ...] = ()
    cells: Cells = ()
    acks: tuple[Head, ...] = ()
    gave: int = 0
    restart: tuple[bytes, ...] = ()


class Receipt(NamedTuple):
    """Acknowledgements on a road of their own: only one of the seeded mistakes listens to it."""

    device: bytes
    timeline: Timeline
    acks: tuple[Head, ...]
