"""A roster drawn on reportlab's canvas as one would by hand, to the same measures as ours."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

WIDTHS_MM = (11, 46, 20, 41, 29, 18)
CENTRED = (0, 2)
ROW_MM = 9
SIZE = 12


def font_file(style: str = "Regular") -> str:
    """Where Liberation Serif lies."""
    asked = ["fc-match", "-f", "%{file}", f"Liberation Serif:style={style}"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def draw_roster(out: Path, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """A4, heading row and page number on every page, a letterhead on the first, signatures on the last."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("plain", font_file()))
    pdfmetrics.registerFont(TTFont("bold", font_file("Bold")))
    canvas = Canvas(str(out), pagesize=A4)
    left, bottom, row, pad = 30 * mm, 20 * mm, ROW_MM * mm, 1.2 * mm
    edges = [left]
    for width in WIDTHS_MM:
        edges.append(edges[-1] + width * mm)
    done = page = 0
    while done < len(lines):
        page += 1
        top = A4[1] - 20 * mm
        if page == 1:
            top = _draw_head(canvas, A4[0], top)
        count = min(int((top - bottom) / row) - 1, len(lines) - done)
        y = top
        for font, texts in [("bold", headings), *(("plain", line) for line in lines[done : done + count])]:
            canvas.setFont(font, SIZE)
            foot = y - row / 2 - 4
            for column, text in enumerate(texts):
                if not text:
                    continue
                if column in CENTRED:
                    canvas.drawCentredString((edges[column] + edges[column + 1]) / 2, foot, text)
                else:
                    canvas.drawString(edges[column] + pad, foot, text)
            y -= row
        done += count
        canvas.setLineWidth(0.5)
        canvas.grid(edges, [top - number * row for number in range(count + 2)])
        canvas.setFont("plain", 11)
        canvas.drawRightString(edges[-1], 12 * mm, f"Trang {page}")
        if done == len(lines):
            canvas.drawString(left, y - 20, f"Triệu tập: {len(lines)} người; có mặt: ...... người")
            canvas.drawCentredString(A4[0] * 0.7, y - 40, "CHỦ TỊCH")
        canvas.showPage()
    canvas.save()


def _draw_head(canvas: "Canvas", width: float, top: float) -> float:  # type: ignore[name-defined]  # noqa: F821
    canvas.setFont("bold", 12)
    for number, (left, right) in enumerate(
        (
            ("HỘI LHPN TỈNH THÁI NGUYÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("BAN THƯỜNG VỤ HỘI LHPN XÃ HỒNG PHONG", "Độc lập - Tự do - Hạnh phúc"),
        )
    ):
        canvas.drawCentredString(width * 0.3, top - 12 - number * 16, left)
        canvas.drawCentredString(width * 0.72, top - 12 - number * 16, right)
    canvas.setFont("bold", 14)
    canvas.drawCentredString(width / 2, top - 70, "DANH SÁCH ĐẠI BIỂU DỰ HỌP")
    canvas.setFont("plain", 13)
    about = ("Nội dung: Hội nghị sơ kết", "Thời gian: 8 giờ, ngày 24/11/2026", "Địa điểm: Nhà văn hóa")
    for number, text in enumerate(about):
        canvas.drawString(85, top - 95 - number * 18, text)
    return top - 150
