"""What the province sends down, applied in one transaction: cells, log, cursor and acknowledgements together."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import cbor2
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sync.branches import Branch, begins_branch, contradicted, named_branch, other_branch
from sync.bulk import insert_many
from sync.cell import Value
from sync.clock import merge
from sync.foreign_log import ForeignLog
from sync.joining import JoinedRow, Joiner, Key
from sync.lineage import Beginning, Lineage, lineage
from sync.manifest import Manifest
from sync.outbox import cursor_of
from sync.payload import Known, Log, PayloadFalse, RowCells, read_frame
from sync.record import decode
from sync.registry import Registry
from sync.rowmeta import RowMeta
from sync.standing import NO_TIMELINE, Answer, Cursor, Span
from sync.tables import ACK, CHANGE, CONFLICT, EXCHANGE, INCARNATION
from sync.walking import Line, walk

_LINE: Final = select(CHANGE.c.id, CHANGE.c.hash, CHANGE.c.record).where(
    CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq == bindparam("at")
)
_HOW_MANY: Final = select(func.count()).where(
    CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq.between(bindparam("first"), bindparam("last"))
)
_BY_NAME: Final = select(INCARNATION).where(INCARNATION.c.incarnation == bindparam("name"))


class Rows(Protocol):
    """The registers of this computer, as the exchange needs them."""

    def stored(self, db: Connection, keys: Sequence[Key]) -> Mapping[Key, RowMeta]:
        """Those of the rows that exist, with the values of their winners."""

    def show(self, db: Connection, rows: Sequence[JoinedRow]) -> None:
        """Put what was joined into the tables and beside them."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one bundle.

    Attributes:
        outcome: Stable word: applied, known (it says nothing new), unfit (it follows on something that has not
            arrived, or is of a life of the province that is over), incomplete (it leaves out what is not here).
        records: Changes of other computers that were new here.
        rows: Rows that show something else than before.
        conflicts: Rows that two computers left different.
        acknowledged: Changes of this computer that the province has now and had not before.
        is_loading: A first load is under way: parts of it are missing.
        restart: This computer's incarnation goes on in two ways: it must begin a new one.
        answer: What the province said, once the cursor stands at the end of its feed.
    """

    outcome: str
    records: int = 0
    rows: int = 0
    conflicts: int = 0
    acknowledged: int = 0
    is_loading: bool = False
    restart: bool = False
    answer: Answer | None = None


@dataclass(slots=True)
class _Position:
    """The row of `EXCHANGE` while a bundle is applied."""

    cursor: Cursor
    wants_full: bool = False
    gives_back: bytes = b""
    parts: tuple[bytes, frozenset[int]] | None = None
    has_whole_cells: bool = False


def apply(
    db: Connection, rows: Rows, registry: Registry, manifest: Manifest, frames: Sequence[bytes], *, now_ms: int
) -> Applied:
    """Apply one DOWN bundle that was opened and checked; in the caller's transaction.

    Args:
        now_ms: This computer's clock, Unix milliseconds.
    Raises:
        PayloadFalse: the frames hold what no program of ours writes; nothing was changed.
    """
    span, answer = manifest.span, manifest.answer
    if span is None or answer is None:
        raise PayloadFalse("a downlink that says nothing")
    position = _position(db)
    if (word := _fits(position, span, answer)) is not None:
        return Applied(word)
    logs, known, cells = _read(frames)
    if not all(_holds(db, each) for each in known):
        position.wants_full = True
        _keep(db, position)
        return Applied("incomplete")
    is_copied = _set_apart(db, rows, logs, cells, answer.restart)
    for incarnation in contradicted(db, cells, lambda keys: rows.stored(db, keys)) if cells else ():
        is_copied = True
        if not _rename(db, rows, named_branch(db, incarnation, _named(cells))):
            return Applied("unfit", restart=True)  # its own branch must reach the province first, which then names it
    joined, records, stamps = _join(db, rows, registry, logs, known, cells)
    rows.show(db, joined)
    _note_conflicts(db, joined)
    _adopt_clock(db, stamps, now_ms)
    is_new_timeline = answer.timeline != position.cursor.timeline
    position.has_whole_cells = position.has_whole_cells or bool(cells)
    is_complete = _advance(position, span, answer)
    acknowledged = _acknowledge(db, answer, reset=is_new_timeline) if is_complete else 0
    _keep(db, position)
    return Applied(
        "applied",
        records=records,
        rows=sum(1 for row in joined if row.shown or row.trashed is not None),
        conflicts=sum(1 for row in joined if row.conflicts),
        acknowledged=acknowledged,
        is_loading=not is_complete,
        restart=bool(answer.restart) or is_copied,
        answer=answer if is_complete else None,
    )


def _fits(position: _Position, span: Span, answer: Answer) -> str | None:
    """Why a bundle is not to be applied; None when it is."""
    mine = position.cursor
    if answer.timeline < mine.timeline:
        return "unfit"
    at_cursor = (span.start, span.start_hash) == (mine.seq, mine.hash)
    if answer.timeline == mine.timeline:
        if span.end <= mine.seq and not at_cursor:
            return "known"
        return None if at_cursor else "unfit"
    if answer.timeline.counter == mine.timeline.counter:
        return "unfit"
    return None if at_cursor or span.start == 0 else "unfit"


def _read(frames: Sequence[bytes]) -> tuple[list[Log], list[Known], list[RowCells]]:
    logs: list[Log] = []
    known: list[Known] = []
    cells: list[RowCells] = []
    for frame in frames:
        more_logs, more_known, more_cells = read_frame(frame)
        logs += more_logs
        known += more_known
        cells += more_cells
    return logs, known, cells


def _holds(db: Connection, known: Known) -> bool:
    tip = db.execute(_BY_NAME, {"name": known.incarnation}).first()
    if tip is None or tip.seq < known.last:
        return False
    line = db.execute(_LINE, {"of": tip.id, "at": known.last}).first()
    if line is None or line.hash != known.after[:16]:
        return False
    count = db.execute(_HOW_MANY, {"of": tip.id, "first": known.first, "last": known.last}).scalar_one()
    return bool(count == known.last - known.first + 1)


def _set_apart(db: Connection, rows: Rows, logs: list[Log], cells: list[RowCells], restart: Sequence[bytes]) -> bool:
    """Put branches, of which another one is heard, under names of their own; whether this computer wrote any.

    Args:
        restart: Incarnations that go on in two ways, of which only the cells may have come.
    """
    found = False
    for log in logs:
        found = _rename(db, rows, other_branch(db, log)) or found
    parents = {log.origin.parent for log in logs if log.first == log.origin.parent_seq + 1}
    if restart or parents:
        names = {log.incarnation for log in logs}
        names |= _named(cells) if restart else set()
        for incarnation in sorted(parents.union(restart)):
            found = _rename(db, rows, named_branch(db, incarnation, names)) or found
    return found


def _named(cells: list[RowCells]) -> set[bytes]:
    return {name for each in cells for cell in each.meta.cells.values() for name in cell.ctx}


def _rename(db: Connection, rows: Rows, branch: Branch | None) -> bool:
    if branch is not None:
        rows.show(db, branch.rename(rows.stored(db, branch.rows)))
    return branch is not None and branch.is_own


def _join(
    db: Connection, rows: Rows, registry: Registry, logs: list[Log], known: list[Known], cells: list[RowCells]
) -> tuple[list[JoinedRow], int, int]:
    """Join and log everything.

    Returns:
        The rows, how many records were new, and the latest stamp among them.
    """
    restamped = [(each.incarnation, line) for each in known for line in _restamped(db, each)]
    walked = [(log, walk(log)) for log in logs]
    meant = _meant(db, walked)
    keys = {(each.table, each.row) for each in cells}
    keys.update((line.record.table, line.record.row) for _, lines in walked for line in lines)
    keys.update((line.record.table, line.record.row) for _, line in restamped)
    joiner = Joiner(registry, rows.stored(db, list(keys)), keeps_values=False)
    book = ForeignLog(db)
    for log, lines in walked:
        name, new = book.place(log, lines)
        for line in lines:
            old = joiner.edit(name, line if meant is None else meant.line(name, line))
            if line.record.seq in new:
                book.add(line, old)
    for name, line in restamped:
        joiner.edit(name, line if meant is None else meant.line(name, line))
    joiner.cells(cells)
    stamps = [line.eff for _, lines in walked for line in lines]
    stamps += [head.eff for each in cells for cell in each.meta.cells.values() for head in cell.heads.values()]
    return list(joiner.rows()), book.close(), max(stamps, default=0)


def _meant(db: Connection, walked: Sequence[tuple[Log, list[Line]]]) -> Lineage | None:
    """How contexts are to be read, where any computer was copied while it ran."""
    meant = lineage(db)
    for log, lines in walked:
        origin = log.origin
        began = Beginning(origin.parent, origin.parent_seq, origin.parent_hash)
        meant.hear_of(log.incarnation, began, is_branch=begins_branch(log, lines))
        meant.hear(log.incarnation, lines)
    return meant if meant.has_branches else None


def _restamped(db: Connection, known: Known) -> list[Line]:
    """The records here of which the province orders the showing otherwise."""
    if not known.effs:
        return []
    tip = db.execute(_BY_NAME, {"name": known.incarnation}).one()
    lines = []
    for seq, eff in known.effs.items():
        if (line := db.execute(_LINE, {"of": tip.id, "at": seq}).first()) is not None:
            lines.append(Line(decode(line.record), line.record, line.hash, eff))
    return lines


def _note_conflicts(db: Connection, joined: Sequence[JoinedRow]) -> None:
    known = [row for row in joined if not row.born]
    if known and db.execute(select(CONFLICT.c.row).limit(1)).first() is not None:
        db.execute(
            delete(CONFLICT).where(CONFLICT.c.table_id == bindparam("of_table"), CONFLICT.c.row == bindparam("of_row")),
            [{"of_table": row.table, "of_row": row.row} for row in known],
        )
    insert_many(
        db, CONFLICT, ("table_id", "row", "field"),
        [(row.table, row.row, number) for row in joined for number in row.conflicts],
    )  # fmt: skip


def _adopt_clock(db: Connection, stamp: int, now_ms: int) -> None:
    """Let what is written here next be ordered after what was just heard of."""
    tip = db.execute(
        select(INCARNATION.c.id, INCARNATION.c.clock)
        .where(INCARNATION.c.foreign.is_not(True))
        .order_by(INCARNATION.c.id.desc())
        .limit(1)
    ).first()
    if tip is not None and (clock := merge(tip.clock, stamp, now_ms)) != tip.clock:
        db.execute(update(INCARNATION).where(INCARNATION.c.id == tip.id).values(clock=clock))


def _advance(position: _Position, span: Span, answer: Answer) -> bool:
    """Move the cursor, once every part that leads to the span's end is here; whether it is."""
    end, taken = position.parts or (span.end_hash, frozenset())
    if end != span.end_hash:  # what of another load was joined may be more than the province has
        position.gives_back, taken = os.urandom(16), frozenset()
    if span.parts > 1 and len(taken | {span.part}) < span.parts:
        position.parts = span.end_hash, taken | {span.part}
        return False
    if NO_TIMELINE < position.cursor.timeline < answer.timeline:  # it was restored, perhaps to before what is held here
        position.gives_back = os.urandom(16)
    elif answer.gave == position.gives_back:
        position.gives_back = b""
    position.parts = None
    position.wants_full = False
    position.cursor = Cursor(answer.timeline, span.end, span.end_hash)
    return True


