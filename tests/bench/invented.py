"""Women of an invented commune or province, from a seed: nobody who lives."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Weighted = Sequence[tuple[str, int]]

FAMILY: Weighted = (
    ("Nguyễn", 38), ("Trần", 11), ("Lê", 9), ("Phạm", 7), ("Hoàng", 5), ("Phan", 4), ("Vũ", 3), ("Võ", 2), ("Đặng", 2),
    ("Bùi", 2), ("Đỗ", 2), ("Ngô", 2), ("Dương", 1), ("Lương", 1), ("Trịnh", 1), ("Đinh", 1), ("Tôn Nữ", 1),
    ("Nông", 2), ("Lò", 2), ("Giàng", 1), ("Triệu", 1), ("Quàng", 1),
)  # fmt: skip
MIDDLE: Weighted = (
    ("Thị", 56), ("Thị Thu", 4), ("Thị Ngọc", 4), ("Thị Thanh", 4), ("Thị Kim", 3), ("Thị Minh", 2), ("Thị Hồng", 3),
    ("Thị Phương", 2), ("Thị Mỹ", 2), ("Ngọc", 3), ("Thanh", 3), ("Kim", 2), ("Bích", 2), ("Diệu", 1), ("Ánh", 1),
    ("Xuân", 1), ("Thùy", 1), ("Quỳnh", 1),
)  # fmt: skip
GIVEN = (
    "An", "Anh", "Ánh", "Bích", "Bình", "Châu", "Chi", "Cúc", "Diễm", "Diệp", "Dung", "Duyên", "Đan", "Đào", "Đẹp",
    "Đoan", "Gấm", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hậu", "Hiền", "Hoa", "Hòa", "Huệ", "Huyền", "Hương", "Hường",
    "Khánh", "Khuyên", "Kiều", "Lài", "Lan", "Lệ", "Liên", "Linh", "Loan", "Ly", "Lý", "Mai", "Mận", "Mơ", "My", "Na",
    "Nga", "Ngân", "Ngọc", "Nguyệt", "Nhàn", "Nhung", "Như", "Nụ", "Oanh", "Phúc", "Phương", "Phượng", "Quyên", "Quỳnh",
    "Sen", "Sương", "Tâm", "Thảo", "Thắm", "Thoa", "Thơm", "Thu", "Thúy", "Thủy", "Thương", "Tình", "Trang", "Trâm",
    "Trinh", "Trúc", "Tú", "Tuyền", "Tuyết", "Tươi", "Út", "Uyên", "Vân", "Vy", "Xuân", "Yên", "Yến",
)  # fmt: skip
ETHNIC: Weighted = (("kinh", 86), ("thai", 3), ("tay", 3), ("muong", 3), ("nung", 2), ("dao", 1), ("khmer", 1))
FAITH: Weighted = (("none", 80), ("phat_giao", 12), ("cong_giao", 8))
SCHOOL: Weighted = (("primary", 18), ("lower_secondary", 45), ("upper_secondary", 37))
WORK: Weighted = (
    ("Nông dân", 52), ("Công nhân", 14), ("Buôn bán", 11), ("Nội trợ", 8), ("Hưu trí", 7), ("Giáo viên", 4),
    ("Thợ may", 4),
)  # fmt: skip
REMARK = ("Hội viên nòng cốt", "Đang vay vốn NHCSXH", "Đơn thân nuôi con", "Cao tuổi", "Chồng đi làm xa")
PLACES = (
    "Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung", "Đoài", "Nà Lốc", "Bản Mới", "Phú Xuân", "Hòa Bình",
    "Tân Lập", "Đồng Tâm", "Yên Sơn", "Quyết Thắng", "An Khê", "Đại Thắng", "Vĩnh Thịnh", "Khe Vàng",
)  # fmt: skip
MOBILE = ("032", "034", "036", "038", "070", "077", "081", "086", "090", "091", "096", "097", "098")
PROVINCE_CODE = "019"
MEMBERS_OF_A_BRANCH = 250


@dataclass(frozen=True, slots=True)
class Woman:
    """One invented member; dates as ISO text, catalogue values as keys.

    Attributes:
        birth: A year alone for one in ten.
        place: Position of her hamlet and branch in `places`.
    """

    name: str
    birth: str
    citizen_id: str
    phone: str
    place: int
    ethnicity: str
    religion: str
    education: str
    occupation: str
    joined: str
    in_party: bool
    note: str


def places(size: int) -> list[str]:
    """Names of so many hamlets as there are branches among so many members."""
    count = max(8, size // MEMBERS_OF_A_BRANCH)
    laps = (divmod(at, len(PLACES)) for at in range(count))
    return [f"{PLACES[at]} {lap + 1}" if lap else PLACES[at] for lap, at in laps]


def women(size: int, seed: int = 1) -> list[Woman]:
    """So many women; the same size and seed give the same on every computer."""
    rng = random.Random(seed * 1_000_003 + size)
    family, middle, ethnic, faith, school, work = (
        _picker(rng, weighted) for weighted in (FAMILY, MIDDLE, ETHNIC, FAITH, SCHOOL, WORK)
    )
    hamlets = len(places(size))
    taken: set[str] = set()
    found = []
    for _ in range(size):
        year = int(rng.triangular(1936, 2007, 1976))
        joined = rng.randint(min(year + 19, 2025), 2025)
        found.append(
            Woman(
                name=f"{family()} {middle()} {rng.choice(GIVEN)}",
                birth=str(year) if rng.random() < 0.1 else f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                citizen_id=_citizen_id(rng, year, taken),
                phone="" if rng.random() < 0.12 else f"{rng.choice(MOBILE)}{rng.randrange(10_000_000):07}",
                place=rng.randrange(hamlets),
                ethnicity=ethnic(),
                religion=faith(),
                education=school(),
                occupation=work(),
                joined=f"{joined}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                in_party=rng.random() < 0.1,
                note=rng.choice(REMARK) if rng.random() < 0.15 else "",
            )
        )
    return found


def _picker(rng: random.Random, weighted: Weighted) -> Callable[[], str]:
    words = [word for word, weight in weighted for _ in range(weight)]
    return lambda: rng.choice(words)


def _citizen_id(rng: random.Random, year: int, taken: set[str]) -> str:
    while True:
        number = f"{PROVINCE_CODE}{1 if year < 2000 else 3}{year % 100:02}{rng.randrange(1_000_000):06}"
        if number not in taken:
            taken.add(number)
            return number
