"""What needs her today, and the figures of the commune, each with the rows behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from desktop.models.branch import Branch
from desktop.models.meeting import Attendance, Meeting
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.office_settings import read_settings
from desktop.registers.query import Filter, Query
from desktop.reports import coverage as covering
from desktop.reports import households, people, quality
from desktop.reports.coverage import BranchFigure, Coverage
from desktop.reports.periods import Period
from desktop.store.store import Store
from sync.tables import CHANGE

MEMBERS_NOW = Query(filters=(Filter("kind", "is_not", ["honorary"]), Filter("died_on", "empty")))


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the rows behind a figure are listed.

    Attributes:
        sheet: Name of the sheet whose page lists them.
    """

    sheet: str
    query: Query


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting to be held.

    Attributes:
        starts_at: Local ISO text to the minute.
        called: How many people are on its roster.
    """

    id: UUID
    title: str
    branch: str
    starts_at: str
    place: str
    called: int


@dataclass(frozen=True, slots=True)
class ToReview:
    """Something that should be looked at again.

    Attributes:
        what: "duplicates", or the key of the field that is missing.
        rows: How many people.
    """

    what: str
    rows: int
    behind: Behind


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the home page shows.

    Attributes:
        threshold: Coverage under this many percent is marked.
        branches: By name; the members without a branch are in `to_review`.
        waiting: Changes that no receipt has come for.
    """

    members: int
    change: people.Change
    quarter: Period
    coverage: Coverage
    threshold: int
    branches: tuple[BranchFigure, ...]
    poor_households: tuple[UUID, ...]
    next_meeting: NextMeeting | None
    to_review: tuple[ToReview, ...]
    waiting: int
    is_empty: bool


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
        found.append(ToReview("duplicates", len(twice), Behind("person", Query(only=twice, sort="full_name"))))
    for missing in quality.missing_fields(db):
        query = Query(filters=(*MEMBERS_NOW.filters, Filter(missing.key, "empty")))
        found.append(ToReview(missing.key, missing.members, Behind("member", query)))
    return found


def waiting(db: Connection) -> int:
    """Changes that wait to be sent."""
    return int(db.execute(select(func.count()).select_from(CHANGE)).scalar_one())


def behind_members() -> Behind:
    """The members counted now."""
    return Behind("member", MEMBERS_NOW)


def behind_joined(period: Period) -> Behind:
    """Members who joined in a period and are still in."""
    first, last = (
        Filter("joined_on", "from", period.first.isoformat()[:7]),
        Filter("joined_on", "to", period.last.isoformat()),
    )
    return Behind("member", Query(filters=(*MEMBERS_NOW.filters, first, last), sort="joined_on"))


def behind_branch(branch: UUID | None) -> Behind:
    """The members of one branch."""
    which = Filter("branch_id", "empty") if branch is None else Filter("branch_id", "is", [branch])
    return Behind("member", Query(filters=(*MEMBERS_NOW.filters, which)))


def behind_households(ids: tuple[UUID, ...]) -> Behind:
    """Chosen households."""
    return Behind("household", Query(only=ids))


def behind_denominators() -> Behind:
    """The figures of women that were recorded."""
    return Behind("denominator", Query(sort="as_of", descending=True))


def label_of(what: str) -> str:
    """What a missing field is called, as it stands in a sentence: "ngày sinh"."""
    label = MEMBER.field(what).field.label
    return label[0].lower() + label[1:]


def _is_empty(db: Connection) -> bool:
    tables = [sheet_named(name).main.__table__ for name in ("person", "household", "branch")]
    return not any(db.execute(select(table.c.id).limit(1)).first() for table in tables)
