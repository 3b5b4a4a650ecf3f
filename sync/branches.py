"""A branch of an incarnation that goes on in two ways, put under the name it has at the province.

When a running machine is copied, both go on under one name. The province keeps the branch that comes second under
another; the computer that wrote it learns so when the first one comes down to it, and does the same, so that every
edit bears one name everywhere.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sync.carried import Log, RowCells
from sync.cell import Cell, Context, Value, covers
from sync.joining import JoinedRow, conflicts_of
from sync.record import Op, chain, decode, genesis
from sync.rowmeta import ROW, RowMeta, pack
from sync.tables import ACK, CHAIN_START, CHANGE, INCARNATION
from sync.walking import Line, forked, walk

Key = tuple[int, bytes]
Stored = Callable[[Sequence[Key]], Mapping[Key, RowMeta]]
_BY_NAME: Final = select(INCARNATION).where(INCARNATION.c.incarnation == bindparam("name"))
_OWN: Final = _BY_NAME.where(INCARNATION.c.foreign.is_not(True))
_LINES: Final = (
    select(CHANGE.c.seq, CHANGE.c.hash, CHANGE.c.table_id, CHANGE.c.row, CHANGE.c.record)
    .where(CHANGE.c.incarnation == bindparam("of"), CHANGE.c.seq >= bindparam("first"))
    .order_by(CHANGE.c.seq)
)
_STARTS: Final = select(CHAIN_START.c.seq, CHAIN_START.c.hash).where(CHAIN_START.c.incarnation == bindparam("of"))
_OF_ROW: Final = select(CHANGE.c.incarnation, CHANGE.c.record).where(
    CHANGE.c.row == bindparam("of_row"), CHANGE.c.table_id == bindparam("of_table")
)


class Branch:
    """The end of an incarnation that another computer wrote otherwise.

    Attributes:
        rows: The rows that it touched.
        is_own: It was written here.
    """

    def __init__(self, db: Connection, tip: Any, lines: Sequence[Any], before: bytes) -> None:
        self._db = db
        self._tip = tip
        self._lines = lines
        self._before = before
        self.is_own = not tip.foreign
        self._first: int = lines[0].seq
        self._name = forked(tip.incarnation, self._first, chain(before, lines[0].record))
        self.rows = list(dict.fromkeys((line.table_id, line.row) for line in lines))

    def rename(self, stored: Mapping[Key, RowMeta]) -> list[JoinedRow]:
        """Give the branch its other name, in the log and in the cells.

        Args:
            stored: The rows that it touched, with the values of their winners.
        Returns:
            What became of them.
        """
        earlier = {key: self._earlier(key) for key in stored}
        self._move_log()
        return [self._renamed(key, meta, earlier[key]) for key, meta in stored.items()]

    def _earlier(self, key: Key) -> dict[int, int]:
        """How much of what came before the branch each cell of a row has seen, as far as the log says."""
        found: dict[int, int] = {}
        for incarnation, data in self._db.execute(_OF_ROW, {"of_table": key[0], "of_row": key[1]}):
            record = decode(data)
            is_of_row = record.op in (Op.DELETE, Op.RESTORE)
            for number in (ROW,) if is_of_row else record.fields:
                named = min(record.seen.get(number, {}).get(self._tip.incarnation, 0), self._first - 1)
                written = record.seq if incarnation == self._tip.id and record.seq < self._first else 0
                found[number] = max(found.get(number, 0), named, written)
        return found

    def _move_log(self) -> None:
        db, tip, first = self._db, self._tip, self._first
        db.execute(
            update(INCARNATION)
            .where(INCARNATION.c.id == tip.id)
            .values(seq=first - 1, hash=self._before, clock=tip.clock)
        )
        added = db.execute(
            insert(INCARNATION).values(
                incarnation=self._name, device=tip.device, parent=tip.incarnation, parent_seq=first - 1,
                parent_hash=self._before, certificate_hash=tip.certificate_hash, started_ms=tip.started_ms,
                seq=tip.seq, hash=tip.hash, clock=tip.clock, foreign=tip.foreign,
            )
        ).inserted_primary_key  # fmt: skip
        assert added is not None
        moved = CHANGE.c.incarnation == tip.id, CHANGE.c.seq >= first
        db.execute(update(CHANGE).where(*moved).values(incarnation=added[0]))
        db.execute(insert(CHAIN_START).values(incarnation=added[0], seq=first, hash=self._before))
        db.execute(delete(ACK).where(ACK.c.incarnation == tip.id, ACK.c.seq >= first))

    def _renamed(self, key: Key, meta: RowMeta, earlier: Mapping[int, int]) -> JoinedRow:
        cells = {number: self._cell(cell, earlier.get(number, 0)) for number, cell in meta.cells.items()}
        shown: dict[int, Value] = {}
        for number, cell in cells.items():
            if number != ROW and number not in meta.kept and cell.heads:
                value = cell.winner[1].value
                if value != meta.cells[number].winner[1].value:
                    shown[number] = value
        renamed = RowMeta(cells, set(meta.kept))
        return JoinedRow(*key, pack(renamed), shown, None, born=False, conflicts=conflicts_of(renamed))

    def _cell(self, cell: Cell, earlier: int) -> Cell:
        name = self._tip.incarnation
        heads = {
            (self._name, seq) if incarnation == name and seq >= self._first else (incarnation, seq): head
            for (incarnation, seq), head in cell.heads.items()
        }
        return Cell(self._context(cell.ctx, earlier), heads)

    def _context(self, ctx: Context, earlier: int) -> Context:
        seq = ctx.get(self._tip.incarnation, 0)
        if seq < self._first:
            return ctx
        others = {name: known for name, known in ctx.items() if name != self._tip.incarnation}
        before = {self._tip.incarnation: earlier} if earlier else {}
        return {**others, **before, self._name: seq}


def other_branch(db: Connection, log: Log) -> Branch | None:
    """The end that the incarnation of a log that arrived has here, where the two differ; None where they agree.

    It is this computer's own, or was the first to come to a province that was put back since.
    """
    tip = db.execute(_BY_NAME, {"name": log.incarnation}).first()
    if tip is None or tip.seq < log.first:
        return None
    arrived = walk(log)
    mine = list(db.execute(_LINES, {"of": tip.id, "first": max(log.first - 1, 1)}))
    if log.first > 1 and mine and mine[0].seq == log.first - 1 and mine.pop(0).hash != log.before[:16]:
        return None  # they part where this log does not tell
    if not mine or mine[0].seq != log.first:
        return None
    before = log.before
    for at, (line, other) in enumerate(zip(mine, arrived, strict=False)):
        if line.hash != other.hash[:16]:
            return Branch(db, tip, mine[at:], before)
        before = other.hash
    return None


def named_branch(db: Connection, incarnation: bytes, names: Collection[bytes]) -> Branch | None:
    """This computer's own end of an incarnation, where it is known already by the name that it bears as a branch."""
    tip = db.execute(_OWN, {"name": incarnation}).first()
    if tip is None:
        return None
    mine = db.execute(_LINES, {"of": tip.id, "first": 1}).all()
    starts = {row.seq: row.hash for row in db.execute(_STARTS, {"of": tip.id})}
    before = genesis(
        tip.device, tip.incarnation, tip.certificate_hash, tip.parent, tip.parent_seq, tip.parent_hash
    )  # fmt: skip
    for at, line in enumerate(mine):
        before = starts.get(line.seq, before)
        there = chain(before, line.record)
        if forked(incarnation, line.seq, there) in names:
            return Branch(db, tip, mine[at:], before)
        before = there
    return None


