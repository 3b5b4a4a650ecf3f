"""What stands in a bundle's frames: change records and cells, column by column, so that they compress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

import cbor2

from sync import strict
from sync.cell import Cell, Context, Head, Value
from sync.errors import AppError
from sync.record import ChangeRecord, Op, chain, encode
from sync.rowmeta import RowMeta

_RECORDS, _CELLS = 1, 2
_WRONG: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)
_NO_SEEN, _ONE_SEEN, _ANY_SEEN = range(3)
_WHOLE_ROW: Final = (0,)
_VALUES: Final = frozenset((str, int, bool, bytes, type(None)))


class PayloadFalse(AppError):
    """A bundle that was sealed rightly holds what no program of ours would write."""

    code = "bundle.nonsense"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the first hash of an incarnation is made of; see `record.genesis`."""

    device: bytes
    certificate_hash: bytes
    parent: bytes
    parent_seq: int
    parent_hash: bytes


class ActNote(NamedTuple):
    """What a transaction was called.

    Attributes:
        records: How many of its records stand here.
        at_ms: When, by the computer's wall clock.
        label: As the undo button calls it.
        earlier: How many of its records stand in a frame before this one.
    """

    records: int
    at_ms: int
    label: str
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """Consecutive records of one incarnation.

    Attributes:
        before: Chain hash before the first record, 32 bytes.
        origin: What its incarnation began with.
        acts: In order; together they count the records.
        effs: The stamp that orders what is shown, one a record; empty where it is the record's own clock.
        after: Chain hash after the last record, where whoever made the log knows it.
    """

    incarnation: bytes
    first: int
    before: bytes
    origin: Origin
    acts: tuple[ActNote, ...]
    records: Sequence[ChangeRecord]
    effs: Sequence[int] = ()
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """Records left out because the receiver was seen to hold them.

    Attributes:
        after: Chain hash after `last`, by which it checks that it really does.
        effs: Number to stamp, where the province's differs from the record's clock.
    """

    incarnation: bytes
    first: int
    last: int
    after: bytes
    effs: Mapping[int, int] = field(default_factory=dict)


def in_frames(log: Log, most: int) -> list[Log]:
    """The same log in pieces of at most so many records, each for a frame of its own."""
    pieces: list[Log] = []
    before = log.before
    acts = list(log.acts)
    for start in range(0, len(log.records), most):
        records = log.records[start : start + most]
        here: list[ActNote] = []
        left = len(records)
        while left:
            act = acts.pop(0)
            taken = min(left, act.records)
            here.append(act._replace(records=taken))
            if taken < act.records:
                acts.insert(0, act._replace(records=act.records - taken, earlier=act.earlier + taken))
            left -= taken
        pieces.append(
            replace(log, first=log.first + start, before=before, acts=tuple(here), records=records,
                    effs=log.effs[start : start + most])
        )  # fmt: skip
        for record in records:
            before = chain(before, encode(record))
    return pieces


class RowCells(NamedTuple):
    """All cells of one row, values filled in."""

    table: int
    row: bytes
    meta: RowMeta


class _Indexed:
    """Distinct things by the order in which they were first named."""

    def __init__(self) -> None:
        self.items: dict[Any, int] = {}

    def __call__(self, item: Any) -> int:
        return self.items.setdefault(item, len(self.items))

    def joined(self) -> bytes:
        return b"".join(self.items)


