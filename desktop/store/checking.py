"""Is the file what it must be: its pages, its log, and every table the function of the log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.names import accent_fold, fold
from desktop.models.record import Record, fields_of
from desktop.store.capture import searched_fields
from desktop.store.engine import StoreConnection
from desktop.store.lineages import lineage
from sync.cell import Cell, Head, Value, join, write
from sync.lineage import Beginning, Lineage
from sync.record import ChangeRecord, Op, chain, decode, genesis
from sync.rowmeta import ROW, RowMeta, unpack


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be.

    Attributes:
        code: Stable reason: page, structure, chain, row, meta, search or unsettled.
        where: Table, or incarnation in hex.
        row: The record, where it is about one; never a name.
        what: English, for the log and for support.
    """

    code: str
    where: str
    what: str
    row: UUID | None = None


def check(db: StoreConnection, records: Iterable[type[Record]]) -> Iterator[Finding]:
    """Check everything, within one transaction of a connection that nobody else uses."""
    if damage := list(_pages(db)) or list(_structure(db)):
        yield from damage
        return
    yield from _chains(db)
    for record in records:
        yield from _rows(db, record)
        yield from _search(db, record)
    (left,) = db.execute("SELECT count(*) FROM captured").fetchone()
    if left:
        yield Finding("unsettled", "captured", f"{left} notes were never logged")


def _pages(db: StoreConnection) -> Iterator[Finding]:
    for (message,) in db.execute("PRAGMA cipher_integrity_check"):
        yield Finding("page", "register.db", message)


def _structure(db: StoreConnection) -> Iterator[Finding]:
    try:
        messages = [message for (message,) in db.execute("PRAGMA integrity_check")]
    except sqlcipher.DatabaseError as error:  # so broken that even looking fails
        messages = [str(error)]
    for message in messages:
        if message != "ok":
            yield Finding("structure", "register.db", message)


def _chains(db: StoreConnection) -> Iterator[Finding]:
    ends: dict[bytes, tuple[int, bytes]] = {}
    meant = lineage(db)
    incarnations = db.execute(
        "SELECT id, incarnation, device, certificate_hash, parent, parent_seq, parent_hash, seq, hash, "
        'coalesce("foreign", 0) FROM incarnation ORDER BY id'
    ).fetchall()
    for number, incarnation, device, certificate, parent, parent_seq, parent_hash, seq, end, foreign in incarnations:
        where = incarnation.hex()
        begins = Beginning(parent, parent_seq, parent_hash)
        if parent in ends and not foreign and not (_follows(ends[parent], *begins[1:]) or meant.is_on_branch(begins)):
            yield Finding("chain", where, "does not begin where its parent ended")
        current, last = genesis(device, incarnation, certificate, parent, parent_seq, parent_hash), 0
        starts = dict(db.execute("SELECT seq, hash FROM chain_start WHERE incarnation = ?", (number,)).fetchall())
        lines = db.execute(
            "SELECT seq, hash, table_id, row, op, record FROM change WHERE incarnation = ? ORDER BY seq", (number,)
        )
        for line_seq, line_hash, table, row, op, data in lines:
            if (line_seq != last + 1 and line_seq in starts) or (
                line_seq == 1 and 1 in starts
            ):  # what came before it never reached this computer
                current, last = starts[line_seq], line_seq - 1
            current, last = chain(current, data), last + 1
            record = decode(data)
            if line_seq != last or record.seq != last:
                yield Finding("chain", where, f"line {last} bears the number {line_seq}")
            if line_hash != current[:16]:
                yield Finding("chain", where, f"line {last} was changed after it was written")
                break
            if (record.table, record.row, record.op) != (table, row, op):
                yield Finding("chain", where, f"line {last} stands under another row")
        if (last, current) != (seq, end):
            yield Finding("chain", where, f"ends at {last}, should end at {seq}")
        ends[incarnation] = seq, end


def _follows(end: tuple[int, bytes], seq: int, hash_there: bytes) -> bool:
    """Whether an incarnation may have begun there; its parent's log is longer where a backup was put back."""
    return end == (seq, hash_there) if end[0] <= seq else True


