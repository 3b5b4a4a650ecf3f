"""What the program says when a bundle, an invitation or an exchange with the province is not as it should be."""

ERRORS = {
    "bundle.damaged": (
        "Gói dữ liệu bị hỏng hoặc bị thiếu, có thể do rút USB sớm hoặc mạng bị ngắt. Sổ trên máy giữ nguyên, "
        "chưa nhận gì từ gói này. Hãy gửi – nhận lại một lần nữa."
    ),
    "bundle.foreign": (
        "Gói dữ liệu này gửi cho máy khác nên máy này không mở được. Sổ trên máy giữ nguyên. "
        "Hãy lấy đúng gói của máy này, hoặc gửi – nhận lại với tỉnh."
    ),
    "bundle.sender_unknown": (
        "Gói dữ liệu này không phải do nơi gửi mà máy này biết. Sổ trên máy giữ nguyên, chưa nhận gì từ gói này. "
        "Hãy hỏi người phụ trách ở tỉnh."
    ),
    "bundle.sender_revoked": (
        "Máy gửi gói dữ liệu này đã bị tỉnh ngừng cho gửi – nhận. Gói chưa được nhận; dữ liệu trong sổ giữ nguyên. "
        "Hãy liên hệ người phụ trách ở tỉnh để nối lại máy."
    ),
    "bundle.newer": (
        "Gói dữ liệu này do phiên bản Sổ Hội mới hơn tạo ra. Sổ trên máy giữ nguyên; cứ để nguyên gói ở chỗ cũ. "
        "Hãy cập nhật chương trình rồi gửi – nhận lại."
    ),
    "bundle.too_large": (
        "Gói dữ liệu lớn hơn mức cho phép nên chưa được nhận. Sổ trên máy giữ nguyên. "
        "Hãy báo cho người phụ trách ở tỉnh."
    ),
    "bundle.nonsense": (
        "Nội dung gói dữ liệu không đúng như Sổ Hội viết ra nên chưa được nhận. Sổ trên máy giữ nguyên. "
        "Hãy gửi – nhận lại; nếu vẫn vậy, gửi tệp hỗ trợ cho người phụ trách."
    ),
    "bundle.other_unit": (
        "Tỉnh giữ lại một gói dữ liệu vì trong đó có ghi chép mang dấu của xã khác. Sổ trên máy giữ nguyên. "
        "Người phụ trách ở tỉnh sẽ xem lại; chị không phải gửi lại."
    ),
    "certificate.false": (
        "Giấy xác nhận của tỉnh không đúng hoặc đã bị sửa. Sổ trên máy giữ nguyên, máy chưa được nối với tỉnh. "
        "Hãy xin tỉnh một mã mới."
    ),
    "invitation.false": (
        "Giấy mời bị hỏng, bị sửa, hoặc không phải giấy mời của Sổ Hội. Sổ trên máy giữ nguyên. "
        "Hãy xin tỉnh chép lại giấy mời vào USB."
    ),
    "code.mistyped": (
        "Mã nối máy chưa đúng: cần {expected} ký tự, đã gõ {found}. Sổ trên máy giữ nguyên. "
        "Hãy so lại với mã tỉnh gửi; nếu đang bật bộ gõ tiếng Việt thì tắt đi rồi gõ lại, hoặc dán cả mã vào."
    ),
    "stick.missing": (
        "Không thấy USB hoặc thư mục {place}. Dữ liệu vẫn ở trong máy, chưa có gì thay đổi. "
        "Hãy cắm USB rồi làm lại, hoặc chọn đúng ổ đĩa."
    ),
    "stick.not_ours": (
        "{place} chưa được chuẩn bị để trao đổi dữ liệu Sổ Hội, hoặc tệp nhận dạng trên đó đã mất. "
        "Trên đó không có gì thay đổi. Nếu đúng là USB này, hãy chuẩn bị USB cho Sổ Hội, các tệp có sẵn được giữ "
        "nguyên; nếu không, hãy cắm USB khác."
    ),
    "stick.newer": (
        "USB {place} do phiên bản Sổ Hội mới hơn chuẩn bị. Dữ liệu trên máy và trên USB giữ nguyên. "
        "Hãy cập nhật chương trình trên máy này rồi làm lại."
    ),
    "stick.full": (
        "{place} không đủ chỗ trống, cần khoảng {needed_mb} MB. Dữ liệu vẫn ở trong máy, các tệp đã có trên USB "
        "giữ nguyên. Hãy dọn bớt tệp trên USB hoặc dùng USB khác rồi làm lại."
    ),
    "stick.read_only": (
        "Không ghi được vào {place}, có thể USB đang khóa ghi. Dữ liệu vẫn ở trong máy, USB giữ nguyên. "
        "Hãy gạt khóa ghi trên USB, hoặc dùng USB khác rồi làm lại."
    ),
    "stick.gone": (
        "USB {place} đã bị rút ra hoặc lỏng khi đang làm. Dữ liệu trên máy vẫn đủ, các tệp đã ghi xong vẫn dùng được. "
        "Hãy cắm lại USB rồi làm lại."
    ),
    "stick.faulty": (
        "USB {place} ghi không được hoặc đọc lại không đúng, có thể USB đã hỏng. Dữ liệu vẫn ở trong máy. "
        "Hãy dùng USB khác rồi làm lại."
    ),
    "stick.busy": (
        "Chương trình khác đang giữ tệp của Sổ Hội trên {place}, có thể là phần mềm diệt vi-rút. "
        "Dữ liệu vẫn ở trong máy. Hãy đợi một lát rồi làm lại."
    ),
    "stick.blocked": (
        "Trên {place} có {file} nằm đúng chỗ Sổ Hội cần dùng nhưng không phải của Sổ Hội; nó được giữ nguyên. "
        "Dữ liệu vẫn ở trong máy. Hãy đổi tên hoặc chuyển nó đi chỗ khác rồi làm lại."
    ),
    "stick.unreadable": (
        "Không đọc được {file} trên {place}. Dữ liệu trên máy giữ nguyên. "
        "Hãy rút USB ra cắm lại; nếu vẫn lỗi, hãy nhờ nơi gửi chép lại sang USB khác."
    ),
    "stick.file_too_large": (
        "Tệp {file} trên {place} lớn quá mức của một gói dữ liệu nên được bỏ qua. Dữ liệu trên máy giữ nguyên. "
        "Nếu không rõ tệp này là gì, hãy xóa nó khỏi USB."
    ),
    "net.failed": (
        "Chưa trao đổi được với tỉnh qua mạng. Dữ liệu vẫn ở trong máy và chờ gửi. Hãy thử lại sau ít phút."
    ),
    "net.address": (
        "“{address}” không phải địa chỉ máy chủ của tỉnh. Sổ trên máy giữ nguyên, chưa gửi gì. "
        "Hãy gõ lại địa chỉ tỉnh đã cho, ví dụ may-chu.tinh.vn:8443."
    ),
    "net.unreachable": (
        "Chưa kết nối được máy chủ tỉnh. Dữ liệu vẫn ở trong máy và chờ gửi. "
        "Hãy xem lại mạng rồi thử lại, hoặc gửi bằng USB."
    ),
    "net.other_key": (
        "Nơi trả lời không phải máy chủ tỉnh mà máy này đã biết, nên chưa gửi gì đi. Dữ liệu vẫn ở trong máy. "
        "Hãy hỏi người phụ trách ở tỉnh trước khi thử lại; trong lúc chờ có thể gửi bằng USB."
    ),
    "net.cut": (
        "Đường mạng bị ngắt giữa chừng nhiều lần. Dữ liệu vẫn ở trong máy; phần chưa có biên nhận sẽ được gửi lại. "
        "Hãy thử lại khi mạng khá hơn, hoặc gửi bằng USB."
    ),
    "net.server_trouble": (
        "Máy chủ tỉnh đang gặp trục trặc. Dữ liệu vẫn ở trong máy và chờ gửi. "
        "Hãy thử lại sau; nếu vẫn vậy, hãy báo người phụ trách ở tỉnh."
    ),
    "net.nonsense": (
        "Nơi trả lời không nói như máy chủ Sổ Hội, có thể mạng này đòi đăng nhập trước hoặc địa chỉ chưa đúng. "
        "Dữ liệu vẫn ở trong máy. Hãy xem lại mạng và địa chỉ máy chủ rồi thử lại."
    ),
    "net.refused": (
        "Tỉnh không nhận hoặc đã tạm ngừng máy này. Dữ liệu vẫn ở trong máy, không mất gì. "
        "Hãy liên hệ người phụ trách ở tỉnh để nối lại máy."
    ),
    "net.busy": (
        "Máy chủ tỉnh đang bận vì nhiều xã cùng gửi. Dữ liệu vẫn ở trong máy và chờ gửi. Hãy thử lại sau ít phút."
    ),
    "net.invitation_refused": (
        "Tỉnh chưa nhận máy này với mã nối máy đã nhập. Sổ trên máy giữ nguyên. Hãy xin tỉnh một mã mới."
    ),
    "net.invitation_unknown": (
        "Tỉnh không có mã nối máy này. Sổ trên máy giữ nguyên. Hãy so lại với mã tỉnh gửi, hoặc xin một mã mới."
    ),
    "net.invitation_used": (
        "Mã nối máy này đã dùng cho một máy khác; mỗi mã chỉ nối được một máy. Sổ trên máy giữ nguyên. "
        "Hãy xin tỉnh một mã mới."
    ),
    "net.invitation_elsewhere": (
        "Mã nối máy này dành cho xã khác. Sổ trên máy giữ nguyên. Hãy xin tỉnh mã dành cho xã mình."
    ),
    "net.device_taken": (
        "Tỉnh đã có một máy mang đúng số hiệu của máy này, có thể sổ được chép từ máy đó sang. Sổ trên máy giữ nguyên. "
        "Hãy thử nối lại một lần nữa; nếu vẫn vậy, hãy báo người phụ trách ở tỉnh."
    ),
}
