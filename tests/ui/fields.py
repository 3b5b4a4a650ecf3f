"""Declared fields of every kind, for tests of inputs."""

from collections.abc import Sequence
from uuid import UUID

from desktop.models.fields import Field
from desktop.models.kinds import (
    CATALOGUE,
    CHOICE,
    CITIZEN_ID,
    CIVIL_DATE,
    DATE,
    DATETIME,
    GOLD,
    INTEGER,
    MONEY_VND,
    NAME,
    NOTE,
    PHONE,
    REFERENCE,
    TEXT,
    YES_NO,
)
from desktop.ui.widgets.chosen import Reference

NA_PANG, BAN_CHANG = UUID(int=1), UUID(int=2)

FIELDS = {
    field.kind.name: field
    for field in (
        Field(1, "Chỗ ở hiện nay", TEXT, key="address"),
        Field(2, "Ghi chú", NOTE, key="note"),
        Field(3, "Họ và tên", NAME, key="full_name", required=True),
        Field(4, "Ngày sinh", DATE, key="birth_date", help="Ghi năm, tháng hoặc ngày, biết đến đâu ghi đến đó."),
        Field(5, "Ngày nhận", CIVIL_DATE, key="received_on"),
        Field(6, "Bắt đầu", DATETIME, key="starts_at"),
        Field(7, "Số tiền", MONEY_VND, key="amount_vnd"),
        Field(8, "Vàng", GOLD, key="gold"),
        Field(9, "Số lượng", INTEGER, key="quantity"),
        Field(10, "Đảng viên", YES_NO, key="party_member"),
        Field(11, "Hình thức", CHOICE(("cash", "Tiền mặt"), ("bank", "Chuyển khoản")), key="way"),
        Field(12, "Dân tộc", CATALOGUE("ethnic_group"), key="ethnicity"),
        Field(13, "Số căn cước", CITIZEN_ID, key="citizen_id"),
        Field(14, "Điện thoại", PHONE, key="phone"),
        Field(15, "Chi hội", REFERENCE("branch"), key="branch_id"),
    )
}


class Branches:
    """Two branches to refer to."""

    rows = (Reference(NA_PANG, "Na Pặng", "46 hội viên"), Reference(BAN_CHANG, "Bản Chang", "31 hội viên"))

    def find(self, register: str, text: str) -> Sequence[Reference]:
        return [row for row in self.rows if text.lower()[:1] in row.title.lower()]

    def named(self, register: str, row_id: UUID) -> Reference | None:
        return next((row for row in self.rows if row.id == row_id), None)
