"""Wording of the window's frame."""

from typing import Final

PRODUCT: Final = "Sổ Hội"
FIND: Final = "Tìm người, hộ, cuộc họp, việc cần làm…"
FIND_SHORT: Final = "Tìm…"
FIND_KEY: Final = "Ctrl+K"
NOTHING_FOUND: Final = "Không tìm thấy. Thử gõ ít chữ hơn, không cần dấu."
GO_TO: Final = "Đi tới"
NAVIGATION: Final = "Các mục"

NOTHING_WAITING: Final = "Không có thay đổi chờ gửi"
WAITING: Final = "{count} thay đổi chờ gửi"
RECEIPT: Final = "Biên nhận gần nhất {when}"
NO_RECEIPT: Final = "Chưa có biên nhận"
BACKUP: Final = "Sao lưu {when}"
NO_BACKUP: Final = "Chưa sao lưu"
TODAY: Final = "hôm nay"
YESTERDAY: Final = "hôm qua"
DAYS_AGO: Final = "{days} ngày trước"
LOCK: Final = "Khóa máy"
USER: Final = "Người đang dùng: {name}"

CLOSE_NOTICE: Final = "Đóng thông báo"
UNDO: Final = "Hoàn tác"

STOP: Final = "Dừng"
STOPPING: Final = "Đang dừng…"
WORKING: Final = "Đang làm…"
LEFT_SECONDS: Final = "còn khoảng {count} giây"
LEFT_MINUTES: Final = "còn khoảng {count} phút"

SHORTCUTS: Final = "Phím tắt"
KEYS: Final = {"Left": "mũi tên trái", "Return": "Enter"}
SHORTCUTS_HINT: Final = "Mọi việc đều làm được bằng chuột; các phím dưới đây chỉ để nhanh hơn."
EVERYWHERE: Final = "Ở mọi trang"
THIS_PAGE: Final = "Ở trang này"
ACTION_FIND: Final = "Tìm"
ACTION_BACK: Final = "Quay lại trang trước"
ACTION_LOCK: Final = "Khóa máy"
ACTION_SHORTCUTS: Final = "Xem các phím tắt"

GROUP_ACTS: Final = "Việc cần làm"
