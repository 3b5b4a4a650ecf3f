"""Wording of the home page."""

from datetime import date, datetime
from typing import Final

from desktop.models.numbers import group_digits

ERRORS: Final[dict[str, str]] = {}

HELLO: Final = "Xin chào, {name}"
WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
LOADING: Final = "Đang xem sổ…"

EMPTY: Final = "Sổ chưa có ai"
EMPTY_HINT: Final = (
    "Danh sách hội viên đang có trên Excel, kể cả tệp cũ gõ bằng TCVN3 hay VNI, đưa vào đây được ngay. "
    "Sau đó trang này sẽ cho biết cuộc họp sắp tới, những hồ sơ cần xem lại và các con số của xã."
)
BEGIN_IMPORT: Final = "Nhập danh sách từ Excel"
BEGIN_BY_HAND: Final = "Hoặc thêm từng người"

NEXT_MEETING: Final = "Cuộc họp tới"
NO_MEETING: Final = "Chưa có cuộc họp nào sắp tới."
NEW_MEETING: Final = "Tạo cuộc họp"
PEOPLE: Final = "{count} người trong danh sách"
PRINT_ROSTER: Final = "In danh sách"
OPEN_MEETING: Final = "Mở"

REVIEW: Final = "Cần xem lại"
NOTHING_TO_REVIEW: Final = "Không có hồ sơ nào cần xem lại."
DUPLICATES: Final = "{count} người có thể ghi trùng"
MISSING: Final = "{count} hội viên chưa có {field}"

WAITING: Final = "Gửi về tỉnh"
WAITING_COUNT: Final = "{count} thay đổi đang giữ trong máy này"
NOTHING_WAITING: Final = "Chưa có thay đổi nào."
WAITING_HINT: Final = "Mọi thay đổi đã được lưu an toàn và sẽ gửi về tỉnh khi máy được kết nối."
BACKED_UP: Final = "Sao lưu gần nhất: {when}"
NEVER_BACKED_UP: Final = "Chưa có bản sao lưu nào"
TODAY: Final = "hôm nay"
YESTERDAY: Final = "hôm qua"
DAYS_AGO: Final = "{days} ngày trước"

MEMBERS: Final = "Hội viên"
SAME: Final = "Thay đổi trong quý"
CHANGE: Final = "Vào Hội {joined}, ra khỏi Hội {left}"
COVERAGE: Final = "Tỷ lệ tập hợp"
COVERAGE_NOTE: Final = "Mẫu số {women}: {source}"
COVERAGE_OVER: Final = "Trên 100 %: hãy xem lại mẫu số"
NO_COVERAGE: Final = "Chưa có mẫu số"
NO_COVERAGE_NOTE: Final = "Ghi số phụ nữ từ 18 tuổi để tính"
POOR: Final = "Hộ nghèo do phụ nữ làm chủ hộ"

CHART_COVERAGE: Final = "Tỷ lệ tập hợp theo chi hội"
CHART_MEMBERS: Final = "Hội viên theo chi hội"
SHOW_COVERAGE: Final = "Xem tỷ lệ tập hợp"
SHOW_MEMBERS: Final = "Xem số hội viên"
SHOW_ALL: Final = "Xem tất cả {count} chi hội"
SHOW_FEW: Final = "Xem gọn lại"
LOWEST: Final = "{count} chi hội thấp nhất"
LARGEST: Final = "{count} chi hội đông nhất"
BELOW: Final = "dưới {percent} %"
NO_FIGURE: Final = "{count} chi hội chưa có mẫu số riêng nên không có trong biểu đồ."
CHART_HINT: Final = "Bấm vào một chi hội để xem hội viên."


def long_day(day: date) -> str:
    """A day with its weekday: "Thứ Bảy, 21/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def meeting_time(starts_at: str, today: date) -> str:
    """When a meeting is, from where one stands: "Hôm nay 08:00", "Thứ Ba, 24/11/2026, 08:00"."""
    moment = datetime.fromisoformat(starts_at)
    days = (moment.date() - today).days
    day = {0: "Hôm nay", 1: "Ngày mai"}.get(days, long_day(moment.date()))
    return f"{day}, {moment:%H:%M}"


def days_since(day: date, today: date) -> str:
    """How long ago, in days."""
    days = (today - day).days
    return TODAY if days <= 0 else YESTERDAY if days == 1 else DAYS_AGO.format(days=group_digits(days))


def percent(value: object) -> str:
    """A percentage: "72,6 %"."""
    return f"{value} %".replace(".", ",")
