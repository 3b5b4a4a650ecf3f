"""Membership: a person's place in a branch."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, CHOICE, DATE, REFERENCE, TEXT, YES_NO
from desktop.models.record import Problem, Record


class Membership(Record):
    """A person's place in a branch, from the day she was admitted.

    Attributes:
        person_id: Whose membership; the person may hold none, or have left.
        kind: Honorary members may be men or foreigners and stay out of coverage figures.
        joined_on: As precisely as it is known: a year, a month or a day.
        left_on: Filled on the day she leaves; the row stays.
    Source:
        Charter of 2022; member 18 and over.
    """

    __tablename__ = "membership"
    __table_id__ = 3
    __label__ = "Vào, ra Hội"
    __one__ = "lượt vào, ra Hội"
    __title__ = "person_id"

    person_id: Mapped[UUID] = field(1, "Hội viên", REFERENCE("person"), required=True, merge=REVIEW, listed=1)
    branch_id: Mapped[UUID] = field(
        2,
        "Chi hội",
        REFERENCE("branch"),
        required=True,
        merge=REVIEW,
        listed=2,
        group="Sinh hoạt Hội",
        headings=("chi hội", "chi hội phụ nữ", "đơn vị"),
    )
    group_id: Mapped[UUID | None] = field(3, "Tổ", REFERENCE("group"), group="Sinh hoạt Hội", headings=("tổ phụ nữ",))
    kind: Mapped[str | None] = field(
        4,
        "Loại hội viên",
        CHOICE(("regular", "Hội viên"), ("honorary", "Hội viên danh dự")),
        merge=REVIEW,
        group="Sinh hoạt Hội",
        default="regular",
    )
    basis: Mapped[str | None] = field(5, "Diện hội viên", CATALOGUE("membership_basis"), group="Sinh hoạt Hội")
    joined_on: Mapped[PartialDate | None] = field(
        6,
        "Ngày vào Hội",
        DATE,
        merge=REVIEW,
        listed=4,
        group="Sinh hoạt Hội",
        headings=("năm vào Hội", "vào Hội", "ngày kết nạp", "năm kết nạp", "ngày tham gia", "thời gian vào Hội"),
    )
    decision_no: Mapped[str | None] = field(7, "Quyết định số", TEXT, group="Sinh hoạt Hội")
    card_no: Mapped[str | None] = field(
        8, "Số thẻ", TEXT, group="Sinh hoạt Hội", headings=("thẻ hội viên", "số thẻ hội")
    )
    core_member: Mapped[bool | None] = field(
        9, "Nòng cốt", YES_NO, group="Sinh hoạt Hội", headings=("hội viên nòng cốt", "HV nòng cốt")
    )
    left_on: Mapped[PartialDate | None] = field(10, "Ngày ra khỏi Hội", DATE, merge=REVIEW, group="Ra khỏi Hội")
    left_reason: Mapped[str | None] = field(11, "Lý do", CATALOGUE("leave_reason"), merge=REVIEW, group="Ra khỏi Hội")

    @classmethod
    def judge(cls, row: Mapping[str, Any], on: date) -> Iterator[Problem]:
        joined: PartialDate | None = row.get("joined_on")
        left: PartialDate | None = row.get("left_on")
        if joined is not None and joined.earliest > on:
            yield Problem("membership.joined_in_future", "joined_on", "Ngày vào Hội ở sau hôm nay. Hãy xem lại.")
        if joined is not None and left is not None and left < joined[: len(left)]:
            yield Problem("membership.left_before_joined", "left_on", "Ngày ra khỏi Hội ở trước ngày vào Hội.")
