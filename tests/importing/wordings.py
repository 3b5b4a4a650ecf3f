"""The headings under which lists carry what the program knows, and some that it does not."""

import random
from collections.abc import Callable

WORDINGS = {
    "name": ("Họ và tên", "Họ tên", "Họ và tên hội viên", "Họ & tên", "HỌ VÀ TÊN", "Tên hội viên", "Họ tên (in hoa)"),
    "birth": (
        "Ngày sinh", "Năm sinh", "Ngày, tháng,\nnăm sinh", "Ngày tháng năm sinh", "Sinh ngày",
        "Ngày/tháng/năm sinh", "NTN sinh",
    ),
    "citizen_id": (
        "Số CCCD", "CMND/CCCD", "CCCD", "Căn cước", "Số định danh cá nhân", "Số CCCD/\nĐịnh danh", "Số CMND",
        "Số căn cước", "Căn cước công dân", "Số CMND/CCCD",
    ),
    "phone": ("Điện thoại", "SĐT", "ĐT", "Số điện thoại", "Số ĐT", "Điện thoại liên hệ", "Điện thoại di động"),
    "branch": ("Chi hội", "Thuộc chi hội", "Chi hội phụ nữ", "CHI HỘI", "Tên chi hội"),
    "ethnicity": ("Dân tộc", "DÂN TỘC", "Thành phần dân tộc"),
    "joined": (
        "Ngày vào Hội", "Năm vào Hội", "Ngày kết nạp", "Vào Hội", "Năm kết nạp", "Ngày tham gia Hội",
        "Thời gian vào Hội",
    ),
    "party": ("Đảng viên", "Là Đảng viên", "Đảng viên (có/không)", "Đảng viên\n(đánh x)"),
    "core": ("Nòng cốt", "Hội viên nòng cốt", "HV nòng cốt"),
    "note": ("Ghi chú", "GHI CHÚ", "Ghi chú khác"),
}  # fmt: skip
ORDINALS = ("STT", "TT", "Số TT", "Stt", "Số thứ tự")
DECOYS: dict[str, Callable[[random.Random], str | float]] = {
    "Nơi cấp": lambda rng: rng.choice(["CA tỉnh", "Cục CSQLHC"]),
    "Ngày cấp": lambda rng: f"{rng.randint(1, 28):02d}/{rng.randint(1, 12):02d}/2021",
    "Họ tên chồng": lambda rng: f"Nguyễn Văn {rng.choice(['Hùng', 'Dũng', 'Sơn'])}",
    "Số con": lambda rng: float(rng.randint(0, 4)),
    "Mã": lambda rng: f"HV{rng.randint(1, 99999):05d}",
    "Hộ nghèo": lambda rng: rng.choice(["", "x"]),
    "Ngày ký": lambda rng: "",
    "Ký nhận": lambda rng: "",
}
"""Columns that go nowhere, and what stands in them."""