def write_records(logs: Sequence[Log], known: Sequence[Known] = ()) -> bytes:
    """One frame of change records."""
    texts, actors, incarnations, shapes = _Indexed(), _Indexed(), _Indexed(), _Indexed()
    texts(None)
    runs, clocks, effs, order = [], [], [], []
    columns: list[_Shape] = []
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
            numbers = tuple(sorted(record.fields))
            mode, seen = _seen(record.seen, numbers, incarnations)
            shape = shapes((record.table, int(record.op), actors(record.actor), texts(record.reason), numbers, mode))
            if shape == len(columns):
                columns.append(_Shape(len(numbers)))
            order.append(shape)
            columns[shape].add(record.row, [record.fields[number] for number in numbers], seen)
    stubs = [
        [incarnations(each.incarnation), each.first, each.last, each.after, dict(sorted(each.effs.items()))]
        for each in known
    ]
    described = [
        [*shape[:4], list(shape[4]), shape[5], *column.lists()]
        for shape, column in zip(shapes.items, columns, strict=True)
    ]
    content = [
        _RECORDS, list(texts.items), actors.joined(), incarnations.joined(), runs, clocks, effs,
        described, order, stubs,
    ]  # fmt: skip
    return cbor2.dumps(content, canonical=True)


class _Shape:
    """The columns of all records that are alike but for their values."""

    def __init__(self, fields: int) -> None:
        self.high: list[int] = []
        self.low: list[bytes] = []
        self.values: list[list[Value]] = [[] for _ in range(fields)]
        self.seen: list[Any] = []
        self._last = 0

    def add(self, row: bytes, values: Sequence[Value], seen: Any) -> None:
        high = int.from_bytes(row[:8], "big")
        self.high.append(high - self._last)
        self._last = high
        self.low.append(row[8:])
        for column, value in zip(self.values, values, strict=True):
            column.append(value)
        if seen is not None:
            self.seen.append(seen)

    def lists(self) -> list[Any]:
        seen = [list(part) for part in zip(*self.seen, strict=True)] if self._pairs() else self.seen
        return [self.high, b"".join(self.low), self.values, seen]

    def _pairs(self) -> bool:
        return bool(self.seen) and isinstance(self.seen[0], tuple)


def _seen(seen: Mapping[int, Context], numbers: tuple[int, ...], incarnations: _Indexed) -> tuple[int, Any]:
    """How the contexts of a record are written: not at all, as one pair for every field, or each by itself."""
    if not seen:
        return _NO_SEEN, None
    contexts = list(seen.values())
    first = contexts[0]
    if len(first) == 1 and tuple(sorted(seen)) == (numbers or _WHOLE_ROW) and all(each == first for each in contexts):
        ((incarnation, seq),) = first.items()
        return _ONE_SEEN, (incarnations(incarnation), seq)
    return _ANY_SEEN, {number: _flat(context, incarnations) for number, context in sorted(seen.items())}


def _flat(context: Context, incarnations: _Indexed) -> list[int]:
    return [part for name, seq in sorted(context.items()) for part in (incarnations(name), seq)]


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


def read_frame(data: bytes) -> "tuple[list[Log], list[Known], list[RowCells]]":
    """Read what `write_records` or `write_cells` wrote.

    Raises:
        PayloadFalse: it is anything else.
    """
    try:
        content = strict.read(data)
        if content[0] == _RECORDS:
            return (*_read_records(content), [])
        if content[0] == _CELLS:
            return [], [], _read_cells(content)
    except _WRONG as exc:
        raise PayloadFalse() from exc
    raise PayloadFalse("a frame of no known sort")


