"""What should be looked at again: members with something missing, people who may be entered twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, String, distinct, func, or_, select, type_coerce

from desktop.models.branch import Branch
from desktop.models.names import fold
from desktop.reports.people import MEMBERSHIP, PERSON, from_members, living, of_unit

_AT_ONCE = 500
MISSING = ("birth_date", "sex", "branch_id", "joined_on")


@dataclass(frozen=True, slots=True)
class Missing:
    """Members who lack one field.

    Attributes:
        key: Of the field.
    """

    key: str
    members: int


def missing_fields(db: Connection, *, unit: str | None = None) -> list[Missing]:
    """How many present members lack a field that lists and figures need; fields nobody lacks are left out."""
    counts = [func.count(distinct(PERSON.id)).filter(_lacks(key)).label(key) for key in MISSING]
    row = db.execute(from_members(*counts, unit=unit)).mappings().one()
    return [Missing(key, row[key]) for key in MISSING if row[key]]


def incomplete_members(db: Connection, *, unit: str | None = None) -> int:
    """How many present members lack at least one of those fields."""
    lacking = or_(*(_lacks(key) for key in MISSING))
    return int(db.execute(from_members(func.count(distinct(PERSON.id)), unit=unit).where(lacking)).scalar_one())


def _lacks(key: str) -> ColumnElement[bool]:
    if key == "branch_id":
        standing = select(Branch.__table__.c.id).where(Branch.__table__.c.deleted_at.is_(None))
        return or_(MEMBERSHIP.branch_id.is_(None), MEMBERSHIP.branch_id.not_in(standing))
    column: ColumnElement[str | None] = (PERSON if key in PERSON else MEMBERSHIP)[key]
    return or_(column.is_(None), column == "")


@dataclass(frozen=True, slots=True)
class Alike:
    """People who may be one.

    Attributes:
        why: "citizen_id" or "name_and_birth".
    """

    why: str
    people: tuple[UUID, ...]


def possible_duplicates(db: Connection, *, unit: str | None = None) -> list[Alike]:
    """Living people with the same citizen id, then those of the same name and date of birth, marks aside.

    Two different citizen ids speak against the second.
    """
    here = [living(), *of_unit(PERSON.unit_id, unit)]
    found = [Alike("citizen_id", people) for people in _same_numbers(db, here)]
    known = {frozenset(alike.people) for alike in found}
    alike = (Alike("name_and_birth", people) for people in _same_names(db, here))
    return found + [each for each in alike if frozenset(each.people) not in known]


def _same_numbers(db: Connection, here: Sequence[ColumnElement[bool]]) -> Iterator[tuple[UUID, ...]]:
    twice = select(PERSON.citizen_id).where(PERSON.citizen_id != "", *here).group_by(PERSON.citizen_id)
    query = select(PERSON.citizen_id, PERSON.id).where(PERSON.citizen_id.in_(twice.having(func.count() > 1)), *here)
    groups: dict[str, list[UUID]] = {}
    for number, person in db.execute(query.order_by(PERSON.id)):
        groups.setdefault(number, []).append(person)
    return (tuple(people) for people in groups.values())


def _same_names(db: Connection, here: Sequence[ColumnElement[bool]]) -> Iterator[tuple[UUID, ...]]:
    """Folded names cannot be compared by both databases, so names and dates alone are read first."""
    born = type_coerce(PERSON.birth_date, String)
    seen: set[tuple[str, str]] = set()
    twice: dict[tuple[str, str], list[tuple[UUID, str]]] = {}
    for name, day in db.execute(select(PERSON.full_name, born).where(PERSON.birth_date.is_not(None), *here)):
        key = (_folded(name or ""), day)
        if key in seen:
            twice[key] = []
        seen.add(key)
    days = sorted({day for _, day in twice})
    for start in range(0, len(days), _AT_ONCE):
        query = select(PERSON.id, PERSON.full_name, born, PERSON.citizen_id)
        query = query.where(PERSON.birth_date.in_(days[start : start + _AT_ONCE]), *here).order_by(PERSON.id)
        for person, name, day, number in db.execute(query):
            if (group := twice.get((_folded(name or ""), day))) is not None:
                group.append((person, number or ""))
    for group in twice.values():
        if _may_be_one([number for _, number in group]):
            yield tuple(person for person, _ in group)


def _may_be_one(numbers: Sequence[str]) -> bool:
    given = [number for number in numbers if number]
    return len(set(given)) < len(numbers)


def people_in(alike: Iterable[Alike]) -> tuple[UUID, ...]:
    """Everybody in such groups, the groups kept together, nobody twice."""
    return tuple(dict.fromkeys(person for each in alike for person in each.people))


def _folded(name: str) -> str:
    return " ".join(map(_folded_word, name.split()))


@lru_cache(maxsize=16_384)
def _folded_word(word: str) -> str:
    return fold(word)
