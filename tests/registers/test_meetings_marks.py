"""Attendance by row numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.registers.attendance_marks import (
    Mark,
    Numbers,
    Why,
    marks_by_absence,
    marks_by_presence,
    read_numbers,
    written,
)


@pytest.mark.parametrize(
    "typed",
    ["3, 7, 15-20", "3;7;15 - 20", "3 7 15-20", "3, 7, 15–20", "3,7,20-15", " 3 ,7,, 15 đến 20\n", "3\n7\n15..20"],
)
def test_numbers_and_ranges_are_read_however_they_are_parted(typed: str) -> None:
    assert read_numbers(typed, 46) == Numbers(frozenset({3, 7, 15, 16, 17, 18, 19, 20}))


def test_a_p_after_a_number_says_away_with_a_reason() -> None:
    assert read_numbers("3, 7p, 9 P, 11 có phép", 46).excused == {7, 9, 11}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("abc", Why.UNREADABLE),
        ("3a", Why.UNREADABLE),
        ("-", Why.UNREADABLE),
        ("47", Why.TOO_HIGH),
        ("40-50", Why.TOO_HIGH),
        ("0", Why.ZERO),
        ("0-3", Why.ZERO),
        ("5, 5p", Why.TWICE),
    ],
)
def test_what_cannot_be_taken_says_why(typed: str, why: Why) -> None:
    assert [doubt.why for doubt in read_numbers(typed, 46).doubts] == [why]


def test_nothing_typed_is_nobody_and_no_doubt() -> None:
    assert read_numbers("  ", 46) == Numbers()


def test_absentees_leave_everybody_else_present() -> None:
    marks = marks_by_absence(read_numbers("2, 3p", 4), range(1, 5))
    assert marks == {1: Mark.PRESENT, 2: Mark.ABSENT, 3: Mark.EXCUSED, 4: Mark.PRESENT}


def test_those_present_leave_everybody_else_absent() -> None:
    assert marks_by_presence(read_numbers("2", 3), range(1, 4)) == {1: "absent", 2: "present", 3: "absent"}


@given(st.sets(st.integers(1, 300)))
def test_what_is_written_is_read_back(rows: set[int]) -> None:
    assert read_numbers(written(rows), 300) == Numbers(frozenset(rows))


@given(st.text(max_size=40), st.integers(0, 60))
def test_no_text_breaks_the_reader_and_no_number_lies_outside(text: str, last: int) -> None:
    found = read_numbers(text, last)
    assert all(1 <= number <= last for number in found.plain | found.excused)
