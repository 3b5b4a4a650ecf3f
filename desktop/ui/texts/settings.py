"""Wording of the settings page."""

from typing import Final

TITLE: Final = "Hệ thống"
SECTIONS: Final = {
    "papers": "Mẫu in",
    "look": "Giao diện",
    "people": "Người dùng",
    "backups": "Sao lưu",
    "safety": "An toàn",
    "machine": "Máy này",
    "about": "Giới thiệu",
}
SECTIONS_NAME: Final = "Các phần của Hệ thống"
WORKING: Final = "Đang làm…"
UNDO: Final = "Hoàn tác"

# Papers
PAPERS_HINT: Final = "Những dòng này in trên mọi giấy tờ của Hội. Bản xem bên cạnh đổi theo ngay khi gõ."
VARIANT: Final = "Kiểu đầu trang"
VARIANTS: Final = {
    "A": "A. Hội cấp trên và Ban Thường vụ Hội",
    "B": "B. Ủy ban Mặt trận và Hội Liên hiệp Phụ nữ",
    "C": "C. Hội LHPN xã, phường và chi hội",
    "D": "D. Không có đầu trang (danh sách thường)",
}
LINES: Final = {
    "superior": "Dòng trên, bên trái",
    "issuer": "Dòng dưới, bên trái (chữ đậm)",
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "place": "Nơi ghi trước ngày tháng",
    "signer": "Người ký: quyền hạn, chức vụ",
    "signer_name": "Họ và tên người ký",
    "preparer": "Người lập biểu",
}
LINE_HELP: Final = {
    "signer": "Mỗi dòng in thành một dòng.",
    "signer_name": "In dưới chữ ký. Để trống thì chừa chỗ ghi tay.",
}
BRANCH_LINE: Final = "Dòng dưới bên trái lấy tên chi hội của từng giấy tờ."
HEADING_LINES: Final = "Các dòng trên giấy"
HEADING_ROSTERS: Final = "Danh sách dự họp"
SHOW_PHONE: Final = "In số điện thoại trong danh sách"
BLANK_ROWS: Final = "Số dòng trống để ghi thêm"
PLACE: Final = "Nơi họp thường dùng"
CHAIR: Final = "Người chủ trì thường là"
HEADING_FIGURES: Final = "Số liệu"
WATCH: Final = "Đánh dấu chi hội có tỷ lệ tập hợp dưới"
PERCENT: Final = " %"
STANDARD: Final = "Lấy lại các dòng chuẩn"
SEE: Final = "Xem bản in"
EDIT_AGAIN: Final = "Sửa tiếp"
SAVE: Final = "Lưu"
DROP: Final = "Bỏ thay đổi"
UNSAVED: Final = "Có thay đổi chưa lưu."
SAVED_STATE: Final = "Đã lưu."
SAVED: Final = "Đã lưu mẫu in."
UNDONE: Final = "Đã lấy lại mẫu in như trước."
LEAVE_QUESTION: Final = "Mẫu in chưa lưu"
LEAVE_CONSEQUENCE: Final = "Những thay đổi ở phần Mẫu in chưa được lưu. Rời trang này thì sẽ mất."
LEAVE_ACT: Final = "Bỏ thay đổi"
LEAVE_STAY: Final = "Ở lại"

# Look
LOOK_HINT: Final = "Đổi là thấy ngay. Chỉ áp dụng cho máy này."
THEME: Final = "Màu nền và chữ"
THEMES: Final = {
    "system": "Theo máy tính",
    "light": "Sáng",
    "dark": "Tối",
    "contrast": "Tương phản cao (nền đen, chữ trắng, dễ đọc nhất)",
}
TEXT_SIZE: Final = "Cỡ chữ"
TEXT_SIZE_OF: Final = "{size} %"
TEXT_SIZE_HINT: Final = "Chữ nhỏ quá thì chọn 125 % hoặc 150 %."
ROWS: Final = "Danh sách"
COMPACT: Final = "Dòng thấp hơn, để thấy được nhiều dòng hơn"