def _acknowledge(db: Connection, answer: Answer, *, reset: bool) -> int:
    """Take the province's acknowledgements of logs that agree with ours.

    Args:
        reset: It is another life of the province: only what it acknowledges now counts.
    """
    before = _acked(db)
    if reset:
        db.execute(delete(ACK))
    for ack in answer.acks:
        tip = db.execute(_BY_NAME, {"name": ack.tip.incarnation}).first()
        if tip is None or ack.tip.seq == 0:
            continue
        line = db.execute(_LINE, {"of": tip.id, "at": ack.tip.seq}).first()
        stored = db.execute(select(ACK.c.seq).where(ACK.c.incarnation == tip.id)).scalar()
        if line is None or line.hash != ack.tip.hash[:16] or (stored or 0) >= ack.tip.seq:
            continue
        values = {"seq": ack.tip.seq, "hash": ack.tip.hash, "level": ack.level, "line": line.id}
        if stored is None:
            db.execute(insert(ACK).values(incarnation=tip.id, **values))
        else:
            db.execute(update(ACK).where(ACK.c.incarnation == tip.id).values(**values))
    return max(0, _acked(db) - before)


def _acked(db: Connection) -> int:
    return int(db.execute(select(func.sum(ACK.c.seq))).scalar() or 0)


def _position(db: Connection) -> _Position:
    row: Any = db.execute(select(EXCHANGE)).first()
    if row is None:
        return _Position(Cursor())
    parts = None
    if row.parts is not None:
        end, taken = cbor2.loads(row.parts)
        parts = end, frozenset(taken)
    return _Position(cursor_of(row), row.wants_full, row.gives_back, parts, row.has_whole_cells)


def _keep(db: Connection, position: _Position) -> None:
    values: dict[str, Value] = {
        "timeline_counter": position.cursor.timeline.counter, "timeline_nonce": position.cursor.timeline.nonce,
        "feed_seq": position.cursor.seq, "feed_hash": position.cursor.hash, "wants_full": position.wants_full,
        "gives_back": position.gives_back, "has_whole_cells": position.has_whole_cells,
        "parts": None if position.parts is None else cbor2.dumps([position.parts[0], sorted(position.parts[1])]),
    }  # fmt: skip
    if not db.execute(update(EXCHANGE).values(**values)).rowcount:
        db.execute(insert(EXCHANGE).values(id=1, **values))
