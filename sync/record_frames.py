"""Frames of change records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import cbor2

from sync.carried import ActNote, Known, Log, Origin
from sync.cell import Context, Value
from sync.columns import (
    Indexed,
    Shape,
    counted,
    exact,
    field_number,
    flat_context,
    integer,
    read_context,
    row_or_field,
    split,
    stamp,
    text,
    unpacked,
)
from sync.record import ChangeRecord, Op

RECORDS: Final = 1  # the sort of frame
_NO_SEEN, _ONE_SEEN, _ANY_SEEN = range(3)
_WHOLE_ROW: Final = (0,)


def write_records(logs: Sequence[Log], known: Sequence[Known] = ()) -> bytes:
    """One frame of change records."""
    texts, actors, incarnations, shapes = Indexed(), Indexed(), Indexed(), Indexed()
    texts(None)
    runs, clocks, effs, order = [], [], [], []
    columns: list[Shape] = []
    in_order: set[tuple[int, ...]] = set()
    last_clock = 0
    for log in logs:
        position = 0
        acts: list[int] = []
        for count, at_ms, label, earlier in log.acts:
            acts += (count, at_ms - (log.records[position].clock >> 16), texts(label), earlier)
            position += count
        runs.append([incarnations(log.incarnation), log.first, log.before, _flat_origin(log.origin), acts])
        effs += _run_lengths(
            [eff - record.clock for eff, record in zip(log.effs, log.records, strict=True)]
            if log.effs
            else [0] * len(log.records)
        )
        for record in log.records:
            clocks.append(record.clock - last_clock)
            last_clock = record.clock
            numbers = tuple(record.fields)
            if numbers not in in_order:
                numbers = tuple(sorted(numbers))
                in_order.add(numbers)
            mode, seen = _seen(record.seen, numbers, incarnations)
            shape = shapes((record.table, int(record.op), actors(record.actor), texts(record.reason), numbers, mode))
            if shape == len(columns):
                columns.append(Shape())
            order.append(shape)
            columns[shape].add(record.row, tuple(map(record.fields.__getitem__, numbers)), seen)
    stubs = [
        [incarnations(each.incarnation), each.first, each.last, each.after, dict(sorted(each.effs.items()))]
        for each in known
    ]
    described = [
        [*shape[:4], list(shape[4]), shape[5], *column.lists()]
        for shape, column in zip(shapes.items, columns, strict=True)
    ]
    content = [
        RECORDS, list(texts.items), actors.joined(), incarnations.joined(), runs, clocks, effs,
        described, order, stubs,
    ]  # fmt: skip
    return cbor2.dumps(content, canonical=True)


def _seen(seen: Mapping[int, Context], numbers: tuple[int, ...], incarnations: Indexed) -> tuple[int, Any]:
    """How the contexts of a record are written: not at all, as one pair for every field, or each by itself."""
    if not seen:
        return _NO_SEEN, None
    contexts = list(seen.values())
    first = contexts[0]
    if len(first) == 1 and tuple(sorted(seen)) == (numbers or _WHOLE_ROW) and all(each == first for each in contexts):
        ((incarnation, seq),) = first.items()
        return _ONE_SEEN, (incarnations(incarnation), seq)
    return _ANY_SEEN, {number: flat_context(context, incarnations) for number, context in sorted(seen.items())}


def _flat_origin(origin: Origin) -> list[Any]:
    return [origin.device, origin.certificate_hash, origin.parent, origin.parent_seq, origin.parent_hash]


def _run_lengths(numbers: Iterable[int]) -> list[int]:
    flat: list[int] = []
    for number in numbers:
        if flat and flat[-2] == number:
            flat[-1] += 1
        else:
            flat += (number, 1)
    return flat


def read_records(content: list[Any]) -> tuple[list[Log], list[Known]]:
    _, texts, joined_actors, joined_names, runs, clocks, effs, shapes, order, stubs = content
    actors, names = split(joined_actors), split(joined_names)
    columns = [_ShapeReader(shape, texts, actors, names) for shape in shapes]
    stamps = _Expanded(effs)
    logs: list[Log] = []
    position = clock = 0
    for name, first, before, origin, flat_acts in runs:
        acts: list[ActNote] = []
        records: list[ChangeRecord] = []
        run_effs: list[int] = []
        seq = counted(first, 1)
        for count, offset, label, earlier in zip(*(flat_acts[part::4] for part in range(4)), strict=True):
            tx, begun = counted(seq - counted(earlier), 1), False
            for _ in range(counted(count, 1)):
                clock = stamp(clock + clocks[position])
                table, op, actor, reason, row, fields, seen = columns[counted(order[position])].next()
                records.append(ChangeRecord(seq, tx, clock, table, row, op, fields, seen, actor, reason))
                run_effs.append(stamp(clock + stamps.next()))
                if not begun:
                    acts.append(ActNote(count, (clock >> 16) + integer(offset), text(texts[label]), earlier))
                    begun = True
                position, seq = position + 1, seq + 1
        logs.append(Log(names[name], first, exact(before, 32), _read_origin(origin), tuple(acts), records, run_effs))
    if position != len(order) or position != len(clocks) or not all(column.is_spent for column in columns):
        raise ValueError("more than was announced")
    known = [
        Known(names[name], counted(first, 1), counted(last, first), exact(after, 32), _read_effs(changed))
        for name, first, last, after, changed in stubs
    ]
    return logs, known


class _ShapeReader:
    """Gives back what `Shape` took, one record at a time."""

    def __init__(self, shape: list[Any], texts: list[Any], actors: list[bytes], names: list[bytes]) -> None:
        table, op, actor, reason, numbers, mode, self._high, self._low, self._values, self._seen = shape
        self._table, self._op = counted(table, 1), Op(op)
        self._actor, self._reason = actors[actor], texts[reason]
        if self._reason is not None:
            text(self._reason)
        self._numbers = [field_number(number) for number in numbers]
        if self._numbers != sorted(set(self._numbers)) or len(self._values) != len(self._numbers):
            raise ValueError("fields out of order")
        if len(self._low) != 8 * len(self._high):
            raise ValueError("columns of different length")
        self._values = [unpacked(column, len(self._high)) for column in self._values]
        self._mode, self._names = mode, names
        self._rows = list(zip(*self._values, strict=True)) if self._values else []
        self._keys = tuple(self._numbers) or _WHOLE_ROW
        self._at = 0
        self._row = 0

    def next(self) -> tuple[int, Op, bytes, str | None, bytes, dict[int, Value], dict[int, Context]]:
        at = self._at
        self._at += 1
        self._row += self._high[at]
        row = self._row.to_bytes(8, "big") + self._low[8 * at : 8 * at + 8]
        fields = dict(zip(self._numbers, self._rows[at], strict=True)) if self._rows else {}
        return self._table, self._op, self._actor, self._reason, row, fields, self._context(at)

    @property
    def is_spent(self) -> bool:
        return self._at == len(self._high)

    def _context(self, at: int) -> dict[int, Context]:
        if self._mode == _NO_SEEN:
            return {}
        if self._mode == _ONE_SEEN:
            seen = {self._names[counted(self._seen[0][at])]: counted(self._seen[1][at], 1)}
            return dict.fromkeys(self._keys, seen)
        return {row_or_field(number): read_context(flat, self._names) for number, flat in self._seen[at].items()}


class _Expanded:
    """Run lengths, one number at a time."""

    def __init__(self, flat: list[int]) -> None:
        self._pairs = iter(zip(flat[::2], flat[1::2], strict=True))
        self._number = self._left = 0

    def next(self) -> int:
        while not self._left:
            number, left = next(self._pairs, (0, 0))
            if left < 1:
                raise ValueError("too few stamps")
            self._number, self._left = integer(number), counted(left)
        self._left -= 1
        return self._number


def _read_origin(flat: list[Any]) -> Origin:
    device, certificate, parent, parent_seq, parent_hash = flat
    return Origin(
        exact(device, 16), exact(certificate, 32), exact(parent, 16), counted(parent_seq), exact(parent_hash, 32)
    )


def _read_effs(changed: dict[int, int]) -> dict[int, int]:
    return {counted(seq, 1): stamp(eff) for seq, eff in changed.items()}