# People
PEOPLE_HINT: Final = "Mỗi người một mật khẩu, để lịch sử ghi đúng ai đã sửa gì."
SIGNS_IN_AS: Final = "mở sổ bằng tên {label}"
IS_SELF: Final = "đang dùng máy"
ADD_USER: Final = "Thêm người dùng…"
ROLE: Final = "Vai trò"
NEW_PASSWORD: Final = "Mật khẩu mới…"
REMOVE: Final = "Xóa…"
ROLE_SAYS: Final = {
    "chair": "Làm được mọi việc, quản lý người dùng, khôi phục sổ từ bản sao lưu.",
    "deputy": "Làm được mọi việc trong sổ, sáp nhập, sửa mẫu in; không quản lý người dùng.",
    "officer": "Xem, ghi, nhập, xuất và in; không sửa hàng loạt, không sáp nhập.",
    "guest": "Chỉ xem và in; không thấy thông tin nhạy cảm.",
}
ADD_TITLE: Final = "Thêm người dùng"
ADD_HINT: Final = "Người này tự đổi mật khẩu được sau khi mở sổ."
FULL_NAME: Final = "Họ và tên"
FULL_NAME_NEEDED: Final = "Hãy ghi họ và tên."
LABEL: Final = "Tên gọi để mở sổ"
LABEL_HELP: Final = "Tên này hiện ở trang mở sổ; thường chỉ là tên, ví dụ Lan. Nếu trùng, thêm một chữ: Lan A."
LABEL_NEEDED: Final = "Hãy ghi tên gọi để mở sổ."
ADD_ACT: Final = "Thêm"
ADDED: Final = "Đã thêm người dùng {name}."
ADDED_LABEL: Final = "Thêm người dùng {name}"
ROLE_QUESTION: Final = "Đổi vai trò của {name} thành {role}?"
ROLE_ACT: Final = "Đổi vai trò"
ROLE_CHANGED: Final = "{name} nay có vai trò {role}."
REMOVE_QUESTION: Final = "Xóa người dùng {name}?"
REMOVE_CONSEQUENCE: Final = (
    "{name} sẽ không mở được sổ trên máy này nữa. Những gì {name} đã ghi vẫn còn nguyên và vẫn mang tên. "
    "Bản sao lưu làm trước hôm nay vẫn mở được bằng mật khẩu cũ, nên hãy cất kỹ."
)
REMOVE_ACT: Final = "Xóa người dùng {label}"
REMOVED: Final = "Đã xóa người dùng {name}."
PASSWORD_TITLE: Final = "Mật khẩu mới cho {name}"
PASSWORD_HINT: Final = "Mật khẩu cũ của {name} không dùng được nữa. Hãy báo mật khẩu mới cho {name} biết."
PASSWORD_ACT: Final = "Đặt mật khẩu"
PASSWORD_SET: Final = "Đã đặt mật khẩu mới cho {name}."
OWN_HEADING: Final = "Mật khẩu của người đang dùng"
OWN_HINT: Final = "Đổi mật khẩu khi có người khác đã biết. Sổ không phải nhập lại gì."
OWN_CHANGE: Final = "Đổi mật khẩu…"
OWN_TITLE: Final = "Đổi mật khẩu của {name}"
OWN_OLD: Final = "Mật khẩu đang dùng"
OWN_OLD_NEEDED: Final = "Hãy gõ mật khẩu đang dùng."
OWN_ACT: Final = "Đổi mật khẩu"
OWN_DONE: Final = "Đã đổi mật khẩu. Từ lần mở sổ sau, gõ mật khẩu mới."
NEW_FIRST: Final = "Mật khẩu mới"
NEW_AGAIN: Final = "Gõ lại mật khẩu mới"
SAVING: Final = "Đang lưu…"

# The recovery code
CODE_HEADING: Final = "Mã khôi phục"
CODE_HINT: Final = (
    "Khi mọi người đều quên mật khẩu, tờ mã khôi phục mở lại được sổ. "
    "Nếu tờ cũ bị thất lạc hoặc có người xem trộm, hãy tạo mã mới."
)
CODE_NEW: Final = "Tạo mã khôi phục mới…"
CODE_TITLE: Final = "Tạo mã khôi phục mới"
CODE_WARNING: Final = "Tờ mã cũ sẽ không mở được sổ nữa. Mã mới chỉ hiện một lần, nên cần in ngay."
CODE_OWN: Final = "Mật khẩu của người đang dùng"
CODE_ACT: Final = "Tạo mã mới"
CODE_SHOWN: Final = "Mã khôi phục mới"
CODE_KEEP: Final = (
    "Mã này chỉ hiện lần này; tờ mã cũ không còn dùng được. Hãy in ra, cất ở nơi khóa được, không để cạnh máy."
)
CODE_SHEET: Final = "In hoặc lưu tờ mã…"
CODE_DONE: Final = "Đã cất tờ mã"
CODE_PAPER: Final = "Phiếu khôi phục"
CODE_UNIT: Final = "Hội LHPN {commune}"
CODE_LEAVE: Final = "Chưa in tờ mã"
CODE_LEAVE_SAYS: Final = "Đóng lại thì không xem lại mã này được nữa, và tờ mã cũ đã hết hiệu lực."
CODE_LEAVE_ACT: Final = "Đóng, đã chép mã"
CODE_STAY: Final = "Quay lại in"
CODE_MADE: Final = "Đã tạo mã khôi phục mới. Hãy hủy tờ mã cũ."

