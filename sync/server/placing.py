"""Where the records of a log that arrived belong: known, next, apart on a branch, or beyond a gap."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from sync.branches import begins_branch
from sync.errors import AppError
from sync.payload import ActNote, Log, Origin, PayloadFalse, read_frame, write_records
from sync.server.tables import CHANGE, INCARNATION, WAITING
from sync.walking import Line, beginning, forked, walk

_BY_NAME: Final = select(INCARNATION).where(INCARNATION.c.incarnation == bindparam("name"))
_HASHES: Final = (
    select(CHANGE.c.seq, CHANGE.c.hash)
    .where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq.between(bindparam("first"), bindparam("last")))
    .order_by(CHANGE.c.seq)
)
_FORK: Final = select(INCARNATION).where(
    INCARNATION.c.is_fork, INCARNATION.c.parent == bindparam("name"), INCARNATION.c.seq == bindparam("last"),
    INCARNATION.c.hash == bindparam("end"), INCARNATION.c.parent_seq < bindparam("last"),
)  # fmt: skip
_READY: Final = (
    select(WAITING.c.id, WAITING.c.blob)
    .join(INCARNATION, INCARNATION.c.incarnation == WAITING.c.incarnation)
    .where(WAITING.c.incarnation == bindparam("name"), WAITING.c.first <= INCARNATION.c.seq + 1)
    .order_by(WAITING.c.first)
    .limit(1)
)


class LogElsewhere(AppError):
    """A computer sends records under an incarnation of another commune."""

    code = "bundle.other_unit"


@dataclass(slots=True)
class Placed:
    """Records that go into the log.

    Attributes:
        id: Number of the incarnation here.
        name: The incarnation under which they count.
        lines: To append, in order; nothing is missing before them.
        acts: The notes of the acts that begin among them, by the number of their first record.
    """

    id: int
    name: bytes
    lines: list[Line]
    acts: dict[int, ActNote]


@dataclass(slots=True)
class Placement:
    """What became of the logs of one bundle.

    Attributes:
        early: Incarnation and records that lie beyond a gap: they wait, but their cells are joined.
    """

    placed: list[Placed] = field(default_factory=list)
    early: list[tuple[bytes, Line]] = field(default_factory=list)


class Placing:
    """Places the logs of one bundle; its caller holds the unit's lock."""

    def __init__(self, db: Connection, unit: str, *, now_ms: int) -> None:
        self._db = db
        self._unit = unit
        self._now_ms = now_ms
        self._done = Placement()

    def place(self, logs: Sequence[Log]) -> Placement:
        """Find where every record belongs, and move the incarnations' ends accordingly."""
        for log in logs:
            lines = walk(log)
            if log.first == 1 and log.before != beginning(log) and not begins_branch(log, lines):
                raise PayloadFalse("a log that does not begin as it says")
            self._place(log.incarnation, log, lines)
        return self._done

    def _place(self, name: bytes, log: Log, lines: list[Line]) -> None:
        if self._put(name, log, lines):
            self._follow_up(name)

    def _put(self, name: bytes, log: Log, lines: list[Line]) -> bool:
        """Place a log; whether the incarnation itself went on by it."""
        tip = self._tip(name, log, lines)
        first = lines[0].record.seq
        if (apart := self._db.execute(_FORK, {"name": name, "last": first - 1, "end": log.before}).first()) is not None:
            self._append(apart, apart.incarnation, log, lines)
            return False
        if first > tip.seq + 1:
            self._wait(name, log, lines)
            return False
        branch = self._branch(tip, log, lines)
        if branch is not None:
            self._fork(name, log, lines, *branch)
            return False
        new = [line for line in lines if line.record.seq > tip.seq]
        if new:
            self._append(tip, name, log, new)
        return bool(new)

    def _tip(self, name: bytes, log: Log, lines: list[Line]) -> Any:
        """The end of an incarnation's log here; it is made known if need be.

        Raises:
            LogElsewhere: another commune's computer writes under this name.
        """
        tip = self._db.execute(_BY_NAME, {"name": name}).first()
        is_branch = (tip is None or tip.seq == 0) and begins_branch(log, lines)
        if tip is None and is_branch:  # its computer has set it apart before we knew that there are two
            self._add(name, log.origin, log.before, self._now_ms, is_fork=True, seq=log.first - 1)
            tip = self._db.execute(_BY_NAME, {"name": name}).one()
        elif tip is None:
            self._add(name, log.origin, beginning(log), log.acts[0].at_ms, is_fork=False)
            tip = self._db.execute(_BY_NAME, {"name": name}).one()
        elif tip.unit != self._unit:
            raise LogElsewhere()
        elif tip.seq == 0 and (log.first == 1 or is_branch) and tip.hash != log.before:  # so far it was only named
            self._db.execute(
                update(INCARNATION)
                .where(INCARNATION.c.id == tip.id)
                .values(seq=log.first - 1, hash=log.before, is_fork=is_branch, **_origin(log.origin))
            )
            tip = self._db.execute(_BY_NAME, {"name": name}).one()
        return tip

    def _branch(self, tip: Any, log: Log, lines: list[Line]) -> tuple[int, bytes] | None:
        """Where the log parts from the one here: the first number that names two records, and the second's hash."""
        if log.first == tip.seq + 1:
            return None if log.before == tip.hash else (log.first, lines[0].hash)
        stored = self._db.execute(_HASHES, {"of": tip.id, "first": log.first, "last": lines[-1].record.seq}).all()
        if stored and stored[-1].hash == lines[stored[-1].seq - log.first].hash:
            return None
        for seq, known in stored:
            if (here := lines[seq - log.first].hash) != known:
                return seq, here
        return None

    def _fork(self, name: bytes, log: Log, lines: list[Line], first: int, there: bytes) -> None:
        """Place what parts from the log here under a name of its own, where others of its kind may stand already.

        Args:
            first: Number with which it parts.
            there: Chain hash of that record.
        """
        apart, at = forked(name, first, there), first - log.first
        before = lines[at - 1].hash if at else log.before
        if self._db.execute(_BY_NAME, {"name": apart}).first() is None:
            parent = Origin(log.origin.device, log.origin.certificate_hash, name, first - 1, before)
            self._add(apart, parent, before, self._now_ms, is_fork=True, seq=first - 1)
        self._put(apart, log.after_records(at, before), lines[at:])

    def _append(self, tip: Any, name: bytes, log: Log, lines: list[Line]) -> None:
        last = lines[-1]
        self._db.execute(
            update(INCARNATION)
            .where(INCARNATION.c.id == tip.id)
            .values(
                seq=last.record.seq, hash=last.hash, clock=last.record.clock,
                reported=max(tip.reported, last.record.seq),
            )
        )  # fmt: skip
        first, seq = lines[0].record.seq, log.first
        acts: dict[int, ActNote] = {}
        for act in log.acts:
            if not act.earlier and seq >= first:
                acts[seq] = act
            seq += act.records
        self._done.placed.append(Placed(tip.id, name, lines, acts))

    def _wait(self, name: bytes, log: Log, lines: list[Line]) -> None:
        """Keep records of which earlier ones are missing."""
        first, last = lines[0].record.seq, lines[-1].record.seq
        self._done.early += [(name, line) for line in lines]
        known = select(WAITING.c.id).where(
            WAITING.c.incarnation == name, WAITING.c.first == first, WAITING.c.after == lines[-1].hash
        )
        if self._db.execute(known).first() is not None:
            return
        self._db.execute(
            insert(WAITING).values(
                incarnation=name, first=first, last=last, before=log.before, after=lines[-1].hash, unit=self._unit,
                blob=write_records([log]), at_ms=self._now_ms,
            )
        )  # fmt: skip
        reported = INCARNATION.update().where(INCARNATION.c.incarnation == name, INCARNATION.c.reported < last)
        self._db.execute(reported.values(reported=last))

    def _follow_up(self, name: bytes) -> None:
        """Place what waited for the records just appended, and for those that follow by it."""
        while (row := self._db.execute(_READY, {"name": name}).first()) is not None:
            self._db.execute(WAITING.delete().where(WAITING.c.id == row.id))
            logs, _, _ = read_frame(row.blob)
            for log in logs:
                self._put(name, log, walk(log))

    def _add(self, name: bytes, origin: Origin, before: bytes, started_ms: int, *, is_fork: bool, seq: int = 0) -> None:
        self._db.execute(
            insert(INCARNATION).values(
                incarnation=name, unit=self._unit, started_ms=started_ms, seq=seq, hash=before, clock=0, reported=seq,
                is_fork=is_fork, **_origin(origin),
            )
        )  # fmt: skip


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "device": origin.device, "parent": origin.parent, "parent_seq": origin.parent_seq,
        "parent_hash": origin.parent_hash, "certificate_hash": origin.certificate_hash,
    }  # fmt: skip
