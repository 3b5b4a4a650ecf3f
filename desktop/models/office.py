"""The office itself: who works at its computers, and what its papers say."""

from sqlalchemy.orm import Mapped

from desktop.models.fields import REVIEW, field
from desktop.models.kinds import CHOICE, NAME, NOTE, TEXT
from desktop.models.record import Record

ROLES = CHOICE(("chair", "Chủ tịch"), ("deputy", "Phó Chủ tịch"), ("officer", "Cán bộ"), ("guest", "Người in giúp"))


class Officer(Record):
    """A person who signs in; its id is the actor of every change she makes."""

    __tablename__ = "officer"
    __table_id__ = 1
    __label__ = "Người dùng"
    __title__ = "full_name"

    full_name: Mapped[str] = field(1, "Họ và tên", NAME, required=True, merge=REVIEW, listed=1)
    role: Mapped[str] = field(2, "Vai trò", ROLES, required=True, merge=REVIEW, listed=1)


class Setting(Record):
    """One setting that all computers of the office share, such as a letterhead line.

    Attributes:
        value: JSON text.
    """

    __tablename__ = "setting"
    __table_id__ = 17
    __label__ = "Thiết lập chung"
    __title__ = "name"

    name: Mapped[str] = field(1, "Tên", TEXT, required=True, listed=1)
    value: Mapped[str | None] = field(2, "Giá trị", NOTE, listed=1)