def contradicted(db: Connection, cells: Sequence[RowCells], stored: Stored) -> set[bytes]:
    """This computer's own incarnations by whose numbers cells name what it did not write, and covers without seeing it.

    Args:
        stored: Gives those of some rows that exist.
    """
    own = {row.incarnation: row for row in db.execute(select(INCARNATION).where(INCARNATION.c.foreign.is_not(True)))}
    arrived = {(each.table, each.row): each.meta for each in cells if _names(each, own)}
    found: set[bytes] = set()
    for key, mine in stored(list(arrived)).items():
        for number, cell in arrived[key].cells.items():
            here = mine.cell(number)
            for dot, head in cell.heads.items():
                if dot[0] not in own or dot[1] > own[dot[0]].seq or dot[0] in found:
                    continue
                if dot in here.heads:
                    is_another = here.heads[dot].value != head.value
                else:
                    is_another = covers(here.ctx, dot) and not _wrote(db, own[dot[0]].id, dot[1], key, number)
                if is_another:
                    found.add(dot[0])
    return found


def _names(row: RowCells, names: Collection[bytes]) -> bool:
    return any(dot[0] in names for cell in row.meta.cells.values() for dot in cell.heads)


def _wrote(db: Connection, incarnation: int, seq: int, key: Key, number: int) -> bool:
    """Whether a record of this computer is of a cell; also where it is not here any more."""
    data = db.execute(select(CHANGE.c.record).where(CHANGE.c.incarnation == incarnation, CHANGE.c.seq == seq)).scalar()
    if data is None:
        return True
    record = decode(data)
    is_of_row = record.op in (Op.DELETE, Op.RESTORE)
    return (record.table, record.row) == key and (number == ROW if is_of_row else number in record.fields)


def begins_branch(log: Log, lines: Sequence[Line]) -> bool:
    """Whether a log is the beginning of a branch, under the name that a branch bears."""
    origin = log.origin
    follows = (origin.parent_seq, origin.parent_hash) == (log.first - 1, log.before)
    return follows and forked(origin.parent, log.first, lines[0].hash) == log.incarnation
