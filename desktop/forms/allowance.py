"""HN-02: the list of those who receive an allowance for attending, to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.forms.dates import dated, long_time
from desktop.forms.letterhead import Letterhead, Signer
from desktop.forms.listing import Listing, render_listing
from desktop.forms.numbers import grouped, in_words, money
from desktop.forms.pen import Align
from desktop.forms.prose import Gap, Paragraph, Run, labelled
from desktop.forms.roster import Meeting
from desktop.forms.signatures import Signatures
from desktop.forms.table import Column, Section, Table, Total

COLUMNS = (
    Column("STT", 11, Align.CENTRE),
    Column("Họ và tên", 40),
    Column("Đơn vị", 40),
    Column("Số ngày", 13, Align.CENTRE),
    Column("Mức chi (đồng)", 21, Align.RIGHT),
    Column("Thành tiền (đồng)", 24, Align.RIGHT),
    Column("Ký nhận", 27),
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person receives."""

    full_name: str
    unit: str
    days: int
    rate_vnd: int

    @property
    def amount_vnd(self) -> int:
        """Days times the rate."""
        return self.days * self.rate_vnd


@dataclass(frozen=True, slots=True)
class AllowanceList:
    """Everything on an allowance list.

    Attributes:
        others: Who signs between the preparer and the head, as a cashier.
    """

    letterhead: Letterhead
    meeting: Meeting
    allowances: Sequence[Allowance]
    others: Sequence[Signer] = ()


def render_allowances(paid: AllowanceList, *, watermark: str | None = None) -> bytes:
    """Draw the allowance list with its sum, also in words.

    Source:
        HN-02.
    """
    letterhead, sum_vnd = paid.letterhead, sum(each.amount_vnd for each in paid.allowances)
    days = sum(each.days for each in paid.allowances)
    said = f"Tổng cộng: {grouped(len(paid.allowances))} người; số tiền: {money(sum_vnd)}"
    listing = Listing(
        letterhead,
        "DANH SÁCH KÝ NHẬN TIỀN HỖ TRỢ DỰ HỌP",
        Table(
            COLUMNS,
            [Section([_row(number, each) for number, each in enumerate(paid.allowances, start=1)])],
            Total("Tổng cộng", 3, (grouped(days), "", grouped(sum_vnd), "")),
        ),
        above=[
            labelled("Nội dung", paid.meeting.title, bold=True),
            labelled("Thời gian", long_time(paid.meeting.starts_at)),
            labelled("Địa điểm", paid.meeting.place),
        ],
        below=[
            Gap(6),
            Paragraph((Run(f"{said} (Bằng chữ: {in_words(sum_vnd)})."),)),
            Signatures(
                [letterhead.preparer, *paid.others, letterhead.signer],
                dated(letterhead.place, paid.meeting.starts_at.date()),
            ),
        ],
    )
    return render_listing(listing, watermark=watermark)


def _row(number: int, each: Allowance) -> Sequence[str]:
    amount = grouped(each.amount_vnd)
    return (str(number), each.full_name, each.unit, grouped(each.days), grouped(each.rate_vnd), amount, "")
