"""Frames of rows with all their cells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import cbor2

from sync.carried import RowCells
from sync.cell import Cell, Head, Value
from sync.columns import (
    Indexed,
    Shape,
    counted,
    exact,
    field_number,
    flat_context,
    read_context,
    row_or_field,
    split,
    stamp,
    unpacked,
    value_of,
)
from sync.rowmeta import RowMeta

CELLS: Final = 2  # the sort of frame
_LARGE: Final = 4 * 1024 * 1024  # bytes; a frame may have 16 MiB
LARGE_BUNDLE: Final = 16 * 1024 * 1024  # bytes of plain frames; a bundle may have 64 MiB, and 32 when packed


def cell_frames(rows: Sequence[RowCells]) -> list[bytes]:
    """As many frames as the rows need, none of them near the limit."""
    frame = write_cells(rows)
    if len(frame) <= _LARGE or len(rows) == 1:
        return [frame]
    middle = len(rows) // 2
    return [*cell_frames(rows[:middle]), *cell_frames(rows[middle:])]


def cell_portions(rows: Sequence[RowCells]) -> Iterator[tuple[list[bytes], int]]:
    """The frames of rows, so many at a time as a bundle bears, with how many rows those are; at least one time."""
    frames = cell_frames(rows)
    if len(rows) < 2 or sum(map(len, frames)) <= LARGE_BUNDLE:
        yield frames, len(rows)
        return
    middle = len(rows) // 2
    yield from cell_portions(rows[:middle])
    yield from cell_portions(rows[middle:])


def write_cells(rows: Iterable[RowCells]) -> bytes:
    """One frame of rows with all their cells."""
    actors, incarnations, shapes = Indexed(), Indexed(), Indexed()
    plain: list[_Uniform] = []
    mixed: list[Any] = []
    for table, row, meta in rows:
        if (dot := _only_dot(meta)) is not None:
            numbers = tuple(sorted(meta.cells))
            shape = shapes((table, numbers))
            if shape == len(plain):
                plain.append(_Uniform())
            (incarnation, seq), head = dot
            values = [meta.cells[number].heads[incarnation, seq].value for number in numbers]
            plain[shape].add_row(row, values, incarnations(incarnation), seq, head.eff, actors(head.actor))
        else:
            cells = {
                number: [flat_context(cell.ctx, incarnations), _flat_heads(cell, incarnations, actors)]
                for number, cell in sorted(meta.cells.items())
            }
            mixed.append([table, row, cells])
    uniform = [
        [table, list(numbers), *columns.lists()[:3], *columns.facts()]
        for (table, numbers), columns in zip(shapes.items, plain, strict=True)
    ]
    return cbor2.dumps([CELLS, actors.joined(), incarnations.joined(), uniform, mixed], canonical=True)


class _Uniform(Shape):
    """Rows of which every field was written at once and never since."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[tuple[int, int, int, int]] = []
        self._before = (0, 0)

    def add_row(self, row: bytes, values: Sequence[Value], incarnation: int, seq: int, eff: int, actor: int) -> None:
        self.add(row, values, None)
        self._facts.append((incarnation, seq - self._before[0], eff - self._before[1], actor))
        self._before = seq, eff

    def facts(self) -> list[list[int]]:
        return [list(part) for part in zip(*self._facts, strict=True)]


def _only_dot(meta: RowMeta) -> tuple[tuple[bytes, int], Head] | None:
    """The one dot that all cells share, if they do and nothing else was ever seen."""
    found: tuple[tuple[bytes, int], Head] | None = None
    for number, cell in meta.cells.items():
        if len(cell.heads) != 1 or number == 0:
            return None
        ((dot, head),) = cell.heads.items()
        if cell.ctx != {dot[0]: dot[1]} or (
            found and (found[0], found[1].eff, found[1].actor) != (dot, head.eff, head.actor)
        ):
            return None
        found = dot, head
    return found


def _flat_heads(cell: Cell, incarnations: Indexed, actors: Indexed) -> list[list[Any]]:
    return [
        [incarnations(incarnation), seq, head.eff, actors(head.actor), head.value]
        for (incarnation, seq), head in sorted(cell.heads.items())
    ]


def read_cells(content: list[Any]) -> list[RowCells]:
    _, joined_actors, joined_names, uniform, mixed = content
    actors, names = split(joined_actors), split(joined_names)
    rows: list[RowCells] = []
    for table, numbers, high, low, values, of_incarnation, seqs, effs, of_actor in uniform:
        fields = [field_number(number) for number in numbers]
        count = len(high)
        columns = [low[start : start + 8] for start in range(0, len(low), 8)]
        if any(len(column) != count for column in (columns, of_incarnation, seqs, effs, of_actor)):
            raise ValueError("columns of different length")
        values = [unpacked(column, count) for column in values]
        at = seq = eff = 0
        for index in range(count):
            at, seq, eff = at + high[index], seq + seqs[index], eff + effs[index]
            name, actor = names[counted(of_incarnation[index])], actors[counted(of_actor[index])]
            dot, ctx = (name, counted(seq, 1)), {name: seq}
            meta = RowMeta(
                {
                    number: Cell(ctx, {dot: Head(column[index], stamp(eff), actor)})
                    for number, column in zip(fields, values, strict=True)
                }
            )
            rows.append(RowCells(counted(table, 1), at.to_bytes(8, "big") + columns[index], meta))
    for table, row, cells in mixed:
        read = {
            row_or_field(number): Cell(read_context(ctx, names), _read_heads(heads, names, actors))
            for number, (ctx, heads) in cells.items()
        }
        rows.append(RowCells(counted(table, 1), exact(row, 16), RowMeta(read)))
    return rows


def _read_heads(heads: list[Any], names: list[bytes], actors: list[bytes]) -> dict[tuple[bytes, int], Head]:
    return {
        (names[counted(name)], counted(seq, 1)): Head(value_of(value), stamp(eff), actors[counted(actor)])
        for name, seq, eff, actor, value in heads
    }
