"""Persons: members, children, heads of household, sponsors."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.citizen_id import Doubt, check
from desktop.models.dates import PartialDate
from desktop.models.fields import PERSONAL, REVIEW, SENSITIVE, field
from desktop.models.kinds import CATALOGUE, CITIZEN_ID, DATE, NAME, NOTE, PHONE, REFERENCE, TEXT, YES_NO
from desktop.models.record import Problem, Record

DOUBTS = {
    Doubt.UNKNOWN_PLACE: "Ba chữ số đầu của số căn cước không phải mã tỉnh nào. Hãy đối chiếu với thẻ.",
    Doubt.SEX_DIFFERS: "Chữ số thứ tư của số căn cước không khớp giới tính. Hãy đối chiếu với thẻ.",
    Doubt.YEAR_DIFFERS: "Số căn cước không khớp năm sinh. Hãy đối chiếu với thẻ.",
    Doubt.ZERO_LOST: "Số căn cước có thể đã mất số 0 ở đầu. Hãy đối chiếu với thẻ.",
    Doubt.UNKNOWN_FORM: "Số căn cước không đủ 12 chữ số. Hãy đối chiếu với thẻ.",
}


class Person(Record):
    """A person known to the commune: member, child, head of household, sponsor.

    Attributes:
        sex: Never assumed; an honorary member may be a man.
        citizen_id: 12 digits, or 9 of the old card; the same number on two rows is a possible duplicate, not an error.
        old_address: As it stood on a card or list of before July 2025, word for word.
    """

    __tablename__ = "person"
    __table_id__ = 2
    __label__ = "Người"
    __title__ = "full_name"

    full_name: Mapped[str] = field(
        1,
        "Họ và tên",
        NAME,
        required=True,
        search=True,
        merge=REVIEW,
        listed=1,
        headings=("họ tên", "tên hội viên", "họ và tên hội viên"),
    )
    birth_date: Mapped[PartialDate | None] = field(
        2,
        "Ngày sinh",
        DATE,
        merge=REVIEW,
        listed=1,
        headings=("năm sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh", "sinh ngày", "sinh năm"),
        help="Ghi năm, tháng hoặc ngày, biết đến đâu ghi đến đó.",
    )
    sex: Mapped[str | None] = field(
        3, "Giới tính", CATALOGUE("sex", width=8), merge=REVIEW, default="female", headings=("nam/nữ", "giới")
    )
    citizen_id: Mapped[str | None] = field(
        4,
        "Số căn cước",
        CITIZEN_ID,
        search=True,
        merge=REVIEW,
        privacy=PERSONAL,
        headings=("CCCD", "CMND", "số định danh", "số CCCD", "CCCD/CMND", "căn cước công dân", "số CMND/CCCD"),
    )
    phone: Mapped[str | None] = field(
        5,
        "Điện thoại",
        PHONE,
        search=True,
        privacy=PERSONAL,
        listed=3,
        headings=("số điện thoại", "SĐT", "ĐT", "di động", "điện thoại liên hệ"),
    )
    hamlet_id: Mapped[UUID | None] = field(
        6,
        "Thôn, xóm",
        REFERENCE("hamlet"),
        group="Nơi ở",
        headings=("thôn", "xóm", "bản", "ấp", "khu phố", "tổ dân phố"),
    )
    address: Mapped[str | None] = field(
        7,
        "Chỗ ở hiện nay",
        TEXT,
        privacy=PERSONAL,
        group="Nơi ở",
        headings=("địa chỉ", "nơi ở", "chỗ ở", "nơi cư trú", "thường trú"),
    )
    residence: Mapped[str | None] = field(8, "Cư trú", CATALOGUE("residence_kind"), group="Nơi ở")
    ethnicity: Mapped[str | None] = field(
        9, "Dân tộc", CATALOGUE("ethnic_group", width=10), privacy=SENSITIVE, group="Thông tin thêm"
    )
    religion: Mapped[str | None] = field(
        10,
        "Tôn giáo",
        CATALOGUE("religion", width=12),
        privacy=SENSITIVE,
        group="Thông tin thêm",
        help="Không bắt buộc; không bao giờ in trên danh sách họp.",
    )
    education: Mapped[str | None] = field(
        11,
        "Trình độ học vấn",
        CATALOGUE("education_general"),
        group="Thông tin thêm",
        headings=("học vấn", "văn hóa", "trình độ văn hóa", "trình độ"),
    )
    profession: Mapped[str | None] = field(
        12, "Chuyên môn", CATALOGUE("education_professional"), group="Thông tin thêm", headings=("trình độ chuyên môn",)
    )
    politics: Mapped[str | None] = field(
        13,
        "Lý luận chính trị",
        CATALOGUE("education_political"),
        group="Thông tin thêm",
        headings=("LLCT", "trình độ LLCT"),
    )
    occupation: Mapped[str | None] = field(
        14, "Nghề nghiệp", TEXT, group="Thông tin thêm", headings=("nghề", "công việc")
    )
    party_member: Mapped[bool | None] = field(15, "Đảng viên", YES_NO, group="Thông tin thêm", headings=("đảng",))
    died_on: Mapped[PartialDate | None] = field(16, "Ngày mất", DATE, merge=REVIEW, group="Thông tin thêm")
    old_address: Mapped[str | None] = field(
        17, "Địa chỉ cũ", TEXT, privacy=PERSONAL, group="Nơi ở", help="Như trên giấy tờ trước tháng 7/2025."
    )
    note: Mapped[str | None] = field(18, "Ghi chú", NOTE, group="Thông tin thêm", headings=("diễn giải", "chú thích"))

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        born: PartialDate | None = row.get("birth_date")
        if born is not None:
            if born.earliest > on:
                yield Problem("person.born_in_future", "birth_date", "Ngày sinh ở sau hôm nay. Hãy xem lại ngày sinh.")
            elif born.year < 1900:
                yield Problem("person.born_too_early", "birth_date", "Năm sinh trước 1900. Hãy xem lại năm sinh.")
        died: PartialDate | None = row.get("died_on")
        if born is not None and died is not None and died < born[: len(died)]:
            yield Problem("person.died_before_birth", "died_on", "Ngày mất ở trước ngày sinh. Hãy xem lại.")
        if number := row.get("citizen_id"):
            yield from (
                Problem(doubt.value, "citizen_id", DOUBTS[doubt], blocks=False)
                for doubt in check(number, born, row.get("sex"))
            )
