"""Posts held: who is branch head, standing-committee member, group head, from when."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, DATE, MONEY_VND, NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class PostHolding(Record):
    """A person in a post, from a day to a day; of a branch or group, or of the commune when neither is named."""

    __tablename__ = "post_holding"
    __table_id__ = 10
    __label__ = "Cán bộ Hội"
    __title__ = "person_id"

    person_id: Mapped[UUID] = field(1, "Họ và tên", REFERENCE("person"), required=True, merge=REVIEW, listed=1)
    post: Mapped[str] = field(2, "Chức vụ", CATALOGUE("post"), required=True, merge=REVIEW, listed=1)
    branch_id: Mapped[UUID | None] = field(3, "Chi hội", REFERENCE("branch"), merge=REVIEW, listed=1)
    group_id: Mapped[UUID | None] = field(4, "Tổ", REFERENCE("group"), merge=REVIEW)
    from_on: Mapped[PartialDate | None] = field(5, "Từ ngày", DATE, listed=1)
    to_on: Mapped[PartialDate | None] = field(6, "Đến ngày", DATE, listed=1)
    decision_no: Mapped[str | None] = field(7, "Quyết định số", TEXT)
    allowance_vnd: Mapped[int | None] = field(8, "Phụ cấp (đồng/tháng)", MONEY_VND)
    note: Mapped[str | None] = field(9, "Ghi chú", NOTE)
