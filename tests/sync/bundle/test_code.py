"""The enrolment code: read however it is typed, and no slip goes unnoticed."""

import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.code import ALPHABET, Code, CodeMistyped, read_code, write_code

SECRETS = st.binary(min_size=7, max_size=7)
PRINTS = st.binary(min_size=32, max_size=32)
CODE = write_code(b"1234567", bytes(range(32)))


@given(SECRETS, PRINTS)
def test_a_code_says_what_was_put_into_it(secret: bytes, tls: bytes) -> None:
    code = write_code(secret, tls)
    assert read_code(code) == Code(secret, tls[:10])
    assert [len(group) for group in code.split("-")] == [4] * 8


@pytest.mark.parametrize("extreme", [b"\0", b"\xff"])
def test_the_least_and_the_largest_fit(extreme: bytes) -> None:
    assert read_code(write_code(extreme * 7, extreme * 32)) == Code(extreme * 7, extreme * 10)


@given(SECRETS, PRINTS, st.data())
def test_a_code_is_read_however_it_is_typed(secret: bytes, tls: bytes, data: st.DataObject) -> None:
    typed = ""
    for symbol in write_code(secret, tls):
        looks = {"0": "0Oo", "1": "1IiLl", "-": ["-", "", " ", " – ", "\n", "."]}.get(symbol, symbol + symbol.lower())
        typed += data.draw(st.sampled_from(looks)) + data.draw(st.sampled_from(["", "", " "]))
    assert read_code(f"  {typed}\n") == Code(secret, tls[:10])


def test_full_width_letters_of_a_strange_keyboard_are_read() -> None:
    wide = "".join(chr(ord(symbol) + 0xFEE0) for symbol in CODE)
    assert read_code(wide) == read_code(CODE)


def test_no_vietnamese_keyboard_changes_a_code() -> None:
    """Telex and VNI turn vowels, D and W into other letters, and mark a vowel that stands before a tone key."""
    assert not set(ALPHABET) & set("AEIOUYDW")
    assert len(ALPHABET) == len(set(ALPHABET))


def test_every_single_slip_is_noticed() -> None:
    for place, right in enumerate(CODE):
        for wrong in ALPHABET if right != "-" else "":
            if wrong != right:
                with pytest.raises(CodeMistyped):
                    read_code(CODE[:place] + wrong + CODE[place + 1 :])


def test_neighbours_and_groups_that_changed_places_are_noticed() -> None:
    symbols = CODE.replace("-", "")
    for place, (one, two) in enumerate(pairwise(symbols)):
        if one != two:
            with pytest.raises(CodeMistyped):
                read_code(symbols[:place] + two + one + symbols[place + 2 :])
    groups = CODE.split("-")
    for place in range(7):
        changed = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        with pytest.raises(CodeMistyped):
            read_code("-".join(changed))


@pytest.mark.parametrize(
    "typed",
    ["", "-", CODE[:-1], CODE + "0", CODE[:-1] + "Đ", CODE[:-1] + "U", "Z" * 32, "٣" * 32, "\0" * 32, "A" * 10_000],
)
def test_what_is_no_code_is_told(typed: str) -> None:
    with pytest.raises(CodeMistyped) as caught:
        read_code(typed)
    assert caught.value.details["expected"] == 32


@given(st.text(max_size=60))
def test_any_text_is_no_code(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        read_code(typed)


def test_the_secret_is_not_shown() -> None:
    secret = os.urandom(7)
    assert repr(secret) not in repr(read_code(write_code(secret, bytes(32))))


def test_parts_of_another_length_are_not_written() -> None:
    with pytest.raises(ValueError, match="length"):
        write_code(b"123456", bytes(32))
    with pytest.raises(ValueError, match="length"):
        write_code(b"1234567", bytes(9))
