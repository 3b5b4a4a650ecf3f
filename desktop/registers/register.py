"""`Register`: what can be done with the rows of any sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, literal_column, select, update
from sqlalchemy.orm import Session

from desktop.models.kinds import today
from desktop.models.record import Problem, Record
from desktop.models.sheets import Part, Sheet, SheetField
from desktop.registers.query import EVERYTHING, Query, SheetQuery
from desktop.registers.rows import Opened, Row, cell_text
from desktop.registers.titles import ROW
from desktop.store.store import Store
from sync.errors import AppError
from sync.ids import uuid7
from sync.journal import AS_STORED, NOTHING, Key, Shown
from sync.tables import ROW_META

_AT_ONCE = 500


class Refused(AppError):
    """The rules do not let the row in so; `problems` says under which field."""

    code = "register.refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems), first=problems[0].sentence)
        self.problems = tuple(problems)


class Gone(AppError):
    """The row is not in the register."""

    code = "register.gone"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the rows behind one sheet row are."""

    record: type[Record]
    id: UUID | None


class Register:
    """One sheet's rows in one store. Safe to share between threads: each call opens its own transaction."""

    def __init__(self, store: Store, sheet: Sheet) -> None:
        self.sheet = sheet
        self._store = store

    def find(self, query: Query = EVERYTHING) -> list[int]:
        """The row numbers that a query finds, in order; `rows` reads them a screenful at a time."""
        built = SheetQuery(self.sheet)
        where = built.conditions(query)
        entry = self.sheet.field(query.sort) if query.sort else self._title_entry()
        keys = [built.order(entry)]
        if query.sort and entry != self._title_entry():
            keys.append(built.order(self._title_entry()))
        directed = [keys[0].desc() if query.descending else keys[0].asc(), *keys[1:]]
        statement = built.select(literal_column("t0.rid"), where=where, trash=query.trash).order_by(*directed)
        with self._store.reading() as db:
            return list(db.execute(statement).scalars())

    def rows(self, numbers: Sequence[int], columns: Sequence[SheetField]) -> dict[int, Row]:
        """Read lines by row number.

        Returns:
            By row number; a number whose row is gone is left out.
        """
        built = SheetQuery(self.sheet)
        shown = [built.shown(entry) for entry in columns]
        wanted = literal_column("t0.rid").in_(bindparam("numbers", expanding=True))
        found: dict[int, Row] = {}
        with self._store.reading() as db:
            for trash in (False, True):
                missing = [number for number in numbers if number not in found]
                if not missing:
                    break
                statement = built.select(literal_column("t0.rid"), built.main.c.id, *shown, where=[wanted], trash=trash)
                for start in range(0, len(missing), _AT_ONCE):
                    for number, row_id, *values in db.execute(
                        statement, {"numbers": missing[start : start + _AT_ONCE]}
                    ):
                        cells = tuple(cell_text(entry, value) for entry, value in zip(columns, values, strict=True))
                        found[number] = Row(row_id, cells)
        return found

    def number_of(self, row_id: UUID) -> int | None:
        """The local row number of an id."""
        with self._store.reading() as db:
            table = f'"{self.sheet.main.__tablename__}"'
            return db.exec_driver_sql(f"SELECT rid FROM {table} WHERE id = ?", (row_id.bytes,)).scalar()

    def ids(self, numbers: Sequence[int]) -> list[UUID]:
        """The ids of row numbers, in their order."""
        found = self.rows(numbers, ())
        return [found[number].id for number in numbers if number in found]

    def open(self, row_id: UUID) -> Opened:
        """Read one row for a form.

        Raises:
            Gone: there is no such row.
        """
        with self._store.reading() as db:
            for trash in (False, True):
                built = SheetQuery(self.sheet)
                entries = self.sheet.fields
                columns = [built.column(entry).label(f"v{n}") for n, entry in enumerate(entries)]
                titles = [built.shown(entry).label(f"s{n}") for n, entry in enumerate(entries)]
                part_ids = [alias.c.id.label(f"p{n}") for n, alias in enumerate(built.parts)]
                statement = built.select(*columns, *titles, *part_ids, where=[built.main.c.id == row_id], trash=trash)
                if (found := db.execute(statement).first()) is not None:
                    break
            else:
                raise Gone()
            count = len(entries)
            values = {entry.key: value for entry, value in zip(entries, found[:count], strict=True)}
            read = {
                entry.key: cell_text(entry, value)
                for entry, value in zip(entries, found[count : 2 * count], strict=True)
            }
            places = [_Place(self.sheet.main, row_id)]
            places += [
                _Place(part.record, part_id) for part, part_id in zip(self.sheet.parts, found[2 * count :], strict=True)
            ]
            keys = [(place.record.__table_id__, place.id.bytes) for place in places if place.id]
            metas: dict[Key, bytes | None] = {}
            for key in keys:
                metas[key] = db.execute(
                    select(ROW_META.c.meta).where(ROW_META.c.table_id == key[0], ROW_META.c.row == key[1])
                ).scalar()
        title = read[self._title_entry().key]
        return Opened(row_id, title, values, read, Shown(metas), is_trashed=trash)

    def check(self, values: Mapping[str, Any]) -> list[Problem]:
        """What the rules say about a row's values."""
        return self.sheet.judge(values, today())

    def add(self, values: Mapping[str, Any], *, label: str = "") -> UUID:
        """Record a new row; its parts come with it.

        Raises:
            Refused: a rule does not let it in.
        """
        self._refuse(values)
        with self._store.writing(NOTHING, reason="add", label=label or f"Thêm {self.sheet.one} {ROW}") as session:
            return self.insert(session, values)

    def insert(self, session: Session, values: Mapping[str, Any]) -> UUID:
        """Add a row and its parts within a transaction that somebody else began; rules are not asked."""
        main_id = uuid7()
        session.add(self.sheet.main(id=main_id, **self._own(values, 0)))
        for position, part in enumerate(self.sheet.parts, 1):
            own = self._own(values, position)
            if part.needed or _has_content(part.record, own):
                session.add(part.record(**{part.link: main_id}, **own))
        return main_id

    def save(self, opened: Opened, changes: Mapping[str, Any], *, force: bool = False, label: str = "") -> None:
        """Write what the person changed in a form, and nothing else.

        Args:
            opened: What the form showed.
            changes: New values by sheet key.
            force: She was shown what was saved meanwhile and keeps hers.
        Raises:
            Refused, Gone; ChangedMeanwhile when another form of this program saved the same field.
        """
        changes = {key: value for key, value in changes.items() if opened.values.get(key) != value}
        if not changes:
            return
        self._refuse({**opened.values, **changes})
        shown = Shown(opened.shown.rows, forced=force)
        with self._store.writing(shown, reason="edit", label=label or f"Sửa {self.sheet.one} {ROW}") as session:
            self._change(session, opened.id, changes)

    def change_all(self, ids: Sequence[UUID], changes: Mapping[str, Any], *, label: str) -> int:
        """Set the same values on many rows, as one act.

        Returns:
            How many rows were changed.
        """
        with self._store.writing(AS_STORED, reason="bulk", label=label) as session:
            for row_id in ids:
                self._change(session, row_id, changes)
        return len(ids)

    def remove(self, ids: Sequence[UUID]) -> None:
        """Put rows and what belongs to them into the trash."""
        now = self._store.clock.now_ms()
        with self._store.writing(AS_STORED, reason="trash", label=self._bulk_label("Xóa", ids)) as session:
            self._set_deleted(session, ids, now, only_since=None)

    def restore(self, ids: Sequence[UUID]) -> None:
        """Take rows out of the trash, with what went there together with them."""
        with self._store.writing(AS_STORED, reason="restore", label=self._bulk_label("Lấy lại", ids)) as session:
            for row_id in ids:
                main = session.get(self.sheet.main, row_id)
                if main is not None and main.deleted_at is not None:
                    self._set_deleted(session, [row_id], None, only_since=main.deleted_at)

    def _set_deleted(self, session: Session, ids: Sequence[UUID], value: int | None, *, only_since: int | None) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            part_of_ids = ids[start : start + _AT_ONCE]
            targets = [(self.sheet.main, self.sheet.main.id.in_(part_of_ids))]
            targets += [(part.record, getattr(part.record, part.link).in_(part_of_ids)) for part in self.sheet.parts]
            for record, mine in targets:
                state = record.deleted_at.is_(None) if only_since is None else record.deleted_at == only_since
                session.execute(update(record).where(mine, state).values(deleted_at=value))

    def _change(self, session: Session, row_id: UUID, changes: Mapping[str, Any]) -> None:
        if not self._store.change_row(session, self.sheet.main, row_id, self._own(changes, 0)):
            raise Gone()
        for position, part in enumerate(self.sheet.parts, 1):
            own = self._own(changes, position)
            if not own:
                continue
            present = self._present(session, part, row_id)
            if present is None and _has_content(part.record, own):
                session.add(part.record(**{part.link: row_id}, **own))
            elif present is not None:
                self._store.change_row(session, part.record, present, own)

    def _present(self, session: Session, part: Part, row_id: UUID) -> UUID | None:
        """The id of the part that holds now."""
        table = part.record.__table__
        holds = (table.c[part.link] == row_id, table.c[part.open_until].is_(None), table.c.deleted_at.is_(None))
        return session.execute(select(table.c.id).where(*holds)).scalar()

    def _own(self, values: Mapping[str, Any], part: int) -> dict[str, Any]:
        return {
            entry.field.key: values[entry.key]
            for entry in self.sheet.fields
            if entry.part == part and entry.key in values
        }

    def _refuse(self, values: Mapping[str, Any]) -> None:
        if blocking := [problem for problem in self.check(values) if problem.blocks]:
            raise Refused(blocking)

    def _title_entry(self) -> SheetField:
        return next(
            entry for entry in self.sheet.fields if entry.part == 0 and entry.field.key == self.sheet.main.__title__
        )

    def _bulk_label(self, verb: str, ids: Sequence[UUID]) -> str:
        if len(ids) == 1:
            return f"{verb} {self.sheet.one} {ROW}"
        return f"{verb} {len(ids)} {self.sheet.one}"


def _has_content(record: type[Record], own: Mapping[str, Any]) -> bool:
    """Whether a part was filled in: something beyond what a new form shows by itself."""
    defaults = {
        column.key: column.info["field"].default for column in record.__table__.columns if "field" in column.info
    }
    return any(value is not None and value != defaults[key] for key, value in own.items())
