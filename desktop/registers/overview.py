"""What needs her today, and the figures of the commune, each with the rows behind it."""

from dataclasses import dataclass
from uuid import UUID

from desktop.registers.asked import Filter, Query
from desktop.reports.figures import BranchFigure, Change, Coverage
from desktop.reports.periods import Period

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
    change: Change
    quarter: Period
    coverage: Coverage
    threshold: int
    branches: tuple[BranchFigure, ...]
    poor_households: tuple[UUID, ...]
    next_meeting: NextMeeting | None
    to_review: tuple[ToReview, ...]
    waiting: int
    is_empty: bool


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


def behind_duplicates(ids: tuple[UUID, ...]) -> Behind:
    """People who may be entered twice, those who may be one together."""
    return Behind("person", Query(only=ids, sort="full_name"))


def behind_missing(key: str) -> Behind:
    """The members who lack a field."""
    return Behind("member", Query(filters=(*MEMBERS_NOW.filters, Filter(key, "empty"))))


def behind_households(ids: tuple[UUID, ...]) -> Behind:
    """Chosen households."""
    return Behind("household", Query(only=ids))


def behind_denominators() -> Behind:
    """The figures of women that were recorded."""
    return Behind("denominator", Query(sort="as_of", descending=True))


def label_of(what: str) -> str:
    """What a missing field is called, as it stands in a sentence: "ngày sinh"."""
    from desktop.models.sheets import MEMBER

    label = MEMBER.field(what).field.label
    return label[0].lower() + label[1:]
