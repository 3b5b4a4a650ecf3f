"""The code that is read out over the phone says what was found, and a misheard one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.helpdesk.checks import Check, Subject, Tone
from desktop.helpdesk.spoken_code import Spoken, SpokenCodeWrong, read_code, write_code

TONES: list[Tone] = ["good", "attention", "stop"]
FOUND = st.tuples(st.lists(st.sampled_from(TONES), min_size=5, max_size=5), st.integers(0, 99))


def code_of(tones: list[Tone], failed: int) -> str:
    return write_code([Check(subject, "x", tone) for subject, tone in zip(Subject, tones, strict=True)], failed)


@given(FOUND)
def test_a_code_says_what_was_found(found: tuple[list[Tone], int]) -> None:
    tones, failed = found
    assert read_code(code_of(tones, failed)) == Spoken(tuple(tones), failed)


@given(FOUND, st.integers(0, 7), st.integers(1, 9))
def test_one_misheard_digit_is_noticed(found: tuple[list[Tone], int], place: int, more: int) -> None:
    digits = list(code_of(*found).replace("-", ""))
    digits[place] = str((int(digits[place]) + more) % 10)
    with pytest.raises(SpokenCodeWrong):
        read_code(" ".join(digits))


@pytest.mark.parametrize("said", ["", "0", "00000-00", "không rõ", "000000000000", "99999-00-1"])
def test_what_is_no_code_is_refused(said: str) -> None:
    with pytest.raises(SpokenCodeWrong):
        read_code(said)
