"""What the meeting pages ask of the registers, on worker threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.models.catalogues import catalogue
from desktop.registers.invitees import Invitee, joined
from desktop.registers.meetings import Line, MeetingRow, OpenedMeeting, lines_for
from desktop.ui.meetings.services import MeetingServices
from desktop.ui.meetings.what import first_values
from desktop.ui.meetings.who import Asked
from desktop.ui.printing.papers import Paper
from desktop.ui.registers.services import DraftLike
from desktop.ui.texts import meetings as texts

_NEEDED = ("title", "starts_at")


@dataclass(frozen=True, slots=True)
class Begun:
    """A meeting as the editor opens it.

    Attributes:
        opened: None for a new one.
        draft: What was typed and never saved; None when there is nothing.
    """

    values: Mapping[str, Any]
    asked: Asked
    branches: Sequence[tuple[UUID, str]]
    opened: OpenedMeeting | None = None
    draft: DraftLike | None = None


@dataclass(frozen=True, slots=True)
class RosterMade:
    """A list of people, and the paper it makes.

    Attributes:
        paper: None while too little is known of the meeting.
        last: Which meeting "like last time" means, in words.
    """

    lines: tuple[Line, ...] = ()
    paper: Paper | None = None
    last: str = ""
    keeps_order: bool = field(default=False)

    @property
    def called(self) -> int:
        """How many are on the list, walk-ins aside."""
        return sum(not line.is_walk_in for line in self.lines)


def draft_key(meeting_id: UUID | None) -> str:
    """Under which key the draft of a meeting is kept."""
    return f"meeting-page:{meeting_id or 'new'}"


def begin(services: MeetingServices, meeting_id: UUID | None) -> Begun:
    """Read a meeting, or what a new one begins with."""
    branches = services.branches()
    draft = services.drafts.find(draft_key(meeting_id))
    if meeting_id is None:
        values = first_values(services.papers.settings())
        return Begun(values, Asked(blank_rows=values["blank_rows"]), branches, None, draft)
    opened = services.meetings.open(meeting_id)
    return Begun(opened.values, _asked_of(services, opened, branches), branches, opened, draft)


def listed(services: MeetingServices) -> list[MeetingRow]:
    """All meetings, the latest first."""
    return services.meetings.listed()


def make_roster(
    services: MeetingServices, asked: Asked, values: Mapping[str, Any], opened: OpenedMeeting | None, *,
    as_it_is: bool, phone: bool,
) -> RosterMade:  # fmt: skip
    """Choose the people and draw the roster.

    Args:
        as_it_is: The stored list, without choosing anew.
    """
    last = ""
    taken = opened is not None and opened.figures.is_taken
    if as_it_is and opened is not None:
        lines = list(opened.lines)
    else:
        people, last = _people(services, asked, values, opened)
        lines = _lines(people, asked, opened.lines if opened else ())
        if taken:
            lines.sort(key=lambda line: line.position or len(lines) + 1)
    paper = None
    if lines and all(values.get(key) for key in _NEEDED):
        facts = services.papers.data.draft(values, lines, opened.id if opened else None)
        paper = services.papers.roster_of(facts, phone=phone)
    return RosterMade(tuple(lines), paper, last, taken)


def _people(
    services: MeetingServices, asked: Asked, values: Mapping[str, Any], opened: OpenedMeeting | None
) -> tuple[list[Invitee], str]:
    invitees, words = services.invitees, ""
    by_hand = invitees.of_people(asked.people)
    if asked.by == "branch":
        found = invitees.of_branches(asked.branches, honorary=asked.honorary)
    elif asked.by == "post":
        found = invitees.of_posts(asked.posts) if asked.posts else []
    elif asked.by == "last":
        last = invitees.like_last(values.get("kind"), asked.branch_id, other_than=opened.id if opened else None)
        found = list(last.people) if last else []
        words = texts.NO_LAST
        if last is not None:
            when = f"{last.starts_at[8:10]}/{last.starts_at[5:7]}/{last.starts_at[:4]}"
            words = texts.LAST_WAS.format(title=last.title, when=when, count=len(last.people))
    else:
        found = []
    return joined(found, by_hand), words


def _lines(people: Sequence[Invitee], asked: Asked, before: Sequence[Line]) -> list[Line]:
    """Called people, then guests, then whoever came uncalled."""
    chosen = lines_for(people, [line for line in before if line.person_id or line.is_walk_in])
    known = {line.name: line for line in before if line.person_id is None and not line.is_walk_in}
    guests = [known.get(name) or Line(None, name) for name in asked.guests]
    walk_ins = [line for line in chosen if line.is_walk_in]
    return [*(line for line in chosen if not line.is_walk_in), *guests, *walk_ins]


def _asked_of(services: MeetingServices, opened: OpenedMeeting, branches: Sequence[tuple[UUID, str]]) -> Asked:
    """How the stored list was chosen, as far as the list itself tells."""
    by = opened.values.get("invited_by") or "branch"
    called = [line for line in opened.lines if not line.is_walk_in]
    ids = [line.person_id for line in called if line.person_id]
    known = services.invitees.describe(ids, by_post=by == "post").values()
    branch_id = opened.values.get("branch_id")
    theirs = {each.branch_id for each in known if each.branch_id}
    some = tuple(branch for branch, _ in branches if branch in theirs)
    post_labels = {each.post for each in known if each.post}
    return Asked(
        by,
        (branch_id,) if branch_id else () if len(some) == len(branches) else some,
        tuple(entry.key for entry in catalogue("post").entries() if entry.label in post_labels) if by == "post" else (),
        tuple(ids) if by == "hand" else (),
        guests=tuple(line.name for line in called if line.person_id is None),
        blank_rows=opened.values.get("blank_rows") or 0,
    )
