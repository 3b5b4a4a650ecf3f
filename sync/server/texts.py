"""What the province's server says when something is in its way; the computers' window says the same."""

from sync.errors import AppError

UNKNOWN = (
    "Có lỗi ngoài dự kiến ở máy chủ tỉnh. Dữ liệu đã nhận vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, gửi nhật ký cho "
    "người phụ trách."
)
ERRORS = {
    "enrol.unknown_unit": (
        "Tỉnh không có xã, phường nào mang mã này. Chưa có giấy mời nào được tạo. Hãy xem lại mã xã rồi làm lại."
    ),
    "enrol.unknown_code": (
        "Tỉnh không cấp mã nối máy hoặc giấy mời này. Sổ trên máy giữ nguyên, máy chưa được nối với tỉnh. "
        "Hãy xin tỉnh một mã mới."
    ),
    "enrol.code_used": (
        "Mã nối máy hoặc giấy mời này đã được một máy khác dùng. Sổ trên máy giữ nguyên, máy chưa được nối với tỉnh. "
        "Hãy xin tỉnh một mã mới cho máy này."
    ),
    "enrol.other_unit": (
        "Mã nối máy hoặc giấy mời này là của xã khác. Sổ trên máy giữ nguyên, máy chưa được nối với tỉnh. "
        "Hãy xin tỉnh mã của đúng xã mình."
    ),
    "enrol.device_taken": (
        "Sổ trên máy này là bản sao của một máy đã nối với tỉnh. Sổ trên máy giữ nguyên, máy chưa được nối. "
        "Hãy nối lại một lần nữa bằng chính mã này; nếu vẫn vậy, hãy báo cho người phụ trách ở tỉnh."
    ),
    "server.database_unreachable": (
        "Máy chủ tỉnh không mở được cơ sở dữ liệu PostgreSQL ({where}). Chưa có gì thay đổi, dữ liệu đã nhận vẫn còn. "
        "Hãy kiểm tra PostgreSQL đang chạy và địa chỉ, tên, mật khẩu đúng, rồi làm lại."
    ),
    "server.database_full": (
        "Ổ đĩa chứa cơ sở dữ liệu của tỉnh ({where}) đã đầy nên lần này chưa lưu được. Dữ liệu đã nhận vẫn đủ. "
        "Hãy dọn bớt tệp rồi làm lại; các máy sẽ tự gửi lại."
    ),
    "server.database_trouble": (
        "Ổ đĩa chứa cơ sở dữ liệu của tỉnh ({where}) không đọc hoặc ghi được nên lần này chưa lưu. "
        "Hãy kiểm tra ổ đĩa, sao lưu ngay khi còn đọc được, rồi làm lại."
    ),
    "server.database_damaged": (
        "Cơ sở dữ liệu của tỉnh ({where}) có chỗ bị hỏng. Lần này chưa lưu gì thêm. "
        "Hãy dừng máy chủ và khôi phục bản sao lưu gần nhất; các máy ở xã sẽ tự gửi lại phần còn thiếu."
    ),
    "server.database_read_only": (
        "Cơ sở dữ liệu của tỉnh ({where}) chỉ đọc được, không ghi được. Chưa có gì thay đổi. "
        "Hãy kiểm tra quyền ghi, và xem đây có phải máy chủ dự phòng không."
    ),
    "server.database_busy": (
        "Cơ sở dữ liệu của tỉnh đang bận quá lâu nên lần này chưa lưu. Dữ liệu vẫn an toàn. Hãy đợi rồi làm lại."
    ),
    "server.database_unfit": (
        "Địa chỉ {where} không phải cơ sở dữ liệu PostgreSQL dùng được: cần dạng postgresql://tên@máy/cơ-sở-dữ-liệu "
        "và bảng mã UTF8. Chưa có gì thay đổi. Hãy sửa địa chỉ hoặc tạo cơ sở dữ liệu mới."
    ),
    "server.newer": (
        "Cơ sở dữ liệu của tỉnh do phiên bản Sổ Hội mới hơn tạo ra. Dữ liệu giữ nguyên. "
        "Hãy cập nhật chương trình máy chủ rồi mở lại."
    ),
    "server.wrong_key": (
        "Tệp cơ sở dữ liệu trong {where} không mở được bằng khóa của tỉnh này. Dữ liệu giữ nguyên. "
        "Hãy kiểm tra keys.json và province.db có đúng là của cùng một tỉnh không."
    ),
    "server.wrong_password": (
        "Mật khẩu máy chủ chưa đúng. Dữ liệu giữ nguyên. Hãy gõ lại; nhớ xem phím Caps Lock và bộ gõ tiếng Việt."
    ),
    "server.short_password": (
        "Mật khẩu máy chủ cần ít nhất {shortest} ký tự. Chưa có gì thay đổi. Hãy chọn mật khẩu dài hơn."
    ),
    "server.keys_missing": (
        "Trong {folder} chưa có máy chủ tỉnh nào. Hãy chạy sohoi-server init, hoặc khôi phục từ một bản sao lưu."
    ),
    "server.keys_exist": (
        "Trong {folder} đã có máy chủ của một tỉnh; mọi thứ ở đó giữ nguyên. Hãy chọn thư mục khác; "
        "khi khôi phục đè lên, hãy thêm --replace."
    ),
    "server.keys_damaged": (
        "Tệp khóa keys.json của tỉnh bị hỏng, bản dự phòng cũng không dùng được. Dữ liệu chưa thay đổi. "
        "Hãy khôi phục từ bản sao lưu gần nhất."
    ),
    "server.keys_newer": (
        "Tệp khóa của tỉnh do phiên bản Sổ Hội mới hơn tạo ra. Dữ liệu giữ nguyên. Hãy cập nhật chương trình máy chủ."
    ),
    "server.keys_unwritable": (
        "Không ghi được tệp khóa vào {folder}. Khóa và mật khẩu cũ vẫn dùng được. "
        "Hãy kiểm tra chỗ trống và quyền ghi rồi làm lại."
    ),
    "server.backup_unwritable": (
        "Không ghi được bản sao lưu vào {place}: nơi này đầy, bị khóa ghi hoặc không có. Dữ liệu của tỉnh vẫn an toàn, "
        "bản sao lưu cũ giữ nguyên. Hãy chọn nơi khác rồi làm lại."
    ),
    "server.not_a_backup": (
        "Tệp {file} không phải bản sao lưu của máy chủ tỉnh, hoặc không đọc được. Chưa có gì thay đổi. "
        "Hãy chọn tệp do lệnh sohoi-server backup tạo ra."
    ),
    "server.backup_damaged": (
        "Bản sao lưu {file} bị hỏng hoặc bị thiếu nên không dùng được. Chưa có gì thay đổi. Hãy dùng bản sao lưu khác."
    ),
    "server.backup_newer": (
        "Bản sao lưu {file} do phiên bản Sổ Hội mới hơn tạo ra. Chưa có gì thay đổi. "
        "Hãy cập nhật chương trình máy chủ rồi khôi phục lại."
    ),
    "server.database_taken": (
        "Cơ sở dữ liệu {where} đã có dữ liệu của một tỉnh; mọi thứ ở đó giữ nguyên. "
        "Hãy dùng cơ sở dữ liệu trống, hoặc cho phép thay thế nếu đúng là muốn vậy."
    ),
    "server.port_taken": (
        "Không mở được cổng {port} ở địa chỉ {address}: chương trình khác đang dùng, hoặc không được phép. "
        "Dữ liệu không thay đổi. Hãy chọn cổng khác bằng --port, hoặc dừng chương trình kia."
    ),
    "server.running": ("Máy chủ của tỉnh trong {folder} đang chạy. Chưa có gì thay đổi. Hãy dừng máy chủ rồi làm lại."),
    "server.passwords_differ": "Hai lần gõ mật khẩu không giống nhau. Chưa có gì thay đổi. Hãy làm lại.",
    "server.database_named": (
        "Dữ liệu của tỉnh này ở trong {where}. Chưa có gì thay đổi. "
        "Hãy thêm --database với địa chỉ đầy đủ, hoặc đặt địa chỉ đó vào SOHOI_DATABASE."
    ),
    "held.unknown": (
        "Không có gói nào mang mã {what} đang chờ người xem: có thể đã có người nhận vào sổ, hoặc mã gõ chưa đủ. "
        "Chưa có gì thay đổi. Hãy mở lại danh sách để xem."
    ),
    "held.hopeless": (
        "Gói này không bao giờ vào sổ được, vì điều đã ký trong gói không sửa được nữa. Gói vẫn được giữ nguyên. "
        "Hãy làm theo lời dặn bên cạnh gói, rồi để gói riêng."
    ),
    "server.staff_known": "Đã có người dùng tên {name} ở trang quản trị; tài khoản đó giữ nguyên. Hãy chọn tên khác.",
    "server.staff_unknown": (
        "Không có ai tên {name} ở trang quản trị. Chưa có gì thay đổi. Hãy xem lại tên đăng nhập rồi làm lại."
    ),
}

