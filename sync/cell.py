"""Cells: one field of one row as a multi-value register with a dotted version vector."""

from collections.abc import Mapping
from typing import NamedTuple

Value = str | int | bool | bytes | None
Dot = tuple[bytes, int]  # incarnation, seq
Context = Mapping[bytes, int]  # incarnation -> highest seq seen


class Head(NamedTuple):
    """One surviving value.

    Attributes:
        value: What was written.
        eff: Stamp that orders what is shown; takes no part in joining.
        actor: Who wrote it, 16 bytes.
    """

    value: Value
    eff: int
    actor: bytes


class Cell(NamedTuple):
    """What a replica knows of one field of one row.

    Attributes:
        ctx: Everything seen, heads included.
        heads: The maximal edits; more than one distinct value is a conflict.
    """

    ctx: Context
    heads: Mapping[Dot, Head]

    @property
    def winner(self) -> tuple[Dot, Head]:
        """The head that is shown: the latest by (eff, incarnation, seq)."""
        if len(self.heads) == 1:
            return next(iter(self.heads.items()))
        return max(self.heads.items(), key=lambda item: (item[1].eff, item[0]))

    def valued(self, value: Value) -> "Cell":
        """The same cell with the winner's value, which is kept in the table and not in the row's meta."""
        if not self.heads:
            return self
        dot, head = self.winner
        return self._replace(heads={**self.heads, dot: head._replace(value=value)})

    @property
    def is_conflict(self) -> bool:
        """Whether two different values stand side by side."""
        return len(self.heads) > 1 and len({head.value for head in self.heads.values()}) > 1


EMPTY = Cell({}, {})


def join_contexts(a: Context, b: Context) -> dict[bytes, int]:
    """The pointwise maximum."""
    joined = dict(a)
    for incarnation, seq in b.items():
        if joined.get(incarnation, 0) < seq:
            joined[incarnation] = seq
    return joined


def covers(ctx: Context, dot: Dot) -> bool:
    """Whether an edit was seen."""
    return ctx.get(dot[0], 0) >= dot[1]


def join(a: Cell, b: Cell) -> Cell:
    """What both know together; commutative, associative, idempotent.

    A head stays if both have it, or if the side that lacks it has not seen it. Of two stamps for one edit the earlier
    one holds: the province's is never later than the computer's own.

    Source:
        Dotted version vector sets, Gonçalves, Almeida, Preguiça et al. 2012.
    """
    heads = {dot: head for dot, head in a.heads.items() if dot not in b.heads and not covers(b.ctx, dot)}
    for dot, head in b.heads.items():
        if (same := a.heads.get(dot)) is not None:
            heads[dot] = _earlier(same, head)
        elif not covers(a.ctx, dot):
            heads[dot] = head
    return Cell(join_contexts(a.ctx, b.ctx), heads)


def _earlier(known: Head, arrived: Head) -> Head:
    return known if known.eff < arrived.eff and known.value == arrived.value else arrived


def write(cell: Cell, dot: Dot, head: Head, seen: Context) -> Cell:
    """Add one edit whose author's form showed `seen`: it covers that and nothing newer.

    The same as joining `Cell(seen and the dot, {dot: head})`, at a third of the cost.
    """
    incarnation, seq = dot
    heads = {
        other: kept
        for other, kept in cell.heads.items()
        if other == dot or not (seen.get(other[0], 0) >= other[1] or (other[0] == incarnation and seq >= other[1]))
    }
    if (same := cell.heads.get(dot)) is not None:
        heads[dot] = _earlier(same, head)
    elif cell.ctx.get(incarnation, 0) < seq:
        heads[dot] = head
    ctx = join_contexts(cell.ctx, seen)
    if ctx.get(incarnation, 0) < seq:
        ctx[incarnation] = seq
    return Cell(ctx, heads)
