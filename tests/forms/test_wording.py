"""Numbers, amounts and days as papers write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.dates import dated, long_date, long_time, short_date
from desktop.forms.numbers import DIGITS, decimal, grouped, in_words, money, percent, read_number


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (11, "mười một"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (24105, "hai mươi tư nghìn một trăm linh năm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_050_000_000, "một tỷ không trăm năm mươi triệu"),
        (2_290_900_000_000, "hai nghìn hai trăm chín mươi tỷ chín trăm triệu"),
        (1_000_000_000_000_000, "một triệu tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_a_number_is_read_as_at_school(number, read):
    assert read_number(number) == read


def test_an_amount_of_whole_thousands_ends_in_chan_and_another_does_not():
    assert in_words(1_200_000) == "Một triệu hai trăm nghìn đồng chẵn"
    assert in_words(1_200_500) == "Một triệu hai trăm nghìn năm trăm đồng"
    assert in_words(0) == "Không đồng"
    assert in_words(50_000) == "Năm mươi nghìn đồng chẵn"


VALUES = {word: value for value, word in enumerate((*DIGITS, "mười"))}
VALUES |= {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 1000, "triệu": 1_000_000}


def understood(words: list[str]) -> int:
    """What a listener makes of a number read aloud."""
    if "tỷ" in words:
        last = len(words) - 1 - words[::-1].index("tỷ")
        return understood(words[:last]) * 1_000_000_000 + understood(words[last + 1 :])
    total = group = 0
    for word in words:
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word in ("trăm", "mươi"):
            ones = group % 10
            group += ones * (99 if word == "trăm" else 9)
        elif word != "linh":
            group += VALUES[word]
    return total + group


@given(st.integers(min_value=0, max_value=10**15))
def test_whoever_hears_a_number_writes_the_same_number(number):
    assert understood(read_number(number).split()) == number


@given(st.integers(min_value=1, max_value=10**12))
def test_no_two_blanks_and_no_stray_zero_stand_in_the_words(amount):
    words = in_words(amount)
    assert "  " not in words
    assert not words.startswith("Không")


def test_numbers_carry_dots_and_shares_a_comma():
    assert grouped(161_102) == "161.102"
    assert money(1_250_000) == "1.250.000 đồng"
    assert percent(161_102, 221_904) == "72,6 %"
    assert percent(149, 177) == "84,2 %"
    assert percent(1, 0) == "–"
    assert decimal(Decimal("72470.5")) == "72.470,5"


def test_a_share_of_exactly_half_a_tenth_is_rounded_up():
    assert percent(6025, 100_000, 2) == "6,03 %"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 8), "ngày 08 tháng 3 năm 2026"),
        (date(2026, 6, 29), "ngày 29 tháng 6 năm 2026"),
        (date(2026, 10, 20), "ngày 20 tháng 10 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_carry_a_zero(day, words):
    assert long_date(day) == words


def test_a_day_that_is_not_known_yet_leaves_room_to_write():
    assert dated("Hồng Phong", None) == "Hồng Phong, ngày ...... tháng ...... năm ............"
    assert dated("", date(2026, 1, 5)) == "Ngày 05 tháng 01 năm 2026"


def test_the_hour_of_a_meeting_comes_with_its_weekday():
    assert long_time(datetime(2026, 3, 8, 14, 5)) == "14 giờ 05 phút, Chủ nhật, ngày 08 tháng 3 năm 2026"
    assert short_date(date(2026, 3, 8)) == "08/03/2026"
