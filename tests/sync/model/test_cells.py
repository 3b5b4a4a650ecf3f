"""Joining and writing cells against their definition: sets of edits, and what each one's author had seen."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from sync.cell import EMPTY, Cell, Head, covers, join, write

REPLICAS = 3
_STEP = st.tuples(
    st.sampled_from(["open", "write", "join"]), st.integers(0, REPLICAS - 1), st.integers(0, REPLICAS - 1)
)


@dataclass
class Replica:
    """One cell, by causal sets and as the program keeps it, and a form that stands open on it."""

    known: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    cell: Cell = EMPTY
    form: Cell = EMPTY
    incarnation: bytes = b""
    seq: int = 0
    mine: set[int] = field(default_factory=set)


def heads(known: frozenset[int], past: list[frozenset[int]]) -> set[int]:
    """The edits that no other known one had seen."""
    return {edit for edit in known if not any(edit in past[other] for other in known)}


@given(st.lists(_STEP, max_size=40))
def test_cells_are_what_the_sets_of_edits_say(steps: list[tuple[str, int, int]]) -> None:
    replicas = [Replica() for _ in range(REPLICAS)]
    past: list[frozenset[int]] = []
    dots: list[tuple[bytes, int]] = []
    for what, at, other in steps:
        here, there = replicas[at], replicas[other]
        if what == "open":
            here.shown, here.form = here.known, here.cell
        elif what == "join":
            here.known |= there.known
            here.cell = join(here.cell, there.cell)
        else:
            if not here.incarnation or not here.mine <= here.shown:  # R2
                here.incarnation, here.seq, here.mine = f"{at}.{len(past)}".encode(), 0, set()
            here.seq += 1
            edit = len(past)
            past.append(here.shown)
            dots.append((here.incarnation, here.seq))
            here.mine.add(edit)
            here.known |= here.shown | {edit}
            here.cell = write(here.cell, dots[edit], Head(edit, 0, b""), here.form.ctx)
    for replica in replicas:
        assert {head.value for head in replica.cell.heads.values()} == heads(replica.known, past)
        assert {edit for edit, dot in enumerate(dots) if covers(replica.cell.ctx, dot)} == replica.known
