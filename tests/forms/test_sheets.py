"""The recovery sheet, the test page and charts."""

from dataclasses import replace

import pypdfium2
import pytest
import segno

from desktop.forms.charts import BarChart, ChartColours, ChartStyle, Figure, bar_chart, chart_pdf
from desktop.forms.fonts import VIETNAMESE, Style, serif
from desktop.forms.paper import A4, MM
from desktop.forms.pen import Pen
from desktop.forms.printer_test import render_printer_test
from desktop.forms.recovery_sheet import QUIET, QrCode, render_recovery_sheet
from tests.forms.reading import in_order, pages, said
from tests.forms.samples import chart, recovery_sheet


def test_the_recovery_sheet_is_one_page_with_the_code_in_numbered_groups_and_whom_to_call():
    sheet = recovery_sheet()
    [page] = pages(render_recovery_sheet(sheet))
    letters = "".join(page.text.split())
    assert in_order([f"{number}{group}" for number, group in enumerate(sheet.code.split("-"), start=1)], letters)
    assert "0221 300 1234" in page.flat
    assert "HỘI LHPN XÃ HỒNG PHONG" in page.flat
    assert min(box.bottom for letter, box in page.letters if not letter.isspace()) > A4.bottom


def test_the_qr_code_holds_exactly_the_printed_code():
    code, scale = recovery_sheet().code, 4
    pen = Pen(A4, title="Mã")
    block = QrCode(code, "")
    block.draw(pen, 100, 700, 400)
    document = pypdfium2.PdfDocument(pen.finish())
    picture = document[0].render(scale=scale).to_pil().convert("L")
    document.close()
    matrix = [bytes(row) for row in segno.make(code, error="m", micro=False).matrix]
    module = block.side / (len(matrix) + 2 * QUIET)
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            x = 100 + (column + QUIET + 0.5) * module
            y = A4.height - 700 + (row + QUIET + 0.5) * module
            assert (picture.getpixel((int(x * scale), int(y * scale))) < 128) == bool(dark)


def test_a_recovery_sheet_without_contacts_leaves_lines_to_write_on():
    text = said(render_recovery_sheet(replace(recovery_sheet(), contacts=())))
    assert "KHI CẦN GIÚP, GỌI NGƯỜI GIỮ PHIẾU" in text


def test_the_test_page_is_one_page_in_true_size_with_every_letter():
    paper = render_printer_test()
    [page] = pages(paper)
    assert (page.width, page.height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)
    letters = "".join(page.text.split())
    assert letters.count(VIETNAMESE) == 2
    assert page.box("100 mm × 100 mm")
    assert paper == render_printer_test()
    assert "BẢN DEMO" in said(render_printer_test(watermark="BẢN DEMO"))


def test_a_chart_names_each_bar_its_value_and_what_is_below_the_threshold():
    text = said(chart_pdf(bar_chart(chart(), 420)))
    assert in_order(["Tỷ lệ tập hợp", "Thôn Đông Mai", "86,4 %", "42,5 % dưới 60 %", "55,1 % dưới 60 %"], text)
    assert text.count("dưới 60 %") == 2
    assert "61,0 % dưới" not in text


@pytest.mark.parametrize("width", [200, 420, 700])
def test_nothing_of_a_chart_leaves_its_picture(width):
    drawing = bar_chart(chart(), width)
    [page] = pages(chart_pdf(drawing))
    boxes = [box for letter, box in page.letters if not letter.isspace()]
    assert min(box.left for box in boxes) >= -0.5
    assert max(box.right for box in boxes) <= width + 0.5
    assert min(box.bottom for box in boxes) >= 0
    assert max(box.top for box in boxes) <= drawing.height


def test_the_word_for_too_low_stands_clear_of_the_line_it_stays_under():
    drawing = bar_chart(chart(), 420)
    [page] = pages(chart_pdf(drawing))
    label = page.box("ngưỡng 60 %")
    assert page.box("42,5 % dưới").left > (label.left + label.right) / 2


@pytest.mark.parametrize("values", [(), (0,), (0, 0, 5)])
def test_a_chart_of_nothing_or_of_zeros_is_drawn_too(values):
    labels = [f"Chi hội {number}" for number, _ in enumerate(values, start=1)]
    text = said(chart_pdf(bar_chart(BarChart("Hội viên mới", labels, values), 300)))
    assert in_order(["Hội viên mới", *labels], text)


def test_a_chart_takes_the_colours_of_the_window_and_keeps_its_bytes():
    dark = ChartStyle(colours=ChartColours(text="#ffffff", bar="#88aaff"))
    assert chart_pdf(bar_chart(chart(), 400, dark)) != chart_pdf(bar_chart(chart(), 400))
    assert chart_pdf(bar_chart(chart(), 400, dark)) == chart_pdf(bar_chart(chart(), 400, dark))


def test_a_chart_wider_than_the_text_is_made_smaller_on_paper():
    pen = Pen(A4, title="Biểu đồ")
    figure = Figure(bar_chart(chart(), 900))
    figure.draw(pen, A4.left, A4.text_top, A4.text_width)
    pen.text(A4.left, 300, "Lời dưới biểu đồ", Style.REGULAR, 13)
    [page] = pages(pen.finish())
    boxes = [box for letter, box in page.letters if not letter.isspace()]
    assert max(box.right for box in boxes) <= A4.width - A4.right + 1
    assert figure.height(pen, A4.text_width) < figure.height(pen, 900)
    assert serif().face(Style.REGULAR).width("Lời dưới biểu đồ", 13) > 0
    assert "Lời dưới biểu đồ" in page.flat
