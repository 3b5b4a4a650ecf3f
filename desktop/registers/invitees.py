"""Whom to invite: by branch, by post, like the last time, or one by one; always with what the roster prints."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, literal_column, select
from sqlalchemy.sql import Select

from desktop.models.branch import Branch
from desktop.models.catalogues import catalogue
from desktop.models.dates import PartialDate
from desktop.models.group import Group
from desktop.models.kinds import today
from desktop.models.meeting import Attendance, Meeting
from desktop.models.membership import Membership
from desktop.models.names import text_sort_key
from desktop.models.person import Person
from desktop.models.post_holding import PostHolding
from desktop.store.store import Store

_AT_ONCE = 500
_AFTER_ALL = b"\xff"
_NO_RANK = 99


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person who can be put on a roster.

    Attributes:
        birth: As far as it is known: "1962" or "05/03/1962".
        branch_id: Her branch, or the branch of her post; None outside every branch.
        post: The highest post she holds now, as it is read.
        sex: As recorded; never assumed.
        name_key: Sorts by given name.
        branch_key: Sorts by the name of the branch.
        rank: Place of her post in the catalogue; high for nobody's post.
    """

    person_id: UUID
    full_name: str
    birth: str = ""
    branch_id: UUID | None = None
    branch: str = ""
    group: str = ""
    post: str = ""
    phone: str = ""
    sex: str = ""
    name_key: bytes = b""
    branch_key: bytes = b""
    rank: int = _NO_RANK


@dataclass(frozen=True, slots=True)
class Last:
    """The meeting that "like the last time" means."""

    meeting_id: UUID
    title: str
    starts_at: str
    people: tuple[Invitee, ...]


class Invitees:
    """Finds people to invite. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_branches(self, branch_ids: Iterable[UUID] = (), *, honorary: bool = False) -> list[Invitee]:
        """Current members of branches, in roster order; of all branches when none is named.

        Args:
            honorary: Honorary members too.
        """
        wanted = list(branch_ids)
        query = _people().where(Membership.id.is_not(None))
        if wanted:
            query = query.where(Membership.branch_id.in_(wanted))
        if not honorary:
            query = query.where(Membership.kind.is_distinct_from("honorary"))
        with self._store.reading() as db:
            found = self._read(db, [query])
        return in_order(found, whole=len(wanted) == 1)

    def of_posts(self, posts: Iterable[str], branch_ids: Iterable[UUID] = ()) -> list[Invitee]:
        """Those who hold one of the posts today, by rank of their posts.

        Args:
            posts: Keys of the catalogue of posts.
            branch_ids: Only posts of these branches; of the commune and every branch when none is named.
        """
        wanted, branches = set(posts), set(branch_ids)
        with self._store.reading() as db:
            held = _held(db, today())
            ids = {
                person
                for person, holdings in held.items()
                if any(each.post in wanted and (not branches or each.branch_id in branches) for each in holdings)
            }
            found = self._read(db, _by_id(ids), prefer=wanted)
        return by_rank(found)

    def of_people(self, person_ids: Sequence[UUID]) -> list[Invitee]:
        """Chosen people, in roster order; whoever is gone or has died is left out."""
        with self._store.reading() as db:
            found = self._read(db, _by_id(person_ids))
        return in_order(found)

    def describe(self, person_ids: Sequence[UUID], *, by_post: bool = False) -> dict[UUID, Invitee]:
        """The same of anybody, those who have left or died among them: for papers of meetings gone by.

        Args:
            by_post: The branch is that of the post she holds.
        """
        with self._store.reading() as db:
            found = self._read(db, _by_id(person_ids, everybody=True), prefer=_ranks() if by_post else ())
        return {each.person_id: each for each in found}

    def like_last(self, kind: str | None, branch_id: UUID | None, *, other_than: UUID | None = None) -> Last | None:
        """The people of the last meeting of the same kind and branch, those who came uninvited among them.

        Members who have left since, and people who have died, are not invited again.

        Args:
            other_than: The meeting that is being prepared.
        """
        query = (
            select(Meeting.id, Meeting.title, Meeting.starts_at)
            .where(Meeting.deleted_at.is_(None), Meeting.branch_id.is_not_distinct_from(branch_id))
            .where(Attendance.meeting_id == Meeting.id, Attendance.deleted_at.is_(None))
            .where(Attendance.person_id.is_not(None))
            .order_by(Meeting.starts_at.desc(), literal_column("meeting.rid").desc())
            .limit(1)
        )
        if kind is not None:
            query = query.where(Meeting.kind == kind)
        if other_than is not None:
            query = query.where(Meeting.id != other_than)
        with self._store.reading() as db:
            if (last := db.execute(query).first()) is None:
                return None
            lines = select(Attendance.person_id).where(
                Attendance.meeting_id == last.id, Attendance.deleted_at.is_(None), Attendance.person_id.is_not(None)
            )
            ids = dict.fromkeys(person for person in db.execute(lines).scalars() if person)
            ended = select(Membership.person_id).where(Membership.left_on.is_not(None), Membership.deleted_at.is_(None))
            gone = set(db.execute(ended).scalars())
            found = self._read(db, _by_id(ids))
        people = [each for each in found if each.branch_id is not None or each.person_id not in gone]
        return Last(last.id, last.title, last.starts_at, tuple(in_order(people, whole=branch_id is not None)))

    @staticmethod
    def _read(db: Connection, queries: Sequence[Select[Any]], *, prefer: Collection[str] = ()) -> list[Invitee]:
        office = _Office.read(db)
        found: dict[UUID, Invitee] = {}
        for query in queries:
            for row in db.execute(query):
                if row.id not in found:
                    found[row.id] = office.invitee(row, prefer)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class _Held:
    post: str
    branch_id: UUID | None
    group_id: UUID | None


@dataclass(frozen=True, slots=True)
class _Office:
    """What a person's line takes from elsewhere: names of branches and groups, posts held today."""

    branches: Mapping[UUID, str]
    branch_keys: Mapping[UUID, bytes]
    groups: Mapping[UUID, str]
    held: Mapping[UUID, Sequence[_Held]]

    @classmethod
    def read(cls, db: Connection) -> Self:
        branches = {row.id: row.name or "" for row in db.execute(select(Branch.id, Branch.name))}
        groups = {row.id: row.name or "" for row in db.execute(select(Group.id, Group.name))}
        keys = {branch: text_sort_key(name) for branch, name in branches.items()}
        return cls(branches, keys, groups, _held(db, today()))

    def invitee(self, row: Row[Any], prefer: Collection[str]) -> Invitee:
        """A line; where posts are asked for, the branch is that of the post."""
        holdings = self.held.get(row.id, ())
        held = next((each for each in holdings if each.post in prefer), holdings[0] if holdings else None)
        branch_id, group_id = row.branch_id, row.group_id
        if held is not None and prefer:
            branch_id, group_id = held.branch_id or branch_id, held.group_id or group_id
        return Invitee(
            row.id,
            row.full_name or "",
            row.birth_date.text if row.birth_date else "",
            branch_id,
            self.branches.get(branch_id, ""),
            self.groups.get(group_id, ""),
            catalogue("post").label(held.post) if held else "",
            row.phone or "",
            row.sex or "",
            row.key or b"",
            self.branch_keys.get(branch_id, _AFTER_ALL),
            _ranks().get(held.post, _NO_RANK) if held else _NO_RANK,
        )


