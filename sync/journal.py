"""Local writing: from the rows a transaction touched to change records, in the same transaction."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import cbor2
from sqlalchemy import Connection, bindparam, insert, select, tuple_, update

from sync.cell import Context, Head, Value, write
from sync.clock import Clock, tick
from sync.errors import AppError
from sync.record import NO_HASH, ChangeRecord, Op, chain, encode, genesis
from sync.rowmeta import ROW, RowMeta, fresh, pack, unpack
from sync.tables import ACT, CHANGE, INCARNATION, ROW_META

Key = tuple[int, bytes]
NO_PARENT: Final = bytes(16)
_LOOKUP_SIZE: Final = 400


class ChangedMeanwhile(AppError):
    """Another form of this very program saved the same field after this form was opened."""

    code = "sync.changed_meanwhile"


class ContextMissing(RuntimeError):
    """A row was changed and nobody said what the form had shown: a bug, refused where the journal is strict."""


@dataclass(frozen=True, slots=True)
class Touched:
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
    old: Mapping[int, Value] = field(default_factory=dict)
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

    def __init__(
        self, device: bytes, clock: Clock, *, certificate_hash: bytes = NO_HASH, strict: bool = False
    ) -> None:
        self._device = device
        self._clock = clock
        self._certificate_hash = certificate_hash
        self._strict = strict
        self._incarnation = b""

    def append(self, db: Connection, touched: Sequence[Touched], shown: Shown, act: Act) -> int:
        """Log the rows of one transaction.

        Returns:
            The act's id.
        Raises:
            ChangedMeanwhile: a field was saved by another form of this program after this one was opened.
            ContextMissing: the journal is strict and a changed row is not among those shown.
        """
        metas = _stored_metas(db, [item.key for item in touched if not item.born])
        tip = self._tip(db)
        if not shown.as_stored and _is_stale(tip.incarnation, touched, shown, metas):
            if not shown.forced:
                raise ChangedMeanwhile()
            self._incarnation = b""
            tip = self._tip(db)
        act_id = self._add_act(db, tip, act)
        first = tip.seq + 1
        changes: list[dict[str, Any]] = []
        born: list[dict[str, Any]] = []
        for item in touched:
            tip.seq, tip.clock = tip.seq + 1, tick(tip.clock, self._clock.now_ms())
            seen = self._context(item, shown, metas)
            record = encode(
                ChangeRecord(
                    tip.seq, first, tip.clock, item.table, item.row, item.op, item.values, seen, act.actor, act.reason
                )
            )
            tip.hash = chain(tip.hash, record)
            changes.append(
                {
                    "incarnation": tip.id, "seq": tip.seq, "hash": tip.hash[:16], "act": act_id, "table_id": item.table,
                    "row": item.row, "op": int(item.op), "record": record,
                    "old": cbor2.dumps(dict(item.old)) if item.old else None,
                }
            )  # fmt: skip
            if item.born and item.op is Op.SET:
                numbers = sorted(item.values)
                blob = fresh(tip.incarnation, tip.seq, tip.clock, act.actor, numbers)
                born.append({"table_id": item.table, "row": item.row, "meta": blob})
            else:
                _apply(metas.setdefault(item.key, RowMeta()), item, tip, seen, act.actor)
        if changes:
            db.execute(insert(CHANGE), changes)
        if born:
            db.execute(insert(ROW_META), born)
        _store_metas(db, metas)
        db.execute(
            update(INCARNATION)
            .where(INCARNATION.c.id == tip.id)
            .values(seq=tip.seq, hash=tip.hash, clock=tip.clock)
        )
        return act_id

    def fresh_start(self) -> None:
        """Begin a new incarnation with the next write."""
        self._incarnation = b""

    def _context(self, item: Touched, shown: Shown, metas: Mapping[Key, RowMeta]) -> dict[int, Context]:
        if item.born and item.op is Op.SET:
            return {}
        if shown.as_stored or item.born:
            meta = metas.get(item.key, RowMeta())
        elif item.key in shown.rows:
            meta = unpack(shown.rows[item.key])
        elif self._strict:
            raise ContextMissing(f"table {item.table}")
        else:
            return {}
        if item.op in (Op.DELETE, Op.RESTORE):
            return {ROW: meta.seen()}
        return {number: ctx for number in item.values if (ctx := meta.cell(number).ctx)}

    def _tip(self, db: Connection) -> _Tip:
        columns = INCARNATION.c
        if self._incarnation:
            row = db.execute(select(INCARNATION).where(columns.incarnation == self._incarnation)).first()
            if row is not None:
                return _Tip(row.id, row.incarnation, row.seq, row.hash, row.clock)
        self._incarnation = os.urandom(16)
        parent = db.execute(
            select(INCARNATION).where(columns.device == self._device).order_by(columns.id.desc()).limit(1)
        ).first()
        origin = (parent.incarnation, parent.seq, parent.hash) if parent else (NO_PARENT, 0, NO_HASH)
        start = genesis(self._device, self._incarnation, self._certificate_hash, *origin)
        stamp = parent.clock if parent else 0
        result = db.execute(
            insert(INCARNATION).values(
                incarnation=self._incarnation, device=self._device, parent=origin[0], parent_seq=origin[1],
                parent_hash=origin[2], certificate_hash=self._certificate_hash, started_ms=self._clock.now_ms(),
                seq=0, hash=start, clock=stamp,
            )
        )  # fmt: skip
        assert result.inserted_primary_key is not None
        return _Tip(result.inserted_primary_key[0], self._incarnation, 0, start, stamp)

    def _add_act(self, db: Connection, tip: _Tip, act: Act) -> int:
        result = db.execute(
            insert(ACT).values(
                incarnation=tip.id, at_ms=self._clock.now_ms(), actor=act.actor, reason=act.reason, label=act.label,
                undoes=act.undoes,
            )
        )  # fmt: skip
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])


def _apply(meta: RowMeta, item: Touched, tip: _Tip, seen: Mapping[int, Context], actor: bytes) -> None:
    dot = (tip.incarnation, tip.seq)
    if item.op in (Op.DELETE, Op.RESTORE):
        head = Head(item.op is Op.DELETE, tip.clock, actor)
        meta.cells[ROW] = write(meta.cell(ROW), dot, head, seen[ROW])
        return
    for number, value in item.values.items():
        cell = meta.cell(number).valued(item.old.get(number))
        meta.cells[number] = write(cell, dot, Head(value, tip.clock, actor), seen.get(number, {}))


def _is_stale(
    incarnation: bytes, touched: Sequence[Touched], shown: Shown, metas: Mapping[Key, RowMeta]
) -> bool:
    for item in touched:
        if item.born or item.key not in shown.rows or item.op is not Op.SET:
            continue
        then = unpack(shown.rows[item.key])
        now = metas.get(item.key, RowMeta())
        for number in item.values:
            if now.cell(number).ctx.get(incarnation, 0) > then.cell(number).ctx.get(incarnation, 0):
                return True
    return False


def _stored_metas(db: Connection, keys: Sequence[Key]) -> dict[Key, RowMeta]:
    found: dict[Key, RowMeta] = {}
    unique = list(dict.fromkeys(keys))
    columns = ROW_META.c
    for start in range(0, len(unique), _LOOKUP_SIZE):
        part = unique[start : start + _LOOKUP_SIZE]
        query = select(ROW_META).where(tuple_(columns.table_id, columns.row).in_(part))
        found.update({(row.table_id, row.row): unpack(row.meta) for row in db.execute(query)})
    return found


def _store_metas(db: Connection, metas: Mapping[Key, RowMeta]) -> None:
    columns = ROW_META.c
    rows = [{"of_table": table, "of_row": row, "meta": pack(meta)} for (table, row), meta in metas.items()]
    if not rows:
        return
    changed = db.execute(
        update(ROW_META)
        .where(columns.table_id == bindparam("of_table"), columns.row == bindparam("of_row"))
        .values(meta=bindparam("meta")),
        rows,
    )
    assert changed.rowcount == len(rows), "a row without meta was changed"
