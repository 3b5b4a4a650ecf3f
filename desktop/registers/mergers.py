"""Mergers: several branches or hamlets become one, and everything that pointed to them follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from desktop.models.fields import Field
from desktop.models.numbers import group_digits
from desktop.models.record import Record, fields_of, records, title_field
from desktop.models.sheets import sheet_of, sheets
from desktop.store.store import Store
from sync.errors import AppError
from sync.journal import AS_STORED

ENDED = "ended"


class NothingToMerge(AppError):
    """No row is left to merge into the chosen one."""

    code = "merge.nothing"


class CannotTakeOver(AppError):
    """The chosen row was itself merged or deleted."""

    code = "merge.target_ended"


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows of one register that will point to the row that stays.

    Attributes:
        rows: Those that live and hold today; older ones follow too, uncounted.
    """

    record: type[Record]
    rows: int

    @property
    def text(self) -> str:
        """As it is read: "46 hội viên"."""
        for sheet in sheets().values():
            if any(part.needed and part.record is self.record for part in sheet.parts):
                return f"{group_digits(self.rows)} {sheet.one}"
        return f"{group_digits(self.rows)} {sheet_of(self.record).one}"


@dataclass(frozen=True, slots=True)
class Merger:
    """What a merger moves.

    Attributes:
        into: Name of the row that stays.
        ending: Names of the rows that end.
        moving: The fullest register first; registers with nothing to move left out.
    """

    into: str
    ending: tuple[str, ...]
    moving: tuple[Moving, ...]

    @property
    def text(self) -> str:
        """What will move, in one line: "46 hội viên, 3 tổ"; empty where nothing does."""
        return ", ".join(each.text for each in self.moving)


class Mergers:
    """Merges rows of a register that knows what it was merged into."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choices(self, record: type[Record]) -> list[tuple[UUID, str]]:
        """Rows that can be merged or take others over, by name."""
        table, title = record.__table__, title_field(record).key
        query = (
            select(table.c.id, table.c[title])
            .where(table.c.deleted_at.is_(None), table.c.status.is_distinct_from(ENDED))
            .order_by(func.text_key(table.c[title]))
        )
        with self._store.reading() as db:
            return [(row[0], row[1] or "") for row in db.execute(query)]

    def preview(self, record: type[Record], from_ids: Sequence[UUID], into_id: UUID) -> Merger:
        """Count what a merger would move.

        Raises:
            NothingToMerge, CannotTakeOver.
        """
        with self._store.reading() as db:
            return _merger(db, record, _ending(from_ids, into_id), into_id)

    def merge(self, record: type[Record], from_ids: Sequence[UUID], into_id: UUID) -> Merger:
        """Point everything to the row that stays and end the others, as one act that can be undone.

        Raises:
            NothingToMerge, CannotTakeOver: nothing was changed.
        """
        ending = _ending(from_ids, into_id)
        with self._store.reading() as db:
            merger = _merger(db, record, ending, into_id)
        label = f"Nhập {', '.join(merger.ending)} vào {merger.into}"
        with self._store.writing(AS_STORED, reason="merge", label=label) as session:
            db = session.connection()
            for referring, field in references_to(record):
                column = referring.__table__.c[field.key]
                db.execute(update(referring.__table__).where(column.in_(ending)).values({field.key: into_id}))  # type: ignore[arg-type]
            ends = update(record.__table__).where(record.__table__.c.id.in_(ending))  # type: ignore[arg-type]
            db.execute(ends.values(status=ENDED, merged_into=into_id))
        return merger


@cache
def references_to(record: type[Record]) -> tuple[tuple[type[Record], Field], ...]:
    """Every field of every register that refers to this one."""
    return tuple(
        (referring, field)
        for referring in records()
        for field in fields_of(referring)
        if field.kind.name == "reference" and field.kind.target == record.__tablename__
    )


def can_merge(record: type[Record]) -> bool:
    """Whether the register's rows know what they were merged into."""
    return {"merged_into", "status"} <= {field.key for field in fields_of(record)}


def _ending(from_ids: Sequence[UUID], into_id: UUID) -> list[UUID]:
    ending = [each for each in dict.fromkeys(from_ids) if each != into_id]
    if not ending:
        raise NothingToMerge()
    return ending


def _merger(db: Connection, record: type[Record], ending: Sequence[UUID], into_id: UUID) -> Merger:
    table, title = record.__table__, title_field(record).key
    columns = (table.c.id, table.c[title], table.c.status, table.c.deleted_at)
    found = {row[0]: row for row in db.execute(select(*columns).where(table.c.id.in_([*ending, into_id])))}
    into = found.get(into_id)
    if into is None or into.status == ENDED or into.deleted_at is not None:
        raise CannotTakeOver()
    moving = sorted(_moving(db, record, ending), key=lambda each: -each.rows)
    names = tuple(found[each][1] or "" for each in ending if each in found)
    return Merger(into[1] or "", names, tuple(moving))


def _moving(db: Connection, record: type[Record], ending: Sequence[UUID]) -> Iterator[Moving]:
    until = {part.record: part.open_until for sheet in sheets().values() for part in sheet.parts}
    for referring in dict.fromkeys(each for each, _ in references_to(record)):
        if referring is record:
            continue
        columns = referring.__table__.c
        points: list[ColumnElement[bool]] = [
            columns[field.key].in_(ending) for each, field in references_to(record) if each is referring
        ]
        holds: ColumnElement[bool] = columns.deleted_at.is_(None)
        if referring in until:
            holds = and_(holds, columns[until[referring]].is_(None))
        query = select(func.count()).select_from(referring.__table__).where(or_(*points), holds)
        if rows := db.execute(query).scalar_one():
            yield Moving(referring, rows)
