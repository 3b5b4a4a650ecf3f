"""Reads the overview of the commune from its register."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, select

from desktop.models.branch import Branch
from desktop.models.meeting import Attendance, Meeting
from desktop.models.sheets import sheet_named
from desktop.registers.office_settings import read_settings
from desktop.registers.overview import NextMeeting, Overview, ToReview, behind_duplicates, behind_missing
from desktop.reports import coverage as covering
from desktop.reports import households, people, quality
from desktop.store.store import Store
from sync.tables import CHANGE


class Overviews:
    """Reads the overview of one store. Each figure has its own method, so that a page may ask for one alone."""

    def __init__(self, store: Store, now: Callable[[], datetime] = datetime.now) -> None:
        self._store = store
        self._now = now

    def read(self) -> Overview:
        """All figures, as they stand at one moment."""
        now = self._now()
        settings = read_settings(self._store)
        quarter = people.this_quarter(now.date())
        with self._store.reading() as db:
            members = people.members_now(db)
            return Overview(
                members,
                people.change_in(db, quarter),
                quarter,
                covering.coverage(db, now.date()),
                settings.watch_percent,
                tuple(covering.by_branch(db, now.date())),
                tuple(households.poor_headed_by_women(db)),
                next_meeting(db, now),
                tuple(to_review(db)),
                waiting(db),
                not members and _is_empty(db),
            )


def next_meeting(db: Connection, now: datetime) -> NextMeeting | None:
    """The next meeting; one that began less than two hours ago is still the next."""
    table, line = Meeting.__table__.c, Attendance.__table__.c
    query = (
        select(table.id, table.title, table.starts_at, table.place, Branch.name)
        .outerjoin(Branch.__table__, Branch.id == table.branch_id)
        .where(table.deleted_at.is_(None), table.starts_at >= _earlier(now))
        .order_by(table.starts_at)
        .limit(1)
    )
    if (row := db.execute(query).first()) is None:
        return None
    lines = select(func.count()).where(line.meeting_id == row.id, line.deleted_at.is_(None))
    called = db.execute(lines).scalar_one()
    return NextMeeting(row.id, row.title or "", row.name or "", row.starts_at, row.place or "", called)


def _earlier(now: datetime) -> str:
    begun = now.replace(hour=max(now.hour - 2, 0)) if now.hour else now
    return begun.strftime("%Y-%m-%dT%H:%M")


def to_review(db: Connection) -> list[ToReview]:
    """People who may be entered twice, and members with something missing."""
    found = []
    if twice := quality.people_in(quality.possible_duplicates(db)):
        found.append(ToReview("duplicates", len(twice), behind_duplicates(twice)))
    for missing in quality.missing_fields(db):
        found.append(ToReview(missing.key, missing.members, behind_missing(missing.key)))
    return found


def waiting(db: Connection) -> int:
    """Changes that wait to be sent."""
    return int(db.execute(select(func.count()).select_from(CHANGE)).scalar_one())


def _is_empty(db: Connection) -> bool:
    tables = [sheet_named(name).main.__table__ for name in ("person", "household", "branch")]
    return not any(db.execute(select(table.c.id).limit(1)).first() for table in tables)
