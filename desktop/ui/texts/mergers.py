"""Wording of merging branches and hamlets."""

from typing import Final

ERRORS: Final = {
    "merge.nothing": "Chưa có gì để sáp nhập. Dữ liệu giữ nguyên. Hãy đánh dấu ít nhất hai dòng.",
    "merge.target_ended": (
        "Dòng được chọn để giữ lại đã giải thể hoặc đã xóa. Chưa có gì thay đổi. Hãy đóng cửa sổ này rồi chọn lại."
    ),
}

ACTION: Final = "Sáp nhập các dòng đã chọn…"
TITLE: Final = "Sáp nhập {one}"
HINT: Final = "Những gì thuộc các dòng nhập đi sẽ chuyển sang dòng giữ lại. Không mất gì, và hoàn tác được."
WHICH: Final = "1. Sáp nhập những {one} nào?"
FIND: Final = "Tìm {one}…"
CHOSEN: Final = "Đã đánh dấu {count}: {names}"
CHOSEN_NONE: Final = "Hãy đánh dấu ít nhất hai {one}."
CHOSEN_ONE: Final = "Mới đánh dấu {name}. Hãy đánh dấu thêm ít nhất một {one} nữa."
INTO: Final = "2. Sau khi sáp nhập, còn lại {one} nào?"
NEW: Final = "Lập {one} mới, đặt tên…"
NEW_NAME: Final = "Tên {one} mới"
NEW_NAME_NEEDED: Final = "Hãy ghi tên {one} mới."
NAME_TAKEN: Final = "Đã có {one} tên “{name}”. Hãy đặt tên khác, hoặc đánh dấu {one} đó rồi chọn giữ lại."
MOVES: Final = "{what} sẽ chuyển sang {into}."
MOVES_NOTHING: Final = "Không có gì phải chuyển."
ENDS: Final = "{names} sẽ ghi là đã giải thể, nhập vào {into}."
COUNTING: Final = "Đang đếm những gì sẽ chuyển…"
DO: Final = "Sáp nhập…"
QUESTION: Final = "Nhập {ending} vào {into}?"
ACT: Final = "Nhập {count} {one}"
LATER: Final = "{said} Sau đó vẫn hoàn tác được."
WORKING: Final = "Đang chuyển sang {into}…"
DONE: Final = "Đã nhập {ending} vào {into}."
DONE_MOVED: Final = "Đã chuyển {what}."
UNDO: Final = "Hoàn tác"
UNDOING: Final = "Đang hoàn tác…"
UNDONE: Final = "Đã hoàn tác. Mọi thứ trở lại như trước khi sáp nhập."
UNDONE_KEPT: Final = "Đã hoàn tác, trừ {kept} dòng đã có người sửa sau khi sáp nhập."
CLOSE: Final = "Đóng"
CREATED: Final = "Thêm {what} để sáp nhập"
AND_MORE: Final = "{names} và {count} {one} khác"
