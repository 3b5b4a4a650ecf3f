"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.phones import parse, read


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "+84912345678", "+84 912 345 678", "84912345678", "0084912345678", "0912.345.678", "0912 345 678",
     "0912-345-678", "(0912) 345678", "912345678", "912345678.0"],
)  # fmt: skip
def test_a_mobile_number_becomes_ten_digits(typed):
    assert parse(typed) == "0912345678"


def test_what_was_repaired_is_flagged():
    assert read("0912345678").flag is None
    assert read("912345678").flag == "zero_lost"
    assert (read("0168 999 8888").number, read("0168 999 8888").flag) == ("0389998888", "old_prefix")
    assert read("1689998888").number == "0389998888"


def test_a_landline_keeps_its_eleven_digits():
    assert parse("(024) 3825 1234") == "02438251234"


@pytest.mark.parametrize(
    ("typed", "flag"),
    [("", "unknown"), ("115", "unknown"), ("không có", "unknown"), ("0112345678", "unknown"), ("9.12E+08", "unknown"),
     ("0912345678 / 0987654321", "several"), ("0912345678, 0987654321", "several")],
)  # fmt: skip
def test_what_is_no_single_number_is_kept_and_flagged(typed, flag):
    phone = read(typed)
    assert (phone.text, phone.number, phone.flag) == (typed, None, flag)
    with pytest.raises(ValueError, match="not a telephone number"):
        parse(typed)


@given(st.text() | st.from_regex(r"\+?[0-9 .]{8,14}", fullmatch=True))
def test_a_number_that_was_read_reads_the_same_again(text):
    number = read(text).number
    assert number is None or (read(number).number, read(number).flag) == (number, None)
