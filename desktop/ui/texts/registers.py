"""Wording of the register page."""

from typing import Final

ERRORS: Final = {
    "register.refused": "Chưa lưu được. {first} Những gì vừa ghi vẫn còn trên màn hình.",
    "register.gone": "Bản ghi này không còn trong sổ. Danh sách đã được đọc lại.",
    "undo.nothing": "Không còn việc nào để hoàn tác. Dữ liệu giữ nguyên.",
    "sync.changed_meanwhile": (
        "Một cửa sổ khác vừa lưu mục này sau khi mở ra đây. Chưa ghi gì thêm. Hãy mở lại bản ghi để xem giá trị mới."
    ),
}

# Words that keep their capital inside a sentence.
PROPER: Final = frozenset({"Đảng", "Hội", "Mẹ"})

# The list
LOADING: Final = "…"
ROW_GONE: Final = "(đã xóa)"
BY_GIVEN_NAME: Final = "(tên)"
SEARCH: Final = "Tìm {one}…"
ALL_OF: Final = "Tất cả {lowered}"
ALL_IN: Final = "{label}: tất cả"
NOT_WRITTEN: Final = "(chưa ghi)"
COUNT: Final = "{count} {one}"
CHOSEN: Final = "Đã chọn {chosen} trong {rest}"
ONE_CHOSEN: Final = "một mục"
UNTITLED: Final = "(chưa có tên)"

# Filters
MORE_FILTERS: Final = "Lọc thêm"
SAVED_FILTERS: Final = "Bộ lọc đã lưu"
DROP_FILTER: Final = "Bỏ điều kiện lọc này"
CLEAR_FILTERS: Final = "Bỏ lọc"
FILTER_BY: Final = "Lọc theo {label}"
FILTER_HOLDING: Final = "Chọn giá trị"
FILTER_DO: Final = "Lọc"
FILTER_TEXT: Final = "Có chứa"
FILTER_FROM: Final = "Từ"
FILTER_TO: Final = "Đến"
FILTER_STATES: Final = {"empty": "còn trống", "filled": "đã ghi"}
FILTER_TESTS: Final = {
    "is": "{label}: {value}",
    "is_not": "{label}: không phải {value}",
    "from": "{label}: từ {value}",
    "to": "{label}: đến {value}",
    "contains": "{label}: có chứa {value}",
}
KEEP_FILTER: Final = "Lưu bộ lọc này…"
KEEP: Final = "Lưu"
FORGET_FILTER: Final = "Xóa bộ lọc"
FILTER_NAME: Final = "Tên bộ lọc, ví dụ: Đảng viên Na Pặng"

# Buttons of the page
ADD: Final = "Thêm"
ADD_ONE: Final = "Thêm {one}"
PRINT: Final = "In"
EXPORT: Final = "Xuất Excel"
MORE: Final = "Khác"
EDIT: Final = "Sửa"
RESTORE: Final = "Lấy lại"
TRASH_ONE: Final = "Xóa…"
BULK: Final = "Sửa hàng loạt…"
MOVE: Final = "Chuyển {label}…"
CHOOSE_COLUMNS: Final = "Chọn cột…"
AS_DELIVERED: Final = "Cột như lúc đầu"
OPEN_TRASH: Final = "Thùng rác"
UNDO_LAST: Final = "Hoàn tác việc vừa làm"
LEAVE_TRASH: Final = "Về danh sách"
TRASH_TITLE: Final = "Thùng rác: {title}"
REFRESH: Final = "Đọc lại danh sách"
FIND_HERE: Final = "Tìm trong danh sách"
OPEN: Final = "Mở"
SELECT_FIRST: Final = "Hãy chọn ít nhất một dòng trong danh sách."

