"""HN-01: the list of those called to a meeting, to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from desktop.forms.dates import dated, long_time
from desktop.forms.letterhead import Letterhead, Signer
from desktop.forms.listing import Listing, render_listing, section_title
from desktop.forms.numbers import grouped
from desktop.forms.pen import Align
from desktop.forms.prose import Block, Gap, Paragraph, Run, labelled
from desktop.forms.signatures import Signatures
from desktop.forms.table import Column, Section, Table

BLANK = "......"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What stands over a roster.

    Attributes:
        title: What the meeting is about.
        starts_at: Local time.
        chair: Who presides; empty leaves room.
    """

    title: str
    starts_at: datetime
    place: str
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """One line of a roster. It has no place for a citizen id, a religion or a poverty class.

    Attributes:
        birth: As far as known: "1962" or "05/03/1962".
        unit: Post, or branch and group.
        phone: Printed only where the roster asks for it.
    """

    full_name: str
    birth: str = ""
    unit: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvitedGroup:
    """Those of one branch; an empty title prints none."""

    people: Sequence[Invited]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many came, once that is known."""

    present: int
    excused: int
    unexcused: int


@dataclass(frozen=True, slots=True)
class Roster:
    """The list of those called to a meeting.

    Attributes:
        kind: The name of the list; "DANH SÁCH HỘI VIÊN DỰ HỌP" where members are called.
        blank_rows: Empty numbered rows at the end, for people who come uncalled.
        turnout: None leaves room to write the counts by hand.
    """

    letterhead: Letterhead
    meeting: Meeting
    groups: Sequence[InvitedGroup]
    kind: str = "DANH SÁCH ĐẠI BIỂU DỰ HỌP"
    show_phone: bool = False
    blank_rows: int = 0
    turnout: Turnout | None = None

    @property
    def called(self) -> int:
        """How many people are on the list."""
        return sum(len(group.people) for group in self.groups)


def render_roster(roster: Roster, *, watermark: str | None = None) -> bytes:
    """Draw the roster of a meeting, rows high enough to sign.

    Source:
        HN-01; sorted as it is given: by given name within the branch, or by post.
    """
    listing = Listing(
        roster.letterhead,
        roster.kind,
        Table(roster_columns(phone=roster.show_phone), list(_sections(roster))),
        aside="(có ký nhận)",
        above=_heading(roster.meeting),
        below=_ending(roster),
    )
    return render_listing(listing, watermark=watermark)


def roster_columns(*, phone: bool) -> list[Column]:
    """The columns of HN-01, with or without the telephone."""
    columns = [
        Column("STT", 11, Align.CENTRE),
        Column("Họ và tên", 46),
        Column("Năm sinh", 20, Align.CENTRE),
        Column("Chức vụ / Đơn vị", 41),
        Column("Số điện thoại", 26, Align.CENTRE),
        Column("Ký tên", 29),
        Column("Ghi chú", 18),
    ]
    return columns if phone else [column for column in columns if column.heading != "Số điện thoại"]


def _sections(roster: Roster) -> Iterator[Section]:
    numbers = count(1)
    for group in roster.groups:
        rows = [_row(next(numbers), person, phone=roster.show_phone) for person in group.people]
        yield Section(rows, section_title(group.title, len(group.people)))
    if roster.blank_rows:
        nobody = Invited("")
        title = "Người đến dự thêm" if any(group.title for group in roster.groups) else ""
        yield Section([_row(next(numbers), nobody, phone=roster.show_phone) for _ in range(roster.blank_rows)], title)


def _row(number: int, person: Invited, *, phone: bool) -> Sequence[str]:
    if phone:
        return (str(number), person.full_name, person.birth, person.unit, person.phone, "", person.note)
    return (str(number), person.full_name, person.birth, person.unit, "", person.note)


def _heading(meeting: Meeting) -> list[Block]:
    return [
        labelled("Nội dung", meeting.title, bold=True),
        labelled("Thời gian", long_time(meeting.starts_at)),
        labelled("Địa điểm", meeting.place),
        labelled("Chủ trì", meeting.chair or BLANK * 5),
    ]


def _ending(roster: Roster) -> list[Block]:
    letterhead, turnout = roster.letterhead, roster.turnout
    present = grouped(turnout.present) if turnout else BLANK
    absent = grouped(turnout.excused + turnout.unexcused) if turnout else BLANK
    excused = grouped(turnout.excused) if turnout else BLANK
    unexcused = grouped(turnout.unexcused) if turnout else BLANK
    counts = (
        f"Triệu tập: {grouped(roster.called)} người; có mặt: {present} người; "
        f"vắng: {absent} người (có lý do: {excused}, không có lý do: {unexcused})."
    )
    day = dated(letterhead.place, roster.meeting.starts_at.date())
    signers: list[Signer] = [letterhead.preparer, letterhead.signer]
    return [Gap(6), Paragraph((Run(counts),)), Signatures(signers, day)]
