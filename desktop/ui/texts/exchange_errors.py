"""What the program says when a bundle, an invitation or an exchange with the province is not as it should be."""

ERRORS = {
    "bundle.damaged": (
        "Gói dữ liệu bị hỏng hoặc bị thiếu, có thể do rút USB sớm hoặc mạng bị ngắt. Sổ trên máy giữ nguyên, "
        "chưa nhận gì từ gói này. Hãy trao đổi lại một lần nữa."
    ),
    "bundle.foreign": (
        "Gói dữ liệu này gửi cho máy khác nên máy này không mở được. Sổ trên máy giữ nguyên. "
        "Hãy lấy đúng gói của máy này, hoặc trao đổi lại với tỉnh."
    ),
    "bundle.sender_unknown": (
        "Gói dữ liệu này không phải do nơi gửi mà máy này biết. Sổ trên máy giữ nguyên, chưa nhận gì từ gói này. "
        "Hãy hỏi người phụ trách ở tỉnh."
    ),
    "bundle.sender_revoked": (
        "Máy gửi gói dữ liệu này đã bị tỉnh ngừng cho trao đổi. Gói chưa được nhận; dữ liệu trong sổ giữ nguyên. "
        "Hãy liên hệ người phụ trách ở tỉnh để nối lại máy."
    ),
    "bundle.newer": (
        "Gói dữ liệu này do phiên bản Sổ Hội mới hơn tạo ra. Sổ trên máy giữ nguyên; cứ để nguyên gói ở chỗ cũ. "
        "Hãy cập nhật chương trình rồi trao đổi lại."
    ),
    "bundle.too_large": (
        "Gói dữ liệu lớn hơn mức cho phép nên chưa được nhận. Sổ trên máy giữ nguyên. "
        "Hãy báo cho người phụ trách ở tỉnh."
    ),
    "bundle.nonsense": (
        "Nội dung gói dữ liệu không đúng như Sổ Hội viết ra nên chưa được nhận. Sổ trên máy giữ nguyên. "
        "Hãy trao đổi lại; nếu vẫn vậy, gửi tệp hỗ trợ cho người phụ trách."
    ),
    "certificate.false": (
        "Giấy xác nhận của tỉnh không đúng hoặc đã bị sửa. Sổ trên máy giữ nguyên, máy chưa được nối với tỉnh. "
        "Hãy xin tỉnh một mã mới."
    ),
    "invitation.false": (
        "Tệp mời bị hỏng, bị sửa, hoặc không phải tệp mời của Sổ Hội. Sổ trên máy giữ nguyên. "
        "Hãy xin tỉnh chép lại tệp mời vào USB."
    ),
    "code.mistyped": (
        "Mã gõ chưa đúng: cần {expected} ký tự, đã gõ {found}. Sổ trên máy giữ nguyên. Hãy so lại với mã tỉnh gửi; "
        "nếu đang bật bộ gõ tiếng Việt thì tắt đi rồi gõ lại, hoặc dán cả mã vào."
    ),
}
