"""HV-03: the members admitted, and those taken off the list, in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import count

from desktop.forms.branch_list import RELIGION, ListedMember
from desktop.forms.dates import dated
from desktop.forms.letterhead import Letterhead
from desktop.forms.listing import Listing, render_listing, section_title
from desktop.forms.numbers import grouped
from desktop.forms.paper import A4_WIDE
from desktop.forms.pen import Align
from desktop.forms.prose import Gap, Paragraph, Run
from desktop.forms.signatures import Signatures
from desktop.forms.table import Column, Section, Table


class Direction(Enum):
    """In or out; the value is the name of the list."""

    ADMITTED = "DANH SÁCH HỘI VIÊN KẾT NẠP MỚI"
    LEFT = "DANH SÁCH HỘI VIÊN ĐƯA RA KHỎI DANH SÁCH"


@dataclass(frozen=True, slots=True)
class Movement:
    """One member who came or went.

    Attributes:
        day: As far as known.
        reason: As "đi làm ăn xa", "chuyển đi", "qua đời", "xin ra".
    """

    member: ListedMember
    day: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MovementGroup:
    """Those of one branch; an empty title prints none."""

    movements: Sequence[Movement]
    title: str = ""


@dataclass(frozen=True, slots=True)
class MovementList:
    """Everything on the list.

    Attributes:
        period: Under the title, as "Quý III năm 2026".
        dated_on: The day over the signature.
    """

    letterhead: Letterhead
    direction: Direction
    period: str
    dated_on: date
    groups: Sequence[MovementGroup]
    show_religion: bool = False


def render_movements(listed: MovementList, *, watermark: str | None = None) -> bytes:
    """Draw the list of members admitted, or of members taken off the list.

    Source:
        HV-03; columns as HV-02 with day and reason.
    """
    letterhead = listed.letterhead
    members = sum(len(group.movements) for group in listed.groups)
    listing = Listing(
        letterhead,
        listed.direction.value,
        Table(_columns(listed), _sections(listed), row_mm=8, size=10.5 - listed.show_religion),
        subtitle=listed.period,
        below=[
            Gap(6),
            Paragraph((Run(f"Tổng số: {grouped(members)} hội viên."),)),
            Signatures([letterhead.preparer, letterhead.signer], dated(letterhead.place, listed.dated_on)),
        ],
        paper=A4_WIDE,
    )
    return render_listing(listing, watermark=watermark)


def _columns(listed: MovementList) -> list[Column]:
    left = listed.direction is Direction.LEFT
    columns = [
        Column("STT", 10, Align.CENTRE),
        Column("Họ và tên", 37, floor=9),
        Column("Năm sinh", 20, Align.CENTRE, floor=8.5),
        Column("Dân tộc", 15, floor=9),
        Column("Địa chỉ", 27, floor=9),
        Column("Ngày vào Hội", 20, Align.CENTRE, floor=8.5),
        Column("Nòng cốt", 12, Align.CENTRE),
        Column("Ngày đưa ra" if left else "Ngày kết nạp", 20, Align.CENTRE, floor=8.5),
        Column("Lý do", 24, floor=9),
        Column("Ghi chú", 16, floor=9),
    ]
    if listed.show_religion:
        columns.insert(4, RELIGION)
    # who has just been admitted joined on that very day
    return [column for column in columns if left or column.heading != "Ngày vào Hội"]


def _sections(listed: MovementList) -> list[Section]:
    numbers = count(1)
    return [
        Section(
            [_row(next(numbers), movement, listed) for movement in group.movements],
            section_title(group.title, len(group.movements)),
        )
        for group in listed.groups
    ]


def _row(number: int, movement: Movement, listed: MovementList) -> Sequence[str]:
    member = movement.member
    religion = (member.religion,) if listed.show_religion else ()
    joined = (member.joined,) if listed.direction is Direction.LEFT else ()
    core = "x" if member.is_core else ""
    before = (str(number), member.full_name, member.birth, member.ethnicity, *religion, member.address, *joined)
    return (*before, core, movement.day, movement.reason, member.note)
