"""HN-03: invitations, one sheet for each person invited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desktop.forms.dates import long_time
from desktop.forms.fonts import Style
from desktop.forms.letterhead import Head, Letterhead, document_number
from desktop.forms.paper import A4, A5, INDENT, TWO_A5, Paper
from desktop.forms.pen import Pen
from desktop.forms.prose import Block, Dots, Gap, Paragraph, Rule, Run, centred, height_of, stack
from desktop.forms.signatures import Closing, Recipients, Signatures

ASK = "Đề nghị đại biểu sắp xếp thời gian, đến dự đầy đủ và đúng giờ để hội nghị đạt kết quả tốt./."


class Size(Enum):
    """What an invitation is printed on: a sheet of its own, or two on a sheet to cut."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person invited.

    Attributes:
        address_as: As "Bà", "Ông" or "Đồng chí"; empty prints none.
        unit: Post or branch.
    """

    name: str
    address_as: str = "Bà"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What all are told.

    Attributes:
        event: What they are invited to, as "Hội nghị sơ kết công tác Hội 6 tháng đầu năm 2026".
        content: What it is about; a line break begins a new line.
        ask: The closing sentence.
        number: None leaves room to write it by hand.
        copies_to: Lines under "Nơi nhận".
    """

    letterhead: Letterhead
    event: str
    starts_at: datetime
    place: str
    content: str
    issued_on: date | None = None
    number: int | None = None
    symbol: str = "GM-BTV"
    ask: str = ASK
    copies_to: Sequence[str] = ("Như trên;", "Lưu: VT.")


def render_invitations(
    invitation: Invitation,
    invitees: Sequence[Invitee] = (),
    *,
    size: Size = Size.A4,
    watermark: str | None = None,
) -> bytes:
    """Draw an invitation for each of the invitees; without any, one with room for a name.

    Source:
        HN-03; layout of Decree 30/2020/NĐ-CP.
    """
    sheet, paper, a_sheet = (A4, A4, 1) if size is Size.A4 else (TWO_A5, A5, 2)
    pen = Pen(sheet, title=f"Giấy mời {invitation.event}", watermark=watermark)
    people: Sequence[Invitee | None] = invitees or (None,)
    for index, invitee in enumerate(people):
        place = index % a_sheet
        if index and not place:
            pen.next_page()
        _draw(pen, invitation, invitee, paper, place * paper.width)
        if place == 0 and a_sheet == 2:
            pen.line(paper.width, 0, paper.width, paper.height, 0.4, dash="3 3")
    return pen.finish()


def _draw(pen: Pen, invitation: Invitation, invitee: Invitee | None, paper: Paper, left: float) -> None:
    """Draw one invitation, in smaller letters where it would not fit its paper."""
    percent = 100 if paper is A4 else 78
    blocks = list(_blocks(invitation, invitee, percent / 100))
    while percent > 30 and height_of(blocks, pen, paper.text_width) > paper.text_height:
        percent -= 2
        blocks = list(_blocks(invitation, invitee, percent / 100))
    stack(blocks, pen, left + paper.left, paper.text_top, paper.text_width)


def _blocks(invitation: Invitation, invitee: Invitee | None, scale: float) -> Iterator[Block]:
    letterhead, size = invitation.letterhead, 14 * scale
    number = document_number(invitation.number, invitation.symbol)
    yield Head(letterhead, number, invitation.issued_on, scale)
    yield centred("GIẤY MỜI", Style.BOLD, 16 * scale, before=22 * scale)
    yield centred(invitation.event, Style.BOLD, size, before=4 * scale)
    yield Rule(70 * scale, 5 * scale, 16 * scale)
    if invitee:
        who = f"{invitee.address_as} {invitee.name}".strip()
        unit = f", {invitee.unit}" if invitee.unit else ""
        yield _line("Kính mời", scale, Run(f"{who}{unit}", Style.BOLD))
    else:
        yield _line("Kính mời", scale, Run(""))
        yield Dots(1, 22 * scale)
    yield _line("Dự", scale, Run(invitation.event))
    yield _line("Thời gian", scale, Run(long_time(invitation.starts_at)))
    yield _line("Địa điểm", scale, Run(invitation.place))
    first, *more = invitation.content.splitlines() or [""]
    yield _line("Nội dung", scale, Run(first))
    for line in more:
        yield Paragraph((Run(line),), size, indent=INDENT * scale, before=3 * scale, justified=True)
    yield Paragraph((Run(invitation.ask),), size, indent=INDENT * scale, before=6 * scale, justified=True)
    yield Gap(14 * scale)
    signed = Signatures([letterhead.signer], size=size, room=62 * scale, before=0)
    yield Closing(Recipients(invitation.copies_to, scale), signed)


def _line(label: str, scale: float, run: Run) -> Paragraph:
    runs = (Run(f"{label}:", Style.ITALIC if label == "Kính mời" else Style.REGULAR), run)
    return Paragraph(runs, 14 * scale, indent=INDENT * scale, before=6 * scale)
