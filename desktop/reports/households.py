"""Households headed by women."""

from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.household import Household
from desktop.models.person import Person
from desktop.models.poverty_status import PovertyStatus
from desktop.reports.people import PERSON, living, of_unit

HOUSEHOLD, STATUS = Household.__table__.c, PovertyStatus.__table__.c


def poor_headed_by_women(db: Connection, *, unit: str | None = None) -> list[UUID]:
    """Households that are poor now and whose head is a living woman."""
    rows = Household.__table__.join(PovertyStatus.__table__, STATUS.household_id == HOUSEHOLD.id).join(
        Person.__table__, PERSON.id == HOUSEHOLD.head_id
    )
    query = (
        select(HOUSEHOLD.id)
        .select_from(rows)
        .where(
            HOUSEHOLD.deleted_at.is_(None), STATUS.deleted_at.is_(None), STATUS.to_on.is_(None), living(),
            STATUS.poverty_class == "poor", PERSON.sex == "female", *of_unit(HOUSEHOLD.unit_id, unit),
        )
        .distinct()
    )  # fmt: skip
    return list(db.execute(query).scalars())
