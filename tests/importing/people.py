"""Invented members: who they are, whatever a list makes of them."""

import random
from dataclasses import dataclass
from datetime import date

TODAY = date(2026, 11, 22)
_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Giàng Vàng Lò Cầm Bàn Tống Công Khu"
_MIDDLES = ("Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thanh", "Kim", "Thùy", "Thị Như", "Thị Mỹ")
_GIVEN = "Lan Hoa Huệ Mai Đào Cúc Hương Hằng Nga Nguyệt Thảo Mỷ Páo Ính Thủy Hòa Quỳnh Ọi Nhung Gấm Chia Út"
BRANCHES = [
    "Chi hội Bắc", "Chi hội Nam", "Chi hội Hạ", "Chi hội Hà", "Chi hội Đoài", "Chi hội thôn Trung", "Chi hội 3",
    "Chi hội khu phố 2", "Chi hội Thượng", "Chi hội phụ nữ Đông",
]  # fmt: skip
ETHNIC = [("Kinh", "kinh")] * 6 + [
    ("Tày", "tay"),
    ("H'Mông", "mong"),
    ("Nùng", "nung"),
    ("Ê Đê", "e_de"),
    ("Dao", "dao"),
]
NOTES = ["", "", "", "", "Chủ hộ", "Đơn thân nuôi con", "Đang vay vốn NHCSXH, đã kiểm tra", "Cao tuổi"]


@dataclass
class Woman:
    """One person of a list, as she is."""

    name: str
    birth: str
    citizen_id: str | None
    branch: str
    phone: str | None
    ethnicity: tuple[str, str]
    joined: str
    party: bool
    core: bool
    note: str


def women(rng: random.Random, count: int, branches: list[str]) -> list[Woman]:
    """Invented members, in order of branch."""
    found = []
    for place in range(count):
        year = rng.randint(1938, 2007)
        birth = date(year, rng.randint(1, 12), rng.randint(1, 28))
        head = f"{rng.choice(['025', '001', '038'])}{1 if year < 2000 else 3}{year % 100:02d}"
        number = f"{head}{rng.randint(0, 999):03d}{place:03d}"
        joined = date(rng.randint(year + 18, 2026), rng.randint(1, 10), rng.randint(1, 28))
        name = f"{rng.choice(_FAMILIES.split())} {rng.choice(_MIDDLES)} {rng.choice(_GIVEN.split())}"
        found.append(
            Woman(
                name, birth.isoformat(), number if rng.random() < 0.93 else None, "",
                f"0{rng.choice('35789')}{rng.randint(0, 99999999):08d}" if rng.random() < 0.85 else None,
                rng.choice(ETHNIC), joined.isoformat(), rng.random() < 0.2, rng.random() < 0.1, rng.choice(NOTES),
            )
        )  # fmt: skip
    for place, one in enumerate(found):
        one.branch = branches[place * len(branches) // count]
    return found
