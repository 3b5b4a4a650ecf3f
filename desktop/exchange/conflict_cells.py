"""What stands side by side in one field, with who wrote it, where and when, as the log has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sync.cell import Cell, Dot, Value, covers
from sync.clock import milliseconds
from sync.record import ChangeRecord, Op, decode
from sync.rowmeta import ROW, RowMeta
from sync.tables import ACT, CHANGE, INCARNATION


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log about a row.

    Attributes:
        device: On which computer it was written, 16 bytes.
        is_here: Whether that is this one.
        at_ms: When, by that computer's clock.
    """

    dot: Dot
    record: ChangeRecord
    device: bytes
    is_here: bool
    at_ms: int


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values that stand side by side.

    Attributes:
        device: Empty where the log of it is not here.
    """

    value: Value
    actor: bytes
    device: bytes
    is_here: bool
    at_ms: int


def log_of(db: Connection, row: bytes) -> list[Logged]:
    """Everything the log has about a row, in the order of its arrival here."""
    query = (
        select(INCARNATION.c.incarnation, CHANGE.c.seq, CHANGE.c.record, INCARNATION.c.device, INCARNATION.c.foreign)
        .add_columns(ACT.c.at_ms)
        .join_from(CHANGE, INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
        .join(ACT, ACT.c.id == CHANGE.c.act)
        .where(CHANGE.c.row == row)
        .order_by(CHANGE.c.id)
    )
    return [
        Logged((name, seq), decode(record), device, not foreign, at_ms)
        for name, seq, record, device, foreign, at_ms in db.execute(query)
    ]


def versions(cell: Cell, log: Sequence[Logged]) -> list[Version]:
    """The different values of a cell, the latest first; equal ones count once."""
    lines = {line.dot: line for line in log}
    found: dict[Value, Version] = {}
    for dot, head in sorted(cell.heads.items(), key=lambda item: (item[1].eff, item[0]), reverse=True):
        if head.value not in found:
            found[head.value] = _version(head.value, head.actor, head.eff, lines.get(dot))
    return list(found.values())


def started_from(cell: Cell, number: int, log: Sequence[Logged]) -> Value:
    """What all of those who wrote the values had seen before; None where that was nothing, or is not known here."""
    lines = {line.dot: line for line in log}
    seen = [lines[dot].record.seen.get(number, {}) for dot in cell.heads if dot in lines]
    if len(seen) < len(cell.heads):
        return None
    before = [
        line for line in log
        if line.record.op is Op.SET and number in line.record.fields
        and line.dot not in cell.heads and all(covers(context, line.dot) for context in seen)
    ]  # fmt: skip
    return max(before, key=lambda line: (line.record.clock, line.dot)).record.fields[number] if before else None


def lives(meta: RowMeta, log: Sequence[Logged]) -> list[Version]:
    """Of a row that one computer trashed while another edited it: the edit (False) and the trashing (True)."""
    lines = {line.dot: line for line in log}
    life = meta.cell(ROW)
    trashed = max((item for item in life.heads.items() if item[1].value), key=lambda item: (item[1].eff, item[0]))
    edits = {
        dot: head
        for number, cell in meta.cells.items()
        for dot, head in cell.heads.items()
        if number != ROW and not covers(life.ctx, dot)
    }
    edited = max(edits.items(), key=lambda item: (item[1].eff, item[0]))
    found = [
        _version(value, head.actor, head.eff, lines.get(dot))
        for value, (dot, head) in ((False, edited), (True, trashed))
    ]
    return sorted(found, key=lambda version: version.at_ms, reverse=True)


def _version(value: Value, actor: bytes, eff: int, line: Logged | None) -> Version:
    if line is None:
        return Version(value, actor, b"", is_here=False, at_ms=milliseconds(eff))
    return Version(value, actor, line.device, line.is_here, line.at_ms)


def wire_values(row: Mapping[str, Any], columns: Mapping[int, str]) -> dict[int, Value]:
    """A row's values by field number, as they travel."""
    return {number: _wire(row[column]) for number, column in columns.items()}


def _wire(value: Any) -> Value:
    if hasattr(value, "bytes"):
        return bytes(value.bytes)
    return str(value) if isinstance(value, str) else value