# Columns
COLUMNS: Final = "Chọn cột"
COLUMNS_HINT: Final = "Đánh dấu cột muốn thấy. Thứ tự từ trên xuống là từ trái sang phải."
SENSITIVE_COLUMN: Final = "{label} (nhạy cảm, có ghi nhật ký xem)"
MOVE_UP: Final = "Lên"
MOVE_DOWN: Final = "Xuống"
SHOW_COLUMNS: Final = "Xem danh sách"

# The detail
BACK_TO_LIST: Final = "Về danh sách"
TAB_FACTS: Final = "Thông tin"
TAB_RELATED: Final = "Liên quan"
TAB_HISTORY: Final = "Lịch sử"
MAIN_GROUP: Final = "Thông tin chính"
STILL_EMPTY: Final = "Còn trống: {fields}."
IN_TRASH: Final = "Đang ở thùng rác"
CHOOSE_A_ROW: Final = "Chọn một dòng trong danh sách để xem {one} ở đây."
DOTS: Final = "••••••"
REVEAL: Final = "Hiện"
REVEAL_VALUE: Final = "Hiện {label}"
HIDDEN_VALUE: Final = "{label}: đang ẩn"
NONE_YET: Final = "Chưa có. Bấm để thêm:"
NONE_RELATED: Final = "Chưa có: {names}."
ADD_RELATED: Final = "Thêm {name}"
ALL_RELATED: Final = "Xem cả {count}"

# History
HERE: Final = "máy này"
ELSEWHERE: Final = "máy khác"
CHANGED: Final = "{before} → {after}"
NOTHING: Final = "(trống)"
PUT_BACK: Final = "Lấy lại giá trị này"
PUT_BACK_LONG: Final = "Lấy lại {label}: {value}"
PUT_BACK_LABEL: Final = "Lấy lại {label} của {title}"
OLDER_ENTRIES: Final = "Xem thêm các lần trước"
HISTORY_SINCE: Final = (
    "Lịch sử trên máy này có từ ngày {day}; những thay đổi trước đó nằm ở tỉnh và ở các máy khác của xã."
)
HISTORY_NONE: Final = (
    "Máy này chưa có lịch sử của hồ sơ này; những thay đổi từ trước nằm ở tỉnh và ở các máy khác của xã."
)
HISTORY_SOME: Final = (
    "Lịch sử trên máy này không đủ: có những thay đổi chỉ nằm ở tỉnh và ở các máy khác của xã. Số liệu vẫn đúng và đủ."
)
OPS: Final = {"set": "Ghi", "trash": "Xóa vào thùng rác", "restore": "Lấy lại từ thùng rác"}
TODAY: Final = "hôm nay"
YESTERDAY: Final = "hôm qua"
ON_DAY: Final = "ngày {day}"

# The form
ADDING: Final = "Thêm {one}"
EDITING: Final = "Sửa {what}"
REQUIRED_MARK: Final = "* là mục cần có."
SAVE: Final = "Lưu"
SAVE_AND_ADD: Final = "Lưu và thêm tiếp"
LEAVE: Final = "Không lưu"
SAVING: Final = "Đang lưu…"
PROBLEMS: Final = "Còn {count} mục cần xem lại."
DRAFT_KEPT: Final = "Đã giữ bản ghi dở"
DRAFT_FOUND: Final = "Bản ghi dở từ {when} đã được đưa lại vào đây."
DRAFT_USE: Final = "Dùng tiếp"
DRAFT_DROP: Final = "Bỏ"
DRAFT_WAITS: Final = "Có bản ghi dở từ {when}: thêm {one}."
DRAFT_OPEN: Final = "Mở lại"
GIVE_UP: Final = "Bỏ những gì vừa ghi?"
GIVE_UP_FIELDS: Final = "Chưa lưu: {fields}."
GIVE_UP_ACT: Final = "Bỏ, không lưu"
STAY: Final = "Ở lại"
CHANGED_MEANWHILE: Final = (
    "Có mục vừa được lưu ở cửa sổ khác sau khi mở trang này. Chưa ghi gì. Hãy chọn giá trị đúng rồi lưu lại."
)
NEWER_VALUE: Final = "Giá trị mới được lưu: {value}"
KEEP_MINE: Final = "Giữ của tôi"
TAKE_OTHER: Final = "Lấy giá trị mới"
SETTLE_FIRST: Final = "Hãy chọn giá trị đúng ở những mục có hai giá trị rồi lưu lại."
ADD_NEW: Final = "+ Thêm {one} mới"
ADD_NEW_HEADING: Final = "Thêm {one} mới"
NEW_NAME: Final = "Tên {one}"

