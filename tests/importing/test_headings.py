"""Headings: where they stand, in how many rows, and which field they mean."""

import pytest

from desktop.importing.grid import Merge
from desktop.importing.mapping import Joint
from desktop.importing.understand import understand
from desktop.models.sheets import HOUSEHOLD, MEMBER, sheets
from tests.importing.grids import book_of, read, told

LAN = "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Họ và tên khai sinh", "full_name"),
        ("Họ tên vợ", "full_name"),
        ("HO_TEN", "full_name"),
        ("HoTen", "full_name"),
        ("Full name", "full_name"),
    ],
)
def test_a_name_goes_by_many_headings(heading, key):
    reading = read(["STT", heading, "Năm sinh"], [1, LAN, 1962])
    assert told(reading, key) == [(LAN,)]


@pytest.mark.parametrize(
    ("heading", "cell", "key", "value"),
    [
        ("Số CMND/CCCD", "025162000001", "citizen_id", "025162000001"),
        ("Mã định danh", "025162000001", "citizen_id", "025162000001"),
        ("Thẻ CCCD (12 số)", "025162000001", "citizen_id", "025162000001"),
        ("SĐT", "0912345678", "phone", "0912345678"),
        ("Số điện thoại (Zalo)", "0912345678", "phone", "0912345678"),
        ("DT liên lạc", "0912345678", "phone", None),
        ("Thôn, bản", "Thôn Đoài", "hamlet_id", "Thôn Đoài"),
        ("Nơi ở hiện tại", "Số 5", "address", "Số 5"),
        ("Ngày sih", "05/03/1962", "birth_date", "1962-03-05"),
        ("NTN sinh", "05/03/1962", "birth_date", "1962-03-05"),
        ("Ngày vào Đảng", "05/03/1992", "party_member", True),
        ("Ngày vào Đảng", "05/03/1992", "joined_on", None),
        ("Ngày cấp CCCD", "05/03/2021", "birth_date", None),
        ("Họ tên chồng", "Trần Văn Hùng", "full_name", LAN),
        ("Năm sinh chồng", 1960, "birth_date", None),
        ("Loại hộ", "Hộ nghèo", "address", None),
    ],
)
def test_a_heading_means_one_field_or_none(heading, cell, key, value):
    reading = read(["STT", "Họ và tên", heading], [1, LAN, cell])
    assert told(reading, key) == [(value,)]


def test_values_speak_where_a_heading_is_strange():
    rows = [[number, LAN, f"09123456{number:02d}", "Kinh"] for number in range(10, 20)]
    reading = read(["STT", "Họ và tên", "Zalo", "DT"], *rows)
    assert told(reading, "phone", "ethnicity")[0] == ("0912345610", "kinh")


def test_two_lines_of_headings_without_a_merge_are_one():
    reading = read(
        ["Số", "Họ và", "Ngày tháng", "Số", "Số điện", "Chi"],
        ["TT", "tên", "năm sinh", "CCCD", "thoại", "hội"],
        [1, LAN, "05/03/1962", "025162000001", "0912345678", "Bắc"],
    )
    assert told(reading, "birth_date", "citizen_id", "phone", "branch_id") == [
        ("1962-03-05", "025162000001", "0912345678", "Bắc")
    ]


def test_what_stands_under_the_card_is_told_apart():
    reading = read(
        ["STT", "Họ và tên", "CCCD", "", "", "Điện thoại"],
        ["", "", "Số", "Ngày cấp", "Nơi cấp", ""],
        [1, LAN, "025162000001", "01/01/2021", "Cục CS", "0912345678"],
        merges=[Merge(0, 2, 0, 4)],
    )
    assert [column.target for column in reading.mapping.sheets[0].columns] == [
        None, "full_name", "citizen_id", None, None, "phone",
    ]  # fmt: skip


def test_a_name_under_one_heading_in_two_columns_is_put_together():
    reading = read(
        ["TT", "Họ và tên", "", "Năm sinh"], [1, "Nguyễn Thị", "Lan", 1962], [2, "Trần Thị Thu", "Hoa", 1963],
        merges=[Merge(0, 1, 0, 2)],
    )  # fmt: skip
    assert told(reading, "full_name") == [(LAN,), ("Trần Thị Thu Hoa",)]


def test_ticks_under_the_sexes_tell_the_sex():
    reading = read(
        ["TT", "Họ và tên", "Giới tính", "", "Năm sinh"], ["", "", "Nam", "Nữ", ""], [1, LAN, "", "x", 1962],
        merges=[Merge(0, 2, 0, 3)],
    )  # fmt: skip
    assert told(reading, "sex", "birth_date") == [("female", "1962")]
    assert reading.mapping.sheets[0].columns[2].joint is Joint.MARKS


def test_a_year_under_nam_is_a_mans_and_is_asked_about():
    reading = read(
        ["TT", "Họ và tên", "Năm sinh", ""], ["", "", "Nam", "Nữ"], [1, LAN, "", 1962], [2, "Trần Văn Hùng", 1960, ""]
    )
    assert told(reading, "birth_date", "sex") == [("1962", "female")]
    assert [row.reason for row in reading.doubtful] == ["member.is_man"]


def test_a_visible_column_goes_before_a_hidden_one():
    reading = read(["STT", "Họ và tên", "CCCD", "CCCD"], [1, LAN, "025162999999", "025162000001"], hidden=[2])
    assert told(reading, "citizen_id") == [("025162000001",)]


def test_a_person_may_send_a_column_elsewhere():
    rows = (["STT", "Họ và tên", "Năm sinh", "Zalo"], [1, LAN, 1962, "0912345678"])
    mapping = read(*rows).mapping
    assert mapping.sheets[0].columns[3].target is None
    corrected = mapping.with_target("Sheet1", 3, "phone")
    reading = understand(book_of(*rows), MEMBER, mapping=corrected)
    assert told(reading, "phone") == [("0912345678",)]


def test_any_register_is_understood_by_its_declarations():
    households = read(
        ["STT", "Họ và tên chủ hộ", "Thôn", "Địa chỉ", "Diện hộ"], [1, LAN, "Thôn 1", "Số 5", "Hộ nghèo"],
        sheet=HOUSEHOLD,
    )  # fmt: skip
    assert told(households, "name", "hamlet_id", "address") == [(LAN, "Thôn 1", "Số 5")]
    gifts = read(
        ["TT", "Ngày", "Đơn vị ủng hộ", "Số tiền", "Hiện vật", "Trị giá hiện vật (đồng)"],
        [1, "5/3/2026", "Công ty A", "1.500.000đ", "", ""], [2, "2026-03-06", "Bà B", "", "10 thùng mì", "1,2 triệu"],
        sheet=sheets()["resource_in"],
    )  # fmt: skip
    assert told(gifts, "received_on", "donor", "cash_vnd", "goods", "goods_value_vnd") == [
        ("2026-03-05", "Công ty A", 1_500_000, None, None),
        ("2026-03-06", "Bà B", None, "10 thùng mì", 1_200_000),
    ]
