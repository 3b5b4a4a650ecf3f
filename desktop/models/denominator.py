"""The number of women that coverage is measured against, dated and with its source."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, DATE, INTEGER, NOTE, REFERENCE, TEXT
from desktop.models.record import Problem, Record


class Denominator(Record):
    """One figure of women of 18 and over: of the commune, or of one branch.

    Source:
        Central Union, workshop of 25 April 2023: the statistics office's latest figure, one for the whole term.
    """

    __tablename__ = "denominator"
    __table_id__ = 11
    __label__ = "Mẫu số tập hợp"
    __title__ = "source"

    kind: Mapped[str] = field(1, "Loại mẫu số", CATALOGUE("denominator_kind"), required=True, merge=REVIEW, listed=1)
    as_of: Mapped[PartialDate] = field(2, "Tính đến", DATE, required=True, merge=REVIEW, listed=1)
    women: Mapped[int] = field(3, "Số phụ nữ từ 18 tuổi", INTEGER, required=True, merge=REVIEW, listed=1)
    source: Mapped[str] = field(4, "Nguồn số liệu", TEXT, required=True, listed=1)
    branch_id: Mapped[UUID | None] = field(
        5, "Chi hội", REFERENCE("branch"), listed=1, help="Để trống nếu là số của cả xã."
    )
    note: Mapped[str | None] = field(6, "Ghi chú", NOTE)

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        if row.get("women") == 0:
            yield Problem("denominator.zero", "women", "Số phụ nữ phải lớn hơn 0.")