# Many rows at once
BULK_HEADING: Final = "Sửa hàng loạt {count}"
MOVE_HEADING: Final = "Chuyển {count}"
BULK_FIELD: Final = "Sửa mục"
NEW_VALUE: Final = "{label} mới"
BULK_CHANGES: Final = "Sẽ đổi {label} của {count}."
BULK_CLEARS: Final = "Để trống thì sẽ xóa {label} của {count}."
BULK_SAME: Final = " {count} dòng đã như vậy, giữ nguyên."
BULK_UNREAD: Final = "Gõ vài chữ rồi chọn hoặc ghi cho đủ."
BULK_REQUIRED: Final = "Hãy chọn giá trị mới."
BULK_DO: Final = "Ghi thay đổi"
BULK_LABEL: Final = "{label} = {value} cho {count} {one}"
BULK_READING: Final = "Đang xem các dòng đã chọn…"
BULK_WRITING: Final = "Đang ghi {count} dòng…"
BULK_DONE: Final = "Đã ghi {label}: {value} cho {count}."
BULK_NONE: Final = "Không có dòng nào cần đổi. Dữ liệu giữ nguyên."

# What was done
ADDED: Final = "Đã thêm {what}."
SAVED: Final = "Đã lưu {what}."
SEE_AGAIN: Final = "{done} Nên xem lại: {doubts}"
UNDO: Final = "Hoàn tác"
UNDONE: Final = "Đã hoàn tác: {label}."
UNDONE_KEPT: Final = "Đã hoàn tác: {label}. {kept} dòng giữ nguyên vì đã có người sửa sau đó."
TRASH_QUESTION: Final = "Xóa {what}?"
TRASH_CONSEQUENCE: Final = "Sẽ chuyển vào Thùng rác. Lúc nào cũng lấy lại được ở nút Khác, mục Thùng rác."
TRASH_ACT: Final = "Xóa {what}"
TRASHED: Final = "Đã chuyển {what} vào Thùng rác."
RESTORED: Final = "Đã lấy lại {what}."
PUT_BACK_DONE: Final = "Đã lấy lại {label} của {title}."
EXPORT_CHOSEN: Final = "Xuất Excel các dòng đã chọn…"
EXPORTING: Final = "Đang xuất {count} ra Excel…"
EXPORTED: Final = "Đã xuất {count} ra tệp {file}."
OPEN_FILE: Final = "Mở tệp"
FILE_KINDS: Final = "Bảng tính Excel (*.xlsx);;CSV (*.csv)"

# Empty lists
EMPTY: Final = "Chưa có {one} nào"
EMPTY_HINT: Final = "Danh sách {one} sẽ hiện ở đây."
EMPTY_IMPORT: Final = "Nếu đã có danh sách trong tệp Excel, hãy dùng mục Nhập từ Excel để đưa vào một lần."
NOTHING_MATCHES: Final = "Không có dòng nào khớp"
NOTHING_MATCHES_HINT: Final = "Thử gõ ít chữ hơn, không cần dấu, hoặc bỏ bớt điều kiện lọc."
EMPTY_TRASH: Final = "Thùng rác trống"
EMPTY_TRASH_HINT: Final = "Những dòng đã xóa sẽ nằm ở đây và lấy lại được bất cứ lúc nào."
