"""Who is a member: figures of a day, and the rows behind them.

Every function takes a connection to either database; `unit` narrows it to one commune.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, or_, select

from desktop.models.catalogues import catalogue
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.reports.figures import Change as Change
from desktop.reports.periods import Period, within

PERSON, MEMBERSHIP = Person.__table__.c, Membership.__table__.c


def regular() -> ColumnElement[bool]:
    """Every member but the honorary ones."""
    return or_(MEMBERSHIP.kind.is_(None), MEMBERSHIP.kind != "honorary")


def living() -> ColumnElement[bool]:
    """Rows in use of persons who are alive."""
    return and_(PERSON.deleted_at.is_(None), PERSON.died_on.is_(None))


def current() -> ColumnElement[bool]:
    """Memberships that hold."""
    return and_(MEMBERSHIP.deleted_at.is_(None), MEMBERSHIP.left_on.is_(None))


def of_unit(column: ColumnElement[Any], unit: str | None) -> list[ColumnElement[bool]]:
    """Rows of one commune, or no condition."""
    return [] if unit is None else [column == unit]


def from_members(*columns: ColumnElement[Any], unit: str | None = None) -> Select[Any]:
    """Select from present members, honorary ones left out."""
    joined = Person.__table__.join(Membership.__table__, MEMBERSHIP.person_id == PERSON.id)
    return select(*columns).select_from(joined).where(living(), current(), regular(), *of_unit(PERSON.unit_id, unit))


def members_now(db: Connection, *, unit: str | None = None) -> int:
    """Distinct living members, honorary ones left out."""
    return int(db.execute(from_members(func.count(distinct(PERSON.id)), unit=unit)).scalar_one())


def counted_members(db: Connection, *, unit: str | None = None) -> int:
    """Members who count for coverage: those whose residence says under six months or away are left out.

    Source:
        Central Union, workshop of 25 April 2023, rule 1.
    """
    return int(db.execute(from_members(func.count(distinct(PERSON.id)), unit=unit).where(resident())).scalar_one())


def resident() -> ColumnElement[bool]:
    """Nothing known against her living here for six months or more."""
    return or_(PERSON.residence.is_(None), PERSON.residence.not_in(_NOT_COUNTED))


_NOT_COUNTED = tuple(
    entry.key for entry in catalogue("residence_kind").entries() if not entry.extra.get("counts_for_coverage", True)
)


def change_in(db: Connection, period: Period, *, unit: str | None = None) -> Change:
    """Who joined and who left in a period.

    Who left because she died, or was entered by mistake, left too; who was moved between branches did neither.
    """
    rows = Membership.__table__.join(Person.__table__, MEMBERSHIP.person_id == PERSON.id)
    people = select(func.count(distinct(MEMBERSHIP.person_id))).select_from(rows)
    kept = [PERSON.deleted_at.is_(None), MEMBERSHIP.deleted_at.is_(None), regular(), *of_unit(PERSON.unit_id, unit)]
    joined = people.where(within(MEMBERSHIP.joined_on, period), *kept)
    left = people.where(within(MEMBERSHIP.left_on, period), *kept)
    return Change(int(db.execute(joined).scalar_one()), int(db.execute(left).scalar_one()))


def members_by_branch(db: Connection, *, unit: str | None = None) -> dict[UUID | None, int]:
    """Present members of each branch; None stands for members without one."""
    query = from_members(MEMBERSHIP.branch_id, func.count(distinct(PERSON.id)), unit=unit)
    return {row[0]: row[1] for row in db.execute(query.group_by(MEMBERSHIP.branch_id))}


def this_quarter(on: date) -> Period:
    """The quarter a day lies in."""
    return Period.quarter(on.year, (on.month - 1) // 3 + 1)
