"""The old Excel list of the demo commune: as such lists are kept, not as a program would wish them."""

from datetime import date
from pathlib import Path

from desktop.demo.people import Inventor

_HEADINGS = ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Số CCCD", "Dân tộc", "Số ĐT", "Năm vào Hội", "Ghi chú")
_WIDTHS = (5, 26, 16, 16, 10, 14, 12, 22)
_BRANCHES = ("CHI HỘI NA PẶNG", "Chi hội Đồng Tâm", "Chi hội  Suối Cạn")


def write_old_list(path: Path, *, today: date, seed: int = 7) -> int:
    """Write an .xlsx with a letterhead, a title, a row per branch, dates in several manners, a total and a signature.

    Returns:
        How many people stand in it.
    """
    import xlsxwriter

    new = Inventor(seed, today=today)
    count = 0
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("DS hội viên")
        bold = book.add_format({"bold": True, "align": "center", "font_name": "Times New Roman"})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        cell = book.add_format({"border": 1})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.merge_range("A1:C1", "HỘI LHPN XÃ PHÚ LƯƠNG", bold)
        page.merge_range("D1:H1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
        page.merge_range("D2:H2", "Độc lập - Tự do - Hạnh phúc", bold)
        page.merge_range("A4:H4", "DANH SÁCH HỘI VIÊN NĂM 2026", bold)
        page.write_row(5, 0, _HEADINGS, head)
        line = 6
        for branch in _BRANCHES:
            page.merge_range(line, 0, line, 7, branch, bold)
            line += 1
            for _ in range(new.between(11, 16)):
                count += 1
                who = new.woman()
                name = who.full_name.upper() if new.chance(0.15) else who.full_name.replace(" ", "  ", 1)
                page.write_number(line, 0, count, cell)
                page.write_string(line, 1, name, cell)
                if len(who.birth_date) == 4:
                    page.write_number(line, 2, int(who.birth_date), cell)
                elif new.chance(0.4):
                    page.write_datetime(line, 2, date.fromisoformat(who.birth_date), day)
                else:
                    year, month, of_month = who.birth_date.split("-")
                    page.write_string(line, 2, f"{int(of_month)}/{int(month)}/{year}", cell)
                page.write(line, 3, who.citizen_id or "", cell)
                page.write(line, 4, {"kinh": "Kinh", "tay": "Tày", "nung": "Nùng"}.get(who.ethnicity, "Dao"), cell)
                page.write(line, 5, f"{who.phone[:4]}.{who.phone[4:7]}.{who.phone[7:]}" if who.phone else "", cell)
                page.write(line, 6, int(new.joined(who.birth_date)[:4]), cell)
                page.write(line, 7, who.note or "", cell)
                line += 1
        page.write_string(line, 1, f"Tổng cộng: {count} hội viên", bold)
        page.write_string(line + 2, 5, "NGƯỜI LẬP BIỂU", bold)
    return count
