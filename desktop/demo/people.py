"""Invented people: names, birth dates, numbers and telephones from a seeded generator."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

_SURNAMES = (
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Dương",
    "Lý",
    "Nông",
    "Ma",
    "Triệu",
    "Hà",
    "Lương",
    "Đinh",
    "Tạ",
    "Lưu",
)
_MIDDLES = (
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Thị Thanh",
    "Thị Kim",
    "Thị Minh",
    "Thúy",
    "Bích",
    "Hồng",
)
_GIVEN = (
    "An",
    "Anh",
    "Ánh",
    "Bình",
    "Chi",
    "Chiên",
    "Cúc",
    "Dung",
    "Duyên",
    "Đào",
    "Đẹp",
    "Gấm",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hòa",
    "Huệ",
    "Hương",
    "Hường",
    "Huyền",
    "Khuyên",
    "Lan",
    "Liên",
    "Linh",
    "Loan",
    "Lụa",
    "Lý",
    "Mai",
    "Mận",
    "Mơ",
    "Nga",
    "Ngân",
    "Nguyệt",
    "Nhàn",
    "Nhung",
    "Oanh",
    "Phương",
    "Phượng",
    "Quyên",
    "Sen",
    "Tâm",
    "Thảo",
    "Thắm",
    "Thơm",
    "Thu",
    "Thủy",
    "Thúy",
    "Tình",
    "Trang",
    "Tuyết",
    "Tươi",
    "Vân",
    "Xuân",
    "Yến",
)
_PREFIXES = ("032", "033", "034", "035", "036", "037", "038", "039", "086", "096", "097", "098", "091", "094")
_ETHNIC = ("kinh",) * 11 + ("tay",) * 5 + ("nung",) * 2 + ("dao", "san_chay")
_WORK = ("Nông dân", "Nông dân", "Nông dân", "Công nhân", "Buôn bán", "Nội trợ", "Giáo viên", "Hưu trí")
_NOTES = ("Đang vay vốn NHCSXH", "Đơn thân nuôi con", "Cao tuổi", "Chồng đi làm xa")


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented woman; values as the register stores them."""

    full_name: str
    birth_date: str
    citizen_id: str | None
    phone: str | None
    ethnicity: str
    occupation: str
    note: str | None


class Inventor:
    """Makes people; the same seed makes the same people."""

    def __init__(self, seed: int, *, today: date) -> None:
        self._random = random.Random(seed)
        self._today = today
        self._numbers: set[str] = set()

    def woman(self, youngest: int = 19, oldest: int = 84) -> Invented:
        """A woman between two ages; one in eight has a birth year alone, as in life."""
        rng = self._random
        name = f"{rng.choice(_SURNAMES)} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN)}"
        born = self._today - timedelta(days=int(rng.triangular(youngest, oldest, 46) * 365.25))
        whole = rng.random() > 0.12
        return Invented(
            name,
            born.isoformat() if whole else str(born.year),
            self._citizen_id(born.year) if rng.random() > 0.06 else None,
            f"{rng.choice(_PREFIXES)}{rng.randrange(10_000_000):07d}" if rng.random() > 0.15 else None,
            rng.choice(_ETHNIC),
            rng.choice(_WORK),
            rng.choice(_NOTES) if rng.random() < 0.12 else None,
        )

    def joined(self, birth_date: str) -> str:
        """A day or a year on which somebody born so may have joined."""
        rng = self._random
        first = int(birth_date[:4]) + 19
        year = rng.randint(first, max(first, self._today.year - 1))
        if year >= self._today.year:
            return str(self._today.year)
        return str(year) if rng.random() < 0.4 else f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"

    def chance(self, share: float) -> bool:
        """True about so often."""
        return self._random.random() < share

    def pick(self, items: Sequence[T], count: int) -> list[T]:
        """Some of them, without repeating."""
        return self._random.sample(list(items), min(count, len(items)))

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def _citizen_id(self, year: int) -> str:
        while True:
            century = "1" if year < 2000 else "3"
            number = f"019{century}{year % 100:02d}{self._random.randrange(1_000_000):06d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number