def _everybody() -> Select[Any]:
    key: ColumnElement[Any] = literal_column("person.title_key").label("key")
    people: Select[Any] = select(
        Person.id, Person.full_name, Person.birth_date, Person.phone, Person.sex, key,
        Membership.branch_id, Membership.group_id,
    )  # fmt: skip
    holds = (Membership.person_id == Person.id) & Membership.left_on.is_(None) & Membership.deleted_at.is_(None)
    return people.outerjoin(Membership, holds).order_by(literal_column("membership.rid"))


def _people() -> Select[Any]:
    return _everybody().where(Person.deleted_at.is_(None), Person.died_on.is_(None))


def _by_id(ids: Iterable[UUID], *, everybody: bool = False) -> list[Select[Any]]:
    wanted = list(ids)
    query = _everybody() if everybody else _people()
    return [query.where(Person.id.in_(wanted[at : at + _AT_ONCE])) for at in range(0, len(wanted), _AT_ONCE)]


def _held(db: Connection, on: date) -> Mapping[UUID, list[_Held]]:
    """Posts held on a day, by person, the highest first."""
    table = PostHolding.__table__.c
    query = select(table.person_id, table.post, table.branch_id, table.group_id, table.from_on, table.to_on).where(
        table.deleted_at.is_(None), table.person_id.is_not(None)
    )
    held: dict[UUID, list[_Held]] = {}
    for row in db.execute(query):
        if row.post and _covers(row.from_on, row.to_on, on):
            held.setdefault(row.person_id, []).append(_Held(row.post, row.branch_id, row.group_id))
    for holdings in held.values():
        holdings.sort(key=lambda each: _ranks().get(each.post, _NO_RANK))
    return held


def _covers(start: PartialDate | None, end: PartialDate | None, on: date) -> bool:
    day = on.isoformat()
    return (start is None or day[: len(start)] >= start) and (end is None or day[: len(end)] <= end)


@cache
def _ranks() -> Mapping[str, int]:
    return {entry.key: place for place, entry in enumerate(catalogue("post").entries())}


def in_order(people: Iterable[Invitee], *, whole: bool = False) -> list[Invitee]:
    """Roster order: by given name within the branch, or the whole list by given name.

    Args:
        whole: One branch was asked for, so that no branch divides the list.
    """
    if whole:
        return sorted(people, key=lambda each: each.name_key)
    return sorted(people, key=lambda each: (each.branch_key, str(each.branch_id), each.name_key))


def by_rank(people: Iterable[Invitee]) -> list[Invitee]:
    """Roster order of those invited by post: the highest post first, then branch, then given name."""
    return sorted(people, key=lambda each: (each.rank, each.branch_key, each.name_key))


def joined(first: Sequence[Invitee], more: Sequence[Invitee]) -> list[Invitee]:
    """Both without anybody twice, in the order given."""
    return list({each.person_id: each for each in (*first, *more)}.values())