# Backups
BACKUP_HEADING: Final = "Sao lưu ra USB hoặc ổ đĩa khác"
BACKUP_HINT: Final = (
    "Nên sao lưu mỗi tuần một lần và cất USB ở nơi khác. Tệp sao lưu được mã hóa, mở bằng mật khẩu hoặc mã khôi phục."
)
BACKUP_PLACE: Final = "Nơi để bản sao lưu"
BACKUP_NO_PLACE: Final = "Chưa chọn"
BACKUP_CHOOSE: Final = "Chọn nơi…"
BACKUP_CHOOSE_OTHER: Final = "Chọn nơi khác…"
BACKUP_NOW: Final = "Sao lưu ngay"
BACKUP_DIALOG: Final = "Chọn USB hoặc thư mục để sao lưu"
BACKUP_WORKING: Final = "Đang sao lưu…"
BACKUP_DONE: Final = "Đã sao lưu vào {file}. Bản sao đã được mở thử và đọc lại đúng."
LIST_HEADING: Final = "Các bản sao lưu gần đây"
LIST_EMPTY: Final = "Chưa có bản sao lưu nào."
LIST_MORE: Final = "và {count} bản cũ hơn"
AUTOMATIC: Final = "tự động, trên máy này"
BY_HAND: Final = "ở {folder}"
AUTOMATIC_HEADING: Final = "Sao lưu tự động"
AUTOMATIC_SAYS: Final = (
    "Khi có thay đổi, Sổ Hội tự sao lưu vào thư mục của sổ, mỗi ngày ít nhất một lần. "
    "Máy giữ bản của 7 ngày, 5 tuần và 12 tháng gần nhất, các bản cũ hơn tự xóa. "
    "Nếu máy hỏng hoặc mất thì các bản này mất theo, nên vẫn cần sao lưu ra USB."
)
RESTORE_HEADING: Final = "Khôi phục từ bản sao lưu"
RESTORE_HINT: Final = (
    "Dùng khi sổ bị hỏng hoặc chuyển sang máy mới. Sổ trên máy trở lại như lúc sao lưu; "
    "sổ đang dùng được giữ lại bên cạnh, không xóa."
)
RESTORE: Final = "Khôi phục từ tệp…"
RESTORE_CHAIR: Final = "Chỉ Chủ tịch khôi phục được sổ từ bản sao lưu."
RESTORE_DIALOG: Final = "Chọn bản sao lưu"
RESTORE_FILES: Final = "Bản sao lưu Sổ Hội (*.sohoi);;Mọi tệp (*)"
RESTORE_TITLE: Final = "Khôi phục sổ"
RESTORE_FILE: Final = "Bản sao lưu lúc {when}, {size}."
RESTORE_EXPLAINS: Final = (
    "Mọi thay đổi sau lúc đó sẽ không còn trong sổ. Mật khẩu cũng trở lại như lúc đó. "
    "Sổ đang dùng được giữ nguyên trong một thư mục bên cạnh."
)
RESTORE_BY: Final = "Mở bản sao lưu bằng"
RESTORE_PASSWORD: Final = "Mật khẩu lúc sao lưu"
RESTORE_CODE: Final = "Mã khôi phục"
RESTORE_CODE_HELP: Final = "8 nhóm, mỗi nhóm 4 ký tự, trên tờ mã còn hiệu lực lúc sao lưu."
RESTORE_SECRET_NEEDED: Final = "Hãy gõ mật khẩu hoặc mã khôi phục."
RESTORE_ACT: Final = "Kiểm tra bản sao lưu"
RESTORE_CHECKING: Final = "Đang kiểm tra bản sao lưu…"
RESTORE_QUESTION: Final = "Đưa sổ trở lại lúc {when}?"
RESTORE_CONSEQUENCE: Final = (
    "Bản sao lưu nguyên vẹn, có {rows} dòng. Sổ Hội sẽ đóng sổ đang dùng, đưa bản này vào thay, rồi hỏi mật khẩu. "
    "Mọi thay đổi sau {when} sẽ không còn trong sổ."
)
RESTORE_DO: Final = "Khôi phục sổ"

