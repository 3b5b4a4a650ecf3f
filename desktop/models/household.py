"""Households and who lives in them: explicit and dated, never guessed from surnames."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import PERSONAL, REVIEW, field
from desktop.models.kinds import CATALOGUE, CHOICE, DATE, NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class Household(Record):
    """A household.

    Attributes:
        name: How the office calls it, as a rule by its head's name.
        area: Decides which poverty line holds.
    """

    __tablename__ = "household"
    __table_id__ = 7
    __label__ = "Hộ gia đình"
    __title__ = "name"

    name: Mapped[str] = field(
        1,
        "Tên hộ",
        TEXT,
        required=True,
        search=True,
        merge=REVIEW,
        listed=1,
        headings=("hộ", "chủ hộ", "họ tên chủ hộ", "họ và tên chủ hộ"),
        help="Thường là họ tên chủ hộ.",
    )
    head_id: Mapped[UUID | None] = field(2, "Chủ hộ", REFERENCE("person"), merge=REVIEW)
    hamlet_id: Mapped[UUID | None] = field(3, "Thôn, xóm", REFERENCE("hamlet"), listed=1, headings=("thôn", "xóm"))
    address: Mapped[str | None] = field(4, "Địa chỉ", TEXT, privacy=PERSONAL, listed=1)
    area: Mapped[str | None] = field(5, "Khu vực", CHOICE(("rural", "Nông thôn"), ("urban", "Đô thị")), default="rural")
    code: Mapped[str | None] = field(6, "Số hộ", TEXT, search=True, headings=("mã hộ", "số sổ hộ khẩu"))
    note: Mapped[str | None] = field(7, "Ghi chú", NOTE)


class HouseholdMember(Record):
    """A person's time in a household."""

    __tablename__ = "household_member"
    __table_id__ = 8
    __label__ = "Nhân khẩu trong hộ"
    __title__ = "person_id"

    household_id: Mapped[UUID] = field(1, "Hộ", REFERENCE("household"), required=True, merge=REVIEW, listed=1)
    person_id: Mapped[UUID] = field(2, "Người", REFERENCE("person"), required=True, merge=REVIEW, listed=1)
    relation: Mapped[str | None] = field(3, "Quan hệ với chủ hộ", CATALOGUE("relation_to_head"), listed=1)
    from_on: Mapped[PartialDate | None] = field(4, "Từ ngày", DATE, listed=1)
    to_on: Mapped[PartialDate | None] = field(5, "Đến ngày", DATE, listed=1)
