"""Dates as people and spreadsheets write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.date_values import DateStyle, NoSuchDate, ShortYear, UnclearOrder, read_date, style_of
from tests.importing.grids import held, read, told

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("05/3/1962", "1962-03-05"),
        ("5-3-1962 ", "1962-03-05"),
        ("5 . 3 . 1962.", "1962-03-05"),
        ("1962-03-05", "1962-03-05"),
        ("1962-03-05T00:00:00", "1962-03-05"),
        ("5/3/1962 12:00:00 SA", "1962-03-05"),
        ("ngày 5 tháng 3 năm 1962", "1962-03-05"),
        ("5-Mar-1962", "1962-03-05"),
        ("05-thg 3-1962", "1962-03-05"),
        ("05031962", "1962-03-05"),
        ("19620305", "1962-03-05"),
        ("12/1962", "1962-12"),
        ("Năm 1962", "1962"),
        ("1962 (âm lịch)", "1962"),
        ("00/00/1962", "1962"),
        ("?/5/1962", "1962-05"),
        ("--/--/1962", "1962"),
        (1962.0, "1962"),
        (22710.0, "1962-03-05"),
        (5031962.0, "1962-03-05"),
        (3.1962, "1962-03"),
        (10.197, "1970-10"),
        (date(1962, 3, 5), "1962-03-05"),
        (datetime(1962, 3, 5, 7, 30), "1962-03-05"),
        (date(1905, 5, 15), "1962"),
    ],
)
def test_a_date_is_read_as_it_is_meant(cell, iso):
    assert read_date(cell, DateStyle()) == iso


@pytest.mark.parametrize(
    "cell", ["31/02/1980", "29/2/1962", "13/13/1980", "5/3", "5/3/196", "chưa rõ", True, "5/3/19622"]
)
def test_what_is_no_date_is_said_to_be_none(cell):
    with pytest.raises(NoSuchDate):
        read_date(cell, DateStyle())


def test_month_and_day_the_wrong_way_round_are_asked_about_where_the_others_are_right():
    with pytest.raises(UnclearOrder):
        read_date("05/13/1962", DateStyle())
    assert read_date("05/13/1962", DateStyle(is_mixed=True)) == "1962-05-13"


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d%m%Y"]))
def test_every_day_is_read_back_from_every_usual_form(day, form):
    assert read_date(day.strftime(form), DateStyle()) == day.isoformat()


@given(st.lists(DAYS, min_size=1, max_size=60))
def test_a_column_of_american_dates_is_known_by_the_days_after_the_twelfth(days):
    cells = [f"{day.month}/{day.day}/{day.year}" for day in days]
    style = style_of(cells)
    if any(day.day > 12 for day in days):
        assert [read_date(cell, style) for cell in cells] == [day.isoformat() for day in days]


@given(st.lists(st.dates(date(1907, 1, 1), date(2026, 1, 1)), min_size=40, max_size=60))
def test_days_that_a_foreign_excel_took_for_months_are_put_right(days):
    cells = [date(day.year, day.day, day.month) if day.day <= 12 else day.strftime("%d/%m/%Y") for day in days]
    texts = sum(isinstance(cell, str) for cell in cells)
    if len(cells) - texts >= 10 and texts >= 5:
        style = style_of(cells)
        assert [read_date(cell, style) for cell in cells] == [day.isoformat() for day in days]


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(allow_nan=True), st.booleans(), st.times()))
def test_nothing_at_all_makes_the_reader_stumble(cell):
    try:
        found = read_date(cell, DateStyle())
    except (NoSuchDate, UnclearOrder):
        return
    assert isinstance(found, str | ShortYear)


HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Ngày vào Hội"]


@pytest.mark.parametrize(
    ("written", "number", "born"),
    [
        ("5/3/62", "", "1962-03-05"),
        ("5/3/05", "", "2005-03-05"),
        ("5/3/25", "025125000001", "1925-03-05"),
        ("5/3/08", "025308000001", "2008-03-05"),
        ("62", "", "1962"),
    ],
)
def test_the_century_of_a_birth_is_told_by_the_number_or_the_age(written, number, born):
    assert told(read(HEAD, [1, "Nguyễn Thị Lan", written, number]), "birth_date") == [(born,)]


def test_a_century_that_nothing_tells_is_asked_about():
    assert held(read(HEAD, [1, "Nguyễn Thị Lan", "5/3/25"])) == {2: "date.century_unclear"}


def test_the_century_of_joining_follows_the_birth():
    reading = read(HEAD, [1, "Lê Thị Na", "5/3/1950", "", "3/75"], [2, "Lê Thị Út", "5/3/1982", "", "2/9/05"])
    assert told(reading, "joined_on") == [("1975-03",), ("2005-09-02",)]
