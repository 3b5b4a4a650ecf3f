"""A list of invented members as a spreadsheet."""

from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from tests.people import crowd


def write_sheet(path: Path, count: int) -> None:
    """Write so many members, no two alike."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Hội viên")
        sheet.write_row(0, 0, ("STT", "Họ và tên", "Ngày sinh", "Nghề nghiệp", "Chi hội"))
        for number, who in enumerate(crowd(count), 1):
            branch = f"Chi hội {('Na Pặng', 'Bản Mới', 'Khe Vàng')[number % 3]}"
            born = date(1941, 1, 1) + timedelta(days=number * 41)
            sheet.write_row(number, 0, (number, who["full_name"], f"{born:%d/%m/%Y}", who["occupation"], branch))
