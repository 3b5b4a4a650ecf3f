"""The rows below the headings: people, headings between them, and what stands under the list."""

from desktop.importing.grid import Merge, SheetGrid, Workbook
from desktop.importing.understand import understand
from desktop.models.sheets import MEMBER
from tests.importing.grids import TODAY, held, read, told

HEAD = ["STT", "Họ và tên", "Năm sinh", "Dân tộc", "Ghi chú"]


def test_branch_headings_totals_repeated_headings_and_signatures_are_no_people():
    reading = read(
        HEAD,
        ["", "Chi hội Bắc: 2 hội viên"],
        [1, "Nguyễn Thị Lan", 1962, "Kinh"], [2, "Nguyễn Thị Na", 1972, '"'],
        ["", "Cộng: 2"],
        HEAD,
        ["", "CHI HỘI NAM"],
        [1, "Nguyễn Thị Lan", 1963, "Tày"], [2, "Nguyễn Thị Na", 1973, "nt", "Chủ hộ"],
        ["Tổng số", 4],
        ["", "", "", "Tân Lập, ngày 5 tháng 12 năm 2025"],
        ["", "NGƯỜI LẬP BIỂU", "", "TM. BCH HỘI"], ["", "", "", "CHỦ TỊCH"], ["", "(Đã ký)"],
        ["", "Trần Thị Bình", "", "Phạm Thị Sen"],
    )  # fmt: skip
    assert told(reading, "full_name", "birth_date", "ethnicity", "branch_id") == [
        ("Nguyễn Thị Lan", "1962", "kinh", "Chi hội Bắc"), ("Nguyễn Thị Na", "1972", "kinh", "Chi hội Bắc"),
        ("Nguyễn Thị Lan", "1963", "tay", "Chi hội Nam"), ("Nguyễn Thị Na", "1973", "tay", "Chi hội Nam"),
    ]  # fmt: skip
    assert held(reading) == {}


def test_roman_numbers_and_hamlets_head_a_branch_too():
    reading = read(HEAD, ["I", "Xóm Đình"], [1, "Nguyễn Thị Lan", 1962], ["II", "Xóm Chùa"], [1, "Lê Thị Út", 1970])
    assert told(reading, "full_name", "branch_id") == [("Nguyễn Thị Lan", "Xóm Đình"), ("Lê Thị Út", "Xóm Chùa")]


def test_groups_within_a_branch_are_groups():
    reading = read(
        HEAD, ["", "CHI HỘI BẮC"], ["", "Tổ 1"], [1, "Nguyễn Thị Lan", 1962], ["", "Tổ 2"], [2, "Lê Thị Út", 1970]
    )
    assert told(reading, "branch_id", "group_id") == [("Chi hội Bắc", "Tổ 1"), ("Chi hội Bắc", "Tổ 2")]


def test_a_list_without_numbers_keeps_those_of_whom_only_the_name_is_known():
    reading = read(
        ["Họ và tên", "Năm sinh"], ["Chi hội Bắc"], ["Nguyễn Thị Lan"], ["Trần Thị Hoa", 1970], ["Lê Thị Mai"]
    )
    assert told(reading, "full_name") == [("Nguyễn Thị Lan",), ("Trần Thị Hoa",), ("Lê Thị Mai",)]


def test_rows_prepared_for_later_are_left_alone():
    reading = read(HEAD, [1, "Nguyễn Thị Lan", 1962, "Kinh"], [2, "", "", "Kinh"], [3], [4])
    assert (len(reading.rows), held(reading)) == (1, {})


def test_somebody_without_a_name_is_refused():
    reading = read(HEAD, [1, "Nguyễn Thị Lan", 1962, "Kinh"], [2, "", 1970, "Kinh"])
    assert held(reading) == {3: "name.missing"}


def test_a_branch_merged_down_its_column_is_everybodys_below():
    rows = [["TT", "Chi hội", "Họ và tên"], [1, "Bắc", "Nguyễn Thị Lan"], [2, "", "Lê Thị Na"], [3, "Nam", "Lê Thị Út"]]
    reading = read(*rows, merges=[Merge(1, 1, 2, 1)])
    assert told(reading, "branch_id") == [("Bắc",), ("Bắc",), ("Nam",)]


def sheet(name: str, title: str) -> SheetGrid:
    return SheetGrid(name, [[title, "", ""], ["STT", "Họ và tên", "Năm sinh"], [1, "Lê Thị An", 1970]])


def test_a_tab_is_a_branch_where_there_are_several():
    book = Workbook((sheet("Bắc", "DANH SÁCH"), sheet("Chi hội Nam", "DANH SÁCH"), sheet("Hà", "DANH SÁCH")), "xlsx")
    reading = understand(book, MEMBER, today=TODAY)
    assert told(reading, "branch_id") == [("Chi hội Bắc",), ("Chi hội Nam",), ("Chi hội Hà",)]


def test_a_title_names_the_branch_before_the_tab_does():
    book = Workbook((sheet("Bac", "CHI HỘI BẮC"), sheet("DS2", "DANH SÁCH CHI HỘI THÔN ĐOÀI NĂM 2025")), "xlsx")
    reading = understand(book, MEMBER, today=TODAY)
    assert told(reading, "branch_id") == [("Chi hội Bắc",), ("Chi hội thôn Đoài",)]


def test_a_hidden_tab_is_left_out_and_named():
    shown = sheet("Bắc", "DANH SÁCH")
    book = Workbook((shown, SheetGrid("Cũ", shown.rows, visible=False)), "xlsx")
    reading = understand(book, MEMBER, today=TODAY)
    assert (len(reading.rows), reading.mapping.left_out) == (1, ("Cũ",))


def test_a_person_without_any_branch_is_stored_and_remarked():
    reading = read(HEAD, [1, "Nguyễn Thị Lan", 1962])
    assert [remark.reason for remark in reading.rows[0].remarks] == ["branch.missing"]
