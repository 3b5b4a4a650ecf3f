"""Resources that came in, and support that went out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, CIVIL_DATE, INTEGER, MONEY_VND, NOTE, REFERENCE, TEXT
from desktop.models.record import Problem, Record


class ResourceIn(Record):
    """Money, goods or labour days that somebody gave."""

    __tablename__ = "resource_in"
    __table_id__ = 12
    __label__ = "Nguồn lực vận động"
    __title__ = "donor"

    received_on: Mapped[PartialDate] = field(
        1, "Ngày nhận", CIVIL_DATE, required=True, merge=REVIEW, listed=1, headings=("ngày",)
    )
    donor: Mapped[str] = field(
        2,
        "Đơn vị, cá nhân ủng hộ",
        TEXT,
        required=True,
        search=True,
        merge=REVIEW,
        listed=1,
        headings=("đơn vị ủng hộ", "người ủng hộ", "nhà tài trợ"),
    )
    donor_kind: Mapped[str | None] = field(3, "Loại đơn vị", CATALOGUE("donor_kind"))
    programme: Mapped[str | None] = field(4, "Chương trình", CATALOGUE("programme"), listed=1)
    cash_vnd: Mapped[int | None] = field(5, "Tiền (đồng)", MONEY_VND, merge=REVIEW, listed=1, headings=("số tiền",))
    goods: Mapped[str | None] = field(6, "Hiện vật", TEXT, listed=1)
    goods_value_vnd: Mapped[int | None] = field(7, "Trị giá hiện vật (đồng)", MONEY_VND, merge=REVIEW, listed=1)
    labour_days: Mapped[int | None] = field(8, "Ngày công", INTEGER)
    note: Mapped[str | None] = field(9, "Ghi chú", NOTE)

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        if not any(row.get(key) for key in ("cash_vnd", "goods", "goods_value_vnd", "labour_days")):
            yield Problem(
                "resource.nothing_given", "cash_vnd", "Hãy ghi ít nhất một mục: tiền, hiện vật hoặc ngày công."
            )


class SupportOut(Record):
    """Support that a person or a household received.

    Attributes:
        list_name: The occasion under which lists to sign are printed (HT-01).
        received_by: Who signed, when it was not the recipient.
    """

    __tablename__ = "support_out"
    __table_id__ = 13
    __label__ = "Hỗ trợ đã trao"
    __one__ = "lần hỗ trợ"
    __title__ = "list_name"

    given_on: Mapped[PartialDate] = field(
        1, "Ngày trao", CIVIL_DATE, required=True, merge=REVIEW, listed=1, headings=("ngày",)
    )
    list_name: Mapped[str] = field(
        2, "Đợt hỗ trợ", TEXT, required=True, search=True, merge=REVIEW, listed=1, headings=("đợt", "nội dung hỗ trợ")
    )
    person_id: Mapped[UUID | None] = field(
        3, "Người nhận", REFERENCE("person"), merge=REVIEW, listed=1, headings=("họ và tên", "họ tên người nhận")
    )
    household_id: Mapped[UUID | None] = field(4, "Hộ nhận", REFERENCE("household"), merge=REVIEW)
    support_kind: Mapped[str] = field(5, "Hình thức", CATALOGUE("support_kind"), required=True, listed=1)
    programme: Mapped[str | None] = field(6, "Chương trình", CATALOGUE("programme"))
    resource_id: Mapped[UUID | None] = field(7, "Từ nguồn", REFERENCE("resource_in"))
    target_group: Mapped[str | None] = field(8, "Đối tượng", TEXT)
    cash_vnd: Mapped[int | None] = field(9, "Tiền (đồng)", MONEY_VND, merge=REVIEW, listed=1, headings=("số tiền",))
    goods: Mapped[str | None] = field(10, "Hiện vật", TEXT, listed=1)
    goods_value_vnd: Mapped[int | None] = field(11, "Trị giá hiện vật (đồng)", MONEY_VND, merge=REVIEW)
    labour_days: Mapped[int | None] = field(12, "Ngày công", INTEGER)
    received_by: Mapped[str | None] = field(13, "Người nhận thay", TEXT)
    received_relation: Mapped[str | None] = field(14, "Quan hệ", TEXT)
    note: Mapped[str | None] = field(15, "Ghi chú", NOTE)

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        if row.get("person_id") is None and row.get("household_id") is None:
            yield Problem("support.no_recipient", "person_id", "Hãy chọn người nhận hoặc hộ nhận.")
