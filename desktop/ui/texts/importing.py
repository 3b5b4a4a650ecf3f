"""What is said when a list cannot be read: what happened, how the data is, what to do now."""

ERRORS: dict[str, str] = {
    "import.failed": "Không nhập được danh sách này. Dữ liệu trong sổ vẫn như cũ. Hãy thử lại hoặc chọn tệp khác.",
    "import.gone": "Không mở được tệp đã chọn: tệp đã bị xóa, đổi chỗ hoặc không cho phép đọc. "
    "Dữ liệu trong sổ vẫn như cũ. Hãy chọn lại tệp.",
    "import.empty": "Tệp này trống, không có dòng nào. Dữ liệu trong sổ vẫn như cũ. Hãy chọn tệp khác.",
    "import.is_html": "Tệp này là trang web được đặt tên như bảng tính. Dữ liệu trong sổ vẫn như cũ. "
    "Hãy mở tệp bằng Excel, chọn Lưu thành (Save As), loại “Excel Workbook (*.xlsx)”, rồi nhập tệp vừa lưu.",
    "import.password": "Tệp này được đặt mật khẩu nên chưa đọc được. Dữ liệu trong sổ vẫn như cũ. "
    "Hãy mở tệp bằng Excel, gỡ mật khẩu, lưu lại rồi nhập.",
    "import.truncated": "Tệp này bị hỏng hoặc chép chưa hết. Dữ liệu trong sổ vẫn như cũ. "
    "Hãy chép lại tệp từ nơi gốc rồi nhập.",
    "import.too_spread": "Trong tệp có ô nằm quá xa bảng (hàng hoặc cột cuối cùng của trang tính) nên không đọc được. "
    "Dữ liệu trong sổ vẫn như cũ. Hãy chép riêng phần danh sách sang một tệp mới rồi nhập.",
    "import.unreadable": "Tệp này không phải bảng tính. Dữ liệu trong sổ vẫn như cũ. "
    "Hãy chọn tệp Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV.",
    "import.no_header": "Không thấy dòng tiêu đề cột (như “Họ và tên”, “Ngày sinh”) trong tệp. "
    "Dữ liệu trong sổ vẫn như cũ. Hãy thêm một dòng tiêu đề phía trên danh sách rồi nhập lại.",
    "import.no_rows": "Có dòng tiêu đề nhưng bên dưới không có ai. Dữ liệu trong sổ vẫn như cũ. Hãy xem lại tệp.",
}
