"""What a computer is sent: the steps of its unit's feed after its cursor, or everything there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from sync.payload import ActNote, Known, Log, Origin, RowCells, write_cells, write_records
from sync.record import ChangeRecord, decode, genesis
from sync.rowmeta import unpack
from sync.server import timelines
from sync.server.keeper import Keeper
from sync.server.tables import ACT, CHANGE, FEED, FEED_ROW, INCARNATION, ROW_META
from sync.standing import NO_FEED_HASH, Cursor, Span, Standing, Tip

RECORDS_IN_PART: Final = 4000
ROWS_IN_PART: Final = 5000
_CHANGES: Final = (
    select(
        CHANGE.c.incarnation, CHANGE.c.seq, CHANGE.c.hash, CHANGE.c.feed_seq, CHANGE.c.eff, CHANGE.c.record,
    )
    .where(CHANGE.c.unit == bindparam("of_unit"), CHANGE.c.feed_seq > bindparam("after"))
    .order_by(CHANGE.c.feed_seq, CHANGE.c.incarnation, CHANGE.c.seq)
)  # fmt: skip
_HASH: Final = select(CHANGE.c.hash).where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq == bindparam("at"))


class Part(NamedTuple):
    """One bundle's worth of a unit's feed."""

    span: Span
    frames: list[bytes]
    records: int


@dataclass(frozen=True, slots=True)
class _Incarnation:
    """What is known of one whose records go down."""

    name: bytes
    origin: Origin
    held: int  # the asking computer proved to hold its records up to here


def parts(db: Connection, unit: str, standing: Standing) -> list[Part]:
    """The parts that bring a computer from where it stands to the end of the feed; at least one, perhaps empty."""
    cursor = standing.cursor
    end, end_hash = timelines.tip(db, unit)
    if not timelines.is_position(db, unit, cursor):
        standing = replace(standing, cursor=Cursor())
    if standing.cursor.seq == 0 and not _is_log_short(db, unit):
        return _snapshot(db, unit, end, end_hash)
    return _delta(db, unit, standing, end, end_hash)


def _is_log_short(db: Connection, unit: str) -> bool:
    """Whether the whole log, and with it the history, costs little more than the rows as they are now."""
    changes = db.execute(select(func.sum(FEED.c.changes)).where(FEED.c.unit == unit)).scalar() or 0
    rows = db.execute(select(func.count()).where(ROW_META.c.unit == unit)).scalar() or 0
    return int(changes) <= 2 * int(rows)


def _snapshot(db: Connection, unit: str, end: int, end_hash: bytes) -> list[Part]:
    query = (
        select(ROW_META.c.table_id, ROW_META.c.row, ROW_META.c.meta)
        .where(ROW_META.c.unit == unit)
        .order_by(ROW_META.c.table_id, ROW_META.c.row)
    )
    rows = [RowCells(table, row, unpack(meta)) for table, row, meta in db.execute(query)]
    pieces = [rows[start : start + ROWS_IN_PART] for start in range(0, len(rows), ROWS_IN_PART)] or [[]]
    return [
        Part(Span(0, NO_FEED_HASH, end, end_hash, number, len(pieces)), [write_cells(piece)], len(piece))
        for number, piece in enumerate(pieces)
    ]


def _delta(db: Connection, unit: str, standing: Standing, end: int, end_hash: bytes) -> list[Part]:
    cursor = standing.cursor
    changes = db.execute(_CHANGES, {"of_unit": unit, "after": cursor.seq}).all()
    incarnations = _incarnations(db, {row.incarnation for row in changes}, standing)
    loose = select(FEED_ROW.c.table_id, FEED_ROW.c.row).where(FEED_ROW.c.unit == unit, FEED_ROW.c.seq > cursor.seq)
    whole = {(row.table_id, row.row) for row in db.execute(loose)}
    made: list[Part] = []
    start, start_hash = cursor.seq, cursor.hash
    for last, lines in _at_a_time(changes, end):
        stop_hash = end_hash if last == end else timelines.hash_at(db, unit, last)
        assert stop_hash is not None
        cells = sorted(whole) if last == end else []  # as they are now, so that only the end of the feed has them
        frames, count = _frames(db, lines, incarnations, cells)
        made.append(Part(Span(start, start_hash, last, stop_hash), frames, count))
        start, start_hash = last, stop_hash
    return made


def _at_a_time(changes: Sequence[Any], end: int) -> Iterator[tuple[int, list[Any]]]:
    """Whole steps of the feed, about as many records at a time as a part takes; the last one ends at the feed's end."""
    taken: list[Any] = []
    last = 0
    for seq, step in groupby(changes, key=lambda row: row.feed_seq):
        lines = list(step)
        if taken and len(taken) + len(lines) > RECORDS_IN_PART:
            yield last, taken
            taken = []
        taken += lines
        last = seq
    yield end, taken


def _frames(
    db: Connection, lines: Sequence[Any], incarnations: dict[int, _Incarnation], cells: Sequence[tuple[int, bytes]]
) -> tuple[list[bytes], int]:
    frames: list[bytes] = []
    logs: list[Log] = []
    known: list[Known] = []
    for run in _runs(lines, incarnations):
        incarnation = incarnations[run[0].incarnation]
        if run[0].seq <= incarnation.held:
            known.append(
                Known(
                    incarnation.name, run[0].seq, run[-1].seq, run[-1].hash,
                    {line.seq: line.eff for line in run if line.eff is not None},
                )
            )  # fmt: skip
        else:
            logs.append(_log(db, incarnation, run))
    if logs or known:
        frames.append(write_records(logs, known))
    if cells:
        metas = Keeper(db).metas(cells)
        frames.append(write_cells([RowCells(*key, unpack(meta)) for key, (_, meta) in sorted(metas.items())]))
    return frames, len(lines) + len(cells)


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
    if first > 1:  # a branch: it goes on where its parent was
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
            found[row.id] = _Incarnation(row.incarnation, origin, held)
    return found


def _held(db: Connection, row: Any, head: Tip | None) -> int:
    """How far the asking computer proved to hold an incarnation's log."""
    if head is None or head.seq > row.seq:
        return 0
    return head.seq if db.execute(_HASH, {"of": row.id, "at": head.seq}).scalar() == head.hash else 0
