"""Local writing: from the rows a transaction touched to change records, in the same transaction."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import cbor2
from sqlalchemy import Connection, CursorResult, bindparam, insert, select, update

from sync.bulk import insert_many
from sync.cell import Context, Head, Value, write
from sync.clock import Clock, tick
from sync.errors import AppError
from sync.record import NO_HASH, Op, chain, encoded, genesis
from sync.rowmeta import ROW, RowMeta, fresh, pack, unpack
from sync.tables import ACT, CHANGE, INCARNATION, ROW_META

Key = tuple[int, bytes]
NO_PARENT: Final = bytes(16)
_LOOKUP_SIZE: Final = 500
_LOOKUP: Final = select(ROW_META.c.row, ROW_META.c.meta).where(
    ROW_META.c.table_id == bindparam("of_table"), ROW_META.c.row.in_(bindparam("of_rows", expanding=True))
)
_UPDATE: Final = (
    update(ROW_META)
    .where(ROW_META.c.table_id == bindparam("of_table"), ROW_META.c.row == bindparam("of_row"))
    .values(meta=bindparam("blob"))
)
_FIND_TIP: Final = select(INCARNATION).where(INCARNATION.c.incarnation == bindparam("of_incarnation"))
_LAST_TIP: Final = (
    select(INCARNATION).where(INCARNATION.c.device == bindparam("of_device")).order_by(INCARNATION.c.id.desc()).limit(1)
)
_MOVE_TIP: Final = (
    update(INCARNATION)
    .where(INCARNATION.c.id == bindparam("of_id"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"), clock=bindparam("new_clock"))
)
_ADD_INCARNATION: Final = insert(INCARNATION)
_ADD_ACT: Final = insert(ACT)
_CHANGE_COLUMNS: Final = ("incarnation", "seq", "hash", "act", "table_id", "row", "op", "record", "old")
_META_COLUMNS: Final = ("table_id", "row", "meta")


class ChangedMeanwhile(AppError):
    """Another form of this very program saved the same field after this form was opened."""

    code = "sync.changed_meanwhile"


class ContextMissing(RuntimeError):
    """A row was changed and nobody said what the form had shown: a bug, refused where the journal is strict."""


class Touched(NamedTuple):
    """One row that a transaction changed.

    Attributes:
        values: Field number to the value it has now; only the fields that changed.
        old: Field number to the value before; empty for a row just born.
        born: Whether the transaction made the row.
    """

    table: int
    row: bytes
    op: Op
    values: Mapping[int, Value]
    old: Mapping[int, Value] = MappingProxyType({})
    born: bool = False

    @property
    def key(self) -> Key:
        """Table number and row id."""
        return self.table, self.row


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form showed when it opened: the causal context of what is saved from it.

    Attributes:
        rows: Row to its meta blob as it was read then; None where the row did not exist.
        as_stored: The act read what it changes in its own transaction, so it has seen what is stored.
        forced: The person was shown a newer value of this program and keeps hers.
    """

    rows: Mapping[Key, bytes | None] = field(default_factory=dict)
    as_stored: bool = False
    forced: bool = False


NOTHING: Final = Shown()
AS_STORED: Final = Shown(as_stored=True)


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what in one transaction.

    Attributes:
        actor: Officer id, 16 bytes.
        reason: Stable word.
        label: What the person reads in the history and on the undo button.
        undoes: The act that this one takes back.
    """

    actor: bytes
    reason: str
    label: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of one transaction's rows.

    Attributes:
        act: The act's id.
        corrections: Row to field number to the value that its table must show instead of the one just written,
            because another computer's concurrent value outranks it; `rowmeta.ROW` to whether it lies in the trash.
        disputes: Row to field number to whether two values stand side by side in it now, of the fields written of
            which that may have changed.
    """

    act: int
    corrections: Mapping[Key, Mapping[int, Value]]
    disputes: Mapping[Key, Mapping[int, bool]]


@dataclass(slots=True)
class _Tip:
    """Where the present incarnation's log ends."""

    id: int
    incarnation: bytes
    seq: int
    hash: bytes
    clock: int


