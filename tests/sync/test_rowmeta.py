"""The causal facts of a row survive being packed, conflicts and trash included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cell import Cell, Head, Value, join_contexts, write
from sync.rowmeta import ROW, RowMeta, fresh, pack, unpack

ACTOR = b"\x0a" * 16
_DOTS = st.tuples(st.sampled_from([b"\x01" * 16, b"\x02" * 16, b"\x03" * 16]), st.integers(1, 9))
_HEADS = st.builds(Head, st.text(max_size=5) | st.integers(0, 9) | st.none(), st.integers(0, 2**60), st.just(ACTOR))


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    heads = draw(st.dictionaries(_DOTS, _HEADS, min_size=1, max_size=3))
    ctx = draw(st.dictionaries(st.sampled_from([b"\x01" * 16, b"\x04" * 16]), st.integers(1, 20), max_size=2))
    for incarnation, seq in heads:
        ctx = join_contexts(ctx, {incarnation: seq})
    return Cell(ctx, heads)


@given(st.dictionaries(st.integers(1, 63), cells(), max_size=8))
def test_packing_keeps_every_cell(made: dict[int, Cell]) -> None:
    shown: dict[int, Value] = {number: cell.winner[1].value for number, cell in made.items()}
    assert unpack(pack(RowMeta(made)), shown).cells == made


@given(st.booleans(), cells())
def test_the_life_of_a_row_is_kept_with_its_value(is_trashed: bool, other: Cell) -> None:
    life = Cell(other.ctx, {dot: Head(is_trashed, head.eff, ACTOR) for dot, head in other.heads.items()})
    assert unpack(pack(RowMeta({ROW: life}))).cells == {ROW: life}


@given(st.sets(st.integers(1, 63), min_size=1), st.integers(1, 2**40), st.integers(0, 2**63))
def test_a_row_just_born_packs_to_the_same_blob(numbers: set[int], seq: int, eff: int) -> None:
    ordered = tuple(sorted(numbers))
    dot = (b"\x01" * 16, seq)
    made = RowMeta({number: Cell({dot[0]: seq}, {dot: Head(None, eff, ACTOR)}) for number in ordered})
    assert fresh(dot[0], seq, eff, ACTOR, ordered) == pack(made)


def test_a_losing_value_stands_in_the_blob_and_the_winner_in_the_table() -> None:
    ours = write(Cell({}, {}), (b"\x01" * 16, 1), Head("Lê Thị An", 1, ACTOR), {})
    both = write(ours, (b"\x02" * 16, 1), Head("Lê Thị Ân", 2, ACTOR), {})
    blob = pack(RowMeta({1: both}))
    assert "Lê Thị An".encode() in blob
    assert "Lê Thị Ân".encode() not in blob


def test_a_row_seen_is_all_its_cells_seen() -> None:
    one, two = b"\x01" * 16, b"\x02" * 16
    meta = RowMeta({1: Cell({one: 3}, {}), 2: Cell({one: 5, two: 1}, {})})
    assert meta.seen() == {one: 5, two: 1}


def test_a_row_without_a_blob_has_no_cells() -> None:
    assert unpack(None).cells == {}
    with pytest.raises(ValueError, match="not enough values"):
        unpack(b"\x80")
