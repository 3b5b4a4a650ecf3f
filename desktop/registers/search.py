"""The search box: every register with searched fields at once, at every keystroke."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import literal_column, text
from sqlalchemy.dialects import sqlite

from desktop.models.dates import PartialDate
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.models.record import Record
from desktop.models.sheets import MEMBER, Sheet, SheetField, sheets
from desktop.registers.query import SheetQuery, match_expression
from desktop.registers.rows import Hit, cell_text
from desktop.store.capture import searched_fields, title_key
from desktop.store.engine import StoreConnection, driver_of
from desktop.store.store import Store

_OF_EACH_REGISTER = 5
_SORTED_AT_MOST = 128  # with more hits the order says nothing yet, and sorting them would cost a frame

_PEOPLE = f"""
    SELECT p.rid, p.id, p.full_name, p.birth_date, m.id, b.name
    FROM {Person.__tablename__} p
    LEFT JOIN {Membership.__tablename__} m ON m.person_id = p.id AND m.left_on IS NULL AND m.deleted_at IS NULL
    LEFT JOIN branch b ON b.id = m.branch_id
    WHERE p.rid IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True)
class _Searched:
    """A register that the box looks into, beside people.

    Attributes:
        rows: SQL that reads the title and what stands under it for row numbers given as JSON.
        title, under: The fields that these show.
    """

    sheet: Sheet
    rows: str
    title: SheetField
    under: SheetField | None


class Search:
    """Finds rows of any register by what is typed. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        by_main = {sheet.main: sheet for sheet in sheets().values()}
        self._others = [
            _searched(sheet) for main, sheet in by_main.items() if main is not Person and searched_fields(main)
        ]

    def find(self, typed: str, *, limit: int = 50) -> list[Hit]:
        """Rows in which every typed word begins some word.

        Members come first, then other people, then some of each other register. Within people, those whose marks
        are as typed come before those that only have the same letters, and by name where they are not too many.
        """
        folded, exact = match_expression(typed), match_expression(typed, exact=True)
        if not folded:
            return []
        with self._store.reading() as connection:
            db = driver_of(connection)  # many small questions: SQLAlchemy would cost more than the answers
            others = [hit for searched in self._others for hit in _rows(db, searched, folded, exact)]
            room = max(limit - len(others), limit // 2)
            people = _people(db, _numbers(db, Person, folded, exact, room))
        return (people + others)[:limit]


def _numbers(db: StoreConnection, record: type[Record], folded: str, exact: str, limit: int) -> list[int]:
    """Row numbers of the best hits, the best first."""
    found = _matching(db, record, folded)
    if len(found) > 1:
        as_typed = _by_name(db, record, _matching(db, record, exact))
        known = set(as_typed)
        found = as_typed + _by_name(db, record, [number for number in found if number not in known])
    return found[:limit]


def _matching(db: StoreConnection, record: type[Record], expression: str) -> list[int]:
    index = f'"{record.__tablename__}_search"'
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {_SORTED_AT_MOST}"
    return [number for (number,) in db.execute(query, (expression,))]


def _by_name(db: StoreConnection, record: type[Record], numbers: list[int]) -> list[int]:
    """The numbers by the rows' titles; as they are where there are more than these."""
    if len(numbers) < 2 or len(numbers) == _SORTED_AT_MOST or not title_key(record):
        return numbers
    listed = ", ".join(map(str, numbers))
    query = f'SELECT rid FROM "{record.__tablename__}" WHERE rid IN ({listed}) ORDER BY title_key'
    return [number for (number,) in db.execute(query)]


def _people(db: StoreConnection, numbers: Sequence[int]) -> list[Hit]:
    hits: dict[int, Hit] = {}
    for number, row_id, name, born, membership, branch in db.execute(_PEOPLE, (json.dumps(numbers),)):
        year = str(PartialDate(born).year) if born else ""
        sheet = MEMBER.name if membership else Person.__tablename__
        under = " · ".join(part for part in (branch, year) if part)
        hits[number] = Hit(sheet, UUID(bytes=row_id), name or "", under, number)
    ordered = [hits[number] for number in numbers]
    return sorted(ordered, key=lambda hit: hit.sheet != MEMBER.name)


def _searched(sheet: Sheet) -> _Searched:
    query = SheetQuery(sheet)
    title = next(entry for entry in sheet.fields if entry.part == 0 and entry.field.key == sheet.main.__title__)
    under = next((entry for entry in sheet.listed if entry != title), None)
    wanted = text("t0.rid IN (SELECT value FROM json_each(:numbers))")
    columns = [literal_column("t0.rid"), literal_column("t0.id"), query.shown(title)]
    columns += [query.shown(under)] if under else [literal_column("NULL")]
    statement = query.select(*columns, where=[wanted])  # type: ignore[list-item]
    return _Searched(sheet, str(statement.compile(dialect=sqlite.dialect())), title, under)


def _rows(db: StoreConnection, searched: _Searched, folded: str, exact: str) -> list[Hit]:
    numbers = _numbers(db, searched.sheet.main, folded, exact, _OF_EACH_REGISTER)
    if not numbers:
        return []
    hits: dict[int, Hit] = {}
    for number, row_id, title, under in db.execute(searched.rows, (json.dumps(numbers),)):
        subtitle = cell_text(searched.under, under) if searched.under else ""
        hits[number] = Hit(searched.sheet.name, UUID(bytes=row_id), cell_text(searched.title, title), subtitle, number)
    return [hits[number] for number in numbers if number in hits]