class Journal:
    """Writes the log of one device. One at a time: its caller holds the database's write lock.

    A new incarnation begins with the first write after construction, so that a cloned disk or a restored backup can
    never name a second value by the same dot.
    """

    def __init__(self, device: bytes, clock: Clock, *, certificate_hash: bytes = NO_HASH, strict: bool = False) -> None:
        self._device = device
        self._clock = clock
        self._certificate_hash = certificate_hash
        self._strict = strict
        self._incarnation = b""
        self._mine: list[bytes] = []

    def append(self, db: Connection, touched: Sequence[Touched], shown: Shown, act: Act) -> Appended:
        """Log the rows of one transaction.

        Raises:
            ChangedMeanwhile: a field was saved by another form of this program after this one was opened.
            ContextMissing: the journal is strict and a changed row is not among those shown.
        """
        metas = _stored_metas(db, [item.key for item in touched if not item.born])
        tip = self._tip(db)
        if unseen := self._unseen(touched, shown, metas):
            if not shown.forced and any(item.key in shown.rows for item in unseen):
                raise ChangedMeanwhile()
            self._incarnation = b""  # under the old one the new dot would count as having seen what it has not
            tip = self._tip(db)
        act_id = self._add_act(db, tip, act)
        born: dict[Key, bytes] = {}
        corrections: dict[Key, dict[int, Value]] = {}
        disputed = {key: found for key, meta in metas.items() if (found := _disputed(meta))}
        lines = self._lines(touched, shown, act, act_id, tip, metas, born, corrections)
        insert_many(db, CHANGE, _CHANGE_COLUMNS, lines)
        insert_many(db, ROW_META, _META_COLUMNS, ((table, row, blob) for (table, row), blob in born.items()))
        _store_metas(db, metas)
        db.execute(_MOVE_TIP, {"of_id": tip.id, "new_seq": tip.seq, "new_hash": tip.hash, "new_clock": tip.clock})
        return Appended(act_id, corrections, _disputes(touched, metas, disputed))

    def _lines(
        self, touched: Sequence[Touched], shown: Shown, act: Act, act_id: int, tip: _Tip,
        metas: dict[Key, RowMeta], born: dict[Key, bytes], corrections: dict[Key, dict[int, Value]],
    ) -> Iterator[tuple[Any, ...]]:  # fmt: skip
        """The lines of the log, one by one; `metas`, `born` and `corrections` are filled in on the way."""
        first = tip.seq + 1
        now_ms = self._clock.now_ms()
        for item in touched:
            tip.seq, tip.clock = tip.seq + 1, tick(tip.clock, now_ms)
            seen: Mapping[int, Context] = {}
            key = item.key
            if item.born and item.op is Op.SET:
                born[key] = fresh(tip.incarnation, tip.seq, tip.clock, act.actor, tuple(sorted(item.values)))
            elif key in born:  # trashed in the same act
                meta = unpack(born[key])
                seen = _seen(item, meta)
                _apply(meta, item, tip, seen, act.actor)
                born[key] = pack(meta)
            else:
                meta = metas.setdefault(key, RowMeta())
                seen = self._context(item, shown, meta)
                if corrected := _apply(meta, item, tip, seen, act.actor):
                    corrections.setdefault(key, {}).update(corrected)
            record = encoded(
                tip.seq, first, tip.clock, item.table, item.row, item.op, item.values, seen, act.actor, act.reason
            )
            tip.hash = chain(tip.hash, record)
            old = cbor2.dumps(dict(item.old)) if item.old else None
            yield tip.id, tip.seq, tip.hash[:16], act_id, item.table, item.row, int(item.op), record, old

    def identify(self, device: bytes, certificate_hash: bytes) -> None:
        """Write on under another identity, from a new incarnation on."""
        self._device, self._certificate_hash = device, certificate_hash
        self.fresh_start()

    def fresh_start(self) -> None:
        """Begin a new incarnation with the next write."""
        self._incarnation = b""

    def _context(self, item: Touched, shown: Shown, stored: RowMeta) -> Mapping[int, Context]:
        if shown.as_stored:
            return _seen(item, stored)
        return _seen(item, unpack(shown.rows.get(item.key)))

    def _unseen(self, touched: Sequence[Touched], shown: Shown, metas: Mapping[Key, RowMeta]) -> list[Touched]:
        """The rows of which this program saved a field after the form that is saved now had read it.

        Raises:
            ContextMissing: the journal is strict and no form had read the row.
        """
        if shown.as_stored:
            return []
        changed = [item for item in touched if not item.born]
        if self._strict and any(item.key not in shown.rows for item in changed):
            raise ContextMissing("changed without having been read")
        return [item for item in changed if self._has_newer(item, unpack(shown.rows.get(item.key)), metas)]

    def _has_newer(self, item: Touched, then: RowMeta, metas: Mapping[Key, RowMeta]) -> bool:
        now = metas.get(item.key, RowMeta())
        pairs = (
            [(then.seen(), now.seen())]
            if item.op is not Op.SET
            else [(then.cell(number).ctx, now.cell(number).ctx) for number in item.values]
        )
        return any(after.get(mine, 0) > before.get(mine, 0) for before, after in pairs for mine in self._mine)

    def _tip(self, db: Connection) -> _Tip:
        if self._incarnation:
            row = db.execute(_FIND_TIP, {"of_incarnation": self._incarnation}).first()
            if row is not None:
                return _Tip(row.id, row.incarnation, row.seq, row.hash, row.clock)
        self._incarnation = os.urandom(16)
        self._mine.append(self._incarnation)
        parent = db.execute(_LAST_TIP, {"of_device": self._device}).first()
        origin = (parent.incarnation, parent.seq, parent.hash) if parent else (NO_PARENT, 0, NO_HASH)
        start = genesis(self._device, self._incarnation, self._certificate_hash, *origin)
        stamp = parent.clock if parent else 0
        values = {
            "incarnation": self._incarnation, "device": self._device, "parent": origin[0], "parent_seq": origin[1],
            "parent_hash": origin[2], "certificate_hash": self._certificate_hash, "started_ms": self._clock.now_ms(),
            "seq": 0, "hash": start, "clock": stamp,
        }  # fmt: skip
        return _Tip(_new_id(db.execute(_ADD_INCARNATION, values)), self._incarnation, 0, start, stamp)

    def _add_act(self, db: Connection, tip: _Tip, act: Act) -> int:
        values = {
            "incarnation": tip.id, "at_ms": self._clock.now_ms(), "actor": act.actor, "reason": act.reason,
            "label": act.label, "undoes": act.undoes,
        }  # fmt: skip
        return _new_id(db.execute(_ADD_ACT, values))