def _rows(db: StoreConnection, record: type[Record]) -> Iterator[Finding]:
    """Whether each row shows what its cells say, and its cells say what the log says."""
    table, number, fields = record.__tablename__, record.__table_id__, fields_of(record)
    columns = ", ".join(f'r."{field.key}"' for field in fields)
    rows = db.execute(
        f'SELECT r.id, r.deleted_at, m.meta, {columns} FROM "{table}" r '
        f"LEFT JOIN row_meta m ON m.table_id = {number} AND m.row = r.id"
    )
    booleans = {field.number for field in fields if field.kind.wire == "bool"}
    found = 0
    is_whole = not db.execute("SELECT 1 FROM exchange WHERE has_whole_cells").fetchone()
    meant = lineage(db)
    for row, deleted_at, blob, *stored in rows:
        found += blob is not None
        values: dict[int, Value] = {
            field.number: bool(value) if field.number in booleans and value is not None else value
            for field, value in zip(fields, stored, strict=True)
        }
        meta = unpack(blob, values)
        problems = _row_problems(
            meta, _replayed(db, row, meant), values, is_trashed=deleted_at is not None, is_log_whole=is_whole
        )
        for what in problems:
            yield Finding("row", table, what, UUID(bytes=row))
    (metas,) = db.execute("SELECT count(*) FROM row_meta WHERE table_id = ?", (number,)).fetchone()
    if metas != found:
        yield Finding("meta", table, f"{metas} rows have causal facts, {found} of them exist")


def _row_problems(
    meta: RowMeta, logged: RowMeta, values: dict[int, Value], *, is_trashed: bool, is_log_whole: bool
) -> Iterator[str]:
    """What is wrong with a row.

    Args:
        is_log_whole: Nothing came without its log; else the cells may know more than the log, and nothing less.
    """
    numbers = meta.cells.keys() | logged.cells.keys() if is_log_whole else logged.cells.keys()
    differ = []
    for number in sorted(numbers):
        cell, said = _unstamped(meta.cell(number)), _unstamped(logged.cell(number))
        if cell != (said if is_log_whole else join(cell, said)):
            differ.append(number)
    if differ:
        yield f"the log says otherwise of fields {differ}"
    for number, value in values.items():
        if value is not None and number not in (logged.cells if is_log_whole else meta.cells):
            yield f"field {number} was never logged"
    if is_trashed != meta.is_trashed:
        yield "is in the trash against its cells"


def _unstamped(cell: Cell) -> Cell:
    """A cell without its stamps, of which the province's replaces the computer's own."""
    return Cell(cell.ctx, {dot: head._replace(eff=0) for dot, head in cell.heads.items()})


def _replayed(db: StoreConnection, row: bytes, meant: Lineage) -> RowMeta:
    """A row's cells made anew from the log."""
    lines = db.execute(
        "SELECT i.incarnation, c.record FROM change c JOIN incarnation i ON i.id = c.incarnation "
        "WHERE c.row = ? ORDER BY c.id",
        (row,),
    )
    meta = RowMeta()
    for incarnation, data in lines:
        _replay(meta, incarnation, meant.read(incarnation, decode(data)))
    return meta


def _replay(meta: RowMeta, incarnation: bytes, record: ChangeRecord) -> None:
    dot = (incarnation, record.seq)
    is_of_row = record.op in (Op.DELETE, Op.RESTORE)
    written = {ROW: record.op is Op.DELETE} if is_of_row else record.fields
    for number, value in written.items():
        head = Head(value, record.clock, record.actor)
        meta.cells[number] = write(meta.cell(number), dot, head, record.seen.get(number, {}))


def _search(db: StoreConnection, record: type[Record]) -> Iterator[Finding]:
    """Whether the search index holds the words of the rows that live, those and no others."""
    keys = [field.key for field in searched_fields(record)]
    if not keys:
        return
    table = record.__tablename__
    db.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '{table}_search', 'instance')")
    try:
        indexed: dict[int, int] = {}
        for term, rid, column in db.execute("SELECT DISTINCT term, doc, col FROM temp.words"):
            indexed[rid] = indexed.get(rid, 0) + hash((term, column))
    finally:
        db.execute("DROP TABLE temp.words")
    columns = ", ".join(f'"{key}"' for key in keys)
    for rid, row, *texts in db.execute(f'SELECT rid, id, {columns} FROM "{table}" WHERE deleted_at IS NULL'):
        if indexed.pop(rid, 0) != _words_hash(texts):
            yield Finding("search", table, "is not found by its words", UUID(bytes=row))
    for rid in indexed:
        yield Finding("search", table, f"finds the row number {rid}, which does not live")


def _words_hash(texts: Sequence[Any]) -> int:
    filled = [text for text in texts if text]
    folded = {word for text in filled for word in fold(text).split()}
    accented = {word for text in filled if not text.isdecimal() for word in accent_fold(text).split()}
    return sum(hash((word, "folded")) for word in folded) + sum(hash((word, "accented")) for word in accented)
