"""The causal facts of one row, kept as one blob beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2

from sync import cbor
from sync.cell import EMPTY, Cell, Context, Head, Value, join_contexts

ROW = 0  # the pseudo-field that deletes and restores are written to


@dataclass(slots=True)
class RowMeta:
    """Cells of a row by field number; number 0 is the row's own life.

    The winner's value stands in the table, so here it is None until `with_values` fills it in.
    """

    cells: dict[int, Cell] = field(default_factory=dict)

    def cell(self, number: int) -> Cell:
        """The cell of a field; empty where nothing was ever written."""
        return self.cells.get(number, EMPTY)

    def seen(self) -> Context:
        """Everything seen in the whole row: what a delete covers."""
        ctx: dict[bytes, int] = {}
        for cell in self.cells.values():
            ctx = join_contexts(ctx, cell.ctx)
        return ctx


def fresh(incarnation: bytes, seq: int, eff: int, actor: bytes, numbers: tuple[int, ...]) -> bytes:
    """The blob of a row just born: every field with the one dot.

    Args:
        numbers: Fields that were given a value, ascending.
    """
    return (
        b"\x85\x50" + incarnation + cbor.integer(seq) + cbor.integer(eff) + b"\x50" + actor + cbor.integers(numbers)
    )  # an array of five, and ids of 16 bytes


def pack(meta: RowMeta) -> bytes:
    """Write a row's cells; the commonest single-headed dot is stored once.

    Returns:
        CBOR `[incarnation, seq, eff, actor, [fields], {field: [ctx, [[incarnation, seq, eff, actor, value?]…]]}?]`.
    """
    groups: dict[tuple[bytes, int, int, bytes], list[int]] = {}
    rest: dict[int, Any] = {}
    for number, cell in sorted(meta.cells.items()):
        if len(cell.heads) == 1:
            (((incarnation, seq), head),) = cell.heads.items()
            if cell.ctx == {incarnation: seq} and number != ROW:
                groups.setdefault((incarnation, seq, head.eff, head.actor), []).append(number)
                continue
        rest[number] = _pack_cell(cell, keep_all=number == ROW)
    base = max(groups, key=lambda key: len(groups[key]), default=None)
    for key, numbers in groups.items():
        if key != base:
            rest.update({number: _pack_cell(meta.cells[number]) for number in numbers})
    items: list[Any] = [*base, groups[base]] if base else [b"", 0, 0, b"", []]
    if rest:
        items.append(dict(sorted(rest.items())))
    return cbor2.dumps(items)


def _pack_cell(cell: Cell, *, keep_all: bool = False) -> list[Any]:
    winner = cell.winner[0] if cell.heads else None
    heads = [
        [*dot, head.eff, head.actor] if dot == winner and not keep_all else [*dot, head.eff, head.actor, head.value]
        for dot, head in sorted(cell.heads.items())
    ]
    return [dict(sorted(cell.ctx.items())), heads]


def unpack(blob: bytes | None, values: Mapping[int, Value] | None = None) -> RowMeta:
    """Read a blob.

    Args:
        values: The row's values by field number, to fill in the winners; left None without.
    """
    if blob is None:
        return RowMeta()
    values = values or {}
    incarnation, seq, eff, actor, numbers, *rest = cbor2.loads(blob)
    cells = {
        number: Cell({incarnation: seq}, {(incarnation, seq): Head(values.get(number), eff, actor)})
        for number in numbers
    }
    for number, (ctx, heads) in (rest[0] if rest else {}).items():
        cells[number] = Cell(
            ctx,
            {
                (head[0], head[1]): Head(head[4] if len(head) > 4 else values.get(number), head[2], head[3])
                for head in heads
            },
        )
    return RowMeta(cells)
