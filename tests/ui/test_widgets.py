"""The building blocks: cards, tags, questions, panels, pages of a PDF."""

from io import BytesIO
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import Look, apply_look
from desktop.ui.widgets.boxes import Confirm, SidePanel, scrolling
from desktop.ui.widgets.buttons import Button, IconButton, danger, link, menu_button, primary, quiet, secondary
from desktop.ui.widgets.cards import Card, EmptyState, StatNumber, Tag
from desktop.ui.widgets.chart_view import ChartView
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import SectionHeader, label
from desktop.ui.widgets.lines import PasswordLine, SearchLine
from desktop.ui.widgets.pdf_pages import PdfPages, UnreadablePdf
from desktop.ui.widgets.pdf_view import PdfView
from tests.ui.overflow import overflowing


def pdf(*texts: str, size: tuple[float, float] = (595, 842)) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for text in texts:
        canvas.rect(20, 20, size[0] - 40, size[1] - 40, fill=1)
        canvas.drawString(30, size[1] - 15, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_label_shows_what_looks_like_markup_as_it_is(qtbot: QtBot) -> None:
    text = label("<b>An</b>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_a_figure_can_be_clicked_and_is_read_aloud_whole(qtbot: QtBot) -> None:
    figure = StatNumber("3.214", "Hội viên", "tăng 18 trong quý")
    qtbot.addWidget(figure)
    figure.show()
    assert figure.accessibleName() == "Hội viên: 3.214. tăng 18 trong quý"
    with qtbot.waitSignal(figure.clicked):
        qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    figure.show_figure("3.215")
    assert figure.figure.text() == "3.215"
    assert not figure.note.isVisible()


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    empty = EmptyState("people", "Chưa có hội viên nào", "Danh sách sẽ hiện ở đây.", "Nhập từ Excel")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.begun):
        empty.button.click()


def test_a_tag_has_a_sign_and_a_word(qtbot: QtBot) -> None:
    tag = Tag("Cần xem lại", "attention")
    qtbot.addWidget(tag)
    tag.show()
    assert tag.word.text() == "Cần xem lại"
    assert tag.sign.isVisible()


def test_a_question_names_the_act_and_enter_leaves_things_as_they_are(qtbot: QtBot) -> None:
    asked = Confirm(None, "Xóa 3 hội viên?", "Lấy lại được từ thùng rác.", "Xóa 3 hội viên", dangerous=True)
    qtbot.addWidget(asked)
    asked.show()
    assert asked.act_button.text() == "Xóa 3 hội viên"
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked.result() == Confirm.DialogCode.Rejected
    assert not asked.isVisible()


def test_a_question_is_answered_by_its_verb(qtbot: QtBot) -> None:
    asked = Confirm(None, "Gộp hai chi hội?", "46 hội viên chuyển sang.", "Gộp chi hội")
    qtbot.addWidget(asked)
    asked.show()
    asked.act_button.click()
    assert asked.result() == Confirm.DialogCode.Accepted


def test_a_panel_closes_and_says_so(qtbot: QtBot) -> None:
    panel = SidePanel("Nguyễn Thị Hòa")
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()
    assert not panel.isVisible()


def test_a_password_can_be_looked_at(qtbot: QtBot) -> None:
    line = PasswordLine("Mật khẩu")
    qtbot.addWidget(line)
    assert line.echoMode() == PasswordLine.EchoMode.Password
    line.button.click()
    assert line.echoMode() == PasswordLine.EchoMode.Normal
    assert line.button.accessibleName() == "Ẩn mật khẩu"


def test_a_search_line_can_be_emptied(qtbot: QtBot) -> None:
    line = SearchLine("Tìm")
    qtbot.addWidget(line)
    line.show()
    line.setText("an")
    with qtbot.waitSignal(line.textEdited):
        line.button.click()
    assert line.text() == ""
    assert not line.button.isVisible()


def test_signs_on_buttons_grow_with_the_text(qtbot: QtBot) -> None:
    button = primary("Thêm", "add")
    icon = IconButton("close", "Đóng")
    qtbot.addWidget(button)
    qtbot.addWidget(icon)
    button.show()
    icon.show()
    apply_look(Look("light", 200))
    assert button.iconSize().width() == 40
    assert icon.iconSize().width() == 40


def test_a_row_goes_on_in_the_next_line_where_it_must(qtbot: QtBot) -> None:
    box = QWidget()
    row = FlowLayout(box)
    for number in range(4):
        row.addWidget(Button(f"Chi hội số {number}"))
    qtbot.addWidget(box)
    wide, narrow = row.heightForWidth(2000), row.heightForWidth(200)
    assert narrow > 3 * wide
    box.resize(200, narrow)
    box.show()
    assert overflowing(box) == []


def test_every_block_fits_at_every_size(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    menu = QMenu(window)
    menu.addAction("In thẻ")
    card = Card("Cuộc họp tới", hint="Chi hội Na Pặng, thứ Ba 24/11/2026 lúc 8:00")
    card.body.addWidget(StatNumber("72,6 %", "Tỷ lệ tập hợp", "mẫu số: thống kê dân số nữ năm 2025"))
    card.body.addWidget(Tag("Dưới 60 phần trăm", "attention"))
    empty = EmptyState("meeting", "Chưa có cuộc họp nào", "Các cuộc họp sẽ hiện ở đây.", "Tạo cuộc họp đầu tiên")
    buttons = QWidget()
    row = FlowLayout(buttons)
    for button in (primary("Thêm", "add"), secondary("In", "print"), danger("Xóa"), quiet("Để sau"), link("Xem")):
        row.addWidget(button)
    row.addWidget(menu_button("Khác", menu))
    for part in (SectionHeader("Hội viên", "3.214 người"), card, buttons, empty):
        column.addWidget(part)
    page = scrolling(window)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    assert overflowing(page) == []


@pytest.mark.parametrize("width", [300, 700])
def test_a_question_fits_at_every_size(qtbot: QtBot, look: Look, width: int) -> None:
    asked = Confirm(None, "Gộp chi hội Na Pặng vào Bản Chang?", "46 hội viên chuyển sang Bản Chang.", "Gộp chi hội")
    qtbot.addWidget(asked)
    asked.show()
    assert overflowing(asked) == []


def test_the_checker_finds_what_does_not_fit(qtbot: QtBot) -> None:
    box = QWidget()
    tight = QLabel("Danh sách hội viên chi hội Na Pặng", box)
    button = Button("In danh sách hội viên")
    button.setParent(box)
    tight.setGeometry(0, 0, 50, 20)
    button.setGeometry(0, 40, 60, 36)
    qtbot.addWidget(box)
    box.resize(400, 200)
    box.show()
    assert len(overflowing(box)) == 2


def test_a_pdf_is_shown_page_by_page(qtbot: QtBot, runner: TaskRunner) -> None:
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.show_pdf(pdf("one", "two", "three"))
    assert view.page_count == 3
    assert view.count.text() == "Trang 1/3"
    assert not view.before.isEnabled()
    with qtbot.waitSignal(view.shown):
        view.after.click()
    assert view.count.text() == "Trang 2/3"
    room = view.area.viewport().width()
    assert 0.8 * room < view.sheet.pixmap().width() <= room


def test_a_page_can_be_enlarged_and_fitted_again(qtbot: QtBot, runner: TaskRunner) -> None:
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.show_pdf(pdf("one"))
    fitted = view.sheet.pixmap().width()
    with qtbot.waitSignal(view.shown):
        view.larger.click()
    assert view.sheet.pixmap().width() == pytest.approx(fitted * 1.25, abs=2)
    with qtbot.waitSignal(view.shown):
        view.fit.click()
    assert view.sheet.pixmap().width() == pytest.approx(fitted, abs=20)


def opened_pages(view: PdfView) -> PdfPages:
    pages = view._pages
    assert pages is not None
    return pages


def is_closed(pages: PdfPages) -> bool:
    try:
        pages.draw(0, 36)
    except UnreadablePdf:
        return True
    return False


def test_a_document_is_closed_once_its_preview_is_left_or_shows_another(qtbot: QtBot, runner: TaskRunner) -> None:
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.show()
    left = []
    for words in ("one", "two"):
        with qtbot.waitSignal(view.shown):
            view.show_pdf(pdf(words))
        left.append(opened_pages(view))
    qtbot.waitUntil(lambda: runner.is_idle)
    assert [is_closed(pages) for pages in left] == [True, False]
    view.clear()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert is_closed(left[1])


def test_a_document_that_is_still_shown_is_closed_when_the_program_ends(qtbot: QtBot, runner: TaskRunner) -> None:
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.show_pdf(pdf("one"))
    pages = opened_pages(view)
    runner.shutdown()
    assert is_closed(pages)


def test_what_is_no_pdf_is_said_in_words(qtbot: QtBot, runner: TaskRunner) -> None:
    with pytest.raises(UnreadablePdf):
        PdfPages(b"not a pdf")
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.show_pdf(b"not a pdf")
    qtbot.waitUntil(lambda: runner.is_idle)
    assert "Không mở được bản xem trước" in view.sheet.text()


def test_the_view_of_a_pdf_fits_at_every_size(qtbot: QtBot, runner: TaskRunner, look: Look) -> None:
    view = PdfView(runner)
    qtbot.addWidget(view)
    view.resize(look.px(420), 500)
    view.show()
    with qtbot.waitSignal(view.shown):
        view.show_pdf(pdf("one", "two"))
    assert overflowing(view) == []


def test_a_chart_is_drawn_at_the_screen_s_resolution_on_the_theme_s_ground(qtbot: QtBot, runner: TaskRunner) -> None:
    apply_look(Look("dark"))
    chart = ChartView(runner)
    qtbot.addWidget(chart)
    chart.resize(600, chart.heightForWidth(600))
    chart.show()
    with qtbot.waitSignal(chart.drawn):
        chart.show_chart(pdf("Na Pặng", size=(300, 150)), (300, 150), "Na Pặng 46 hội viên")
    assert chart.heightForWidth(600) == 300
    picture: Any = chart.grab().toImage()
    assert picture.pixelColor(2, 2).name() == QColor("#1E1B1D").name()
    assert picture.pixelColor(300, 150).name() == "#000000"
    assert chart.accessibleDescription() == "Na Pặng 46 hội viên"