def _read_records(content: list[Any]) -> tuple[list[Log], list[Known]]:
    _, texts, joined_actors, joined_names, runs, clocks, effs, shapes, order, stubs = content
    actors, names = _split(joined_actors), _split(joined_names)
    columns = [_ShapeReader(shape, texts, actors, names) for shape in shapes]
    stamps = _Expanded(effs)
    logs: list[Log] = []
    position = clock = 0
    for name, first, before, origin, flat_acts in runs:
        acts: list[ActNote] = []
        records: list[ChangeRecord] = []
        run_effs: list[int] = []
        seq = _counted(first, 1)
        for count, offset, label, earlier in zip(*(flat_acts[part::4] for part in range(4)), strict=True):
            tx, begun = _counted(seq - _counted(earlier), 1), False
            for _ in range(_counted(count, 1)):
                clock = _stamp(clock + clocks[position])
                table, op, actor, reason, row, fields, seen = columns[_counted(order[position])].next()
                records.append(ChangeRecord(seq, tx, clock, table, row, op, fields, seen, actor, reason))
                run_effs.append(_stamp(clock + stamps.next()))
                if not begun:
                    acts.append(ActNote(count, (clock >> 16) + _integer(offset), _text(texts[label]), earlier))
                    begun = True
                position, seq = position + 1, seq + 1
        logs.append(Log(names[name], first, _bytes(before, 32), _read_origin(origin), tuple(acts), records, run_effs))
    if position != len(order) or position != len(clocks) or not all(column.is_spent for column in columns):
        raise ValueError("more than was announced")
    known = [
        Known(names[name], _counted(first, 1), _counted(last, first), _bytes(after, 32), _read_effs(changed))
        for name, first, last, after, changed in stubs
    ]
    return logs, known


class _ShapeReader:
    """Gives back what `_Shape` took, one record at a time."""

    def __init__(self, shape: list[Any], texts: list[Any], actors: list[bytes], names: list[bytes]) -> None:
        table, op, actor, reason, numbers, mode, self._high, self._low, self._values, self._seen = shape
        self._table, self._op = _counted(table, 1), Op(op)
        self._actor, self._reason = actors[actor], texts[reason]
        if self._reason is not None:
            _text(self._reason)
        self._numbers = [_field(number) for number in numbers]
        if self._numbers != sorted(set(self._numbers)) or len(self._values) != len(self._numbers):
            raise ValueError("fields out of order")
        if len(self._low) != 8 * len(self._high):
            raise ValueError("columns of different length")
        _check_columns(self._values, len(self._high))
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
            seen = {self._names[_counted(self._seen[0][at])]: _counted(self._seen[1][at], 1)}
            return dict.fromkeys(self._keys, seen)
        return {_row_or_field(number): _read_context(flat, self._names) for number, flat in self._seen[at].items()}


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
            self._number, self._left = _integer(number), _counted(left)
        self._left -= 1
        return self._number


def write_cells(rows: Iterable[RowCells]) -> bytes:
    """One frame of rows with all their cells."""
    actors, incarnations, shapes = _Indexed(), _Indexed(), _Indexed()
    plain: list[_Uniform] = []
    mixed: list[Any] = []
    for table, row, meta in rows:
        if (dot := _only_dot(meta)) is not None:
            numbers = tuple(sorted(meta.cells))
            shape = shapes((table, numbers))
            if shape == len(plain):
                plain.append(_Uniform(len(numbers)))
            (incarnation, seq), head = dot
            values = [meta.cells[number].heads[incarnation, seq].value for number in numbers]
            plain[shape].add_row(row, values, incarnations(incarnation), seq, head.eff, actors(head.actor))
        else:
            cells = {
                number: [_flat(cell.ctx, incarnations), _flat_heads(cell, incarnations, actors)]
                for number, cell in sorted(meta.cells.items())
            }
            mixed.append([table, row, cells])
    uniform = [
        [table, list(numbers), *columns.lists()[:3], *columns.facts()]
        for (table, numbers), columns in zip(shapes.items, plain, strict=True)
    ]
    return cbor2.dumps([_CELLS, actors.joined(), incarnations.joined(), uniform, mixed], canonical=True)


class _Uniform(_Shape):
    """Rows of which every field was written at once and never since."""

    def __init__(self, fields: int) -> None:
        super().__init__(fields)
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


def _flat_heads(cell: Cell, incarnations: _Indexed, actors: _Indexed) -> list[list[Any]]:
    return [
        [incarnations(incarnation), seq, head.eff, actors(head.actor), head.value]
        for (incarnation, seq), head in sorted(cell.heads.items())
    ]


