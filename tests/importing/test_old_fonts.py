"""Texts typed before Unicode, among them those that only look so."""

from desktop.importing.grid import Workbook
from desktop.importing.legacy import in_unicode
from tests.importing.grids import book_of
from tests.importing.messy_files import to_tcvn3, to_vni


def no_fonts() -> dict:
    raise AssertionError("the fonts are not needed")


def cells(book: Workbook) -> list[list]:
    return [list(row) for row in book.sheets[0].rows]


def test_a_list_in_unicode_is_left_as_it_is_whatever_its_marks():
    rows = [["Họ và tên", "Đảng viên", "Chỗ ở"], ["Lò Thị Hà", "×", "Số 5½, tổ 3 · 12°"], ["Tô Thị Mơ", "√", "Hà Tô"]]
    assert cells(in_unicode(book_of(*rows), no_fonts)) == rows


def test_a_font_of_capitals_makes_capitals():
    rows = [[to_tcvn3("Danh sách hội viên")], [to_tcvn3("Nguyễn Thị Phương")]]
    fonts = {"Sheet1": {(0, 0): ".VnTimeH", (1, 0): ".VnTime"}}
    assert cells(in_unicode(book_of(*rows), lambda: fonts)) == [["DANH SÁCH HỘI VIÊN"], ["Nguyễn Thị Phương"]]


def test_columns_of_different_encodings_are_each_read_in_their_own():
    names = ["Nguyễn Thị Phượng", "Trần Thị Hường", "Lê Thị Mười", "Đỗ Thị Bưởi", "Vũ Thị Thơm"]
    rows = [[to_tcvn3(name), to_vni(name), name] for name in names]
    assert cells(in_unicode(book_of(*rows), dict)) == [[name] * 3 for name in names]


def test_utf_8_that_was_read_as_windows_text_is_mended():
    book = book_of(["NguyÃªn ThÃ¡i Há»“ng", "Ghi chÃº"])
    assert cells(in_unicode(book, dict)) == [["Nguyên Thái Hồng", "Ghi chú"]]


def test_decomposed_letters_and_odd_spaces_are_tidied():
    book = book_of(["\u00a0Le\u0302 Thi\u0323\u200b Ha\u0300 "])
    assert cells(in_unicode(book, no_fonts)) == [["Lê Thị Hà"]]
