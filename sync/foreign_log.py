"""Writing into a computer's log what other computers, or an earlier state of this one, wrote."""

from typing import Any, Final

import cbor2
from sqlalchemy import Connection, bindparam, func, insert, select, update

from sync.bulk import insert_many
from sync.cell import Value
from sync.payload import ActNote, Log
from sync.tables import ACT, CHAIN_START, CHANGE, INCARNATION
from sync.walking import Line, beginning, forked

_BY_NAME: Final = select(INCARNATION.c.id, INCARNATION.c.seq, INCARNATION.c.foreign).where(
    INCARNATION.c.incarnation == bindparam("name")
)
_HASH: Final = select(CHANGE.c.hash).where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq == bindparam("at"))
_NUMBERS: Final = select(CHANGE.c.seq).where(
    CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq.between(bindparam("first"), bindparam("last"))
)
_BEGIN: Final = insert(CHAIN_START).prefix_with("OR IGNORE")
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

    def place(self, log: Log, lines: list[Line]) -> tuple[bytes, frozenset[int]]:
        """Find where a log belongs.

        Returns:
            The incarnation under which its records count, and the numbers of those among them that are new here.
        """
        name = log.incarnation
        tip = self._tip(name)
        if tip is not None and self._parts_from(tip, log, lines):
            name = forked(name, log.first, lines[0].hash)
            tip = self._tip(name)
        stored = self._stored(tip, log.first - 1, lines[-1].record.seq)
        new = [line.record.seq for line in lines if line.record.seq not in stored]
        if tip is not None and not tip.foreign:  # what is sent up from here may have no hole
            new = [seq for seq in new if seq > tip.seq] if new and min(new) <= tip.seq + 1 else []
        self._notes = {}
        if new:
            self._incarnation = tip.id if tip is not None else self._add(name, log)
            self._begin_stretches(name, log, lines, stored, new)
            if tip is None or lines[-1].record.seq > tip.seq:
                self._move_tip(lines[-1])
            self._note_acts(log, new)
        return name, frozenset(new)

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

    def _tip(self, name: bytes) -> Any:
        return self._db.execute(_BY_NAME, {"name": name}).first()

    def _parts_from(self, tip: Any, log: Log, lines: list[Line]) -> bool:
        """Whether the log names other records by numbers that are taken here."""
        at = min(tip.seq, lines[-1].record.seq)
        if at < log.first:
            return False
        known = self._db.execute(_HASH, {"of": tip.id, "at": at}).scalar()
        return known is not None and known != lines[at - log.first].hash[:16]

    def _stored(self, tip: Any, first: int, last: int) -> set[int]:
        """Which numbers of a stretch stand in the log here."""
        if tip is None or tip.seq < first:
            return set()
        return set(self._db.execute(_NUMBERS, {"of": tip.id, "first": first, "last": last}).scalars())

    def _begin_stretches(self, name: bytes, log: Log, lines: list[Line], stored: set[int], new: list[int]) -> None:
        """Note the hash from which the chain goes on wherever a record does not follow on one that is here."""
        here = stored.union(new)
        for seq in new:
            before = log.before if seq == log.first else lines[seq - log.first - 1].hash
            follows = seq - 1 in here or (seq == 1 and name == log.incarnation and before == beginning(log))
            if not follows:
                self._db.execute(_BEGIN, {"incarnation": self._incarnation, "seq": seq, "hash": before})

    def _move_tip(self, last: Line) -> None:
        self._db.execute(
            update(INCARNATION)
            .where(INCARNATION.c.id == self._incarnation)
            .values(seq=last.record.seq, hash=last.hash, clock=last.record.clock)
        )

    def _add(self, name: bytes, log: Log) -> int:
        origin = log.origin
        values = {
            "incarnation": name, "device": origin.device, "parent": origin.parent, "parent_seq": origin.parent_seq,
            "parent_hash": origin.parent_hash, "certificate_hash": origin.certificate_hash,
            "started_ms": log.acts[0].at_ms, "seq": 0, "hash": log.before, "clock": 0, "foreign": True,
        }  # fmt: skip
        added = self._db.execute(insert(INCARNATION).values(**values)).inserted_primary_key
        assert added is not None
        return int(added[0])

    def _note_acts(self, log: Log, new: list[int]) -> None:
        """Remember with which record each act begins, or goes on where its beginning is here already."""
        seq, wanted = log.first, set(new)
        for act in log.acts:
            begun = next((number for number in range(seq, seq + act.records) if number in wanted), None)
            if begun is not None:
                self._notes[begun] = act
            seq += act.records
