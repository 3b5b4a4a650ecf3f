"""Wording of the first run, the sign-in page, and the recovery of a password."""

from typing import Final

STEP_OF: Final = "Bước {step}/{count}"
BACK: Final = "Quay lại"
NEXT: Final = "Tiếp tục"
FINISH: Final = "Bắt đầu dùng Sổ Hội"
WELCOME: Final = "Chào mừng đến với Sổ Hội"
PREPARING: Final = "Đang tạo sổ, mất khoảng vài giây…"

COMMUNE_TITLE: Final = "Sổ này của xã, phường nào?"
COMMUNE_HINT: Final = "Gõ tên mới hoặc tên cũ trước tháng 7/2025, không cần dấu, rồi chọn trong danh sách."
COMMUNE_LABEL: Final = "Xã, phường, đặc khu"
COMMUNE_PLACEHOLDER: Final = "Ví dụ: phu luong"
COMMUNE_NONE: Final = "Không tìm thấy. Thử chỉ gõ tên, bỏ chữ xã hoặc phường."
COMMUNE_NEEDED: Final = "Hãy chọn một xã, phường trong danh sách hiện ra."
COMMUNE_CHOSEN: Final = "Đã chọn: {name}"
COMMUNE_WAS: Final = "{province} · gồm {old}"
COMMUNE_MORE: Final = "và {count} đơn vị khác"

PERSON_TITLE: Final = "Người dùng đầu tiên là ai?"
PERSON_HINT: Final = "Tên này hiện khi mở sổ, ở dòng cuối cửa sổ và trong lịch sử sửa đổi."
PERSON_NAME: Final = "Họ và tên"
PERSON_NAME_NEEDED: Final = "Hãy ghi họ và tên."
PERSON_ROLE: Final = "Vai trò"
PERSON_ROLE_HINT: Final = "Người dùng đầu tiên quản lý được những người dùng khác; thêm người sau trong phần Hệ thống."

PASSWORD_TITLE: Final = "Đặt mật khẩu"
PASSWORD_HINT: Final = (
    "Dữ liệu được mã hóa, chỉ mở được bằng mật khẩu này hoặc mã khôi phục. Một câu ngắn dễ nhớ là tốt nhất."
)
PASSWORD: Final = "Mật khẩu"
PASSWORD_AGAIN: Final = "Gõ lại mật khẩu"
PASSWORD_NEEDED: Final = "Hãy gõ mật khẩu."
PASSWORD_SHORT: Final = "Mật khẩu cần ít nhất {shortest} ký tự; một câu ngắn dễ nhớ là tốt nhất."
PASSWORD_DIFFERS: Final = "Hai lần gõ chưa giống nhau. Hãy gõ lại."
PASSWORD_MARKS: Final = "Mật khẩu có chữ có dấu: lần sau phải bật đúng bộ gõ như bây giờ. Nên gõ không dấu."

SHEET_TITLE: Final = "Mã khôi phục"
SHEET_HINT: Final = "Nếu quên mật khẩu, mã này mở lại được sổ. Hãy in ra, cất ở nơi khóa được; đừng để cạnh máy."
SHEET_PRINT: Final = "In tờ mã"
SHEET_SAVE: Final = "Lưu PDF"
SHEET_GROUP: Final = "Để chắc là đã giữ mã, hãy gõ nhóm thứ {group} trên tờ vừa in"
SHEET_WRONG: Final = "Chưa đúng nhóm thứ {group}. Hãy xem lại trên tờ mã."

BACKUP_TITLE: Final = "Sao lưu ở đâu?"
BACKUP_HINT: Final = "Mỗi ngày có thay đổi, Sổ Hội tự giữ một bản sao được mã hóa. Tốt nhất là ở ổ đĩa khác hoặc USB."
BACKUP_CHOOSE: Final = "Chọn thư mục…"
BACKUP_OTHER: Final = "Chọn thư mục khác…"
BACKUP_LATER: Final = "Chưa chọn, nhắc tôi sau"
BACKUP_NEEDED: Final = "Hãy chọn một nơi, hoặc chọn “Chưa chọn, nhắc tôi sau”."
BACKUP_DIALOG: Final = "Chọn thư mục để sao lưu"

SIGN_IN: Final = "Mở sổ"
SIGN_IN_TITLE: Final = "Mở Sổ Hội"
LOCKED_TITLE: Final = "Máy đang khóa"
LOCKED_HINT: Final = "Việc đang làm dở vẫn còn nguyên. Gõ mật khẩu để làm tiếp."
FILE_WAITS: Final = (
    "Tệp vừa mở đang chờ. Mở sổ xong, chương trình sẽ cho biết đó là tệp gì và hỏi trước khi nhận vào sổ."
)
USER: Final = "Người dùng"
FORGOTTEN: Final = "Quên mật khẩu?"
ANOTHER_USER: Final = "Người khác dùng máy"
OPENING: Final = "Đang mở sổ…"

RECOVER_TITLE: Final = "Đặt lại mật khẩu"
RECOVER_HINT: Final = "Lấy tờ mã khôi phục đã in lúc tạo sổ. Dữ liệu vẫn còn nguyên."
RECOVER_CODE: Final = "Mã khôi phục"
RECOVER_CODE_HELP: Final = "8 nhóm, mỗi nhóm 4 ký tự; chữ hoa hay thường, có gạch nối hay không đều được."
RECOVER_CODE_NEEDED: Final = "Hãy gõ mã khôi phục."
RECOVER_NEW: Final = "Mật khẩu mới"
RECOVER_AGAIN: Final = "Gõ lại mật khẩu mới"
RECOVER: Final = "Đặt mật khẩu mới"
RECOVER_BACK: Final = "Quay lại trang mở sổ"
RECOVERING: Final = "Đang đặt lại mật khẩu…"

ROLES: Final = (
    ("chair", "Chủ tịch"),
    ("deputy", "Phó Chủ tịch"),
    ("officer", "Cán bộ"),
)
