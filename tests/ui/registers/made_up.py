"""A register that no production file knows: all that is needed of it stands in its declaration."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import SENSITIVE, field
from desktop.models.kinds import CHOICE, DATE, MONEY_VND, NOTE, REFERENCE, TEXT, YES_NO
from desktop.models.record import Record


class Boat(Record):
    """A boat that the office lends; declared for tests alone."""

    __tablename__ = "boat_of_the_tests"
    __table_id__ = 901
    __label__ = "Thuyền cho mượn"
    __title__ = "name"

    name: Mapped[str] = field(1, "Tên thuyền", TEXT, required=True, search=True, listed=1)
    state: Mapped[str | None] = field(
        2, "Tình trạng", CHOICE(("good", "Còn tốt"), ("broken", "Cần sửa")), listed=1, default="good"
    )
    keeper_id: Mapped[UUID | None] = field(3, "Người giữ", REFERENCE("person"), listed=1)
    branch_id: Mapped[UUID | None] = field(4, "Chi hội", REFERENCE("branch"), listed=1)
    bought_on: Mapped[PartialDate | None] = field(5, "Ngày mua", DATE, listed=1, group="Mua sắm")
    price_vnd: Mapped[int | None] = field(6, "Giá (đồng)", MONEY_VND, listed=1, group="Mua sắm")
    roofed: Mapped[bool | None] = field(7, "Có mái che", YES_NO)
    past: Mapped[str | None] = field(8, "Chuyện cũ", NOTE, privacy=SENSITIVE)
