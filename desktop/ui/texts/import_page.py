"""Wording of the page that brings a spreadsheet in."""

from typing import Final

TITLE: Final = "Nhập từ Excel"
STEPS: Final = ("Tệp", "Cột", "Xem lại", "Kết quả")
STEP_NAME: Final = "Bước {number}: {name}"
BACK: Final = "Quay lại"
NEXT: Final = "Tiếp tục"
CHOOSE: Final = "Chọn tệp…"
CHOOSE_OTHER: Final = "Chọn tệp khác…"
CHOOSE_TITLE: Final = "Chọn tệp danh sách"
FILTER: Final = "Bảng tính (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;Mọi tệp (*)"

READING: Final = "Đang đọc tệp {file}…"
READING_AGAIN: Final = "Đang đọc lại theo cột vừa chọn…"
TRYING: Final = "Đang đối chiếu với sổ, chưa ghi gì…"
STORING: Final = "Đang ghi vào sổ…"
TAKING_BACK: Final = "Đang hoàn tác lần nhập…"

# 1 the file
DROP: Final = "Kéo tệp danh sách thả vào đây"
DROP_NOW: Final = "Thả tệp ra để đọc"
OR: Final = "hoặc"
REGISTER: Final = "Nhập vào sổ"
ACCEPTS: Final = "Chương trình nhận những tệp nào?"
ACCEPTED: Final = (
    "Tệp Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV, cũ hay mới đều được.",
    "Không cần theo mẫu: chỉ cần một dòng tiêu đề cột, thứ tự cột tùy ý, một hay nhiều trang.",
    "Chữ gõ bằng Unicode, TCVN3 (.VnTime) hay VNI đều đọc được.",
    "Phần đầu trang, dòng tên chi hội, dòng cộng và phần chữ ký được tự nhận ra.",
    "Tệp gốc giữ nguyên. Sổ chỉ thay đổi khi bấm Nhập ở bước 3, và hoàn tác được cả lần nhập.",
)
SHEETS: Final = "Các trang trong tệp"
SHEET_ROWS: Final = "{sheet} – {rows} dòng"
SHEET_OF: Final = "cả trang thuộc {branch}"
NO_HEADINGS: Final = "không thấy dòng tiêu đề cột"
HIDDEN_SHEET: Final = "trang đang ẩn trong tệp"
EMPTY_SHEET: Final = "trang trống"
FOUND_ROWS: Final = "Đọc được {rows} dòng trong {sheets} trang."
TICK_ONE: Final = "Hãy đánh dấu ít nhất một trang."
FAILED: Final = {
    "import.gone": "Không mở được tệp",
    "import.empty": "Tệp trống",
    "import.is_html": "Đây là trang web, không phải tệp Excel thật",
    "import.password": "Tệp có mật khẩu",
    "import.truncated": "Tệp bị hỏng hoặc chép chưa hết",
    "import.unreadable": "Tệp này không phải bảng tính",
    "import.no_header": "Không thấy dòng tiêu đề cột",
    "import.no_rows": "Danh sách không có ai",
}
FAILED_OTHERWISE: Final = "Chưa nhập được tệp này"
FILE_FAILED: Final = "{what}: {file}"

# 2 the columns
COLUMNS_HINT: Final = (
    "Mỗi ô dưới đây là một cột trong tệp, kèm vài giá trị mẫu. Hãy xem cột đó là gì; chương trình đã chọn sẵn."
)
SHEET: Final = "Trang"
HEADER_AT: Final = "Tiêu đề cột ở dòng {row} của trang."
HEADER_FROM: Final = "Tiêu đề cột ở dòng {first} đến {last} của trang."
ALL_OF_BRANCH: Final = "Cả trang thuộc {branch}."
SAME_HEADINGS: Final = "Trang có cùng tiêu đề thì đổi theo."
COLUMN: Final = "Cột {letters}"
IS_WHAT: Final = "Cột {letters} “{heading}” là gì?"
IGNORE: Final = "Bỏ qua cột này"
ORDINAL: Final = "Số thứ tự (bỏ qua)"
HIDDEN_COLUMN: Final = "cột đang ẩn"
NO_HEADING: Final = "(không có tiêu đề)"
NO_SAMPLES: Final = "(cột trống)"
UNSURE: Final = "Nên xem lại"
JOINED: Final = "Ghép từ {count} cột"
MOVED: Final = "“{target}” nay lấy từ cột {now}; cột {before} được bỏ qua."
NAME_NEEDED: Final = "Chưa có cột nào là “{label}”. Hãy chọn cột ghi {lower}."
READ_SO: Final = "Theo các cột này: {rows} dòng, trong đó {doubtful} dòng cần xem lại."
READ_SO_ALL: Final = "Theo các cột này: đọc được cả {rows} dòng."

