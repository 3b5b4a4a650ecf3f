"""Poverty class of a household: a dated copy of the People's Committee's decision."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, SENSITIVE, field
from desktop.models.kinds import CATALOGUE, DATE, NOTE, REFERENCE, TEXT
from desktop.models.record import Problem, Record


class PovertyStatus(Record):
    """A household's class under one standard, from a day to a day.

    Source:
        Decree 07/2021 (standard to 31/12/2026), Decree 351/2025 (from 1/1/2027).
    """

    __tablename__ = "poverty_status"
    __table_id__ = 9
    __label__ = "Diện hộ"
    __title__ = "poverty_class"

    household_id: Mapped[UUID] = field(1, "Hộ", REFERENCE("household"), required=True, merge=REVIEW, listed=1)
    poverty_class: Mapped[str] = field(
        2,
        "Diện hộ",
        CATALOGUE("poverty_class"),
        required=True,
        merge=REVIEW,
        privacy=SENSITIVE,
        listed=1,
        headings=("hộ nghèo", "diện", "loại hộ", "diện hộ nghèo"),
    )
    standard: Mapped[str | None] = field(3, "Chuẩn áp dụng", CATALOGUE("poverty_standard"))
    from_on: Mapped[PartialDate | None] = field(4, "Từ ngày", DATE, listed=1)
    to_on: Mapped[PartialDate | None] = field(5, "Đến ngày", DATE, listed=1)
    decision_no: Mapped[str | None] = field(6, "Quyết định số", TEXT)
    lacking: Mapped[str | None] = field(7, "Chỉ số thiếu hụt", NOTE, privacy=SENSITIVE)
    note: Mapped[str | None] = field(8, "Ghi chú", NOTE)

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        start, end = row.get("from_on"), row.get("to_on")
        if start is not None and end is not None and end < start[: len(end)]:
            yield Problem("poverty.ends_before_start", "to_on", "Ngày kết thúc ở trước ngày bắt đầu. Hãy xem lại.")
