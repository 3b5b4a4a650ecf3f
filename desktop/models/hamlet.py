"""Hamlets: the third level, which has no national code."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, CHOICE, NOTE, REFERENCE, TEXT
from desktop.models.record import Record

ACTIVE = CHOICE(("active", "Đang hoạt động"), ("ended", "Đã giải thể"))


class Hamlet(Record):
    """A thôn, bản, ấp or khu phố of the commune.

    Attributes:
        merged_into: The hamlet that took this one over, when hamlets were merged.
    """

    __tablename__ = "hamlet"
    __table_id__ = 6
    __label__ = "Thôn, xóm"
    __title__ = "name"
    __named__ = True

    name: Mapped[str] = field(
        1,
        "Tên thôn, xóm",
        TEXT,
        required=True,
        search=True,
        merge=REVIEW,
        listed=1,
        headings=("thôn", "xóm", "bản", "ấp", "khu phố", "tổ dân phố", "khóm", "buôn"),
    )
    kind: Mapped[str | None] = field(2, "Loại", CATALOGUE("hamlet_kind"), listed=1)
    status: Mapped[str | None] = field(3, "Tình trạng", ACTIVE, merge=REVIEW, listed=1, default="active")
    merged_into: Mapped[UUID | None] = field(4, "Nhập vào", REFERENCE("hamlet"), merge=REVIEW)
    note: Mapped[str | None] = field(5, "Ghi chú", NOTE)
