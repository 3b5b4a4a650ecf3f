"""Invented people and papers to draw."""

import random
from datetime import date, datetime

from desktop.forms.allowance import Allowance, AllowanceList
from desktop.forms.branch_list import BranchList, ListedMember
from desktop.forms.charts import BarChart, Threshold
from desktop.forms.gifts import Gift, GiftList
from desktop.forms.invitation import Invitation, Invitee
from desktop.forms.letterhead import Letterhead, Signer, Variant, standard
from desktop.forms.minutes import Minutes
from desktop.forms.movements import Direction, Movement, MovementGroup, MovementList
from desktop.forms.recovery_sheet import Contact, RecoverySheet
from desktop.forms.roster import Invited, InvitedGroup, Meeting, Roster

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Vũ", "Ngô", "Tôn Nữ", "Lường", "H'")
MIDDLE = ("Thị", "Thị Thu", "Thị Ngọc", "Kim", "Thị Phương", "Thanh", "Thị Bích", "Ánh", "Thùy")
GIVEN = ("An", "Bình", "Cúc", "Dung", "Đào", "Hạnh", "Huệ", "Lan", "Mỵ", "Nguyệt", "Oanh", "Phượng", "Quỳnh", "Uyên")
BRANCHES = ("Chi hội phụ nữ thôn Đông Mai", "Chi hội phụ nữ thôn Trại Giữa", "Chi hội nữ công nhân khu nhà trọ")

LONG_NAME = "Công Tằng Tôn Nữ Thị Phương Thảo Nguyệt Quỳnh Hương Thanh Thủy Khánh Huyền Uyên Nhi"
UNBROKEN_NAME = "Nguyễn" * 13 + "Ng"
PROVINCE = "tỉnh Hưng Yên"
COMMUNE = "xã Hồng Phong"
CHAIR = "Nguyễn Thị Phương Thảo"

MEETING = Meeting(
    "Hội nghị sơ kết công tác Hội 6 tháng đầu năm và triển khai nhiệm vụ 6 tháng cuối năm 2026",
    datetime(2026, 7, 14, 7, 30),
    "Nhà văn hóa thôn Đông Mai",
    f"Bà {CHAIR}, Chủ tịch Hội LHPN xã",
)


def letterhead(variant: Variant = Variant.A) -> Letterhead:
    branch = "Chi hội phụ nữ thôn Đông Mai"
    return standard(variant, commune=COMMUNE, province=PROVINCE, branch=branch).signed_by(CHAIR)


def names(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}" for _ in range(count)]


def numbered_names(count: int) -> list[str]:
    """Names that are all different, so that an order shows."""
    return [f"{name} {number:05}" for number, name in enumerate(names(count), start=1)]


def invited(full_names: list[str], unit: str = "Chi hội thôn Đông Mai") -> list[Invited]:
    chance = random.Random(2)
    return [Invited(name, str(chance.randint(1948, 2006)), unit, "0912 345 678") for name in full_names]


def roster(full_names: list[str], **changes: object) -> Roster:
    return Roster(letterhead(), MEETING, [InvitedGroup(invited(full_names))], **changes)  # type: ignore[arg-type]


def allowances(count: int) -> AllowanceList:
    paid = [Allowance(name, "Chi hội thôn Đông Mai", 1 + n % 2, 50_000) for n, name in enumerate(names(count))]
    return AllowanceList(letterhead(), MEETING, paid, [Signer(("THỦ QUỸ",), "Đỗ Thị Nguyệt")])


def members(count: int) -> list[ListedMember]:
    chance = random.Random(3)
    return [
        ListedMember(
            name,
            chance.choice(("1962", "05/03/1971", "11/1980")),
            chance.choice(("Kinh", "Tày", "Mường")),
            chance.choice(("Không", "Công giáo", "Phật giáo")),
            "Thôn Đông Mai",
            chance.choice(("2007", "03/2015", "20/10/2018")),
            chance.random() < 0.2,
            chance.choice(("", "", "Tổ trưởng")),
        )
        for name in names(count, 4)
    ]


def branch_list(count: int, **changes: object) -> BranchList:
    listed = members(count)
    return BranchList(letterhead(Variant.C), BRANCHES[0], date(2026, 11, 21), listed, **changes)  # type: ignore[arg-type]


