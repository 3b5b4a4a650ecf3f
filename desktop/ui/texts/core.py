"""Sentences for what can go wrong with the register itself."""

ERRORS = {
    "store.missing": "Trong thư mục này chưa có sổ nào. Chưa có gì thay đổi. Hãy chọn đúng thư mục, hoặc lập sổ mới.",
    "store.unreadable": (
        "Không mở được tệp sổ: tệp bị hỏng hoặc không đi cùng tệp khóa này. Tệp vẫn được giữ nguyên. "
        "Hãy khôi phục từ bản sao lưu gần nhất, hoặc gọi người phụ trách kỹ thuật."
    ),
    "store.damaged": (
        "Tệp sổ trong {folder} bị hỏng một phần. Tệp vẫn được giữ nguyên, chương trình không ghi gì thêm. "
        "Hãy khôi phục từ bản sao lưu gần nhất; nếu chưa có, gọi người phụ trách kỹ thuật."
    ),
    "store.disk_full": (
        "Ổ đĩa đã đầy nên lần ghi này chưa được lưu. Những gì đã lưu trước đó vẫn nguyên vẹn. "
        "Hãy xóa bớt tệp không cần trên ổ đĩa rồi lưu lại."
    ),
    "store.disk_trouble": (
        "Ổ đĩa không nhận lần ghi này. Những gì đã lưu trước đó vẫn nguyên vẹn. "
        "Hãy sao lưu ngay ra USB, rồi gọi người phụ trách kỹ thuật xem ổ đĩa."
    ),
    "store.busy": (
        "Một chương trình khác đang giữ tệp sổ nên lần ghi này chưa được lưu. Những gì đã lưu vẫn nguyên vẹn. "
        "Hãy chờ một chút rồi lưu lại."
    ),
    "store.newer": (
        "Sổ này được ghi bằng phiên bản mới hơn của chương trình. Dữ liệu vẫn nguyên vẹn. "
        "Hãy cài bản Sổ Hội mới rồi mở lại."
    ),
    "office.unknown_commune": "Không có xã, phường nào mang mã {commune}. Chưa có gì được ghi. Hãy xem lại mã xã.",
    "register.refused": "{first} Những gì đã gõ vẫn còn trên màn hình.",
    "register.gone": "Dòng này không còn trong sổ. Các dòng khác không thay đổi. Hãy tải lại danh sách.",
    "undo.nothing": "Không còn việc nào để hoàn tác. Dữ liệu giữ nguyên.",
    "export.unknown_format": (
        "Chưa biết xuất ra tệp {path}. Chưa có gì được ghi. Hãy đặt tên tệp kết thúc bằng .xlsx, .csv hoặc .json."
    ),
    "export.cannot_write": (
        "Không ghi được tệp {path}. Sổ không thay đổi. Hãy đóng tệp nếu đang mở trong Excel, hoặc chọn chỗ khác."
    ),
    "roster.no_such_branch": "Không có chi hội nào tên {name}. Chưa in gì. Hãy xem lại tên trong sổ Chi hội.",
    "value.unreadable": "{hint}",
}
