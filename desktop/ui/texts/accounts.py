"""What the sign-in page and the user settings say when something goes wrong."""

ERRORS = {
    "accounts.wrong_password": (
        "Mật khẩu chưa đúng. Dữ liệu vẫn an toàn. Hãy gõ lại; "
        "nhớ xem bộ gõ tiếng Việt và phím Caps Lock đang bật hay tắt."
    ),
    "accounts.tried_too_soon": (
        "Đã gõ sai mật khẩu nhiều lần. Dữ liệu vẫn an toàn. Hãy chờ {wait_s} giây rồi thử lại, "
        "hoặc dùng mã khôi phục trên tờ đã in."
    ),
    "accounts.wrong_recovery_code": (
        "Mã khôi phục gõ đúng mẫu nhưng không mở được sổ này. Dữ liệu vẫn an toàn. "
        "Hãy xem có đúng tờ của sổ này và là tờ in mới nhất không."
    ),
    "accounts.recovery_length": ("Mã khôi phục có {expected} ký tự, vừa gõ {found}. Hãy so lại với tờ đã in."),
    "accounts.recovery_mistyped": "Nhóm thứ {group} của mã khôi phục gõ chưa khớp. Hãy so lại nhóm đó với tờ đã in.",
    "accounts.short_password": "Mật khẩu ngắn quá. Hãy đặt ít nhất {shortest} ký tự; một câu ngắn dễ nhớ là tốt nhất.",
    "accounts.no_such_user": "Chưa có người dùng tên “{label}” trong sổ này. Hãy chọn tên trong danh sách.",
    "accounts.label_taken": "Đã có người dùng tên “{label}”. Hãy thêm một chữ để phân biệt, ví dụ “{label} A”.",
    "accounts.bad_label": "Tên gọi để đăng nhập cần có từ 1 đến {longest} ký tự. Hãy gõ tên gọi ngắn, ví dụ “Lan”.",
    "accounts.last_chair": (
        "Đây là người duy nhất còn quyền quản lý người dùng, nên chưa đổi. "
        "Hãy giao vai trò Chủ tịch cho một người khác trước."
    ),
    "accounts.not_allowed": (
        "Vai trò {role} không được làm việc này. Dữ liệu giữ nguyên. Hãy nhờ Chủ tịch Hội thực hiện."
    ),
    "accounts.keys_missing": (
        "Không thấy tệp khóa keys.json trong {folder}. Dữ liệu vẫn được mã hóa nguyên vẹn nhưng chưa mở được. "
        "Hãy chép lại tệp đó, hoặc khôi phục từ bản sao lưu."
    ),
    "accounts.keys_exist": (
        "Thư mục {folder} đã có tệp khóa của một sổ. Không có gì bị thay đổi. Hãy mở sổ đó hoặc chọn thư mục khác."
    ),
    "accounts.keys_damaged": (
        "Tệp khóa keys.json bị hỏng và bản dự phòng cũng không đọc được. Dữ liệu chưa bị thay đổi. "
        "Hãy khôi phục từ bản sao lưu gần nhất."
    ),
    "accounts.keys_newer": (
        "Sổ này do phiên bản Sổ Hội mới hơn tạo ra. Dữ liệu giữ nguyên. Hãy cập nhật chương trình rồi mở lại."
    ),
    "accounts.keys_weakened": (
        "Tệp khóa keys.json có mức bảo vệ bất thường nên không được dùng. Dữ liệu giữ nguyên. "
        "Hãy khôi phục từ bản sao lưu và báo người phụ trách."
    ),
    "accounts.keys_altered": (
        "Danh sách người dùng trong tệp khóa đã bị sửa từ bên ngoài. Dữ liệu giữ nguyên. "
        "Hãy khôi phục từ bản sao lưu và báo người phụ trách."
    ),
    "accounts.keys_unwritable": (
        "Không ghi được tệp khóa vào {folder}, nên thay đổi vừa rồi chưa có hiệu lực; mật khẩu cũ vẫn dùng được. "
        "Hãy kiểm tra ổ đĩa còn chỗ trống và không bị khóa ghi."
    ),
}
