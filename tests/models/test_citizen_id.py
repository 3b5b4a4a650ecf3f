"""Citizen numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.citizen_id import Doubt, Form, check, meaning, parse, read


@pytest.mark.parametrize(
    "typed", ["022185012345", "022 185 012 345", "022.185.012.345", "'022185012345", " 022185012345 "]
)
def test_twelve_digits_are_read_however_they_are_spaced(typed):
    assert parse(typed) == "022185012345"


def test_an_old_card_has_nine_digits():
    assert read("100 123 456").form is Form.OLD_CARD
    assert parse("100123456") == "100123456"


@pytest.mark.parametrize(
    ("typed", "candidate"),
    [
        ("22185012345", "022185012345"),
        ("1185012345", "001185012345"),
        ("22185012345.0", "022185012345"),
        ("12345678", "012345678"),
    ],
)
def test_zeros_lost_in_a_spreadsheet_are_offered_not_put_back(typed, candidate):
    reading = read(typed)
    assert reading.form is Form.ZERO_LOST
    assert reading.number is None
    assert reading.candidate == candidate
    with pytest.raises(ValueError, match="not a citizen number"):
        parse(typed)


@pytest.mark.parametrize(
    "typed", ["", "1.09E+11", "không có", "1234567", "0221850123456", "99985012345", "٠٢٢١٨٥٠١٢٣٤٥"]
)
def test_other_texts_are_no_citizen_numbers(typed):
    assert read(typed).form is Form.UNKNOWN


def test_the_digits_say_place_century_sex_and_year():
    said = meaning("001312004567")
    assert (said.place, said.sex, said.birth_year) == ("Hà Nội", "female", 2012)
    assert meaning("079062000001").birth_year == 1962
    assert meaning("200185000001").place is None


def test_a_record_is_checked_against_its_number():
    assert check("022185012345", "1985-03", "female") == []
    assert check("022185012345") == []
    assert check("022185012345", "1986", "male") == [Doubt.SEX_DIFFERS, Doubt.YEAR_DIFFERS]
    assert check("200185012345", "1985") == [Doubt.UNKNOWN_PLACE]
    assert check("100123456", "1985", "male") == []
    assert check("22185012345") == [Doubt.ZERO_LOST]
    assert check("12") == [Doubt.UNKNOWN_FORM]


@given(st.text())
def test_no_text_breaks_the_reader(text):
    assert (read(text).number is None) == (read(text).form not in (Form.CITIZEN, Form.OLD_CARD))
    assert isinstance(check(text), list)