_OTHERS = {  # of the parts that computers use too; they word these for themselves
    "net.address": "“{address}” không phải địa chỉ máy chủ. Chưa có gì thay đổi. Ví dụ đúng: may-chu.tinh.vn:8443.",
    "stick.missing": "Không thấy USB hoặc thư mục {place}. Dữ liệu của tỉnh giữ nguyên. Hãy cắm lại USB rồi làm lại.",
    "stick.not_ours": (
        "{place} không phải USB trao đổi dữ liệu Sổ Hội. Trên đó không có gì thay đổi. "
        "Hãy cắm đúng USB mà xã đã ghi, hoặc tạo giấy mời bằng sohoi-server enrol --stick."
    ),
    "stick.newer": (
        "USB {place} do phiên bản Sổ Hội mới hơn chuẩn bị. Dữ liệu giữ nguyên. Hãy cập nhật chương trình máy chủ."
    ),
    "stick.full": (
        "{place} không đủ chỗ trống, cần khoảng {needed_mb} MB. Những gì xã gửi đã nhận vẫn đủ. "
        "Hãy dọn bớt tệp trên USB rồi làm lại để ghi câu trả lời."
    ),
    "stick.read_only": (
        "Không ghi được vào {place}, có thể USB đang khóa ghi. Những gì xã gửi đã nhận vẫn đủ. "
        "Hãy gạt khóa ghi rồi làm lại để ghi câu trả lời."
    ),
    "stick.gone": "USB {place} đã bị rút ra giữa chừng. Những gì đã nhận vẫn đủ. Hãy cắm lại rồi làm lại.",
    "stick.faulty": "USB {place} ghi hoặc đọc lại không đúng, có thể đã hỏng. Hãy dùng USB khác rồi làm lại.",
    "stick.busy": "Chương trình khác đang giữ tệp trên {place}. Hãy đợi một lát rồi làm lại.",
    "stick.blocked": (
        "Trên {place} có {file} không phải của Sổ Hội nằm đúng chỗ cần dùng. Hãy chuyển nó đi rồi làm lại."
    ),
    "stick.unreadable": "Không đọc được {file} trên {place}. Hãy rút USB ra cắm lại, hoặc nhờ xã ghi lại.",
    "stick.file_too_large": "Tệp {file} trên {place} lớn quá mức nên được bỏ qua.",
}


def explain(error: AppError) -> str:
    """Word one failure for the person who looks after the server."""
    sentence = ERRORS.get(error.code) or _OTHERS.get(error.code)
    return sentence.format_map(error.details) if sentence else UNKNOWN
