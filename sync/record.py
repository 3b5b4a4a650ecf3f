"""Change records: what one commit changed in one row, and the chain that holds them together."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache
from hashlib import sha256
from itertools import repeat
from typing import NamedTuple

import cbor2

from sync import cbor
from sync.cell import Context, Value

NO_HASH = bytes(32)
GENESIS = b"sync/1 genesis"
_ALONE = tuple(cbor.integer(number) + cbor.array(1) for number in range(64))
_ALONE_TEXT = tuple(tuple(alone + start for start in cbor.SHORT_TEXTS) for alone in _ALONE)
_ROW_SEEN = b"\x00\x82\xf6"  # field 0: [null, context]
_WORTH_COLUMNS = 8
_WITH_CONTEXT = tuple(cbor.integer(number) + cbor.array(2) for number in range(64))


class Op(IntEnum):
    """What a record does to its row."""

    SET = 0
    DELETE = 1
    RESTORE = 2
    EVENT = 3
    SAME_AS = 4
    TRANSFER = 5
    ERASE = 6


class ChangeRecord(NamedTuple):
    """What one commit changed in one row.

    Attributes:
        seq: Position in its incarnation's log; 1-based, without gaps.
        tx: Groups the records of one local transaction; the seq of its first record.
        clock: Hybrid logical clock, 64 bit; orders what is shown, decides nothing.
        table: Permanent table number.
        row: Row id, 16 bytes.
        fields: Field number to new value: integers, NFC text, bytes, booleans or None; never floats.
        seen: Field number to the context that the form showed; absent where nothing was there. Number 0 stands
            for the row itself in deletes and restores.
        actor: Who did it, 16 bytes.
        reason: Stable word for the act, or None.
    """

    seq: int
    tx: int
    clock: int
    table: int
    row: bytes
    op: Op
    fields: Mapping[int, Value]
    seen: Mapping[int, Context]
    actor: bytes
    reason: str | None = None


class Encoded(NamedTuple):
    """A record's bytes.

    Attributes:
        data: All of it.
        start: Where its map of fields begins.
        stop: Where that ends.
    """

    data: bytes
    start: int
    stop: int


def encode(record: ChangeRecord) -> bytes:
    """Deterministic CBOR.

    Source:
        RFC 8949, section 4.2; layout `[seq, tx, clock, table, row, op, {field: [value, context?]}, actor, reason?]`.
    """
    return encoded(
        record.seq, record.tx, record.clock, record.table, record.row, record.op, record.fields, record.seen,
        record.actor, record.reason,
    )  # fmt: skip


def encoded(
    seq: int, tx: int, clock: int, table: int, row: bytes, op: Op, fields: Mapping[int, Value],
    seen: Mapping[int, Context], actor: bytes, reason: str | None,
) -> bytes:  # fmt: skip
    """What `encode` gives, for a writer of thousands that would make each record only to encode it."""
    integer, value = cbor.integer, cbor.value
    cells = [cbor.mapping(len(fields) + (0 in seen))]
    if 0 in seen:
        cells += (_ROW_SEEN, cbor.context(seen[0]))
    for number, content in sorted(fields.items()):
        if seen and (context := seen.get(number)):
            cells += (_WITH_CONTEXT[number], value(content), cbor.context(context))
        elif content.__class__ is str and (size := len(data := content.encode())) < 256:  # the commonest by far
            cells += (_ALONE_TEXT[number][size], data)
        else:
            cells += (_ALONE[number], value(content))
    end = b"" if reason is None else cbor.text(reason)
    return b"".join(
        (
            cbor.array(9 if end else 8), integer(seq), integer(tx), integer(clock), integer(table), cbor.octets(row),
            integer(op), *cells, cbor.octets(actor), end,
        )
    )  # fmt: skip


def encode_all(records: Sequence[ChangeRecord]) -> list[Encoded]:
    """What `encode` gives for each of many records, column by column where they are alike."""
    done: dict[int, Encoded] = {}
    alike: dict[tuple[int, Op, bytes, str | None, tuple[int, ...], bool], list[int]] = {}
    for at, record in enumerate(records):
        if record.fields and (not record.seen or _is_one_context(record.fields, record.seen)):
            kind = record.table, record.op, record.actor, record.reason, tuple(record.fields), bool(record.seen)
            alike.setdefault(kind, []).append(at)
        else:
            done[at] = _encoded_apart(record)
    for (table, op, actor, reason, numbers, has_context), places in alike.items():
        if len(places) < _WORTH_COLUMNS or list(numbers) != sorted(numbers):
            done.update((at, _encoded_apart(records[at])) for at in places)
            continue
        same = [records[at] for at in places]
        values = zip(*[each.fields.values() for each in same], strict=True)
        if has_context:
            contexts = [cbor.context(each.seen[numbers[0]]) for each in same]
            columns = [
                part
                for number, column in zip(numbers, values, strict=True)
                for part in (_column(_WITH_CONTEXT[number], column), contexts)
            ]
        else:
            columns = [_column(_ALONE[number], column) for number, column in zip(numbers, values, strict=True)]
        integer = cbor.integer
        begin = cbor.array(8 if reason is None else 9)
        of_table, of_op = integer(table) + b"\x50", integer(op)
        heads = [
            begin + integer(each.seq) + integer(each.tx) + integer(each.clock) + of_table + each.row + of_op
            for each in same
        ]
        end = cbor.octets(actor) + (b"" if reason is None else cbor.text(reason))
        count = repeat(cbor.mapping(len(numbers)))
        for at, head, cells in zip(places, heads, map(b"".join, zip(count, *columns, strict=False)), strict=True):
            done[at] = Encoded(head + cells + end, len(head), len(head) + len(cells))
    return [done[at] for at in range(len(records))]


def _encoded_apart(record: ChangeRecord) -> Encoded:
    data = encode(record)
    head = sum(map(len, map(cbor.integer, (record.seq, record.tx, record.clock, record.table, record.op)))) + 1 + 17
    end = len(cbor.octets(record.actor)) + (0 if record.reason is None else len(cbor.text(record.reason)))
    return Encoded(data, head, len(data) - end)


def _is_one_context(fields: Mapping[int, Value], seen: Mapping[int, Context]) -> bool:
    """Whether every field has one and the same context."""
    if len(seen) != len(fields) or 0 in seen:
        return False
    first = next(iter(seen.values()))
    return bool(first) and all(seen.get(number) is first for number in fields)


def _column(start: bytes, column: Sequence[Value]) -> list[bytes]:
    """One field of many records, each after what the field begins with."""
    kinds = set(map(type, column))
    if len(kinds) == 1:
        distinct = set(column)
        if len(distinct) * 4 <= len(column):
            known = {value: start + cbor.value(value) for value in distinct}
            return [known[value] for value in column]
        if kinds == {str}:
            texts = [value.encode() for value in column]  # type: ignore[union-attr]
            starts = _text_starts(start)
            if max(map(len, texts)) < len(starts):
                return [starts[len(text)] + text for text in texts]
    return [start + cbor.value(value) for value in column]


@cache
def _text_starts(start: bytes) -> tuple[bytes, ...]:
    """What a field begins with and a text of so many bytes after it."""
    return tuple(start + text for text in cbor.SHORT_TEXTS)


def decode(data: bytes) -> ChangeRecord:
    """Read what `encode` wrote; ValueError when it is anything else."""
    try:
        seq, tx, clock, table, row, op, cells, actor, *rest = cbor2.loads(data)
        fields = {number: cell[0] for number, cell in cells.items() if number}
        seen = {}
        if max(map(len, cells.values()), default=0) > 1:
            seen = {number: cell[1] for number, cell in cells.items() if len(cell) > 1}
        return ChangeRecord(seq, tx, clock, table, row, Op(op), fields, seen, actor, rest[0] if rest else None)
    except (cbor2.CBORDecodeError, ValueError, TypeError, AttributeError, IndexError) as exc:
        raise ValueError("not a change record") from exc


def genesis(
    device: bytes, incarnation: bytes, certificate_hash: bytes, parent: bytes, parent_seq: int, parent_hash: bytes
) -> bytes:
    """The hash before the first record of an incarnation.

    Args:
        certificate_hash: SHA-256 of the enrolment certificate; zeros before enrolment.
        parent: The incarnation before it on this device; zeros for the first.
    Returns:
        32 bytes.
    """
    return sha256(
        GENESIS + device + incarnation + certificate_hash + parent + parent_seq.to_bytes(8, "big") + parent_hash
    ).digest()


def chain(previous: bytes, record: bytes) -> bytes:
    """The hash after one more record, 32 bytes."""
    return sha256(b"\x01" + previous + record).digest()
