"""HT-01: the list of those who receive gifts or support, to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.forms.dates import dated, long_date
from desktop.forms.letterhead import Letterhead, Signer
from desktop.forms.listing import Listing, render_listing
from desktop.forms.numbers import grouped, in_words, money
from desktop.forms.paper import A4_LANDSCAPE
from desktop.forms.pen import Align
from desktop.forms.prose import Block, Gap, Paragraph, Run, labelled
from desktop.forms.signatures import Signatures
from desktop.forms.table import Column, Section, Table, Total

COLUMNS = (
    Column("STT", 11, Align.CENTRE),
    Column("Họ và tên", 43),
    Column("Năm sinh", 16, Align.CENTRE),
    Column("Địa chỉ", 32),
    Column("Đối tượng", 25),
    Column("Tiền (đồng)", 23, Align.RIGHT),
    Column("Hiện vật", 29),
    Column("Trị giá (đồng)", 23, Align.RIGHT),
    Column("Ký nhận", 26),
    Column("Người nhận thay (quan hệ)", 29),
)


@dataclass(frozen=True, slots=True)
class Gift:
    """What one person receives.

    Attributes:
        reason: Why she is on the list, as "Hộ nghèo" or "Trẻ mồ côi".
        cash_vnd: Money handed over; 0 prints nothing.
        goods: What else is handed over, as "Gạo 10 kg, dầu ăn".
        goods_vnd: What the goods are worth.
        proxy: Who receives it for her and how they are related, where that is known beforehand.
    """

    full_name: str
    birth: str = ""
    address: str = ""
    reason: str = ""
    cash_vnd: int = 0
    goods: str = ""
    goods_vnd: int = 0
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class GiftList:
    """Everything on a gift list.

    Attributes:
        programme: Under the title, as "Chương trình Tết sum vầy".
        source: Who gives, printed over the table; empty leaves the line out.
        others: Who signs between the preparer and the head, as a cashier or the donor.
    """

    letterhead: Letterhead
    programme: str
    handed_on: date
    place: str
    gifts: Sequence[Gift]
    source: str = ""
    title: str = "DANH SÁCH KÝ NHẬN QUÀ, HỖ TRỢ"
    others: Sequence[Signer] = ()

    @property
    def cash_vnd(self) -> int:
        """All the money handed over."""
        return sum(gift.cash_vnd for gift in self.gifts)

    @property
    def goods_vnd(self) -> int:
        """What all the goods are worth."""
        return sum(gift.goods_vnd for gift in self.gifts)


def render_gifts(given: GiftList, *, watermark: str | None = None) -> bytes:
    """Draw the gift list, landscape, with its sums, also in words.

    Source:
        HT-01.
    """
    letterhead = given.letterhead
    listing = Listing(
        letterhead,
        given.title,
        Table(
            COLUMNS,
            [Section([_row(number, gift) for number, gift in enumerate(given.gifts, start=1)])],
            Total("Tổng cộng", 5, (grouped(given.cash_vnd), "", grouped(given.goods_vnd), "", "")),
            row_mm=10,
        ),
        subtitle=given.programme,
        above=_heading(given),
        below=[
            Gap(6),
            *_sums(given),
            Signatures(
                [letterhead.preparer, *given.others, letterhead.signer], dated(letterhead.place, given.handed_on)
            ),
        ],
        paper=A4_LANDSCAPE,
    )
    return render_listing(listing, watermark=watermark)


def _row(number: int, gift: Gift) -> Sequence[str]:
    who = (str(number), gift.full_name, gift.birth, gift.address, gift.reason)
    cash = grouped(gift.cash_vnd) if gift.cash_vnd else ""
    worth = grouped(gift.goods_vnd) if gift.goods_vnd else ""
    return (*who, cash, gift.goods, worth, "", gift.proxy)


def _heading(given: GiftList) -> list[Block]:
    heading: list[Block] = [
        labelled("Ngày trao", long_date(given.handed_on).removeprefix("ngày ")),
        labelled("Địa điểm", given.place),
    ]
    return [*heading, labelled("Nguồn hỗ trợ", given.source)] if given.source else heading


def _sums(given: GiftList) -> list[Block]:
    sums = [f"Tổng cộng: {grouped(len(given.gifts))} người."]
    if given.cash_vnd or not given.goods_vnd:
        sums.append(f"Tiền: {money(given.cash_vnd)} (Bằng chữ: {in_words(given.cash_vnd)}).")
    if given.goods_vnd:
        sums.append(f"Hiện vật trị giá: {money(given.goods_vnd)} (Bằng chữ: {in_words(given.goods_vnd)}).")
    return [Paragraph((Run(each),)) for each in sums]
