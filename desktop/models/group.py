"""Groups (tổ) within a branch."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.fields import REVIEW, field
from desktop.models.hamlet import ACTIVE
from desktop.models.kinds import NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class Group(Record):
    """A tổ phụ nữ."""

    __tablename__ = "group"
    __table_id__ = 5
    __label__ = "Tổ"
    __title__ = "name"

    name: Mapped[str] = field(1, "Tên tổ", TEXT, required=True, search=True, merge=REVIEW, listed=1)
    branch_id: Mapped[UUID] = field(2, "Chi hội", REFERENCE("branch"), required=True, merge=REVIEW, listed=1)
    status: Mapped[str | None] = field(3, "Tình trạng", ACTIVE, merge=REVIEW, listed=1, default="active")
    note: Mapped[str | None] = field(4, "Ghi chú", NOTE)
