"""The causal facts of one row, kept as one blob beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2

from sync import cbor
from sync.cell import EMPTY, Cell, Context, Head, Value, covers, join_contexts

ROW = 0  # the pseudo-field that deletes and restores are written to


@dataclass(slots=True)
class RowMeta:
    """Cells of a row by field number; number 0 is the row's own life.

    The winner's value stands in the table, so here it is None until `unpack` is given it; of `kept` fields the value
    stands here, for this side has no column for it.
    """

    cells: dict[int, Cell] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    def cell(self, number: int) -> Cell:
        """The cell of a field; empty where nothing was ever written."""
        return self.cells.get(number, EMPTY)

    def seen(self) -> Context:
        """Everything seen in the whole row: what a delete covers."""
        ctx: dict[bytes, int] = {}
        for cell in self.cells.values():
            ctx = join_contexts(ctx, cell.ctx)
        return ctx

    @property
    def is_trashed(self) -> bool:
        """Whether the row lies in the trash: an edit that the deleting officer had not seen brings it back."""
        life = self.cell(ROW)
        if not life.heads or not life.winner[1].value:
            return False
        return not self._unseen_by(life)

    @property
    def is_disputed(self) -> bool:
        """Whether somebody edited the row while somebody else was putting it into the trash."""
        life = self.cell(ROW)
        return any(head.value for head in life.heads.values()) and self._unseen_by(life)

    def _unseen_by(self, life: Cell) -> bool:
        return any(
            not covers(life.ctx, dot) for number, cell in self.cells.items() if number != ROW for dot in cell.heads
        )


def fresh(incarnation: bytes, seq: int, eff: int, actor: bytes, numbers: tuple[int, ...]) -> bytes:
    """The blob of a row just born: every field with the one dot.

    Args:
        numbers: Fields that were given a value, ascending.
    """
    return (
        b"\x85\x50" + incarnation + cbor.integer(seq) + cbor.integer(eff) + b"\x50" + actor + cbor.integers(numbers)
    )  # an array of five, and ids of 16 bytes


def fresh_kept(incarnation: bytes, seq: int, eff: int, actor: bytes, numbers: tuple[int, ...], cells: bytes) -> bytes:
    """The same for a side that keeps every value here.

    Args:
        cells: The map of fields as it stands in the record's own bytes, without contexts.
    """
    return b"\x87" + fresh(incarnation, seq, eff, actor, numbers)[1:] + b"\xa0" + cells


def pack(meta: RowMeta) -> bytes:
    """Write a row's cells; the commonest single-headed dot is stored once.

    Returns:
        CBOR `[incarnation, seq, eff, actor, [fields], {field: [ctx, [[incarnation, seq, eff, actor, value?]…]]}?,
        {kept field of the first group: [value]}?]`.
    """
    groups: dict[tuple[bytes, int, int, bytes], list[int]] = {}
    rest: dict[int, bytes] = {}
    for number, cell in sorted(meta.cells.items()):
        if len(cell.heads) == 1 and number != ROW and len(cell.ctx) == 1:
            (((incarnation, seq), head),) = cell.heads.items()
            if cell.ctx.get(incarnation) == seq:
                groups.setdefault((incarnation, seq, head.eff, head.actor), []).append(number)
                continue
        rest[number] = _pack_cell(cell, keep_all=number == ROW or number in meta.kept)
    base = max(groups, key=lambda key: len(groups[key]), default=(b"", 0, 0, b""))
    kept: list[bytes] = []
    for key, numbers in groups.items():
        if key != base:
            rest.update({number: _pack_cell(meta.cells[number], keep_all=number in meta.kept) for number in numbers})
        else:
            dot = key[:2]
            kept = [
                cbor.integer(number) + b"\x81" + cbor.value(meta.cells[number].heads[dot].value)
                for number in numbers
                if number in meta.kept
            ]
    incarnation, seq, eff, actor = base
    parts = [
        cbor.array(7 if kept else 6 if rest else 5), cbor.octets(incarnation), cbor.integer(seq), cbor.integer(eff),
        cbor.octets(actor), cbor.integers(tuple(groups.get(base, ()))),
    ]  # fmt: skip
    if rest or kept:
        parts.append(cbor.mapping(len(rest)))
        parts += (cbor.integer(number) + packed for number, packed in sorted(rest.items()))
    if kept:
        parts += (cbor.mapping(len(kept)), *kept)
    return b"".join(parts)


def _pack_cell(cell: Cell, *, keep_all: bool = False) -> bytes:
    winner = cell.winner[0] if cell.heads else None
    parts = [b"\x82", cbor.context(cell.ctx), cbor.array(len(cell.heads))]
    for dot, head in sorted(cell.heads.items()):
        has_value = keep_all or dot != winner
        parts += (
            b"\x85" if has_value else b"\x84", cbor.octets(dot[0]), cbor.integer(dot[1]), cbor.integer(head.eff),
            cbor.octets(head.actor),
        )  # fmt: skip
        if has_value:
            parts.append(cbor.value(head.value))
    return b"".join(parts)


def unpack(blob: bytes | None, values: Mapping[int, Value] | None = None) -> RowMeta:
    """Read a blob.

    Args:
        values: The row's values by field number, to fill in the winners; left None without.
    """
    if blob is None:
        return RowMeta()
    values = values or {}
    incarnation, seq, eff, actor, numbers, *more = cbor2.loads(blob)
    rest: Mapping[int, Any] = more[0] if more else {}
    kept: Mapping[int, list[Value]] = more[1] if len(more) > 1 else {}
    dot, ctx = (incarnation, seq), {incarnation: seq}
    cells = {
        number: Cell(ctx, {dot: Head(kept[number][0] if number in kept else values.get(number), eff, actor)})
        for number in numbers
    }
    meta = RowMeta(cells, set(kept))
    for number, (seen, heads) in rest.items():
        meta.cells[number] = Cell(
            seen,
            {
                (head[0], head[1]): Head(head[4] if len(head) > 4 else values.get(number), head[2], head[3])
                for head in heads
            },
        )
        if number != ROW and heads and all(len(head) > 4 for head in heads):
            meta.kept.add(number)
    return meta
