"""The four steps, on a real store and the sample lists."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.demo.old_list import write_old_list
from desktop.importing.outcome import RowPlace
from desktop.models.sheets import sheet_named
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.ui.importing.page import COLUMNS, FILE, NEW_MEETING, RESULT, REVIEW
from tests.ui.importing.conftest import LISTS, TODAY

FAULTY = LISTS / "hoi-vien-co-loi.xlsx"
SHEET_A_BRANCH = LISTS / "hoi-vien-moi-chi-hoi-mot-trang.xlsx"


def members(store):
    return len(Register(store, sheet_named("member")).find(Query()))


def column_of(page, heading):
    return next(card for card in page.columns.cards if card.heading.text() == heading)


def choose(card, key):
    card.combo.setCurrentIndex(card.combo.findData(key))
    card.combo.activated.emit(card.combo.currentIndex())


@pytest.fixture
def opened(page, settle):
    def opening(path, step=FILE):
        page.open_file(path)
        settle()
        for _ in range(step):
            page.frame.next_button.click()
            settle()
        return page

    return opening


def test_the_keyboard_alone_leads_from_the_file_to_the_result_and_back(page, picker, store, settle, qtbot):
    picker.path = FAULTY
    page.activateWindow()
    page.come_up()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # choose a file
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # the columns
    settle()
    assert page.frame.current == COLUMNS
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # the review
    settle()
    assert page.frame.current == REVIEW
    assert page.review.counts[0].text() == "119 cần xem lại"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # store the first row without its number
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # and the nineteen alike
    settle()
    assert page.review.counts[0].text() == "99 cần xem lại"
    assert members(store) == 0
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.frame.current == RESULT
    assert page.result.figures["added"].figure.text() == "141"
    assert page.result.figures["held"].figure.text() == "99"
    assert members(store) == 141
    while QApplication.focusWidget() is not page.result.undo_button:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert members(store) == 0
    assert "Đã hoàn tác" in page.result.heading.text()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("hoi-vien-theo-chi-hoi.xlsx", 620),
        ("hoi-vien-moi-chi-hoi-mot-trang.xlsx", 480),
        ("hoi-vien-font-vntime.xls", 300),
        ("hoi-vien-xuat-tu-phan-mem.csv", 400),
    ],
)
def test_a_sample_list_goes_in_without_a_hand_on_its_columns(opened, store, settle, name, rows):
    page = opened(LISTS / name, REVIEW)
    assert not page.review.doubts.empty.isHidden()
    page.frame.next_button.click()
    settle()
    assert page.result.figures["added"].figure.text() == str(rows)
    assert members(store) == rows


def test_the_old_list_of_the_demo_commune_goes_in_whole(opened, store, tmp_path):
    count = write_old_list(tmp_path / "cu.xlsx", today=TODAY)
    opened(tmp_path / "cu.xlsx", RESULT)
    assert members(store) == count


def test_a_list_that_is_stored_already_changes_nothing(opened, store, settle):
    page = opened(LISTS / "hoi-vien-xuat-tu-phan-mem.csv", RESULT)
    page = opened(LISTS / "hoi-vien-xuat-tu-phan-mem.csv", REVIEW)
    assert page.review.counts[3].text() == "400 đã có sẵn"
    assert not page.frame.next_button.isEnabled()
    assert members(store) == 400


# 1 the file


def bad_files(folder: Path) -> dict[str, bytes]:
    whole = FAULTY.read_bytes()
    return {
        "trang-web.xlsx": b"<html><table><tr><td>1</td></tr></table></html>",
        "co-mat-khau.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "bi-cat.xlsx": whole[: len(whole) // 2],
        "trong.xlsx": b"",
        "khong-tieu-de.csv": b"1;2;3\n4;5;6\n7;8;9\n",
        "anh.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }


@pytest.mark.parametrize("name", bad_files(Path()))
def test_a_file_that_cannot_be_read_is_explained_where_she_looks(page, store, settle, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(bad_files(tmp_path)[name])
    page.open_file(path)
    settle()
    assert page.files.problem.isVisible()
    assert name in page.files.problem.heading.text()
    assert "Hãy" in page.files.problem.sentence.text()
    assert not page.frame.next_button.isEnabled()
    assert members(store) == 0


def test_every_kind_of_failure_has_a_heading_of_its_own(page, settle, tmp_path):
    said = set()
    for name, data in bad_files(tmp_path).items():
        (tmp_path / name).write_bytes(data)
        page.open_file(tmp_path / name)
        settle()
        said.add(page.files.problem.heading.text().removesuffix(f": {name}"))
    assert len(said) == len(bad_files(tmp_path))


def test_a_file_that_is_gone_is_said_to_be_gone(page, settle, tmp_path):
    page.open_file(tmp_path / "da-xoa.xlsx")
    settle()
    assert "Không mở được tệp" in page.files.problem.heading.text()


def test_dropping_a_file_on_the_page_opens_it(page, settle):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FAULTY))])
    event = QDropEvent(
        QPoint(30, 30), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)
    settle()
    assert page.files.file_card.isVisible()
    assert page.files.found.text() == "Đọc được 240 dòng trong 1 trang."


def test_a_sheet_without_its_tick_stays_out(opened, settle):
    page = opened(SHEET_A_BRANCH)
    assert [box.text() for box in page.files.boxes][:2] == ["Bắc – 58 dòng", "Hạ – 56 dòng"]
    page.files.boxes[0].click()
    page.frame.next_button.click()
    settle()
    assert page.frame.status.text() == "Theo các cột này: đọc được cả 422 dòng."
    assert "Bắc" not in [page.columns.sheets.itemText(at) for at in range(page.columns.sheets.count())]


def test_no_sheet_ticked_leads_nowhere(opened):
    page = opened(SHEET_A_BRANCH)
    for box in page.files.boxes:
        box.click()
    assert not page.frame.next_button.isEnabled()
    assert page.frame.status.text() == "Hãy đánh dấu ít nhất một trang."


def test_another_register_reads_the_file_anew(opened, settle):
    page = opened(FAULTY)
    page.files.register.setCurrentIndex(2)
    page.files.register.activated.emit(2)
    settle()
    assert page.files.problem.isVisible() or page.files.sheet.name == "branch"


# 2 the columns


def test_a_column_given_to_a_field_takes_it_from_the_column_before(opened, settle):
    page = opened(FAULTY, COLUMNS)
    choose(column_of(page, "Điện thoại"), "citizen_id")
    settle()
    assert column_of(page, "Số CCCD").combo.currentData() is None
    assert "“Số căn cước” nay lấy từ cột F; cột D được bỏ qua." in page.frame.status.text()


def test_without_a_name_there_is_no_way_on(opened, settle):
    page = opened(FAULTY, COLUMNS)
    choose(column_of(page, "Họ và tên"), None)
    settle()
    assert not page.frame.next_button.isEnabled()
    assert page.frame.status.text() == "Chưa có cột nào là “Họ và tên”. Hãy chọn cột ghi họ và tên."
    choose(column_of(page, "Họ và tên"), "full_name")
    settle()
    assert page.frame.next_button.isEnabled()


def test_sheets_with_the_same_heading_follow(opened, settle):
    page = opened(SHEET_A_BRANCH, COLUMNS)
    heading = page.columns.cards[-1].heading.text()
    choose(page.columns.cards[-1], None)
    settle()
    page.columns.sheets.setCurrentIndex(1)
    page.columns.sheets.activated.emit(1)
    alike = [card for card in page.columns.cards if card.heading.text() == heading]
    assert all(card.combo.currentData() is None for card in alike)


def test_a_changed_column_is_read_again_before_the_review(opened, settle, store):
    page = opened(FAULTY, COLUMNS)
    choose(column_of(page, "Số CCCD"), None)
    settle()
    assert page.frame.status.text() == "Theo các cột này: 240 dòng, trong đó 60 dòng cần xem lại."
    page.frame.next_button.click()
    settle()
    assert page.review.counts[0].text() == "60 cần xem lại"


# 3 the review


def card_of(page, row):
    return page.review.doubts.cards[RowPlace("Sheet", row)]


def words(card):
    return [button.text() for button in card.buttons]


def test_a_row_says_where_it_is_who_it_is_and_what_is_the_matter(opened):
    card = card_of(opened(FAULTY, REVIEW), 2)
    assert card.heading.text() == "Dòng 2 · Châu Thị Trinh · 13/04/1975 · Chi hội Bắc · 0376024748"
    assert card.matters.text() == "Số căn cước “02517574902” có 11 chữ số, thiếu một chữ số. Hãy xem lại trên thẻ."
    assert words(card) == ["Nhập, để trống số căn cước", "Sửa…", "Bỏ qua dòng này"]


def test_somebody_without_a_name_cannot_go_in_as_she_is(opened):
    assert words(card_of(opened(FAULTY, REVIEW), 4)) == ["Sửa…", "Bỏ qua dòng này"]


def test_a_number_that_stands_twice_asks_who_it_is(opened, store, settle):
    page = opened(FAULTY, REVIEW)
    card = card_of(page, 18)
    assert words(card) == ["Là cùng một người – cập nhật", "Là người khác – thêm mới", "Sửa…", "Bỏ qua dòng này"]
    assert "Có thể là: dòng 13: Nguyễn Thị Hương" in card.matters.text()
    card.buttons[1].click()
    settle()
    assert page.review.counts[1].text() == "122 thêm mới"


def test_a_skipped_row_stays_out_and_can_be_taken_up_again(opened, settle):
    page = opened(FAULTY, REVIEW)
    card_of(page, 4).buttons[-1].click()
    settle()
    assert page.review.counts[0].text() == "118 cần xem lại"
    assert words(card_of(page, 4)) == ["Áp dụng cho 19 dòng giống vậy", "Chọn lại"]
    card_of(page, 4).buttons[-1].click()
    settle()
    assert page.review.counts[0].text() == "119 cần xem lại"
    assert words(card_of(page, 4)) == ["Sửa…", "Bỏ qua dòng này"]


def test_going_back_and_forth_keeps_the_decisions(opened, settle):
    page = opened(FAULTY, REVIEW)
    card_of(page, 2).buttons[0].click()
    settle()
    page.frame.back_button.click()
    page.frame.next_button.click()
    settle()
    assert page.review.counts[0].text() == "118 cần xem lại"


def test_the_counts_show_their_rows(opened):
    page = opened(FAULTY, REVIEW)
    page.review.counts[1].click()
    assert page.review.stack.currentWidget() is page.review.table
    assert len(page.review.table.rows) == 121
    assert page.review.table.rows[0][:3] == ["6", "Huỳnh Thị Thanh Nguyệt", "16/04/1986"]


def test_a_second_file_does_not_push_decisions_aside_unasked(opened, settle, monkeypatch):
    page = opened(FAULTY, REVIEW)
    card_of(page, 2).buttons[0].click()
    settle()
    monkeypatch.setattr("desktop.ui.importing.page.confirm", lambda *_: False)
    page.open_file(SHEET_A_BRANCH)
    assert page.frame.current == REVIEW
    assert page.review.counts[0].text() == "118 cần xem lại"


def test_stopping_while_storing_leaves_the_register_as_it_was(opened, store, settle):
    page = opened(LISTS / "hoi-vien-theo-chi-hoi.xlsx", REVIEW)
    said = []
    page.noticed.connect(lambda notice: said.append(notice.text))
    page.frame.next_button.click()
    page.frame.busy.stop.click()
    settle()
    assert members(store) == 0
    assert page.frame.current == REVIEW
    assert said == ["Đã dừng theo yêu cầu. Dữ liệu vẫn như trước khi bắt đầu."]
    page.frame.next_button.click()
    settle()
    assert members(store) == 620


def test_nothing_takes_the_place_of_a_list_that_is_being_stored(opened, store, settle):
    page = opened(FAULTY, REVIEW)
    page.frame.next_button.click()
    page.open_file(SHEET_A_BRANCH)
    page.frame.chosen.emit(FILE)
    settle()
    assert page.frame.current == RESULT
    assert members(store) == 121


# 4 the result


def test_a_figure_leads_to_its_rows(opened, store):
    opened(LISTS / "hoi-vien-xuat-tu-phan-mem.csv", RESULT)
    register = Register(store, sheet_named("member"))
    register.remove(register.ids(register.find(Query())[:1]))
    page = opened(LISTS / "hoi-vien-xuat-tu-phan-mem.csv", RESULT)
    wanted = []
    page.rows_wanted.connect(wanted.append)
    page.result.figures["unchanged"].click()
    assert wanted[0].title == "Đã có trước khi nhập hoi-vien-xuat-tu-phan-mem.csv"
    assert len(register.find(wanted[0].query)) == 399


def test_rows_held_back_can_be_settled_afterwards_and_nothing_goes_in_twice(opened, store, settle):
    page = opened(FAULTY, RESULT)
    page.result.figures["held"].click()
    settle()
    assert page.frame.current == REVIEW
    assert page.review.counts[0].text() == "119 cần xem lại"
    card_of(page, 2).buttons[0].click()
    settle()
    page.frame.next_button.click()
    settle()
    assert page.result.figures["added"].figure.text() == "1"
    assert members(store) == 122


def test_undo_takes_back_the_branches_too(opened, store, settle):
    page = opened(FAULTY, RESULT)
    assert "Đã lập 8 chi hội mới" in page.result.note.text()
    page.result.undo_button.click()
    settle()
    assert Register(store, sheet_named("branch")).find(Query()) == []


def test_the_next_meeting_is_one_click_away(opened):
    page = opened(FAULTY, RESULT)
    went = []
    page.went.connect(went.append)
    page.result.roster_button.click()
    assert went == [NEW_MEETING]


def test_another_file_begins_anew(opened, picker, settle):
    page = opened(FAULTY, RESULT)
    picker.path = SHEET_A_BRANCH
    page.result.another_button.click()
    settle()
    assert page.frame.current == FILE
    assert page.files.file_card.isVisible()


def test_locking_the_computer_leaves_nothing_on_the_page(opened):
    page = opened(FAULTY, REVIEW)
    page.forget()
    assert page.frame.current == FILE
    assert not page.files.file_card.isVisible()
    assert not page.review.doubts.cards
