"""Wording of the meeting pages."""

from typing import Final

from desktop.registers.attendance_marks import Why

ERRORS: Final[dict[str, str]] = {}

TITLE: Final = "Cuộc họp"
NEW: Final = "Tạo cuộc họp"
NEW_TITLE: Final = "Cuộc họp mới"
ALL: Final = "Tất cả cuộc họp"
EMPTY: Final = "Chưa có cuộc họp nào"
EMPTY_HINT: Final = "Ở đây sẽ có các cuộc họp, danh sách để ký và điểm danh. Bắt đầu bằng cuộc họp sắp tới."
COUNT: Final = "{count} cuộc họp"
COLUMNS: Final = ("Thời gian", "Nội dung", "Chi hội", "Địa điểm", "Số người", "Có mặt")
NOT_TAKEN: Final = "Chưa điểm danh"
LOADING: Final = "Đang đọc…"

SAVE: Final = "Lưu"
SAVED: Final = "Đã lưu cuộc họp."
NOT_SAVED: Final = "Có thay đổi chưa lưu"
DRAFT_BACK: Final = "Đã lấy lại phần đang gõ dở lúc {when}."
DROP_DRAFT: Final = "Bỏ phần gõ dở"
REMOVE: Final = "Xóa cuộc họp"
REMOVE_QUESTION: Final = "Xóa cuộc họp này?"
REMOVE_CONSEQUENCE: Final = "Cuộc họp và danh sách dự họp vào thùng rác, có thể lấy lại."
REMOVED: Final = "Đã xóa cuộc họp {title}."
MORE: Final = "Khác"
OVERWRITE_QUESTION: Final = "Cuộc họp này vừa được sửa ở cửa sổ khác"
OVERWRITE_CONSEQUENCE: Final = (
    "Nếu ghi tiếp, nội dung ở đây thay cho nội dung vừa lưu. Nội dung kia vẫn còn trong lịch sử."
)
OVERWRITE: Final = "Ghi nội dung ở đây"
STEP_WHAT: Final = "1  Cuộc họp gì?"
STEP_WHO: Final = "2  Ai dự?"
STEP_PRINT: Final = "3  In"
STEP_AFTER: Final = "Sau cuộc họp"
MINUTES: Final = "Biên bản"
MINUTES_HINT: Final = "Mục nào để trống thì bản in chừa dòng để viết tay."

BY: Final = {
    "branch": "Theo chi hội",
    "post": "Theo chức vụ",
    "last": "Như lần trước",
    "hand": "Chọn từng người",
}
ALL_BRANCHES: Final = "Tất cả chi hội"
BRANCHES: Final = "Chi hội được mời"
POSTS: Final = "Chức vụ được mời"
NO_BRANCHES: Final = "Chưa có chi hội nào. Thêm chi hội ở mục Chi hội, hoặc nhập từ danh sách Excel."
HONORARY: Final = "Mời cả hội viên danh dự"
LAST_WAS: Final = "Lần trước: {title}, {when}, {count} người."
NO_LAST: Final = "Chưa có cuộc họp nào cùng loại và cùng chi hội để mời lại."
ADD_PERSON: Final = "Thêm người"
ADD_PERSON_HINT: Final = "Gõ tên rồi chọn trong danh sách hiện ra."
GUESTS: Final = "Khách mời"
GUESTS_HINT: Final = "Mỗi người một dòng; không cần có trong sổ."
BLANK_ROWS: Final = "Dòng trống để ghi thêm"
CALLED: Final = "{people} người, {rows} dòng trống"
NOBODY: Final = "Chưa có ai trong danh sách."
KEPT_ORDER: Final = "Đã điểm danh nên giữ nguyên số thứ tự; người mới đứng cuối."
COUNTING: Final = "Đang lập danh sách…"

PRINT_ROSTER: Final = "In danh sách"
INVITATIONS: Final = "Giấy mời"
SHOW_PHONE: Final = "In cả số điện thoại"
PREVIEW_WAITS: Final = "Bản xem trước hiện ra khi có nội dung, thời gian và người dự."
MAKING: Final = "Đang lập bản in…"

TAKE_AFTER: Final = "Lưu cuộc họp rồi điểm danh ở đây."
NUMBERS_ABSENT: Final = "Số thứ tự người vắng"
NUMBERS_PRESENT: Final = "Số thứ tự người có mặt"
ABSENT_MODE: Final = "Ghi người vắng"
PRESENT_MODE: Final = "Ghi người có mặt"
NUMBERS_HINT: Final = "Ghi theo số trên danh sách đã ký. Vắng có lý do thì thêm chữ p, ví dụ 3, 7p, 15-20."
NUMBERS_HINT_PRESENT: Final = "Ghi theo số trên danh sách đã ký, ví dụ 1-12, 15, 20-38."
APPLY_NUMBERS: Final = "Điểm danh"
PRESENT: Final = "Có mặt {share}"
REST: Final = "Vắng có lý do {excused}, vắng không lý do {absent}"
UNMARKED: Final = "{count} người chưa điểm danh"
WALK_INS: Final = "Thêm {count} người không có trong danh sách mời"
TICK_HINT: Final = "Hoặc đánh dấu từng người ở bảng dưới đây."
EVERYBODY: Final = "Tất cả có mặt"
LINE_COLUMNS: Final = ("Số", "Họ và tên", "Có mặt", "Có lý do")
MARKS: Final = {"present": "Có mặt", "excused": "Vắng", "absent": "Vắng", "": "Chưa ghi"}
WALK_IN: Final = "Người đến thêm"
WALK_IN_HINT: Final = "Tìm trong sổ theo tên, hoặc gõ tên khách rồi bấm Thêm."
ADD: Final = "Thêm"
ALLOWANCES: Final = "In ký nhận tiền"
ALLOWANCE: Final = "Mức chi mỗi ngày"
DAYS: Final = "Số ngày"
PRINT_MINUTES: Final = "In biên bản"

WHY: Final = {
    Why.UNREADABLE: "“{piece}” không phải số thứ tự. Ghi số, ví dụ 3, 7, 15-20.",
    Why.TOO_HIGH: "“{piece}” vượt quá số cuối của danh sách ({last}).",
    Why.ZERO: "“{piece}”: số thứ tự bắt đầu từ 1.",
    Why.TWICE: "“{piece}” được ghi hai lần, lần có lý do lần không.",
}


def default_title(kind: str, month: int, year: int) -> str:
    """A title to begin with: "Sinh hoạt chi hội tháng 11/2026"."""
    return f"{kind} tháng {month}/{year}"
