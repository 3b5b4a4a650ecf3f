"""HN-04: the minutes of a meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.forms.dates import clock, long_date, long_time
from desktop.forms.fonts import Style
from desktop.forms.letterhead import Head, Letterhead, Signer, document_number
from desktop.forms.numbers import padded
from desktop.forms.paper import A4, INDENT
from desktop.forms.pen import Numbering, Pen
from desktop.forms.prose import Block, Dots, Flow, Paragraph, Rule, Run, centred
from desktop.forms.signatures import Signatures

BLANK = "........"


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said and decided. Long texts hold a paragraph a line; an empty one leaves lines to write on.

    Attributes:
        subject: As "Họp Chi hội phụ nữ thôn Đông Mai quý IV năm 2026".
        ends_at: None leaves room to write it.
        present: How many came; None leaves room.
        absent: Names of those who did not come, with the reason where there is one.
        guests: As "Đồng chí Bí thư Chi bộ thôn".
        number: None leaves room; an empty `symbol` leaves the whole line out.
    """

    letterhead: Letterhead
    subject: str
    starts_at: datetime
    place: str
    chair: str
    secretary: str
    ends_at: datetime | None = None
    called: int | None = None
    present: int | None = None
    absent: Sequence[str] = ()
    guests: str = ""
    content: str = ""
    opinions: str = ""
    vote: str = ""
    conclusion: str = ""
    number: int | None = None
    symbol: str = ""


def render_minutes(minutes: Minutes, *, watermark: str | None = None) -> bytes:
    """Draw the minutes, over as many pages as the text takes.

    Source:
        HN-04; layout of Decree 30/2020/NĐ-CP.
    """
    pen = Pen(A4, title=f"Biên bản {minutes.subject}", watermark=watermark, numbering=Numbering.DECREE)
    flow = Flow(pen)
    for block in (*_opening(minutes), *_circumstances(minutes), *_course(minutes)):
        flow.add(block)
    flow.keep(_ending(minutes))
    return pen.finish()


def _opening(minutes: Minutes) -> Iterator[Block]:
    number = document_number(minutes.number, minutes.symbol) if minutes.symbol else None
    yield Head(minutes.letterhead, number, show_date=False)
    yield centred("BIÊN BẢN", Style.BOLD, 14, before=12)
    yield centred(minutes.subject, Style.BOLD, 14)
    yield Rule(80, 5, 10)


def _circumstances(minutes: Minutes) -> Iterator[Block]:
    yield _point("Thời gian", long_time(minutes.starts_at))
    yield _point("Địa điểm", minutes.place)
    yield _point("Thành phần tham dự", _attendance(minutes))
    if minutes.guests:
        yield _point("Khách mời", minutes.guests)
    if minutes.absent:
        yield _point("Vắng mặt", f"{'; '.join(minutes.absent)}.")
    yield _point("Chủ tọa", minutes.chair or BLANK * 5)
    yield _point("Thư ký", minutes.secretary or BLANK * 5)


def _attendance(minutes: Minutes) -> str:
    called = padded(minutes.called) if minutes.called is not None else BLANK
    present = padded(minutes.present) if minutes.present is not None else BLANK
    known = minutes.called is not None and minutes.present is not None
    absent = padded(max((minutes.called or 0) - (minutes.present or 0), 0)) if known else BLANK
    return f"triệu tập {called} người; có mặt {present} người; vắng mặt {absent} người."


def _course(minutes: Minutes) -> Iterator[Block]:
    parts = (
        ("I. NỘI DUNG", minutes.content, 9),
        ("II. Ý KIẾN THẢO LUẬN", minutes.opinions, 6),
        ("III. BIỂU QUYẾT", minutes.vote, 2),
        ("IV. KẾT LUẬN", minutes.conclusion, 5),
    )
    for heading, text, lines_to_write in parts:
        paragraphs = [line for line in text.splitlines() if line.strip()]
        yield Paragraph((Run(heading, Style.BOLD),), 14, before=8, follow=44)
        for line in paragraphs:
            yield Paragraph((Run(line),), 14, indent=INDENT, before=6, justified=True)
        if not paragraphs:
            yield from [Dots()] * lines_to_write


def _ending(minutes: Minutes) -> list[Block]:
    ended = f"{clock(minutes.ends_at)}, {long_date(minutes.ends_at.date())}" if minutes.ends_at else ""
    if not ended:
        ended = f"........ giờ ........ phút, {long_date(minutes.starts_at.date())}"
    closing = (
        f"Cuộc họp kết thúc vào hồi {ended}. Biên bản đã được đọc lại cho mọi người cùng nghe và nhất trí thông qua./."
    )
    signers = [_signer("THƯ KÝ", minutes.secretary), _signer("CHỦ TỌA", minutes.chair)]
    return [Paragraph((Run(closing),), 14, indent=INDENT, before=8, justified=True), Signatures(signers, size=14)]


def _signer(post: str, who: str) -> Signer:
    """The name alone signs: what stands after a comma is a post, and "Bà" is no part of a name."""
    name = who.split(",")[0].strip()
    for title in ("Bà ", "Ông ", "Đồng chí ", "Đ/c "):
        name = name.removeprefix(title)
    return Signer((post,), name, "Ký, ghi rõ họ tên")


def _point(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}:", Style.BOLD), Run(text)), 14, indent=INDENT, before=4)
