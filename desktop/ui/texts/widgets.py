"""Wording of the building blocks and inputs."""

from typing import Final

ERRORS: Final = {
    "value.unreadable": "{hint}",
    "value.not_in_list": "Chưa có mục này. Gõ vài chữ rồi chọn trong danh sách hiện ra.",
    "task.cancelled": "Đã dừng theo yêu cầu. Dữ liệu vẫn như trước khi bắt đầu.",
    "pdf.unreadable": "Không mở được bản xem trước. Dữ liệu không bị ảnh hưởng. Hãy tạo lại bản in này.",
}

REQUIRED: Final = "Mục này cần có."
NOTHING_FOUND: Final = "Không tìm thấy. Thử gõ ít chữ hơn."
SEARCHING: Final = "Đang tìm…"
NOT_STATED: Final = "Chưa ghi"
OPEN_LIST: Final = "Mở danh sách"
TYPE_TO_FIND: Final = "Gõ để tìm"
KNOWN_TO: Final = {"year": "Biết đến năm", "month": "Biết đến tháng", "day": "Đủ ngày, tháng, năm"}
PLACEHOLDERS: Final = {
    "date": "1962 hoặc 05/03/1962",
    "civil_date": "24/11/2026",
    "datetime": "24/11/2026 08:00",
    "gold": "1,5",
}
UNITS: Final = {"money": "đồng", "gold": "chỉ"}

EMPTY_LINE: Final = "Xóa chữ đang tìm"
SHOW_PASSWORD: Final = "Hiện mật khẩu"
HIDE_PASSWORD: Final = "Ẩn mật khẩu"

CANCEL: Final = "Để sau"
CLOSE: Final = "Đóng"
ZOOM_IN: Final = "Phóng to"
ZOOM_OUT: Final = "Thu nhỏ"
FIT_WIDTH: Final = "Vừa khung"
PAGE_BEFORE: Final = "Trang trước"
PAGE_AFTER: Final = "Trang sau"
PAGE_OF: Final = "Trang {page}/{count}"
DRAWING: Final = "Đang vẽ trang…"
NO_PREVIEW: Final = "Bản xem trước sẽ hiện ở đây."
CHART: Final = "Biểu đồ"