# 3 the review
NOTHING_YET: Final = "Chưa có gì được ghi vào sổ."
COUNT_WAITING: Final = "{count} cần xem lại"
COUNT_ADDED: Final = "{count} thêm mới"
COUNT_UPDATED: Final = "{count} cập nhật"
COUNT_UNCHANGED: Final = "{count} đã có sẵn"
NEW_BRANCHES: Final = "Khi nhập sẽ lập {count} chi hội mới: {names}."
AND_MORE: Final = "{names} và {count} chi hội nữa"
ROW: Final = "Dòng {row}"
NO_NAME: Final = "(không có tên)"
STORE: Final = "Nhập vẫn"
STORE_WITHOUT: Final = "Nhập, để trống {what}"
HONORARY: Final = "Nhập là hội viên danh dự"
SKIP: Final = "Bỏ qua dòng này"
FIX: Final = "Sửa…"
SAME: Final = "Là cùng một người – cập nhật"
SAME_AS: Final = "Là người thứ {number} – cập nhật"
OTHER: Final = "Là người khác – thêm mới"
MAY_BE: Final = "Có thể là: {who}"
MAY_BE_ONE: Final = "Người thứ {number}: {who}"
OF_ROW: Final = "dòng {row}: {who}"
WILL_STORE: Final = "Sẽ nhập"
WILL_STORE_WITHOUT: Final = "Sẽ nhập, để trống {what}"
WILL_STORE_CORRECTED: Final = "Đã sửa, sẽ nhập"
WILL_SKIP: Final = "Sẽ bỏ qua dòng này"
WILL_UPDATE: Final = "Sẽ cập nhật {who}"
WILL_ADD: Final = "Sẽ thêm mới"
REOPEN: Final = "Chọn lại"
SO_ALIKE: Final = "Áp dụng cho {count} dòng giống vậy"
SHOW_MORE: Final = "Hiện thêm {count} dòng"
NO_DOUBTS: Final = "Không có dòng nào cần xem lại"
NO_DOUBTS_HINT: Final = "Bấm “Nhập” để ghi vào sổ. Vẫn hoàn tác được sau đó."
HELD_BACK: Final = "{count} dòng chưa chọn cách xử lý sẽ được giữ lại."
IMPORT: Final = "Nhập {count} dòng"
NOTHING_TO_IMPORT: Final = "Không có dòng nào để nhập"
ROW_COLUMN: Final = "Dòng"
WORTH_KNOWING: Final = "Lưu ý"
CHANGES_COLUMN: Final = "Sẽ đổi"

FIX_TITLE: Final = "Sửa dòng {row}"
FIX_HINT: Final = "Chỉ sửa thông tin sẽ ghi vào sổ; tệp danh sách giữ nguyên."
FIX_USE: Final = "Dùng thông tin này"
FIX_USE_STILL: Final = "Vẫn dùng thông tin này"
FIX_CANCEL: Final = "Không sửa"
IN_LIST: Final = "Trong danh sách ghi: {text}"

# 4 the result
DONE: Final = "Đã nhập xong {file}"
NOTHING_STORED: Final = "Sổ đã có đủ thông tin trong {file}; không có gì phải đổi."
ADDED: Final = "thêm mới"
UPDATED: Final = "cập nhật"
UNCHANGED: Final = "đã có sẵn"
HELD: Final = "giữ lại"
SKIPPED: Final = "bỏ qua"
OPEN_ROWS: Final = "bấm để xem danh sách"
REVIEW_HELD: Final = "bấm để xem lại"
BRANCHES_MADE: Final = "Đã lập {count} chi hội mới: {names}."
LABEL: Final = "Nhập danh sách {file}"
TAKE_BACK: Final = "Hoàn tác lần nhập này"
PRINT_ROSTER: Final = "In danh sách họp"
ANOTHER: Final = "Nhập tệp khác"
TAKEN_BACK: Final = "Đã hoàn tác lần nhập {file}. Sổ trở lại như trước."
TAKEN_BACK_BUT: Final = (
    "Đã hoàn tác lần nhập {file}. {kept} mục đã có người sửa sau khi nhập nên được giữ nguyên; phần còn lại như trước."
)
ROWS_ADDED: Final = "Thêm từ {file}"
ROWS_UPDATED: Final = "Cập nhật từ {file}"
ROWS_UNCHANGED: Final = "Đã có trước khi nhập {file}"

DROP_LIST: Final = "Bỏ danh sách đang xem?"
DROP_LIST_SO: Final = "Những dòng đã chọn cách xử lý của {file} sẽ không được nhớ. Sổ không thay đổi."
DROP_LIST_ACT: Final = "Đọc tệp mới"

ACTION_CHOOSE: Final = "Chọn tệp danh sách"
ACTION_NEXT: Final = "Sang bước sau"
