"""A list of twenty columns, some of which nobody could guess."""

from pathlib import Path

import xlsxwriter

HEADINGS = (
    "STT", "Họ và tên", "Ngày, tháng, năm sinh", "Giới tính", "Số căn cước công dân", "Số điện thoại liên hệ",
    "Chi hội phụ nữ", "Tổ phụ nữ", "Ngày vào Hội", "Số thẻ hội viên", "Hội viên nòng cốt", "Địa chỉ thường trú",
    "Dân tộc", "Tôn giáo", "Trình độ học vấn", "Trình độ chuyên môn", "Lý luận chính trị", "Nghề nghiệp hiện nay",
    "Là Đảng viên", "Hoàn cảnh gia đình và nguyện vọng được vay vốn năm 2026",
)  # fmt: skip
ROWS = (
    ("Nông Thị Mười", "05/03/1962", "Nữ", "019162000101", "0912345601", "Na Pặng", "Tổ 1", "2007"),
    ("Hoàng Thị Sen", "1971", "Nữ", "019171000102", "0912345602", "Na Pặng", "Tổ 2", "03/2010"),
    ("Ma Thị Nhàn", "12/08/1985", "Nữ", "019185000103", "", "Bản Chang", "Tổ 1", "2015"),
    ("Triệu Thị Múi", "20/11/1990", "Nữ", "019190000104", "0912345604", "Bản Chang", "Tổ 3", "2018"),
)
_MORE = ("TH{0}", "x", "Xóm Na Pặng, xã Phú Lương", "Tày", "Không", "12/12", "Trung cấp", "Sơ cấp", "Làm ruộng", "", "")


def write_wide_list(path: Path) -> None:
    """Write the list as an .xlsx."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Danh sách")
        page.write(0, 0, "DANH SÁCH HỘI VIÊN NĂM 2026")
        page.write_row(2, 0, HEADINGS)
        for number, row in enumerate(ROWS, 1):
            rest = (_MORE[0].format(number), *_MORE[1:-1], "Con còn nhỏ, muốn vay vốn chăn nuôi lợn nái và trồng chè")
            page.write_row(2 + number, 0, (number, *row, *rest))
