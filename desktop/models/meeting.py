"""Meetings, and who was invited and came."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CATALOGUE, CHOICE, DATETIME, INTEGER, MONEY_VND, NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class Meeting(Record):
    """One meeting.

    Attributes:
        invited_by: How the list was chosen, so that it can be chosen so again.
        blank_rows: Empty lines on the roster for people who walk in.
    """

    __tablename__ = "meeting"
    __table_id__ = 15
    __label__ = "Cuộc họp"
    __title__ = "title"

    title: Mapped[str] = field(1, "Nội dung", TEXT, required=True, search=True, merge=REVIEW, listed=1)
    kind: Mapped[str | None] = field(2, "Loại cuộc họp", CATALOGUE("meeting_kind"), listed=1)
    starts_at: Mapped[str] = field(3, "Thời gian", DATETIME, required=True, merge=REVIEW, listed=1)
    place: Mapped[str | None] = field(4, "Địa điểm", TEXT, required=True, listed=1)
    chair: Mapped[str | None] = field(5, "Chủ trì", TEXT)
    secretary: Mapped[str | None] = field(6, "Thư ký", TEXT)
    branch_id: Mapped[UUID | None] = field(7, "Chi hội", REFERENCE("branch"), listed=1)
    invited_by: Mapped[str | None] = field(
        8,
        "Cách mời",
        CHOICE(("branch", "Theo chi hội"), ("post", "Theo chức vụ"), ("last", "Như lần trước"), ("hand", "Chọn tay")),
    )
    blank_rows: Mapped[int | None] = field(9, "Dòng trống", INTEGER, default=5)
    minutes: Mapped[str | None] = field(10, "Nội dung biên bản", NOTE)
    opinions: Mapped[str | None] = field(11, "Ý kiến", NOTE)
    conclusion: Mapped[str | None] = field(12, "Kết luận", NOTE)
    vote: Mapped[str | None] = field(13, "Biểu quyết", TEXT)
    note: Mapped[str | None] = field(14, "Ghi chú", NOTE)


class Attendance(Record):
    """One person's line on the roster of one meeting.

    Attributes:
        position: Line number on the printed roster, 1-based; kept so that "3, 7, 15-20" means what the paper says.
        guest_name: Filled when the person is in no register.
    """

    __tablename__ = "attendance"
    __table_id__ = 16
    __label__ = "Người dự họp"
    __title__ = "person_id"

    meeting_id: Mapped[UUID] = field(1, "Cuộc họp", REFERENCE("meeting"), required=True, merge=REVIEW, listed=1)
    person_id: Mapped[UUID | None] = field(2, "Người dự", REFERENCE("person"), merge=REVIEW, listed=1)
    guest_name: Mapped[str | None] = field(3, "Khách mời", TEXT)
    position: Mapped[int | None] = field(4, "Số thứ tự", INTEGER, listed=1)
    present: Mapped[str | None] = field(
        5,
        "Có mặt",
        CHOICE(("present", "Có mặt"), ("excused", "Vắng có lý do"), ("absent", "Vắng")),
        merge=REVIEW,
        listed=1,
    )
    days: Mapped[int | None] = field(6, "Số ngày", INTEGER, default=1)
    allowance_vnd: Mapped[int | None] = field(7, "Mức chi (đồng)", MONEY_VND)
    note: Mapped[str | None] = field(8, "Ghi chú", TEXT)