def movements(direction: Direction, count: int, **changes: object) -> MovementList:
    reasons = ("đi làm ăn xa", "chuyển đi theo chồng", "qua đời") if direction is Direction.LEFT else ("tự nguyện",)
    moved = [Movement(each, "20/10/2026", reasons[n % len(reasons)]) for n, each in enumerate(members(count))]
    half = count // 2
    groups = [MovementGroup(moved[:half], BRANCHES[0]), MovementGroup(moved[half:], BRANCHES[2])]
    return MovementList(letterhead(), direction, "Quý III năm 2026", date(2026, 10, 5), groups, **changes)  # type: ignore[arg-type]


def gifts(count: int) -> GiftList:
    chance = random.Random(5)
    given = [
        Gift(
            name,
            str(chance.randint(1935, 2019)),
            "Thôn Trại Giữa",
            chance.choice(("Phụ nữ khuyết tật", "Trẻ mồ côi", "Người cao tuổi")),
            chance.choice((0, 300_000, 500_000)),
            "Gạo 10 kg, dầu ăn 2 lít, chăn ấm",
            450_000,
            chance.choice(("", "", "Lê Văn Bình (con)")),
        )
        for name in names(count, 6)
    ]
    source = "Công ty may Hoa Sen và các nhà hảo tâm"
    programme = "Chương trình “Tết sum vầy – Xuân yêu thương” năm 2026"
    return GiftList(letterhead(Variant.B), programme, date(2026, 2, 5), "Hội trường UBND xã", given, source)


def invitation(**changes: object) -> Invitation:
    content = (
        "Sơ kết công tác Hội và phong trào phụ nữ 6 tháng đầu năm 2026;\n"
        "Triển khai nhiệm vụ trọng tâm 6 tháng cuối năm 2026, bàn việc giúp hộ phụ nữ khó khăn."
    )
    event = "Hội nghị sơ kết công tác Hội 6 tháng đầu năm 2026"
    given = {"issued_on": date(2026, 7, 8), "number": 5, **changes}
    return Invitation(letterhead(), event, MEETING.starts_at, MEETING.place, content, **given)  # type: ignore[arg-type]


def invitees(count: int) -> list[Invitee]:
    return [Invitee(name, "Bà", "Chi hội trưởng Chi hội phụ nữ thôn Đông Mai") for name in names(count, 7)]


def minutes(paragraphs: int = 4) -> Minutes:
    said = (
        "Đồng chí Chi hội trưởng báo cáo kết quả hoạt động quý IV: chi hội có 86 hội viên, kết nạp mới 03 hội viên, "
        "vận động được 4.200.000 đồng giúp hai gia đình phụ nữ đơn thân sửa lại mái nhà trước mùa mưa."
    )
    return Minutes(
        letterhead(Variant.C),
        "Họp Chi hội phụ nữ thôn Đông Mai quý IV năm 2026",
        datetime(2026, 11, 20, 19, 30),
        "Nhà văn hóa thôn Đông Mai",
        "Bà Đỗ Thị Nguyệt, Chi hội trưởng",
        "Bà Lê Thị An",
        datetime(2026, 11, 20, 21, 0),
        86,
        79,
        ("Trần Thị Lan (ốm)", "Bùi Kim Oanh (đi vắng)"),
        f"Bà {CHAIR}, Chủ tịch Hội LHPN xã Hồng Phong",
        "\n".join([said] * paragraphs),
        "Hội viên nhất trí với báo cáo; đề nghị tổ chức thăm hội viên cao tuổi dịp Tết.",
        "79/79 hội viên có mặt tán thành (100 %).",
        "Thông qua kế hoạch quý I năm 2027; giao Tổ trưởng các tổ phụ nữ lập danh sách thăm hỏi trước ngày 15/12/2026.",
        symbol="BB-CH",
    )


def recovery_sheet() -> RecoverySheet:
    code = "7K2M-PX4R-9TCH-33NJ-F8X2-M6KP-R5TC-H2J9"
    contacts = [Contact("Tổ hỗ trợ của tỉnh", "0221 300 1234")]
    return RecoverySheet("Hội LHPN xã Hồng Phong", code, date(2026, 11, 21), contacts)


def chart() -> BarChart:
    labels = ["Thôn Đông Mai", "Thôn Trại Giữa", "Khu nhà trọ công nhân Phố Nối A, dãy số 3 và số 4", "Thôn Bến"]
    return BarChart(
        "Tỷ lệ tập hợp hội viên theo chi hội",
        labels,
        [86.4, 61.0, 42.5, 55.1],
        Threshold(60, "ngưỡng 60 %", "dưới 60 %"),
        100,
        lambda value: f"{value:.1f} %".replace(".", ","),
    )
