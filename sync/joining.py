"""Joining what arrived into what is stored: pure, the same at both ends."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sync.cell import Cell, Context, Head, Value, join, write
from sync.clock import milliseconds
from sync.payload import RowCells
from sync.record import ChangeRecord, Op
from sync.registry import FieldSpec, Registry, Wire
from sync.rowmeta import ROW, RowMeta, fresh, fresh_kept, pack
from sync.walking import Line

Key = tuple[int, bytes]
_TYPES: Final[Mapping[Wire, type]] = {"text": str, "int": int, "bool": bool, "bytes": bytes}


class JoinedRow(NamedTuple):
    """What became of one row.

    Attributes:
        blob: Its causal facts, packed.
        shown: Field number to the value that its table must show now, where that changed; only fields known here.
        trashed: Whether it lies in the trash now, where that changed.
        trashed_ms: Since when, Unix milliseconds.
        born: Whether it was not known before.
        conflicts: Fields in which two different values stand side by side; `rowmeta.ROW` for a row that one edited
            while another trashed it.
    """

    table: int
    row: bytes
    blob: bytes
    shown: Mapping[int, Value]
    trashed: bool | None
    born: bool
    conflicts: Sequence[int] = ()
    trashed_ms: int = 0


@dataclass(slots=True)
class _Open:
    """A row while it is being joined."""

    meta: RowMeta
    born: bool
    trashed: bool
    before: dict[int, Value] = field(default_factory=dict)


class Joiner:
    """Joins edits and cells into rows that were read beforehand.

    Args:
        stored: The rows among those that are to be joined that exist, with the values of their winners.
        keeps_values: Whether every value stays in the blob (the province), or stands in the tables.
    """

    def __init__(self, registry: Registry, stored: Mapping[Key, RowMeta], *, keeps_values: bool) -> None:
        self._fields = {table.number: table.by_number() for table in registry.tables}
        self._reads = {
            table.number: [(spec.number, spec.reads) for spec in table.fields if spec.reads is not None]
            for table in registry.tables
        }
        self._stored = stored
        self._keeps_values = keeps_values
        self._open: dict[Key, _Open] = {}
        self._fresh: dict[Key, tuple[bytes, Line]] = {}
        self._known_shapes: dict[tuple[Any, ...], bool] = {}

    def edit(self, incarnation: bytes, line: Line) -> dict[int, Value] | None:
        """Join one record.

        Returns:
            The values that were shown before, by field; None when the record made the row.
        """
        record, eff = line.record, line.eff
        key = record.table, record.row
        if key not in self._stored and key not in self._open and key not in self._fresh:
            if record.op is Op.SET and not record.seen and record.fields and self._fits(record):
                self._fresh[key] = incarnation, line
                return None
            self._open[key] = _Open(RowMeta(), born=True, trashed=False)
        row = self._opened(key)
        is_of_row = record.op in (Op.DELETE, Op.RESTORE)
        written: Mapping[int, Value] = {ROW: record.op is Op.DELETE} if is_of_row else record.fields
        old: dict[int, Value] = {}
        for number, value in written.items():
            cell = row.meta.cell(number)
            old[number] = self._note(row, number, cell)
            head = Head(value, eff, record.actor)
            row.meta.cells[number] = write(cell, (incarnation, record.seq), head, record.seen.get(number, {}))
        return {} if is_of_row else old

    def cells(self, arrived: Iterable[RowCells]) -> None:
        """Join whole cells."""
        for table, row_id, meta in arrived:
            key = table, row_id
            if key not in self._stored and key not in self._open and key not in self._fresh:
                self._open[key] = _Open(RowMeta(), born=True, trashed=False)
            row = self._opened(key)
            for number, cell in meta.cells.items():
                stored = row.meta.cell(number)
                self._note(row, number, stored)
                row.meta.cells[number] = join(stored, cell)

    def rows(self) -> Iterator[JoinedRow]:
        """What became of every row that was joined into and is not as it was."""
        for (table, row_id), (incarnation, (record, _, _, eff, cells)) in self._fresh.items():
            numbers = tuple(sorted(record.fields))
            if self._keeps_values:
                blob = fresh_kept(incarnation, record.seq, eff, record.actor, numbers, cells)
            else:
                blob = fresh(incarnation, record.seq, eff, record.actor, numbers)
            yield JoinedRow(table, row_id, blob, record.fields, None, born=True)
        for (table, row_id), row in self._open.items():
            yield self._joined(table, row_id, row)

    def _opened(self, key: Key) -> _Open:
        if (row := self._open.get(key)) is not None:
            return row
        if (arrived := self._fresh.pop(key, None)) is not None:
            incarnation, (record, _, _, eff, _) = arrived
            dot, ctx = (incarnation, record.seq), {incarnation: record.seq}
            cells = {n: Cell(ctx, {dot: Head(value, eff, record.actor)}) for n, value in record.fields.items()}
            row = _Open(RowMeta(cells), born=True, trashed=False, before=dict.fromkeys(cells))
        else:
            meta = self._stored[key]
            meta = RowMeta(dict(meta.cells), set(meta.kept))
            row = _Open(meta, born=False, trashed=ROW in meta.cells and meta.is_trashed)
        self._open[key] = row
        return row

    @staticmethod
    def _note(row: _Open, number: int, cell: Cell) -> Value:
        value = cell.winner[1].value if cell.heads else None
        row.before.setdefault(number, value)
        return value

    def _joined(self, table: int, row_id: bytes, row: _Open) -> JoinedRow:
        meta, fields = row.meta, self._fields.get(table, {})
        shown: dict[int, Value] = {}
        for number, before in row.before.items():
            cell = meta.cells[number]
            if number == ROW or not cell.heads:
                continue
            value = cell.winner[1].value
            if number not in fields:
                meta.kept.add(number)
                continue
            is_fit = can_stand(value, fields[number])
            (meta.kept.discard if is_fit else meta.kept.add)(number)
            if value != before or row.born:
                shown[number] = value if is_fit or self._keeps_values else None
        if self._keeps_values:
            meta.kept.update(number for number in meta.cells if number != ROW)
        trashed = ROW in meta.cells and meta.is_trashed
        since = milliseconds(meta.cell(ROW).winner[1].eff) if trashed else 0
        changed = trashed if trashed != row.trashed else None
        return JoinedRow(table, row_id, pack(meta), shown, changed, row.born, conflicts_of(meta), since)

    def _fits(self, record: ChangeRecord) -> bool:
        fields = record.fields
        shape = record.table, *fields, *map(type, fields.values())
        known = self._known_shapes.get(shape)
        if known is None:
            specs = self._fields.get(record.table)
            known = specs is not None and all(
                number in specs and _is_of_type(value, specs[number].wire) for number, value in fields.items()
            )
            self._known_shapes[shape] = known
        return known and self._reads_all(record.table, fields)

    def _reads_all(self, table: int, fields: Mapping[int, Value]) -> bool:
        for number, reads in self._reads[table]:
            value = fields.get(number)
            if value.__class__ is str and not reads(value):
                return False
        return True


def conflicts_of(meta: RowMeta) -> tuple[int, ...]:
    """The fields of a row in which two different values stand side by side."""
    found = tuple(
        number for number, cell in meta.cells.items() if len(cell.heads) > 1 and number != ROW and cell.is_conflict
    )
    return (ROW, *found) if ROW in meta.cells and meta.is_disputed else found


def named_in(seen: Mapping[int, Context]) -> dict[bytes, int]:
    """The incarnations that a record's contexts name, with the highest number."""
    named: dict[bytes, int] = {}
    for context in seen.values():
        for incarnation, seq in context.items():
            if named.get(incarnation, 0) < seq:
                named[incarnation] = seq
    return named


def can_stand(value: Value, field: FieldSpec) -> bool:
    """Whether a value that travelled can stand in its column."""
    return _is_of_type(value, field.wire) and (field.reads is None or value.__class__ is not str or field.reads(value))


def _is_of_type(value: Value, wire: Wire) -> bool:
    return value is None or value.__class__ is _TYPES[wire]
