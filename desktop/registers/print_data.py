"""What papers print, gathered from the store as plain values; nothing here knows how a paper looks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, Select, func, literal_column, select

from desktop.models.branch import Branch
from desktop.models.catalogues import catalogue
from desktop.models.dates import PartialDate
from desktop.models.hamlet import Hamlet
from desktop.models.household import Household
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.models.support import ResourceIn, SupportOut
from desktop.registers.invitees import Invitee, Invitees
from desktop.registers.meetings import Figures, Line, Meetings, figures_of
from desktop.registers.register import Gone
from desktop.reports.people import MEMBERSHIP, PERSON, from_members, regular
from desktop.reports.periods import Period, within
from desktop.store.store import Store

GUESTS = "Khách mời"
NO_BRANCH = "Chưa có chi hội"


@dataclass(frozen=True, slots=True)
class PrintEvent:
    """A paper left the program; what is kept of it in the log of prints.

    Attributes:
        form: Code of the form: "HN-01".
        register: Whose rows stand on it.
        fields: Keys of the personal and sensitive fields on it.
    """

    form: str
    register: str
    rows: tuple[UUID, ...]
    fields: tuple[str, ...] = ()


OnPrinted = Callable[[PrintEvent], None]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of a roster, with everything any paper of the meeting prints of it.

    Attributes:
        unit: Post, and the branch or group where it does not stand above.
    """

    line: Line
    birth: str = ""
    unit: str = ""
    phone: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class RosterGroup:
    """Lines under one heading; an empty title prints none."""

    title: str
    lines: tuple[RosterLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Everything the papers of one meeting print.

    Attributes:
        kind: As it is read; empty where none was chosen.
        are_members: Whether those called were chosen as members of branches.
    """

    id: UUID
    title: str
    kind: str
    starts_at: datetime
    place: str
    chair: str
    secretary: str
    branch: str
    are_members: bool
    blank_rows: int
    groups: tuple[RosterGroup, ...]
    figures: Figures
    content: str = ""
    opinions: str = ""
    vote: str = ""
    conclusion: str = ""

    @property
    def lines(self) -> tuple[RosterLine, ...]:
        """All lines in roster order."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def people(self) -> tuple[UUID, ...]:
        """Those of the register."""
        return tuple(each.line.person_id for each in self.lines if each.line.person_id)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One member on a list; ethnicity and religion only where they were asked for."""

    id: UUID
    full_name: str
    birth: str
    ethnicity: str
    religion: str
    address: str
    joined: str
    is_core: bool
    note: str
    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BranchMembers:
    """Members of one branch; of those who came or went in a period."""

    branch: str
    members: tuple[MemberFacts, ...]


@dataclass(frozen=True, slots=True)
class GiftFacts:
    """One who receives support."""

    person_id: UUID | None
    full_name: str
    birth: str
    address: str
    reason: str
    cash_vnd: int
    goods: str
    goods_vnd: int
    proxy: str


@dataclass(frozen=True, slots=True)
class GiftListFacts:
    """One occasion on which support is handed over.

    Attributes:
        source: Who gave it, as far as that was recorded.
    """

    name: str
    handed_on: date
    source: str
    gifts: tuple[GiftFacts, ...]


class PrintData:
    """Gathers what papers print from one store. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def meeting(self, meeting_id: UUID) -> MeetingFacts:
        """A meeting with its roster in the order of its numbers.

        Raises:
            Gone: there is no such meeting.
        """
        opened = Meetings(self._store).open(meeting_id)
        return self.draft(opened.values, opened.lines, meeting_id)

    def draft(self, values: Any, lines: Sequence[Line], meeting_id: UUID | None = None) -> MeetingFacts:
        """The same of a meeting that is not saved yet."""
        by_post = values.get("invited_by") == "post"
        ids = [line.person_id for line in lines if line.person_id]
        known = Invitees(self._store).describe(ids, by_post=by_post)
        branch_id = values.get("branch_id")
        divided = branch_id is None and values.get("invited_by") in ("branch", "last")
        return MeetingFacts(
            meeting_id or UUID(int=0),
            values.get("title") or "",
            catalogue("meeting_kind").label(values["kind"]) if values.get("kind") else "",
            datetime.fromisoformat(values["starts_at"]),
            values.get("place") or "",
            values.get("chair") or "",
            values.get("secretary") or "",
            self._branch_name(branch_id),
            values.get("invited_by") != "post",
            values.get("blank_rows") or 0,
            tuple(_grouped(lines, known, divided=divided, one_branch=branch_id)),
            figures_of(lines),
            values.get("minutes") or "",
            values.get("opinions") or "",
            values.get("vote") or "",
            values.get("conclusion") or "",
        )

    def branch_members(self, branch_id: UUID, *, ethnicity: bool = True, religion: bool = False) -> BranchMembers:
        """Present members of a branch by given name, honorary ones left out.

        Args:
            ethnicity, religion: Sensitive; left empty unless asked for.
        """
        query = _members(from_members(*_COLUMNS)).where(MEMBERSHIP.branch_id == branch_id)
        with self._store.reading() as db:
            members = _read_members(db, query, ethnicity=ethnicity, religion=religion)
        return BranchMembers(self._branch_name(branch_id), tuple(members))

    def movements(
        self, direction: Literal["joined", "left"], period: Period, *, branch_id: UUID | None = None
    ) -> list[BranchMembers]:
        """Who came or went in a period, by branch and given name."""
        column = MEMBERSHIP.joined_on if direction == "joined" else MEMBERSHIP.left_on
        rows = Membership.__table__.join(Person.__table__, MEMBERSHIP.person_id == PERSON.id)
        query = _members(select(*_COLUMNS).select_from(rows)).where(
            within(column, period), MEMBERSHIP.deleted_at.is_(None), PERSON.deleted_at.is_(None), regular()
        )
        if branch_id is not None:
            query = query.where(MEMBERSHIP.branch_id == branch_id)
        with self._store.reading() as db:
            members = _read_members(db, query, ethnicity=True, religion=False, day=direction)
            names = _branches_in_order(db)
            branch_of = {row.person: row.branch_id for row in db.execute(query)}
        groups = [(name, [each for each in members if branch_of[each.id] == branch]) for branch, name in names.items()]
        nowhere = [each for each in members if branch_of[each.id] not in names]
        return [BranchMembers(name, tuple(found)) for name, found in [*groups, (NO_BRANCH, nowhere)] if found]

    def gift_lists(self) -> list[tuple[str, int]]:
        """Occasions on which support was handed over, the latest first, with how many received."""
        table = SupportOut.__table__.c
        query = (
            select(table.list_name, func.count())
            .where(table.deleted_at.is_(None), table.list_name.is_not(None))
            .group_by(table.list_name)
            .order_by(func.max(table.given_on).desc(), table.list_name)
        )
        with self._store.reading() as db:
            return [(row[0], row[1]) for row in db.execute(query)]

    def gifts(self, list_name: str) -> GiftListFacts:
        """Who receives what on one occasion, by given name.

        Raises:
            Gone: nothing was recorded under that name.
        """
        with self._store.reading() as db:
            rows = db.execute(_gift_query(list_name)).all()
        if not rows:
            raise Gone()
        donors = ", ".join(dict.fromkeys(row.donor for row in rows if row.donor))
        days = [row.given_on for row in rows if row.given_on]
        handed_on = max(days).earliest if days else date.today()
        return GiftListFacts(list_name, handed_on, donors, tuple(_gift(row) for row in rows))

    def _branch_name(self, branch_id: UUID | None) -> str:
        if branch_id is None:
            return ""
        with self._store.reading() as db:
            return db.execute(select(Branch.name).where(Branch.id == branch_id)).scalar() or ""


def _grouped(
    lines: Sequence[Line], known: dict[UUID, Invitee], *, divided: bool, one_branch: UUID | None
) -> Iterable[RosterGroup]:
    """Consecutive lines of one branch under its name; one list where the order of the lines divides a branch."""
    described = [(line, known.get(line.person_id) if line.person_id else None) for line in lines]
    runs = [
        (title, list(group))
        for title, group in groupby(described, key=lambda each: (each[1].branch or NO_BRANCH) if each[1] else GUESTS)
    ]
    if not divided or len({title for title, _ in runs}) < len(runs) or len(runs) == 1:
        yield RosterGroup(
            "",
            tuple(_line(line, who, branch=who is not None and who.branch_id != one_branch) for line, who in described),
        )
        return
    for title, group in runs:
        yield RosterGroup(title, tuple(_line(line, who, branch=False) for line, who in group))


def _line(line: Line, who: Invitee | None, *, branch: bool) -> RosterLine:
    if who is None:
        return RosterLine(line)
    parts = [who.post, who.group, who.branch if branch else ""]
    unit = ", ".join(part for part in parts if part)
    return RosterLine(line, who.birth[-4:], unit, who.phone, who.sex)


_COLUMNS: tuple[Any, ...] = (
    PERSON.id.label("person"), PERSON.full_name, PERSON.birth_date, PERSON.ethnicity, PERSON.religion, PERSON.address,
    PERSON.note, Hamlet.__table__.c.name.label("hamlet"), MEMBERSHIP.joined_on, MEMBERSHIP.left_on,
    MEMBERSHIP.left_reason, MEMBERSHIP.core_member, MEMBERSHIP.branch_id,
)  # fmt: skip


def _members(query: Select[Any]) -> Select[Any]:
    hamlet = Hamlet.__table__
    return query.outerjoin(hamlet, hamlet.c.id == PERSON.hamlet_id).order_by(literal_column("person.title_key"))


def _read_members(
    db: Connection, query: Select[Any], *, ethnicity: bool, religion: bool, day: str = ""
) -> Iterable[MemberFacts]:
    found: dict[UUID, MemberFacts] = {}
    for row in db.execute(query):
        moved: PartialDate | None = {"joined": row.joined_on, "left": row.left_on}.get(day)
        found[row.person] = MemberFacts(
            row.person,
            row.full_name or "",
            str(row.birth_date.year) if row.birth_date else "",
            catalogue("ethnic_group").label(row.ethnicity) if ethnicity and row.ethnicity else "",
            catalogue("religion").label(row.religion) if religion and row.religion else "",
            row.address or row.hamlet or "",
            row.joined_on.text if row.joined_on else "",
            bool(row.core_member),
            "",
            moved.text if moved else "",
            catalogue("leave_reason").label(row.left_reason) if day == "left" and row.left_reason else "",
        )
    return list(found.values())


def _branches_in_order(db: Connection) -> dict[UUID, str]:
    query = select(Branch.id, Branch.name).order_by(func.text_key(Branch.name))
    return {row.id: row.name or "" for row in db.execute(query)}


def _gift_query(list_name: str) -> Select[Any]:
    out, house, hamlet = SupportOut.__table__, Household.__table__, Hamlet.__table__
    person_hamlet = hamlet.alias("person_hamlet")
    recipient = func.coalesce(out.c.person_id, house.c.head_id)
    return (
        select(
            out.c.person_id, out.c.given_on, out.c.target_group, out.c.cash_vnd, out.c.goods, out.c.goods_value_vnd,
            out.c.received_by, out.c.received_relation, house.c.name.label("house"),
            house.c.address.label("house_address"), hamlet.c.name.label("house_hamlet"), PERSON.full_name,
            PERSON.birth_date, PERSON.address, person_hamlet.c.name.label("hamlet"), ResourceIn.donor,
        )
        .outerjoin(house, house.c.id == out.c.household_id)
        .outerjoin(Person.__table__, PERSON.id == recipient)
        .outerjoin(hamlet, hamlet.c.id == house.c.hamlet_id)
        .outerjoin(person_hamlet, person_hamlet.c.id == PERSON.hamlet_id)
        .outerjoin(ResourceIn.__table__, ResourceIn.id == out.c.resource_id)
        .where(out.c.list_name == list_name, out.c.deleted_at.is_(None))
        .order_by(func.coalesce(literal_column("person.title_key"), func.name_key(house.c.name)))
    )  # fmt: skip


def _gift(row: Any) -> GiftFacts:
    proxy = row.received_by or ""
    if proxy and row.received_relation:
        proxy = f"{proxy} ({row.received_relation})"
    return GiftFacts(
        row.person_id,
        row.full_name or row.house or "",
        str(row.birth_date.year) if row.birth_date else "",
        row.address or row.house_address or row.hamlet or row.house_hamlet or "",
        row.target_group or "",
        row.cash_vnd or 0,
        row.goods or "",
        row.goods_value_vnd or 0,
        proxy,
    )
