"""The steps of a unit's feed after a computer's cursor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from sync.bundle import Packed
from sync.payload import LARGE_BUNDLE, ActNote, Known, Log, Origin, RowCells, cell_portions, write_records
from sync.record import ChangeRecord, decode, genesis
from sync.rowmeta import unpack
from sync.server.keeper import Keeper
from sync.server.tables import ACT, CHANGE, FEED, FEED_ROW, INCARNATION, RAW_BUNDLE
from sync.standing import Span, Standing, Tip
from sync.uplink import LARGE_FRAME, frames_of

RECORDS_IN_PART: Final = 4000
_STEPS: Final = (
    select(FEED.c.seq, FEED.c.hash, FEED.c.changes, FEED.c.bundle, RAW_BUNDLE.c.device)
    .join_from(FEED, RAW_BUNDLE, RAW_BUNDLE.c.digest == FEED.c.bundle, isouter=True)
    .where(FEED.c.unit == bindparam("of_unit"), FEED.c.seq > bindparam("after"))
    .order_by(FEED.c.seq)
)
_CHANGES: Final = (
    select(CHANGE.c.incarnation, CHANGE.c.seq, CHANGE.c.hash, CHANGE.c.eff, CHANGE.c.record)
    .where(CHANGE.c.unit == bindparam("of_unit"), CHANGE.c.feed_seq.between(bindparam("first"), bindparam("last")))
    .order_by(CHANGE.c.feed_seq, CHANGE.c.incarnation, CHANGE.c.seq)
)
_STRETCHES: Final = (
    select(
        CHANGE.c.incarnation, func.min(CHANGE.c.seq).label("low"), func.max(CHANGE.c.seq).label("high"),
        func.count().label("lines"), func.count(CHANGE.c.eff).label("restamped"),
    )
    .where(CHANGE.c.unit == bindparam("of_unit"), CHANGE.c.feed_seq.between(bindparam("first"), bindparam("last")))
    .group_by(CHANGE.c.incarnation)
)  # fmt: skip
_HASH: Final = select(CHANGE.c.hash).where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq == bindparam("at"))


class Part(NamedTuple):
    """One bundle's worth of a unit's feed."""

    span: Span
    frames: list[bytes | Packed]
    records: int


@dataclass(frozen=True, slots=True)
class _Incarnation:
    """What is known of one whose records go down."""

    name: bytes
    origin: Origin
    held: int  # the asking computer proved to hold its records up to here
    is_fork: bool


class Delta:
    """What one computer lacks of its unit's feed.

    Args:
        device: Its id.
        frames_of: Gives the frames of a bundle that was taken before.
    """

    def __init__(
        self, db: Connection, unit: str, device: bytes, standing: Standing, frames_of: Callable[[bytes], list[Packed]]
    ) -> None:
        self._db = db
        self._unit = unit
        self._device = device
        self._standing = standing
        self._frames_of = frames_of

    def parts(self, end: int, end_hash: bytes) -> list[Part]:
        """The parts, in order; the last one ends at the end of the feed."""
        cursor = self._standing.cursor
        steps = self._db.execute(_STEPS, {"of_unit": self._unit, "after": cursor.seq}).all()
        loose = select(FEED_ROW.c.table_id, FEED_ROW.c.row).where(
            FEED_ROW.c.unit == self._unit, FEED_ROW.c.seq > cursor.seq
        )
        whole = sorted({(row.table_id, row.row) for row in self._db.execute(loose)})
        if whole:
            return self._together(steps, whole, end, end_hash)
        made: list[Part] = []
        start, start_hash = cursor.seq, cursor.hash
        for some, frames in self._portions(steps):
            last, last_hash = (some[-1].seq, some[-1].hash) if some else (end, end_hash)
            made.append(Part(Span(start, start_hash, last, last_hash), frames, _count(some)))
            start, start_hash = last, last_hash
        return made

    def _together(
        self, steps: Sequence[Any], whole: Sequence[tuple[int, bytes]], end: int, end_hash: bytes
    ) -> list[Part]:
        """One span in parts: whole cells are sent as they are now, so that no cursor may stand before the end."""
        cursor = self._standing.cursor
        portions = [(frames, _count(some)) for some, frames in self._portions(steps)]
        portions += [(list(frames), count) for frames, count in self._cells(whole)]
        return [
            Part(Span(cursor.seq, cursor.hash, end, end_hash, number, len(portions)), frames, count)
            for number, (frames, count) in enumerate(portions)
        ]

    def _portions(self, steps: Sequence[Any]) -> Iterator[tuple[Sequence[Any], list[bytes | Packed]]]:
        """Steps with their frames, so many at a time as a bundle bears."""
        left = list(_at_a_time(steps))
        while left:
            some = left.pop(0)
            frames = self._records(some)
            if len(some) > 1 and sum(map(_size, frames)) > LARGE_BUNDLE:
                left[:0] = [some[: len(some) // 2], some[len(some) // 2 :]]
            else:
                yield some, frames

    def _records(self, steps: Sequence[Any]) -> list[bytes | Packed]:
        return [frame for same in _alike(steps, self._device) for frame in self._frames(same)]

    def _frames(self, steps: Sequence[Any]) -> list[bytes | Packed]:
        """The frames of steps that are all sent as they came, or none of which is."""
        if _came_whole(steps[0], self._device):
            digests = [step.bundle for step in steps]
            query = select(RAW_BUNDLE.c.digest, RAW_BUNDLE.c.blob).where(RAW_BUNDLE.c.digest.in_(digests))
            blobs = {row.digest: row.blob for row in self._db.execute(query)}
            return [frame for digest in digests for frame in self._frames_of(blobs[digest])]
        span = {"of_unit": self._unit, "first": steps[0].seq, "last": steps[-1].seq}
        stretches = self._db.execute(_STRETCHES, span).all()
        incarnations = _incarnations(self._db, {each.incarnation for each in stretches}, self._standing)
        held = {
            each.incarnation: Known(
                incarnations[each.incarnation].name, each.low, each.high,
                self._db.execute(_HASH, {"of": each.incarnation, "at": each.high}).scalar_one(),
            )
            for each in stretches
            if each.high <= incarnations[each.incarnation].held
            and each.high - each.low + 1 == each.lines and not each.restamped
        }  # fmt: skip
        lines = []
        if len(held) < len(stretches):
            lines = [line for line in self._db.execute(_CHANGES, span) if line.incarnation not in held]
        return _frames(self._db, lines, incarnations, list(held.values()))

    def _cells(self, keys: Sequence[tuple[int, bytes]]) -> Iterator[tuple[list[bytes], int]]:
        metas = Keeper(self._db).metas(keys)
        return cell_portions([RowCells(*key, unpack(meta)) for key, (_, meta) in sorted(metas.items())])


def _size(frame: bytes | Packed) -> int:
    return len(frame) if isinstance(frame, bytes) else frame.size


def _count(steps: Sequence[Any]) -> int:
    return sum(step.changes for step in steps)


def _came_whole(step: Any, device: bytes) -> bool:
    """Whether a step is exactly one bundle of another computer, which is sent on as it came."""
    return step.bundle is not None and step.device not in (None, device)


def _alike(steps: Sequence[Any], device: bytes) -> Iterator[list[Any]]:
    for _, same in groupby(steps, key=lambda step: _came_whole(step, device)):
        yield list(same)


def _at_a_time(steps: Sequence[Any]) -> Iterator[list[Any]]:
    """About as many records at a time as a part takes, steps whole; one empty portion where there is no step."""
    taken: list[Any] = []
    count = 0
    for step in steps:
        if taken and count + step.changes > RECORDS_IN_PART:
            yield taken
            taken, count = [], 0
        taken.append(step)
        count += step.changes
    yield taken


def _frames(
    db: Connection, lines: Sequence[Any], incarnations: dict[int, _Incarnation], known: list[Known]
) -> list[bytes | Packed]:
    logs: list[Log] = []
    for run in _runs(lines, incarnations):
        incarnation = incarnations[run[0].incarnation]
        if run[0].seq <= incarnation.held:
            effs = {line.seq: line.eff for line in run if line.eff is not None}
            known.append(Known(incarnation.name, run[0].seq, run[-1].seq, run[-1].hash, effs))
        else:
            logs.append(_log(db, incarnation, run))
    if not (logs or known):
        return []
    frame = write_records(logs, known)
    if len(frame) <= LARGE_FRAME:
        return [frame]
    return [*frames_of(logs), *([write_records([], known)] if known else [])]


def _runs(lines: Sequence[Any], incarnations: dict[int, _Incarnation]) -> Iterator[list[Any]]:
    """Consecutive records of one incarnation, cut where the asking computer's own knowledge ends."""
    run: list[Any] = []
    for line in lines:
        if run and (
            line.incarnation != run[-1].incarnation
            or line.seq != run[-1].seq + 1
            or run[-1].seq == incarnations[line.incarnation].held
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _log(db: Connection, incarnation: _Incarnation, run: Sequence[Any]) -> Log:
    records = [decode(line.record) for line in run]
    first = run[0].seq
    effs = [record.clock if line.eff is None else line.eff for record, line in zip(records, run, strict=True)]
    return Log(
        incarnation.name, first, _before(db, incarnation, run[0].incarnation, first), incarnation.origin,
        _acts(db, run[0].incarnation, records), records, effs,
    )  # fmt: skip


def _before(db: Connection, incarnation: _Incarnation, number: int, first: int) -> bytes:
    found: bytes | None = db.execute(_HASH, {"of": number, "at": first - 1}).scalar()
    if found is not None:
        return found
    origin = incarnation.origin
    if incarnation.is_fork:  # it goes on where its parent was
        return origin.parent_hash
    return genesis(
        origin.device, incarnation.name, origin.certificate_hash, origin.parent, origin.parent_seq, origin.parent_hash
    )


def _acts(db: Connection, number: int, records: Sequence[ChangeRecord]) -> tuple[ActNote, ...]:
    query = select(ACT.c.tx, ACT.c.at_ms, ACT.c.label).where(
        ACT.c.incarnation == number, ACT.c.tx.between(records[0].tx, records[-1].tx)
    )
    named = {row.tx: (row.at_ms, row.label) for row in db.execute(query)}
    notes = []
    for tx, same in groupby(records, key=lambda record: record.tx):
        group = list(same)
        at_ms, label = named.get(tx, (group[0].clock >> 16, ""))
        notes.append(ActNote(len(group), at_ms, label, group[0].seq - tx))
    return tuple(notes)


def _incarnations(db: Connection, numbers: set[int], standing: Standing) -> dict[int, _Incarnation]:
    heads = {} if standing.wants_full else {head.incarnation: head for head in standing.heads}
    found: dict[int, _Incarnation] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), 500):
        query = select(INCARNATION).where(INCARNATION.c.id.in_(wanted[start : start + 500]))
        for row in db.execute(query).all():
            origin = Origin(row.device, row.certificate_hash, row.parent, row.parent_seq, row.parent_hash)
            held = _held(db, row, heads.get(row.incarnation))
            found[row.id] = _Incarnation(row.incarnation, origin, held, row.is_fork)
    return found


def _held(db: Connection, row: Any, head: Tip | None) -> int:
    """How far the asking computer proved to hold an incarnation's log."""
    if head is None or head.seq > row.seq:
        return 0
    return head.seq if db.execute(_HASH, {"of": row.id, "at": head.seq}).scalar() == head.hash else 0
