"""A page to test a printer with: does it print in true size, straight, and every Vietnamese letter?"""

from desktop.forms.fonts import VIETNAMESE, Style
from desktop.forms.paper import A4, MM
from desktop.forms.pen import Align, Pen
from desktop.forms.prose import Paragraph, Rule, Run, centred, stack
from desktop.forms.table import Column, Section, Table, TableSetter
from desktop.forms.text import broken, wrap

SIDE = 100 * MM
EDGE = 5 * MM
SAMPLE = "Trần Thị Phượng, Nguyễn Thùy Dương, Đặng Thị Huệ, Bế Thị Ngoãn, Quách Thị Yến"
QUESTIONS = (
    "Cạnh hình vuông đo bằng thước phải đúng 100 mm. Nếu nhỏ hơn, hãy chọn khổ giấy A4 và tỷ lệ 100 % khi in.",
    "Bốn góc vuông ở mép giấy phải thấy đủ. Góc nào mất là máy in không in được sát mép; các mẫu của Sổ Hội vẫn đủ lề.",
    "Mọi chữ và dấu phải rõ; các ô từ đen đến trắng phải phân biệt được.",
)
COLUMNS = (
    Column("STT", 12, Align.CENTRE),
    Column("Họ và tên", 60),
    Column("Ký tên (hàng cao 9 mm)", 60),
    Column("Ghi chú", 33),
)


def render_printer_test(*, watermark: str | None = None) -> bytes:
    """Draw the test page."""
    pen = Pen(A4, title="Trang in thử", watermark=watermark)
    top = stack(
        [
            centred("TRANG IN THỬ", Style.BOLD, 16),
            Rule(60, 4, 8),
            *(Paragraph((Run(f"{number}. {text}"),), 12, before=2) for number, text in enumerate(QUESTIONS, start=1)),
        ],
        pen,
        A4.left,
        A4.text_top,
        A4.text_width,
    )
    _corners(pen)
    _square(pen, A4.left, top - 8 * MM - SIDE)
    _greys(pen, A4.left + SIDE + 14 * MM, top - 8 * MM)
    _sizes(pen, top - SIDE - 17 * MM)
    rows = [("1", "Đặng Thị Huệ", "", ""), ("2", "Trần Thị Phượng", "", "")]
    TableSetter(pen, Table(COLUMNS, [Section(rows)])).run(A4.bottom + 28 * MM, 0)
    return pen.finish()


def _corners(pen: Pen) -> None:
    for x, inward in ((EDGE, 1), (A4.width - EDGE, -1)):
        for y, up in ((EDGE, 1), (A4.height - EDGE, -1)):
            pen.line(x, y, x + inward * 10 * MM, y, 1)
            pen.line(x, y, x, y + up * 10 * MM, 1)


def _square(pen: Pen, left: float, foot: float) -> None:
    """A square with a ruler along two of its sides."""
    pen.box(left, foot, SIDE, SIDE)
    for mark in range(101):
        length = (4 if mark % 10 == 0 else 2.8 if mark % 5 == 0 else 1.8) * MM
        at = mark * MM
        pen.line(left + at, foot, left + at, foot + length, 0.3)
        pen.line(left, foot + at, left + length, foot + at, 0.3)
        if mark % 10 == 0 and mark:
            pen.text(left + at, foot + 5 * MM, str(mark), Style.REGULAR, 8, align=Align.CENTRE)
            pen.text(left + 5 * MM, foot + at - 1 * MM, str(mark), Style.REGULAR, 8)
    pen.text(left + SIDE / 2, foot + SIDE / 2, "100 mm × 100 mm", Style.BOLD, 13, align=Align.CENTRE)


def _greys(pen: Pen, left: float, top: float) -> None:
    for step in range(6):
        foot = top - (step + 1) * 15 * MM
        pen.box(left, foot, 26 * MM, 12 * MM, grey=step / 5)
        pen.box(left, foot, 26 * MM, 12 * MM)
        pen.text(left + 29 * MM, foot + 4 * MM, f"{100 - step * 20} %", Style.REGULAR, 12)


def _sizes(pen: Pen, top: float) -> None:
    y = top
    for size in (8, 10, 12, 14):
        y -= size * 1.35
        line = wrap(f"{size}: {SAMPLE}", pen.face(Style.REGULAR), size, A4.text_width)[0]
        pen.text(A4.left, y, line, Style.REGULAR, size)
    y -= 8
    for style in (Style.BOLD, Style.ITALIC):
        for part in broken(VIETNAMESE, pen.face(style), 11, A4.text_width):
            y -= 15
            pen.text(A4.left, y, part, style, 11)
