"""What the program says when a backup cannot be made or used."""

ERRORS = {
    "backup.gone": ("Không đọc được bản sao lưu {file}. Sổ trên máy giữ nguyên. Hãy cắm lại USB hoặc chọn tệp khác."),
    "backup.not_a_backup": (
        "Tệp vừa chọn không phải bản sao lưu của Sổ Hội. Sổ trên máy giữ nguyên. "
        "Hãy chọn tệp có đuôi .sohoi hoặc tệp do lệnh Sao lưu tạo ra."
    ),
    "backup.truncated": (
        "Bản sao lưu này bị thiếu phần cuối, có thể do rút USB sớm. Sổ trên máy giữ nguyên. Hãy dùng bản sao lưu khác."
    ),
    "backup.damaged": "Bản sao lưu này bị hỏng nên không dùng được. Sổ trên máy giữ nguyên. Hãy dùng bản sao lưu khác.",
    "backup.newer": (
        "Bản sao lưu này do phiên bản Sổ Hội mới hơn tạo ra. Sổ trên máy giữ nguyên. "
        "Hãy cập nhật chương trình rồi khôi phục lại."
    ),
    "backup.place_gone": (
        "Không thấy nơi để bản sao lưu {place}, hoặc USB đã bị rút ra. Sổ trên máy vẫn an toàn, "
        "bản sao lưu chưa tạo xong. Hãy cắm lại USB hoặc chọn nơi khác."
    ),
    "backup.place_read_only": (
        "Không ghi được vào {place}. Sổ trên máy vẫn an toàn, bản sao lưu chưa được tạo. "
        "Hãy mở khóa ghi của USB hoặc chọn nơi khác."
    ),
    "backup.place_taken": (
        "Trong {place} đã có tệp {file} không phải bản sao lưu; tệp đó giữ nguyên. Hãy đặt tên khác cho bản sao lưu."
    ),
    "backup.no_room": (
        "Ổ đĩa chứa {place} chỉ còn {free_mb} MB, bản sao lưu cần {needed_mb} MB. Sổ trên máy vẫn an toàn. "
        "Hãy dọn bớt tệp hoặc chọn nơi khác."
    ),
    "backup.disk_full": (
        "Ổ đĩa chứa {place} bị đầy giữa chừng; tệp dở dang đã được xóa. Sổ trên máy vẫn an toàn. "
        "Hãy dọn bớt tệp hoặc chọn nơi khác rồi làm lại."
    ),
    "backup.failed": (
        "Dữ liệu ghi vào {place} đọc lại không đúng, ổ đĩa hoặc USB có thể đã hỏng. Sổ trên máy vẫn an toàn. "
        "Hãy sao lưu sang USB khác."
    ),
    "backup.source_damaged": (
        "Sổ trên máy có chỗ bị hỏng nên chưa tạo bản sao lưu mới; các bản sao lưu cũ giữ nguyên. "
        "Hãy dùng mục Kiểm tra sổ, hoặc khôi phục bản sao lưu gần nhất."
    ),
}
