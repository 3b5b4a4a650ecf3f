"""Cells: whatever order edits travel in, the same heads remain, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cell import EMPTY, Cell, Head, covers, join, write

_STEP = st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans())


@st.composite
def reachable(draw: st.DrawFn) -> list[Cell]:
    """Four replicas of one cell after any history of writes, stale forms and exchanges."""
    cells = [EMPTY] * 4
    shown = [EMPTY] * 4
    seqs = [0] * 4
    for at, other, writes in draw(st.lists(_STEP, max_size=24)):
        if writes:
            seqs[at] += 1
            dot = (bytes([at]) * 16, seqs[at])
            cells[at] = write(cells[at], dot, Head(f"{at}.{seqs[at]}", seqs[at] * 7 % 5, b""), shown[other].ctx)
        else:
            cells[at] = join(cells[at], cells[other])
        if at != other:
            shown[at] = cells[at]
    return cells


@given(reachable())
def test_joining_is_commutative_associative_and_idempotent(cells: list[Cell]) -> None:
    a, b, c, _ = cells
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(a, a) == a
    assert join(join(a, b), b) == join(a, b)


@given(reachable())
def test_every_head_is_within_what_the_cell_has_seen(cells: list[Cell]) -> None:
    for cell in cells:
        assert all(covers(cell.ctx, dot) for dot in cell.heads)
        assert bool(cell.ctx) == bool(cell.heads)


def test_a_write_covers_what_its_form_showed_and_nothing_newer() -> None:
    first = write(EMPTY, (b"a", 1), Head("1962", 1, b""), {})
    second = write(first, (b"b", 1), Head("1963", 2, b""), first.ctx)
    assert set(second.heads) == {(b"b", 1)}
    stale = write(second, (b"c", 1), Head("1964", 3, b""), first.ctx)
    assert set(stale.heads) == {(b"b", 1), (b"c", 1)}
    assert stale.is_conflict


def test_a_resolution_that_saw_both_values_closes_the_conflict_everywhere() -> None:
    base = write(EMPTY, (b"a", 1), Head("1962", 1, b""), {})
    here = write(base, (b"a", 2), Head("1963", 2, b""), base.ctx)
    there = write(base, (b"b", 1), Head("1964", 3, b""), base.ctx)
    both = join(here, there)
    settled = write(both, (b"a", 3), Head("1963", 4, b""), both.ctx)
    assert not settled.is_conflict
    assert join(settled, there) == join(there, settled) == settled


def test_the_same_value_from_two_computers_is_no_conflict() -> None:
    both = join(
        write(EMPTY, (b"a", 1), Head("1962", 1, b""), {}),
        write(EMPTY, (b"b", 1), Head("1962", 2, b""), {}),
    )
    assert len(both.heads) == 2
    assert not both.is_conflict
    assert both.winner[0] == (b"b", 1)


@pytest.mark.parametrize("first", [5, 9])
def test_of_two_stamps_for_one_edit_the_earlier_holds(first: int) -> None:
    dot = (b"i" * 16, 1)
    one, other = (Cell({dot[0]: 1}, {dot: Head("An", eff, b"o" * 16)}) for eff in (first, 14 - first))
    assert join(one, other).heads[dot].eff == 5
    assert write(one, dot, other.heads[dot], {}).heads[dot].eff == 5
