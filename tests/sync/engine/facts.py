"""What a replica knows, in a shape that can be compared, and whether its tables say the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from sync.cell import Cell
from sync.joining import conflicts_of
from sync.payload import RowCells
from sync.record import chain, decode, genesis
from sync.registry import Registry
from sync.rowmeta import ROW, RowMeta, unpack
from sync.server.database import Database
from sync.server.fitting import UNFIT
from sync.server.keeper import _fit
from sync.server.tables import CHANGE, INCARNATION, QUARANTINE, REGISTERS, ROW_META, WAITING

Key = tuple[int, bytes]
Facts = dict[Key, dict[int, Cell]]


def facts_of(rows: Iterable[RowCells]) -> Facts:
    """The cells of rows by table number and row id."""
    return {(table, row): {n: cell for n, cell in meta.cells.items() if cell.ctx} for table, row, meta in rows}


def province_facts(database: Database, unit: str) -> Facts:
    """What the province knows of a commune's rows."""
    query = select(ROW_META.c.table_id, ROW_META.c.row, ROW_META.c.meta).where(ROW_META.c.unit == unit)
    with database.reading() as db:
        return facts_of(RowCells(table, row, unpack(meta)) for table, row, meta in db.execute(query))


def differences(mine: Facts, theirs: Facts) -> list[str]:
    """Where two replicas do not hold equal cells."""
    found = []
    for key in sorted(mine.keys() | theirs.keys()):
        a, b = mine.get(key, {}), theirs.get(key, {})
        found += [
            f"table {key[0]}, row {key[1].hex()[:12]}, field {n}: {told(a.get(n))} against {told(b.get(n))}"
            for n in sorted(a.keys() | b.keys())
            if a.get(n) != b.get(n)
        ]
    return found


def told(cell: Cell | None) -> str:
    """A cell for a person who looks for a mistake."""
    if cell is None:
        return "nothing"
    ctx = ", ".join(f"{name.hex()[:4]}:{seq}" for name, seq in sorted(cell.ctx.items()))
    heads = ", ".join(f"{dot[0].hex()[:4]}:{dot[1]}={head.value!r}@{head.eff}" for dot, head in cell.heads.items())
    return f"({heads} seen {ctx})"


def open_conflicts(facts: Mapping[Key, Mapping[int, Cell]]) -> set[tuple[bytes, int]]:
    """Row and field of everything in which two values stand side by side."""
    return {(row, n) for (_, row), cells in facts.items() for n in conflicts_of(RowMeta(dict(cells)))}


def province_problems(database: Database, registry: Registry) -> list[str]:
    """I19, I20, I25: tables are the function of the cells, every log is whole, whatever is held is listed once."""
    return [*_tables(database, registry), *_chains(database), *_held(database)]


def _tables(database: Database, registry: Registry) -> list[str]:
    found = []
    with database.reading() as db:
        metas = {
            (table, row): (unit, unpack(blob))
            for table, row, unit, blob in db.execute(
                select(ROW_META.c.table_id, ROW_META.c.row, ROW_META.c.unit, ROW_META.c.meta)
            )
        }
        for spec in registry.tables:
            if spec.number not in REGISTERS:  # declared by a test
                continue
            table = REGISTERS[spec.number]
            columns = ["id", "unit_id", "deleted_at", *(field.column for field in spec.fields)]
            query = select(*(table.c[column] for column in columns))
            shown = {row.id.bytes: row._mapping for row in db.execute(query)}
            known = {row: known for (number, row), known in metas.items() if number == spec.number}
            if shown.keys() != known.keys():
                found.append(f"{spec.name}: other rows stand in the table than have cells")
            for row, (unit, meta) in known.items():
                found += _shown_wrongly(spec, row, unit, meta, shown.get(row, {}))
    return found


def _shown_wrongly(spec: Any, row: bytes, unit: str, meta: RowMeta, shown: Mapping[str, Any]) -> list[str]:
    table, where = REGISTERS[spec.number], f"{spec.name} {row.hex()[:12]}"
    found = [] if shown.get("unit_id") == unit else [f"{where}: stands under another commune"]
    if (shown.get("deleted_at") is not None) != (ROW in meta.cells and meta.is_trashed):
        found.append(f"{where}: trashed wrongly")
    for field in spec.fields:
        cell = meta.cell(field.number)
        fitted = _fit(table, field.column)(cell.winner[1].value) if cell.heads else None
        wire = shown.get(field.column)
        stored = getattr(wire, "bytes", wire)
        if stored != (None if fitted is UNFIT else fitted):
            found.append(f"{where}: {field.column} shows {stored!r} for {told(cell)}")
    return found


def _chains(database: Database) -> list[str]:
    found = []
    with database.reading() as db:
        for tip in db.execute(select(INCARNATION)).all():
            where = tip.incarnation.hex()[:8]
            current, last = (
                (tip.parent_hash, tip.parent_seq)
                if tip.is_fork
                else (genesis(tip.device, tip.incarnation, tip.certificate_hash, tip.parent, tip.parent_seq,
                              tip.parent_hash), 0)
            )  # fmt: skip
            lines = db.execute(select(CHANGE).where(CHANGE.c.incarnation == tip.id).order_by(CHANGE.c.seq)).all()
            for line in lines:
                current, last = chain(current, line.record), last + 1
                if (line.seq, line.hash) != (last, current) or decode(line.record).seq != last:
                    found.append(f"log {where}: line {line.seq} does not follow")
            if lines and (tip.seq, tip.hash) != (last, current):
                found.append(f"log {where}: ends at {last}, should at {tip.seq}")
            if tip.reported < tip.seq:
                found.append(f"log {where}: reported {tip.reported}, has {tip.seq}")
    return found


def _held(database: Database) -> list[str]:
    with database.reading() as db:
        hidden = db.execute(
            select(INCARNATION.c.incarnation, CHANGE.c.seq)
            .join(INCARNATION, INCARNATION.c.id == CHANGE.c.incarnation)
            .where(CHANGE.c.feed_seq == 0)
        ).all()
        listed = db.execute(
            select(QUARANTINE.c.incarnation, QUARANTINE.c.seq).where(QUARANTINE.c.incarnation.is_not(None))
        ).all()
        waiting = db.execute(select(WAITING.c.incarnation, WAITING.c.first, WAITING.c.last)).all()
    early = {(name, seq) for name, first, last in waiting for seq in range(first, last + 1)}
    found = []
    if len(listed) != len(set(listed)):
        found.append("a record that is held is listed twice")
    if missing := set(map(tuple, hidden)) - set(map(tuple, listed)):
        found.append(f"{len(missing)} records that are held are not listed")
    if surplus := set(map(tuple, listed)) - set(map(tuple, hidden)) - early:
        found.append(f"{len(surplus)} records are listed as held and are shown")
    return found


def counted(database: Database) -> tuple[int, int, int]:
    """Records that were applied, that are held, and that wait for earlier ones."""
    with database.reading() as db:
        logged = int(db.execute(select(func.count()).select_from(CHANGE)).scalar() or 0)
        hidden = select(func.count()).select_from(CHANGE).where(CHANGE.c.feed_seq == 0)
        held = int(db.execute(hidden).scalar() or 0)
        waits = select(func.sum(WAITING.c.last - WAITING.c.first + 1))
        waiting = int(db.execute(waits).scalar() or 0)
    return logged - held, held, waiting