# Safety
LOCK_HEADING: Final = "Tự khóa máy"
LOCK_HINT: Final = "Khi không ai dùng, màn hình tự che và hỏi lại mật khẩu. Việc đang làm dở vẫn còn nguyên."
LOCK_AFTER: Final = "Khóa sau khi không dùng"
LOCK_MINUTES: Final = "{minutes} phút"
LOCK_NEVER: Final = "Không tự khóa"
LOCK_WARNING: Final = "Máy không tự khóa: ai đi ngang cũng xem được sổ. Nhớ bấm Ctrl+L khi rời máy."
LOG_HEADING: Final = "Nhật ký xem và in"
LOG_HINT: Final = (
    "Ai đã xem, in hay xuất thông tin cá nhân và thông tin nhạy cảm. Nhật ký chỉ ở máy này, không ai sửa được."
)
LOG_WHO: Final = "Ai"
LOG_ANYBODY: Final = "Tất cả mọi người"
LOG_ACT: Final = "Việc"
LOG_ANY_ACT: Final = "Mọi việc"
LOG_ACTS: Final = {"view": "Xem", "print": "In", "export": "Xuất tệp"}
LOG_SINCE: Final = "Từ khi nào"
LOG_PERIODS: Final = ((7, "7 ngày qua"), (30, "30 ngày qua"), (365, "12 tháng qua"), (0, "Từ đầu"))
LOG_COLUMNS: Final = ("Lúc", "Ai", "Việc", "Sổ", "Số dòng", "Thông tin", "Giấy tờ, tệp")
LOG_EMPTY: Final = "Không có lần nào trong khoảng này."
LOG_COUNT: Final = "{count} lần"
SOMEBODY_GONE: Final = "Người dùng đã xóa"

# About
PROGRAM: Final = "Sổ Hội"
ABOUT: Final = "Sổ hội viên và công tác Hội của Hội Liên hiệp Phụ nữ cấp xã. Dữ liệu nằm trên máy này, được mã hóa."
VERSION: Final = "Phiên bản"
COMMUNE: Final = "Sổ của"
COMMUNE_OF: Final = "{commune}, {province}"
DEMO: Final = "Xã mẫu: mọi người trong sổ đều là tưởng tượng."
FOLDER: Final = "Thư mục dữ liệu"
COPY_PATH: Final = "Chép đường dẫn"
PATH_COPIED: Final = "Đã chép đường dẫn thư mục dữ liệu."
CHECK_HEADING: Final = "Kiểm tra sổ"
CHECK_HINT: Final = "Xem từng trang dữ liệu, nhật ký thay đổi và mục lục tìm kiếm có khớp nhau không. Không sửa gì."
CHECK: Final = "Kiểm tra sổ"
CHECKING: Final = "Đang kiểm tra sổ…"
CHECK_GOOD: Final = "Sổ lành lặn: mọi trang dữ liệu, nhật ký và mục lục tìm kiếm đều khớp."
CHECK_BAD: Final = (
    "Có {count} chỗ không khớp: {kinds}. Chưa có gì bị sửa. "
    "Hãy sao lưu ngay ra USB rồi gọi người phụ trách kỹ thuật; có thể phải khôi phục từ bản sao lưu gần nhất."
)
CHECK_KINDS: Final = {
    "page": "trang dữ liệu hỏng",
    "structure": "cấu trúc tệp hỏng",
    "chain": "nhật ký thay đổi không liền mạch",
    "row": "dòng không khớp nhật ký",
    "meta": "dấu vết thay đổi không khớp",
    "search": "mục lục tìm kiếm không khớp",
    "unsettled": "thay đổi chưa vào nhật ký",
}
CHECK_OTHER: Final = "chỗ khác"
CHECK_KIND: Final = "{count} {kind}"
CHECKED_AT: Final = "Kiểm tra lúc {when}."
