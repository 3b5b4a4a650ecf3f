"""What the program says when an exchange cannot begin on this computer."""

ERRORS = {
    "exchange.running": "Máy này đang gửi – nhận. Dữ liệu vẫn an toàn. Hãy đợi lần này xong rồi làm lại.",
    "exchange.not_joined": (
        "Máy này chưa nối với tỉnh. Dữ liệu vẫn nằm trong sổ và trong hàng chờ. "
        "Hãy mở mục Gửi – nhận và nối bằng mã hoặc bằng USB do tỉnh cấp."
    ),
    "exchange.no_server": (
        "Tỉnh chưa cho biết địa chỉ máy chủ. Dữ liệu vẫn nằm trong hàng chờ. Hãy gửi – nhận bằng USB."
    ),
    "exchange.no_invitation": (
        "Trong USB không có giấy mời của tỉnh. Chưa có gì thay đổi. Hãy xin tỉnh ghi giấy mời vào USB, hoặc dùng mã."
    ),
    "exchange.other_commune": (
        "Giấy mời này dành cho {commune}, không phải xã của sổ này. Chưa có gì thay đổi. "
        "Hãy xin tỉnh giấy mời cho đúng xã."
    ),
    "exchange.file_unreadable": (
        "Không mở được tệp: tệp không còn ở đó hoặc không đọc được. Sổ trên máy giữ nguyên. "
        "Hãy cắm lại USB hoặc chép lại tệp, rồi mở lần nữa."
    ),
    "exchange.file_early": (
        "Tệp này nối tiếp một tệp khác chưa về tới máy này. Sổ trên máy giữ nguyên, tệp vẫn còn. "
        "Hãy mở tệp kia trước, hoặc gửi – nhận với tỉnh qua mạng hay bằng USB."
    ),
    "exchange.admission_false": (
        "Câu trả lời nhận được không dành cho máy này. Chưa có gì thay đổi. Hãy báo tỉnh và xin mã mới."
    ),
}
