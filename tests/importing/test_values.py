"""Cells to values, and rows whose values do not go together."""

import pytest

from desktop.importing.reasons import REASONS
from tests.importing.grids import held, read, told

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Điện thoại", "Ngày vào Hội", "Dân tộc", "Ghi chú"]
LAN = "Nguyễn Thị Lan"


def one(**cells: object) -> list:
    row = {"name": LAN, "born": "05/03/1962", "number": "", "phone": "", "joined": "", "group": "", "note": ""} | cells
    return [1, *row.values()]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("NGUYỄN THỊ LAN", LAN),
        ("  nguyễn   thị lan ", LAN),
        ("NGuyễn THị Lan", LAN),
        ("Nguye\u0302\u0303n Thi\u0323 Lan", LAN),
        ("1. Bà Nguyễn Thị Lan *", LAN),
        ("H'VI ÊBan", "H'Vi ÊBan"),
        ("y-moan", "Y-Moan"),
        ("Páo", "Páo"),
    ],
)
def test_a_name_is_tidied(cell, name):
    assert told(read(HEAD, one(name=cell)), "full_name") == [(name,)]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("025162000001", "025162000001"),
        ("025 162 000001", "025162000001"),
        ("'025162000001", "025162000001"),
        (25162000001.0, "025162000001"),
        ("25162000001", "025162000001"),
        (1162000001.0, "001162000001"),
        ("012345678", "012345678"),
        ("CCCD 025162000001", "025162000001"),
        ("chưa có", None),
        ("-", None),
    ],
)
def test_a_citizen_number_is_read_and_its_lost_zeros_put_back(cell, number):
    assert told(read(HEAD, one(number=cell)), "citizen_id") == [(number,)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"number": "02516200001"}, "citizen_id.eleven_digits"),
        ({"number": "0251620000012"}, "citizen_id.wrong_length"),
        ({"number": "2.51623E+10"}, "citizen_id.rounded"),
        ({"number": 25163000001.0}, "citizen_id.zero_unsure"),
        ({"number": "025062000001"}, "citizen_id.says_man"),
        ({"name": "Nguyễn Thị Lan 2"}, "name.unreadable"),
        ({"name": ""}, "name.missing"),
        ({"born": "31/02/1980"}, "date.no_such_day"),
        ({"born": "05/01/2031"}, "birth.in_future"),
        ({"born": "23/11/2008"}, "birth.too_young"),
        ({"born": "05/03/1862"}, "birth.too_early"),
        ({"joined": "05/03/2027"}, "joined.in_future"),
        ({"joined": "1970"}, "joined.too_early"),
    ],
)
def test_a_doubtful_row_waits_with_its_reason(cells, reason):
    assert held(read(HEAD, one(**cells))) == {2: reason}


def test_she_who_is_eighteen_today_is_let_in():
    assert told(read(HEAD, one(born="22/11/2008")), "birth_date") == [("2008-11-22",)]


def test_a_year_of_birth_has_the_benefit_of_the_doubt():
    assert held(read(HEAD, one(born=2008), one(name="Lê Thị Na", born=2009))) == {3: "birth.too_young"}


def test_the_first_to_bear_a_number_is_stored_and_the_later_asked_about():
    reading = read(HEAD, one(number="025162000001"), one(name="Lê Thị Na", born="", number="025162000001"))
    assert (told(reading, "full_name"), held(reading)) == ([(LAN,)], {3: "citizen_id.twice"})


def test_two_namesakes_are_two_people_unless_all_is_the_same():
    reading = read(HEAD, one(), one(born="06/03/1962"), one())
    assert (len(reading.rows), held(reading)) == (2, {4: "row.twice"})


@pytest.mark.parametrize(
    ("cell", "phone"),
    [("+84 912345678", "0912345678"), ("0912.345.678", "0912345678"), (912345678.0, "0912345678"), ("không", None)],
)
def test_a_telephone_number_is_read(cell, phone):
    assert told(read(HEAD, one(phone=cell)), "phone") == [(phone,)]


def test_what_no_field_can_take_is_kept_in_the_note():
    reading = read(HEAD, one(phone="091234567", group="Mèo Lai", note="Chủ hộ"))
    assert told(reading, "phone", "ethnicity", "note") == [
        (None, None, "Chủ hộ; Điện thoại: 091234567; Dân tộc: Mèo Lai")
    ]
    assert {remark.reason for remark in reading.rows[0].remarks} >= {"phone.unreadable", "value.kept_in_note"}


@pytest.mark.parametrize("mark", ["nt", "-nt-", '"', "″", "”", "như trên", "''"])
def test_a_ditto_mark_says_what_stands_above(mark):
    reading = read(HEAD, one(group="Tày"), one(name="Lê Thị Na", group=mark), one(name="Lê Thị Út", group=mark))
    assert told(reading, "ethnicity") == [("tay",)] * 3


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["x", "", "X"], [True, False, True]),
        (["có", "không", ""], [True, False, None]),
        ([1, 0, 1], [True, False, True]),
        (["✓", "", ""], [True, False, False]),
        (["", "", ""], [False, False, False]),
        (["3/2/1995", "", ""], [True, False, False]),
        ([True, False, True], [True, False, True]),
    ],
)
def test_marks_say_yes_and_blanks_no_unless_no_is_written_out(cells, values):
    rows = [
        [number, name, 1962, cell]
        for number, (name, cell) in enumerate(zip(["Lê An", "Lê Na", "Lê Út"], cells, strict=True))
    ]
    reading = read(["STT", "Họ và tên", "Năm sinh", "Đảng viên"], *rows)
    assert told(reading, "party_member") == [(value,) for value in values]


def test_every_reason_has_a_sentence_in_words():
    assert all(sentence.endswith(".") for sentence in REASONS.values())


def test_a_cell_that_swallowed_the_rest_of_its_file_is_asked_about():
    longest = "ơ" * 100_000
    assert list(held(read(HEAD, one(note=longest + "n"))).values()) == ["value.too_long"]
    assert told(read(HEAD, one(note=longest)), "note") == [(longest,)]
