"""HV-02: the members of a branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.forms.dates import dated, long_date
from desktop.forms.letterhead import Letterhead
from desktop.forms.listing import Listing, render_listing
from desktop.forms.numbers import grouped
from desktop.forms.paper import A4_WIDE
from desktop.forms.pen import Align
from desktop.forms.prose import Gap, Paragraph, Run
from desktop.forms.signatures import Signatures
from desktop.forms.table import Column, Section, Table

RELIGION = Column("Tôn giáo", 19, floor=9)


@dataclass(frozen=True, slots=True)
class ListedMember:
    """One line of a member list.

    Attributes:
        birth: As far as known: "1962" or "05/03/1962".
        joined: As far as known: "2007", "03/2007" or a day.
        religion: Printed only where the list asks for it.
    """

    full_name: str
    birth: str = ""
    ethnicity: str = ""
    religion: str = ""
    address: str = ""
    joined: str = ""
    is_core: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class BranchList:
    """Everything on the list of a branch.

    Attributes:
        branch: As "Chi hội phụ nữ thôn Đông Mai".
        as_of: The day whose members are listed.
    """

    letterhead: Letterhead
    branch: str
    as_of: date
    members: Sequence[ListedMember]
    show_religion: bool = False


def render_branch_list(listed: BranchList, *, watermark: str | None = None) -> bytes:
    """Draw the list of a branch's members.

    Source:
        HV-02; religion is a sensitive datum and off by default.
    """
    letterhead = listed.letterhead
    core = sum(member.is_core for member in listed.members)
    count = f"Tổng số: {grouped(len(listed.members))} hội viên, trong đó hội viên nòng cốt: {grouped(core)}."
    rows = [_row(number, member, listed) for number, member in enumerate(listed.members, start=1)]
    listing = Listing(
        letterhead,
        f"DANH SÁCH HỘI VIÊN {listed.branch.upper()}",
        Table(_columns(religion=listed.show_religion), [Section(rows)], row_mm=8, size=11.5),
        aside=f"(Tính đến {long_date(listed.as_of)})",
        below=[
            Gap(6),
            Paragraph((Run(count),)),
            Signatures([letterhead.preparer, letterhead.signer], dated(letterhead.place, listed.as_of)),
        ],
        paper=A4_WIDE,
    )
    return render_listing(listing, watermark=watermark)


def _columns(*, religion: bool) -> list[Column]:
    columns = [
        Column("STT", 11, Align.CENTRE),
        Column("Họ và tên", 44),
        Column("Năm sinh", 23, Align.CENTRE),
        Column("Dân tộc", 17),
        Column("Địa chỉ", 34),
        Column("Ngày vào Hội", 23, Align.CENTRE),
        Column("Nòng cốt", 13, Align.CENTRE),
        Column("Ghi chú", 17),
    ]
    return [*columns[:4], RELIGION, *columns[4:]] if religion else columns


def _row(number: int, member: ListedMember, listed: BranchList) -> Sequence[str]:
    religion = (member.religion,) if listed.show_religion else ()
    core = "x" if member.is_core else ""
    before = (str(number), member.full_name, member.birth, member.ethnicity)
    return (*before, *religion, member.address, member.joined, core, member.note)