def _new_id(added: CursorResult[Any]) -> int:
    assert added.inserted_primary_key is not None
    return int(added.inserted_primary_key[0])


def _disputed(meta: RowMeta) -> frozenset[int]:
    """The cells of several heads, and the row itself where one edited it while another trashed it."""
    found = {number for number, cell in meta.cells.items() if len(cell.heads) > 1 and number != ROW}
    if ROW in meta.cells and meta.is_disputed:
        found.add(ROW)
    return frozenset(found)


def _disputes(
    touched: Sequence[Touched], metas: Mapping[Key, RowMeta], before: Mapping[Key, frozenset[int]]
) -> dict[Key, dict[int, bool]]:
    written: dict[Key, set[int]] = {}
    for item in touched:
        if item.key in metas:
            written.setdefault(item.key, {ROW}).update(item.values)
    found: dict[Key, dict[int, bool]] = {}
    for key, numbers in written.items():
        now = _disputed(metas[key])
        for number in numbers & (now | before.get(key, frozenset())):
            is_open = number in now and (number == ROW or metas[key].cells[number].is_conflict)
            found.setdefault(key, {})[number] = is_open
    return found


def _seen(item: Touched, meta: RowMeta) -> Mapping[int, Context]:
    """The part of a row's meta that a change covers: the fields changed, or the whole row when it is trashed."""
    if item.op in (Op.DELETE, Op.RESTORE):
        return {ROW: meta.seen()}
    return {number: ctx for number in item.values if (ctx := meta.cell(number).ctx)}


def _apply(meta: RowMeta, item: Touched, tip: _Tip, seen: Mapping[int, Context], actor: bytes) -> dict[int, Value]:
    """Write one change into a row's cells.

    Returns:
        Field number to the value that is to be shown after all, where another head outranks the one just written.
    """
    dot = (tip.incarnation, tip.seq)
    is_of_row = item.op in (Op.DELETE, Op.RESTORE)
    written = {ROW: item.op is Op.DELETE} if is_of_row else item.values
    expected = item.op is Op.DELETE if is_of_row else ROW in meta.cells and meta.is_trashed
    corrected: dict[int, Value] = {}
    for number, value in written.items():
        stored = meta.cell(number)
        is_here = number == ROW or number in meta.kept
        cell = stored if is_here else stored.valued(item.old.get(number))
        meta.cells[number] = cell = write(cell, dot, Head(value, tip.clock, actor), seen.get(number, {}))
        winner, head = cell.winner
        if winner == dot:
            meta.kept.discard(number)
        elif number != ROW:  # what cannot stand in the table stays out of it
            corrected[number] = None if number in meta.kept else head.value
    if ROW in meta.cells and meta.is_trashed != expected:
        corrected[ROW] = not expected
    return corrected


def _stored_metas(db: Connection, keys: Sequence[Key]) -> dict[Key, RowMeta]:
    found: dict[Key, RowMeta] = {}
    rows: dict[int, list[bytes]] = {}
    for table, row in dict.fromkeys(keys):
        rows.setdefault(table, []).append(row)
    for table, wanted in rows.items():
        for start in range(0, len(wanted), _LOOKUP_SIZE):
            part = {"of_table": table, "of_rows": wanted[start : start + _LOOKUP_SIZE]}
            found.update({(table, row): unpack(blob) for row, blob in db.execute(_LOOKUP, part)})
    return found


def _store_metas(db: Connection, metas: Mapping[Key, RowMeta]) -> None:
    rows = [{"of_table": table, "of_row": row, "blob": pack(meta)} for (table, row), meta in metas.items()]
    if not rows:
        return
    changed = db.execute(_UPDATE, rows)
    assert changed.rowcount == len(rows), "a row without meta was changed"
