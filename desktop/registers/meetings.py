"""Meetings: what was called when, who is on the roster in which line, and who came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, literal_column, select, update
from sqlalchemy.orm import Session

from desktop.models.branch import Branch
from desktop.models.kinds import today
from desktop.models.meeting import Attendance, Meeting
from desktop.models.numbers import group_digits
from desktop.models.person import Person
from desktop.models.record import fields_of
from desktop.models.sheets import called, sheet_of
from desktop.registers.attendance_marks import Mark
from desktop.registers.invitees import Invitee
from desktop.registers.register import Gone, Refused
from desktop.store.store import Store
from sync.ids import uuid7
from sync.journal import AS_STORED, Key, Shown
from sync.tables import ROW_META

WALK_IN = "Đến dự thêm"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a roster.

    Attributes:
        id: Of the stored line; None until it is saved.
        person_id: None for a guest, who is in no register.
        name: The person's or the guest's.
        position: As on the paper, 1-based; 0 until it is saved.
        present: One of `Mark`, empty until attendance is taken.
        note: `WALK_IN` for who came without being called.
    """

    person_id: UUID | None = None
    name: str = ""
    position: int = 0
    present: str = ""
    days: int | None = None
    allowance_vnd: int | None = None
    note: str = ""
    id: UUID | None = None

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without being called."""
        return self.note == WALK_IN


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were called and came.

    Attributes:
        walk_ins: Came without being called; not among the others.
        unmarked: Called, and nothing noted yet.
    """

    called: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0
    walk_ins: int = 0
    unmarked: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether attendance was noted for anybody."""
        return self.unmarked < self.called or self.walk_ins > 0

    @property
    def share(self) -> str:
        """Those present among those called.

        >>> Figures(called=46, present=38).share
        '38/46 (82,6 %)'
        """
        return share_text(self.present, self.called)


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """One meeting as the page shows it.

    Attributes:
        values: By field key.
        lines: In roster order.
        shown: To be handed back with the save.
    """

    id: UUID
    values: Mapping[str, Any]
    lines: tuple[Line, ...]
    shown: Shown

    @property
    def figures(self) -> Figures:
        """How many were called and came."""
        return figures_of(self.lines)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of the list of meetings."""

    id: UUID
    title: str
    kind: str | None
    starts_at: str
    place: str
    branch: str
    called: int
    present: int
    marked: int


