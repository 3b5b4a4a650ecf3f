"""Writing into a computer's log what other computers, or an earlier state of this one, wrote."""

from typing import Any, Final

import cbor2
from sqlalchemy import Connection, bindparam, func, insert, select, update

from sync.bulk import insert_many
from sync.cell import Value
from sync.payload import ActNote, Log
from sync.tables import ACT, CHAIN_START, CHANGE, INCARNATION
from sync.walking import Line, beginning, forked

_BY_NAME: Final = select(INCARNATION.c.id, INCARNATION.c.seq).where(INCARNATION.c.incarnation == bindparam("name"))
_HASH: Final = select(CHANGE.c.hash).where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq == bindparam("at"))
_ACT_COLUMNS: Final = ("id", "incarnation", "at_ms", "actor", "reason", "label", "undoes")
_LINE_COLUMNS: Final = ("incarnation", "seq", "hash", "act", "table_id", "row", "op", "record", "old")


class ForeignLog:
    """Places logs that arrive; `close` writes them."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._acts: list[tuple[Any, ...]] = []
        self._lines: list[tuple[Any, ...]] = []
        self._last_act = int(db.execute(select(func.max(ACT.c.id))).scalar() or 0)
        self._incarnation = 0
        self._notes: dict[int, ActNote] = {}

    def place(self, log: Log, lines: list[Line]) -> tuple[bytes, int]:
        """Find where a log belongs.

        Returns:
            The incarnation under which its records count, and the first number among them that is new here.
        """
        name, new = log.incarnation, log.first
        tip = self._db.execute(_BY_NAME, {"name": name}).first()
        if tip is not None and tip.seq >= log.first:
            at = min(tip.seq, lines[-1].record.seq)
            known = self._db.execute(_HASH, {"of": tip.id, "at": at}).scalar()
            if known is not None and known != lines[at - log.first].hash[:16]:
                name = forked(name, log.first, lines[0].hash)
                tip = self._db.execute(_BY_NAME, {"name": name}).first()
            new = max(log.first, (tip.seq if tip is not None else 0) + 1)
        if new > lines[-1].record.seq:
            self._notes = {}
            return name, new
        before = log.before if new == log.first else lines[new - log.first - 1].hash
        self._incarnation = tip.id if tip is not None else self._add(name, log, before)
        if new > tip.seq + 1 if tip is not None else name != log.incarnation or before != beginning(log):
            self._db.execute(insert(CHAIN_START).values(incarnation=self._incarnation, seq=new, hash=before))
        self._db.execute(
            update(INCARNATION)
            .where(INCARNATION.c.id == self._incarnation)
            .values(seq=lines[-1].record.seq, hash=lines[-1].hash, clock=lines[-1].record.clock)
        )
        self._note_acts(log, new)
        return name, new

    def add(self, line: Line, old: dict[int, Value] | None) -> None:
        """Take one record of the log placed last.

        Args:
            old: What its fields showed before; None when it made the row.
        """
        record = line.record
        note = self._notes.get(record.seq)
        if note is not None and not (note.earlier and self._lines):
            self._last_act += 1
            self._acts.append(
                (self._last_act, self._incarnation, note.at_ms, record.actor, record.reason or "", note.label, None)
            )
        before = cbor2.dumps(old) if old else None
        self._lines.append(
            (
                self._incarnation, record.seq, line.hash[:16], self._last_act, record.table, record.row,
                int(record.op), line.data, before,
            )
        )  # fmt: skip

    def close(self) -> int:
        """Write what was taken; how many records that is."""
        insert_many(self._db, ACT, _ACT_COLUMNS, self._acts)
        insert_many(self._db, CHANGE, _LINE_COLUMNS, self._lines)
        return len(self._lines)

    def _add(self, name: bytes, log: Log, before: bytes) -> int:
        origin = log.origin
        values = {
            "incarnation": name, "device": origin.device, "parent": origin.parent, "parent_seq": origin.parent_seq,
            "parent_hash": origin.parent_hash, "certificate_hash": origin.certificate_hash,
            "started_ms": log.acts[0].at_ms, "seq": 0, "hash": before, "clock": 0, "foreign": True,
        }  # fmt: skip
        added = self._db.execute(insert(INCARNATION).values(**values)).inserted_primary_key
        assert added is not None
        return int(added[0])

    def _note_acts(self, log: Log, new: int) -> None:
        """Remember with which record each act begins, or goes on where its beginning is here already."""
        self._notes, seq = {}, log.first
        for act in log.acts:
            if seq + act.records > new:
                self._notes[max(seq, new)] = act
            seq += act.records