def _read_cells(content: list[Any]) -> list[RowCells]:
    _, joined_actors, joined_names, uniform, mixed = content
    actors, names = _split(joined_actors), _split(joined_names)
    rows: list[RowCells] = []
    for table, numbers, high, low, values, of_incarnation, seqs, effs, of_actor in uniform:
        fields = [_field(number) for number in numbers]
        count = len(high)
        columns = [low[start : start + 8] for start in range(0, len(low), 8)]
        if any(len(column) != count for column in (columns, of_incarnation, seqs, effs, of_actor)):
            raise ValueError("columns of different length")
        _check_columns(values, count)
        at = seq = eff = 0
        for index in range(count):
            at, seq, eff = at + high[index], seq + seqs[index], eff + effs[index]
            name, actor = names[_counted(of_incarnation[index])], actors[_counted(of_actor[index])]
            dot, ctx = (name, _counted(seq, 1)), {name: seq}
            meta = RowMeta(
                {
                    number: Cell(ctx, {dot: Head(column[index], _stamp(eff), actor)})
                    for number, column in zip(fields, values, strict=True)
                }
            )
            rows.append(RowCells(_counted(table, 1), at.to_bytes(8, "big") + columns[index], meta))
    for table, row, cells in mixed:
        read = {
            _row_or_field(number): Cell(_read_context(ctx, names), _read_heads(heads, names, actors))
            for number, (ctx, heads) in cells.items()
        }
        rows.append(RowCells(_counted(table, 1), _bytes(row, 16), RowMeta(read)))
    return rows


def _read_heads(heads: list[Any], names: list[bytes], actors: list[bytes]) -> dict[tuple[bytes, int], Head]:
    return {
        (names[_counted(name)], _counted(seq, 1)): Head(_value(value), _stamp(eff), actors[_counted(actor)])
        for name, seq, eff, actor, value in heads
    }


def _read_context(flat: list[int], names: list[bytes]) -> dict[bytes, int]:
    return {names[_counted(name)]: _counted(seq, 1) for name, seq in zip(flat[::2], flat[1::2], strict=True)}


def _read_origin(flat: list[Any]) -> Origin:
    device, certificate, parent, parent_seq, parent_hash = flat
    return Origin(
        _bytes(device, 16), _bytes(certificate, 32), _bytes(parent, 16), _counted(parent_seq), _bytes(parent_hash, 32)
    )


def _read_effs(changed: dict[int, int]) -> dict[int, int]:
    return {_counted(seq, 1): _stamp(eff) for seq, eff in changed.items()}


def _split(joined: bytes) -> list[bytes]:
    if len(joined) % 16:
        raise ValueError("no ids")
    return [joined[start : start + 16] for start in range(0, len(joined), 16)]


def _counted(number: Any, least: int = 0) -> int:
    if number.__class__ is not int or not least <= number < 1 << 63:
        raise ValueError("no such number")
    return number


def _integer(number: Any) -> int:
    if number.__class__ is not int:
        raise ValueError("no integer")
    return number


def _stamp(eff: int) -> int:
    if eff.__class__ is not int or not 0 <= eff < 1 << 63:
        raise ValueError("no stamp")
    return eff


def _field(number: Any) -> int:
    if number.__class__ is not int or not 0 < number < 64:
        raise ValueError("no field")
    return number


def _row_or_field(number: Any) -> int:
    return number if number.__class__ is int and number == 0 else _field(number)


def _bytes(data: Any, size: int) -> bytes:
    if data.__class__ is not bytes or len(data) != size:
        raise ValueError("no such id or hash")
    return data


def _text(text: Any) -> str:
    if text.__class__ is not str:
        raise ValueError("no text")
    return text


def _value(value: Value) -> Value:
    if value.__class__ not in _VALUES:
        raise ValueError("no value")
    return value


def _check_columns(columns: list[list[Any]], length: int) -> None:
    for column in columns:
        if len(column) != length or not _VALUES.issuperset(map(type, column)):
            raise ValueError("no column of values")
