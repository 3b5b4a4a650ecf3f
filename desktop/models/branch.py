"""Branches (chi hội): by place, occupation, age or theme, so not the same as hamlets."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, field
from desktop.models.hamlet import ACTIVE
from desktop.models.kinds import CATALOGUE, DATE, NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class Branch(Record):
    """A chi hội.

    Attributes:
        basis: On what it was formed; by place it names its hamlet.
        merged_into: The branch that took this one over.
    Source:
        Guidance on branch meetings: by residential area, occupation, age or theme.
    """

    __tablename__ = "branch"
    __table_id__ = 4
    __label__ = "Chi hội"
    __title__ = "name"
    __named__ = True

    name: Mapped[str] = field(
        1, "Tên chi hội", TEXT, required=True, search=True, merge=REVIEW, listed=1, headings=("chi hội",)
    )
    basis: Mapped[str | None] = field(2, "Thành lập theo", CATALOGUE("branch_basis"), listed=1)
    hamlet_id: Mapped[UUID | None] = field(3, "Thôn, xóm", REFERENCE("hamlet"), listed=1)
    founded_on: Mapped[PartialDate | None] = field(4, "Ngày thành lập", DATE)
    decision_no: Mapped[str | None] = field(5, "Quyết định số", TEXT)
    status: Mapped[str | None] = field(6, "Tình trạng", ACTIVE, merge=REVIEW, listed=1, default="active")
    merged_into: Mapped[UUID | None] = field(7, "Nhập vào", REFERENCE("branch"), merge=REVIEW)
    note: Mapped[str | None] = field(8, "Ghi chú", NOTE)