class Meetings:
    """The meetings of one store. Safe to share between threads: each call opens its own transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listed(self, limit: int = 500) -> list[MeetingRow]:
        """Meetings, the latest first."""
        line, walk_in = Attendance, Attendance.note.is_not_distinct_from(WALK_IN)
        counts = (
            select(
                line.meeting_id,
                func.count().filter(~walk_in).label("called"),
                func.count().filter(~walk_in, line.present == Mark.PRESENT.value).label("present"),
                func.count(line.present).label("marked"),
            )
            .where(line.deleted_at.is_(None))
            .group_by(line.meeting_id)
            .subquery()
        )
        query = (
            select(
                Meeting.id, Meeting.title, Meeting.kind, Meeting.starts_at, Meeting.place, Branch.name,
                counts.c.called, counts.c.present, counts.c.marked,
            )
            .outerjoin(counts, counts.c.meeting_id == Meeting.id)
            .outerjoin(Branch, Branch.id == Meeting.branch_id)
            .where(Meeting.deleted_at.is_(None))
            .order_by(Meeting.starts_at.desc(), literal_column("meeting.rid").desc())
            .limit(limit)
        )  # fmt: skip
        with self._store.reading() as db:
            return [
                MeetingRow(
                    row.id, row.title or "", row.kind, row.starts_at or "", row.place or "", row.name or "",
                    row.called or 0, row.present or 0, row.marked or 0,
                )
                for row in db.execute(query)
            ]  # fmt: skip

    def open(self, meeting_id: UUID) -> OpenedMeeting:
        """Read a meeting with its roster.

        Raises:
            Gone: there is no such meeting.
        """
        table = Meeting.__table__
        with self._store.reading() as db:
            mine = select(table).where(table.c.id == meeting_id, table.c.deleted_at.is_(None))
            row = db.execute(mine).mappings().first()
            if row is None:
                raise Gone()
            lines = tuple(_lines(db, meeting_id))
            metas: dict[Key, bytes | None] = dict(_metas(db, meeting_id))
        values = {field.key: row[field.key] for field in fields_of(Meeting)}
        return OpenedMeeting(meeting_id, values, lines, Shown(metas))

    def save(
        self,
        values: Mapping[str, Any],
        lines: Sequence[Line],
        opened: OpenedMeeting | None = None,
        *,
        force: bool = False,
    ) -> UUID:
        """Record a meeting and its roster as one act; the lines get their numbers in the order given.

        Args:
            values: By field key; what is not named stays as it is.
            opened: What the page showed; None for a new meeting.
            force: She was shown what was saved meanwhile and keeps hers.
        Raises:
            Refused: a rule does not let it in; ChangedMeanwhile: another form saved the same field.
        """
        complete = {**(opened.values if opened else {}), **values}
        if blocking := [problem for problem in sheet_of(Meeting).judge(complete, today()) if problem.blocks]:
            raise Refused(blocking)
        shown = Shown(opened.shown.rows, forced=force) if opened else Shown()
        verb = "Sửa" if opened else "Thêm"
        label = f"{verb} {called('cuộc họp', complete['title'])}"
        with self._store.writing(shown, reason="meeting", label=label) as session:
            if opened is None:
                meeting = Meeting(id=uuid7(), **values)
                session.add(meeting)
                meeting_id = meeting.id
            else:
                meeting_id = opened.id
                _set(session.get(Meeting, meeting_id), values)
            self._save_lines(session, meeting_id, lines, opened.lines if opened else ())
        return meeting_id

    def mark(self, meeting_id: UUID, marks: Mapping[int, Mark | None]) -> Figures:
        """Note who came, by line number; None takes a mark back."""
        opened = self.open(meeting_id)
        label = f"Điểm danh {opened.values['title']}"
        with self._store.writing(Shown(opened.shown.rows, forced=True), reason="attendance", label=label) as session:
            for line in opened.lines:
                if line.position in marks:
                    mark = marks[line.position]
                    _set(session.get(Attendance, line.id), {"present": mark.value if mark else None})
        return self.open(meeting_id).figures

    def add_walk_ins(self, meeting_id: UUID, people: Sequence[Invitee] = (), guests: Sequence[str] = ()) -> Figures:
        """Note people who came without being called: at the end of the roster, present; who is on it is marked."""
        opened = self.open(meeting_id)
        here = {line.person_id: line for line in opened.lines if line.person_id}
        known = [each.person_id for each in people if each.person_id in here]
        added = [Line(each.person_id, each.full_name) for each in people if each.person_id not in here]
        added += [Line(None, name) for name in guests]
        label = f"Thêm người dự {opened.values['title']}"
        first = max((line.position for line in opened.lines), default=0) + 1
        with self._store.writing(Shown(opened.shown.rows, forced=True), reason="attendance", label=label) as session:
            for person in known:
                _set(session.get(Attendance, here[person].id), {"present": Mark.PRESENT.value})
            for position, line in enumerate(added, first):
                new = replace(line, present=Mark.PRESENT.value, note=WALK_IN, position=position)
                session.add(Attendance(meeting_id=meeting_id, **_stored(new)))
        return self.open(meeting_id).figures

    def pay(self, meeting_id: UUID, *, days: int, rate_vnd: int) -> None:
        """Note what everybody on the roster receives for coming, so that the list to sign can be printed again."""
        opened = self.open(meeting_id)
        label = f"Ghi mức chi {opened.values['title']}"
        with self._store.writing(Shown(opened.shown.rows, forced=True), reason="allowance", label=label) as session:
            for line in opened.lines:
                _set(session.get(Attendance, line.id), {"days": days, "allowance_vnd": rate_vnd})

    def remove(self, meeting_id: UUID) -> None:
        """Put a meeting and its roster into the trash."""
        title = self.open(meeting_id).values["title"]
        now = self._store.clock.now_ms()
        with self._store.writing(AS_STORED, reason="trash", label=f"Xóa {called('cuộc họp', title)}") as session:
            for record, mine in (
                (Meeting, Meeting.id == meeting_id),
                (Attendance, Attendance.meeting_id == meeting_id),
            ):
                session.execute(update(record).where(mine, record.deleted_at.is_(None)).values(deleted_at=now))

    def _save_lines(self, session: Session, meeting_id: UUID, lines: Sequence[Line], before: Sequence[Line]) -> None:
        stored = {_who(line): line for line in before}
        for position, line in enumerate(lines, 1):
            known = stored.pop(_who(line), None)
            numbered = replace(line, position=position)
            if known is None:
                session.add(Attendance(meeting_id=meeting_id, **_stored(numbered)))
            else:
                _set(session.get(Attendance, known.id), _stored(numbered))
        now = self._store.clock.now_ms()
        for gone in stored.values():
            _set(session.get(Attendance, gone.id), {"deleted_at": now})


def lines_for(people: Iterable[Invitee], before: Iterable[Line] = ()) -> list[Line]:
    """Lines for the people in their order; who stood on the roster before keeps what was noted of her.

    Guests and those who came uncalled stay at the end.
    """
    known = {line.person_id: line for line in before if line.person_id}
    called = [known.get(each.person_id, Line(each.person_id, each.full_name)) for each in people]
    ids = {line.person_id for line in called}
    others = [line for line in before if line.person_id not in ids and (line.person_id is None or line.is_walk_in)]
    return [*called, *others]


def figures_of(lines: Iterable[Line]) -> Figures:
    """Count a roster."""
    called = [line for line in lines if not line.is_walk_in]
    tally = {mark: sum(line.present == mark for line in called) for mark in ("present", "excused", "absent", "")}
    walk_ins = sum(line.is_walk_in for line in lines)
    return Figures(len(called), tally["present"], tally["excused"], tally["absent"], walk_ins, tally[""])


def share_text(part: int, whole: int) -> str:
    """A part of a whole with its percentage, rounded half up; a dash for the percentage of nothing.

    >>> share_text(149, 177), share_text(0, 0)
    ('149/177 (84,2 %)', '0/0 (–)')
    """
    if not whole:
        return f"{group_digits(part)}/0 (–)"
    tenths = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{group_digits(part)}/{group_digits(whole)} ({str(tenths).replace('.', ',')} %)"


def _lines(db: Connection, meeting_id: UUID) -> Iterable[Line]:
    table = Attendance.__table__
    query = (
        select(table, Person.full_name)
        .outerjoin(Person.__table__, Person.id == table.c.person_id)
        .where(table.c.meeting_id == meeting_id, table.c.deleted_at.is_(None))
        .order_by(table.c.position.is_(None), table.c.position, literal_column('"attendance".rid'))
    )
    for place, row in enumerate(db.execute(query), 1):
        yield Line(
            row.person_id, row.full_name or row.guest_name or "", row.position or place, row.present or "", row.days,
            row.allowance_vnd, row.note or "", row.id,
        )  # fmt: skip


def _metas(db: Connection, meeting_id: UUID) -> Iterable[tuple[Key, bytes]]:
    """The causal facts of a meeting's row and of its lines."""
    lines = select(Attendance.id).where(Attendance.meeting_id == meeting_id)
    for table, rows in ((Meeting.__table_id__, [meeting_id.bytes]), (Attendance.__table_id__, lines)):
        query = select(ROW_META.c.row, ROW_META.c.meta).where(ROW_META.c.table_id == table, ROW_META.c.row.in_(rows))
        yield from (((table, row.row), row.meta) for row in db.execute(query))


def _who(line: Line) -> object:
    return line.person_id or line.id or id(line)


def _stored(line: Line) -> dict[str, Any]:
    return {
        "person_id": line.person_id,
        "guest_name": None if line.person_id else line.name,
        "position": line.position,
        "present": line.present or None,
        "days": line.days,
        "allowance_vnd": line.allowance_vnd,
        "note": line.note or None,
    }


def _set(row: Any, values: Mapping[str, Any]) -> None:
    if row is None:
        raise Gone()
    for key, value in values.items():
        if getattr(row, key) != value:
            setattr(row, key, value)
