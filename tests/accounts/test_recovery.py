"""The recovery code on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.recovery import ALPHABET, RecoveryCodeLength, RecoveryCodeMistyped, new_code, read_code

POSITIONS = st.integers(0, 31)


def test_a_code_is_eight_groups_of_four() -> None:
    assert [len(group) for group in new_code().split("-")] == [4] * 8
    assert len({new_code() for _ in range(100)}) == 100


def test_no_vietnamese_keyboard_changes_a_symbol() -> None:
    assert not set(ALPHABET) & set("AĂÂEÊIOÔƠUƯYDĐW")
    assert not set(ALPHABET) & set("01")


@pytest.mark.parametrize("written", [str.lower, lambda code: code.replace("-", " "), lambda code: f"\t{code}. \n"])
def test_case_and_separators_do_not_matter(written) -> None:  # type: ignore[no-untyped-def]
    code = new_code()
    assert read_code(written(code)) == code


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    code = new_code()
    looks = code.replace("8", "B").replace("5", "S").replace("2", "z").replace("6", "g")
    assert read_code(looks) == code


@given(POSITIONS, st.sampled_from(ALPHABET + "AW0Đ"))
def test_any_one_wrong_symbol_is_told_by_its_group(position: int, wrong: str) -> None:
    symbols = list(new_code().replace("-", ""))
    if symbols[position] == wrong:
        return
    symbols[position] = wrong
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code("".join(symbols))
    assert caught.value.details["group"] == position // 4 + 1


@given(st.integers(0, 30))
def test_two_neighbours_swapped_are_told(position: int) -> None:
    symbols = list(new_code().replace("-", ""))
    if symbols[position] == symbols[position + 1] or position % 4 == 3:
        return
    symbols[position], symbols[position + 1] = symbols[position + 1], symbols[position]
    with pytest.raises(RecoveryCodeMistyped) as caught:
        read_code("".join(symbols))
    assert caught.value.details["group"] == position // 4 + 1


@given(st.integers(0, 7), st.integers(0, 7))
def test_two_groups_swapped_are_told(first: int, second: int) -> None:
    groups = new_code().split("-")
    groups[first], groups[second] = groups[second], groups[first]
    if first == second:
        return
    with pytest.raises(RecoveryCodeMistyped):
        read_code("-".join(groups))


@pytest.mark.parametrize("typed", ["", "2345", "2" * 31, "2" * 33])
def test_a_missing_or_extra_symbol_is_told_by_the_count(typed: str) -> None:
    with pytest.raises(RecoveryCodeLength) as caught:
        read_code(typed)
    assert caught.value.details["expected"] == 32


@given(st.text())
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    with pytest.raises((RecoveryCodeLength, RecoveryCodeMistyped)):
        read_code(typed)
