"""Mẹ đỡ đầu: an orphan's file and who helps."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.models.dates import PartialDate
from desktop.models.fields import PERSONAL, REVIEW, SENSITIVE, field
from desktop.models.kinds import CATALOGUE, CHOICE, DATE, MONEY_VND, NOTE, REFERENCE, TEXT
from desktop.models.record import Record


class ChildCase(Record):
    """One child under the programme.

    Source:
        HT-06; practice of survey, a file per case, an officer in charge.
    """

    __tablename__ = "child_case"
    __table_id__ = 14
    __label__ = "Mẹ đỡ đầu"
    __one__ = "hồ sơ đỡ đầu"
    __title__ = "child_id"

    child_id: Mapped[UUID] = field(1, "Trẻ", REFERENCE("person"), required=True, merge=REVIEW, listed=1)
    orphan_kind: Mapped[str | None] = field(
        2, "Mồ côi", CATALOGUE("orphan_kind"), merge=REVIEW, privacy=SENSITIVE, listed=1
    )
    cause: Mapped[str | None] = field(3, "Nguyên nhân", CATALOGUE("orphan_cause"), privacy=SENSITIVE)
    caregiver: Mapped[str | None] = field(4, "Người nuôi dưỡng", TEXT, privacy=PERSONAL, listed=1)
    school: Mapped[str | None] = field(5, "Lớp, trường", TEXT, privacy=PERSONAL)
    health: Mapped[str | None] = field(6, "Sức khỏe", TEXT, privacy=SENSITIVE)
    circumstances: Mapped[str | None] = field(7, "Hoàn cảnh", NOTE, privacy=SENSITIVE)
    need: Mapped[str | None] = field(8, "Nhu cầu", NOTE, privacy=PERSONAL)
    registered_on: Mapped[PartialDate | None] = field(9, "Ngày lập hồ sơ", DATE, listed=1)
    status: Mapped[str | None] = field(
        10,
        "Tình trạng",
        CHOICE(("waiting", "Chưa có người đỡ đầu"), ("helped", "Đang được đỡ đầu"), ("ended", "Đã kết thúc")),
        merge=REVIEW,
        listed=1,
        default="waiting",
    )
    sponsor: Mapped[str | None] = field(11, "Người đỡ đầu", TEXT, merge=REVIEW, listed=1, group="Đỡ đầu")
    mode: Mapped[str | None] = field(12, "Hình thức", CATALOGUE("sponsorship_mode"), group="Đỡ đầu")
    monthly_vnd: Mapped[int | None] = field(13, "Mức mỗi tháng (đồng)", MONEY_VND, merge=REVIEW, group="Đỡ đầu")
    from_on: Mapped[PartialDate | None] = field(14, "Từ ngày", DATE, group="Đỡ đầu")
    to_on: Mapped[PartialDate | None] = field(15, "Đến ngày", DATE, group="Đỡ đầu")
    in_kind: Mapped[str | None] = field(16, "Hiện vật", TEXT, group="Đỡ đầu")
    officer: Mapped[str | None] = field(17, "Cán bộ theo dõi", TEXT)
    note: Mapped[str | None] = field(18, "Ghi chú", NOTE)
