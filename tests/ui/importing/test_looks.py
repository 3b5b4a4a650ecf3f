"""Every step in every look: no word is wider than its box."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.models.dates import PartialDate
from desktop.models.sheets import sheet_named
from desktop.registers.register import Register
from desktop.ui.frame.nav import NavItem
from desktop.ui.frame.window import MainWindow
from desktop.ui.importing.fix_dialog import FixDialog
from desktop.ui.importing.page import COLUMNS, REVIEW
from tests.ui.importing.conftest import LISTS, TODAY
from tests.ui.importing.wide_list import write_wide_list
from tests.ui.overflow import overflowing

FAULTY = LISTS / "hoi-vien-co-loi.xlsx"


class NothingToFind:
    def find(self, text):
        return []


@pytest.fixture
def window(look, page, runner, qtbot):
    """The page in its window at 1366 × 768."""
    items = [NavItem("import", "Nhập Excel", "import"), NavItem("resource_in", "Nguồn lực vận động", "money")]
    window = MainWindow(items, runner=runner, finder=NothingToFind(), unit_name="Xã Phú Lương")
    qtbot.addWidget(window)
    window.add_page("import", lambda: page)
    window.resize(1366, 768)
    window.show()
    window.show_page("import")
    return window


@pytest.fixture
def fits(window, settle, qtbot):
    def judge():
        settle()
        qtbot.wait(50)
        qtbot.waitUntil(lambda: overflowing(window) == [], timeout=2000)  # one layout leads to the next

    return judge


def test_nothing_is_cut_from_the_file_to_the_result(window, page, fits, tmp_path):
    fits()
    (tmp_path / "trang-web.xlsx").write_text("<html></html>")
    page.open_file(tmp_path / "trang-web.xlsx")
    fits()
    page.open_file(LISTS / "hoi-vien-moi-chi-hoi-mot-trang.xlsx")
    fits()
    page.frame.next_button.click()
    fits()
    page.open_file(FAULTY)
    fits()
    page.frame.next_button.click()
    page.frame.next_button.click()
    fits()
    next(iter(page.review.doubts.cards.values())).buttons[0].click()
    fits()
    page.review.counts[1].click()
    fits()
    page.frame.next_button.click()
    fits()
    page.result.undo_button.click()
    fits()


def test_twenty_columns_can_all_be_reached_and_read(window, page, fits, tmp_path, qtbot):
    write_wide_list(tmp_path / "rong.xlsx")
    page.open_file(tmp_path / "rong.xlsx")
    fits()
    page.frame.next_button.click()
    fits()
    assert page.frame.current == COLUMNS
    assert len(page.columns.cards) == 20
    area = page.columns.findChild(QScrollArea)
    page.columns.cards[0].combo.setFocus()
    for card in page.columns.cards:
        assert QApplication.focusWidget() is card.combo
        top = card.combo.mapTo(area.viewport(), card.combo.rect().topLeft())
        assert 0 <= top.y() <= area.viewport().height() - card.combo.height()
        assert 0 <= top.x() <= area.viewport().width() - card.combo.width()
        qtbot.keyClick(card.combo, Qt.Key.Key_Tab)


def test_the_buttons_stay_in_sight_at_every_step(window, page, settle):
    page.open_file(FAULTY)
    settle()
    for _ in range(3):
        bottom = page.frame.next_button.mapTo(window, page.frame.next_button.rect().bottomRight())
        assert window.rect().contains(bottom)
        page.frame.next_button.click()
        settle()


def test_people_alike_in_the_register_are_told_apart(window, page, store, fits):
    register = Register(store, sheet_named("member"))
    for branch in ("Chi hội Na Pặng", "Chi hội Bản Chang"):
        branch_id = Register(store, sheet_named("branch")).add({"name": branch})
        register.add(
            {
                "full_name": "Huỳnh Thị Thanh Nguyệt",
                "birth_date": PartialDate("1986-04-16"),
                "citizen_id": "025186544697",
                "branch_id": branch_id,
            }
        )
    page.open_file(FAULTY)
    fits()
    page.frame.next_button.click()
    page.frame.next_button.click()
    fits()
    assert page.frame.current == REVIEW
    assert page.review.counts[0].text() == "120 cần xem lại"


def test_the_correction_fits(look, page, settle, qtbot):
    page.open_file(FAULTY)
    settle()
    page.frame.next_button.click()
    page.frame.next_button.click()
    settle()
    waiting = page.review.doubts.rows[0]
    dialog = FixDialog(page, sheet_named("member"), waiting, lambda key: "02517574902", TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert overflowing(dialog) == []
