"""Counts the overview of the commune, and keeps it for the next reading."""

import logging
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from desktop.models.branch import Branch
from desktop.models.denominator import Denominator
from desktop.models.meeting import Attendance, Meeting
from desktop.models.sheets import sheet_named
from desktop.registers.kept_overview import DUPLICATES, KEPT, STATE, earliest_start, packed, still_to_come
from desktop.registers.office_settings import read_settings
from desktop.registers.overview import NextMeeting, Overview, ToReview, behind_duplicates, behind_missing
from desktop.reports import coverage as covering
from desktop.reports import households, people, quality
from desktop.store.store import Store
from sync import outbox
from sync.errors import AppError

log = logging.getLogger(__name__)


def count_and_keep(store: Store, now: datetime) -> Overview:
    """All figures, as they stand at one moment; kept for as long as they stand."""
    settings = read_settings(store)
    with store.reading() as db:
        overview, meetings = _count(db, now, settings.watch_percent)
        state = str(db.exec_driver_sql(STATE).scalar())
        last = min(overview.quarter.last, _day_before_next_base(db, now.date()))
    try:
        store.set_meta(KEPT, packed(overview, meetings, state=state, first=now.date(), last=last))
    except AppError:
        log.warning("the overview could not be kept", exc_info=True)  # it is counted again next time
    return overview


def _count(db: Connection, now: datetime, watch_percent: int) -> tuple[Overview, list[NextMeeting]]:
    quarter = people.this_quarter(now.date())
    members = people.members_now(db)
    meetings = meetings_to_come(db, now)
    overview = Overview(
        members,
        people.change_in(db, quarter),
        quarter,
        covering.coverage(db, now.date()),
        watch_percent,
        tuple(covering.by_branch(db, now.date())),
        tuple(households.poor_headed_by_women(db)),
        still_to_come(meetings, now),
        tuple(to_review(db)),
        outbox.waiting(db),
        not members and _is_empty(db),
    )
    return overview, meetings


def meetings_to_come(db: Connection, now: datetime) -> list[NextMeeting]:
    """The meetings that are not over, by their start."""
    table, line = Meeting.__table__.c, Attendance.__table__.c
    called = select(func.count()).where(line.meeting_id == table.id, line.deleted_at.is_(None)).scalar_subquery()
    query = (
        select(table.id, table.title, Branch.name, table.starts_at, table.place, called)
        .outerjoin(Branch.__table__, Branch.id == table.branch_id)
        .where(table.deleted_at.is_(None), table.starts_at >= earliest_start(now))
        .order_by(table.starts_at)
    )
    return [
        NextMeeting(row, title or "", branch or "", starts_at, place or "", count)
        for row, title, branch, starts_at, place, count in db.execute(query)
    ]


def to_review(db: Connection) -> list[ToReview]:
    """People who may be entered twice, and members with something missing."""
    found = []
    if twice := quality.people_in(quality.possible_duplicates(db)):
        found.append(ToReview(DUPLICATES, len(twice), behind_duplicates(twice)))
    for missing in quality.missing_fields(db):
        found.append(ToReview(missing.key, missing.members, behind_missing(missing.key)))
    return found


def _day_before_next_base(db: Connection, today: date) -> date:
    """The last day before a figure of women that was recorded ahead begins to count."""
    table = Denominator.__table__.c
    recorded = db.execute(select(table.as_of).where(table.deleted_at.is_(None), table.as_of.is_not(None))).scalars()
    ahead = [as_of.earliest for as_of in recorded if as_of.earliest > today]
    return min(ahead, default=date.max) - timedelta(days=1)


def _is_empty(db: Connection) -> bool:
    tables = [sheet_named(name).main.__table__ for name in ("person", "household", "branch")]
    return not any(db.execute(select(table.c.id).limit(1)).first() for table in tables)
