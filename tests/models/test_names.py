"""Search keys, sort keys and tidy spelling of Vietnamese names."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vn_collate import collate_key

from desktop.models.names import accent_fold, fold, given_name, is_name, sort_key, text_sort_key, tidy_name

LETTERS = [normalize("NFC", letter) for letter in "aăâbcdđeêghiklmnoôơpqrstuưvxy"]
VOWELS = [
    normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
]
words = st.builds(
    lambda onset, vowel, coda: (onset + vowel + coda).capitalize(),
    st.sampled_from(["", "b", "d", "đ", "h", "l", "ng", "ngh", "tr"]),
    st.sampled_from(VOWELS),
    st.sampled_from(["", "n", "nh", "ng", "t", "i", "y"]),
)
loose_words = st.text(st.sampled_from(LETTERS + VOWELS), min_size=1, max_size=6).map(str.capitalize)
names = st.lists(words | loose_words, min_size=1, max_size=4).map(" ".join)


def reference(full_name: str) -> tuple[str, tuple[str, ...], str]:
    """The order asked for, spelt out with keys that equal ICU's, word by word."""
    *rest, called = full_name.split()
    family = collate_key(rest[0]) if rest else ""
    return collate_key(called), tuple(collate_key(word) for word in rest[1:]), family


@given(st.lists(names, max_size=12))
def test_people_stand_in_the_order_of_icu_word_by_word(people):
    ours = sorted(people, key=lambda name: (sort_key(name), name))
    theirs = sorted(people, key=lambda name: (reference(name), name))
    assert [reference(name) for name in ours] == [reference(name) for name in theirs]


@given(words, words)
def test_two_words_differ_in_the_sort_key_when_they_differ_in_a_mark(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(names)
def test_the_sort_key_does_not_care_how_marks_are_encoded(name):
    assert sort_key(normalize("NFD", name)) == sort_key(name)
    assert text_sort_key(normalize("NFD", name)) == text_sort_key(name)


def test_the_given_name_decides_then_the_middle_then_the_family():
    ordered = ["Lê An", "Trần An", "Bùi Thị An", "Lê Thị An", "Lê Thị Bích An", "Ân", "Đỗ Bình", "Lê Đào", "Lê Thị Ên"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_tones_follow_the_order_of_the_alphabet_book():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_a_person_may_be_sorted_by_another_part_of_her_name():
    assert sort_key("H'Lan ÊBan") < sort_key("Lê Thị Hà") < sort_key("H'Lan ÊBan", given="H'Lan")
    assert sort_key("Lê Thị Hà", given="not in it") == sort_key("Lê Thị Hà")


def test_nothing_has_an_empty_key():
    assert sort_key("  ") == text_sort_key("…") == b""
    assert given_name(" ") == ""


def test_numbers_in_text_go_by_their_size():
    ordered = ["Tổ 2", "Tổ 2A", "Tổ 10", "Tổ 100", "Tổ dân phố 1"]
    assert sorted(set(ordered), key=text_sort_key) == ordered
    assert text_sort_key("Thôn 02") == text_sort_key("Thôn 2")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert accent_fold(accent_fold(text)) == accent_fold(text)


@given(names)
def test_folded_names_are_plain_and_the_same_from_any_encoding(name):
    assert fold(name).isascii()
    assert fold(normalize("NFD", name)) == fold(name) == fold(name.upper())
    assert accent_fold(normalize("NFD", name)) == accent_fold(name)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đỗ Thị Hồng Ngọc", "do thi hong ngoc"),
        ("ĐẶNG\u00a0THỊ  HUỆ", "dang thi hue"),
        ("Bru-Vân Kiều", "bru van kieu"),
        ("H' Vi", "hvi"),
        ("M’Nông", "mnong"),
        ("Ngày, tháng, năm sinh (*)", "ngay thang nam sinh"),
        ("12/12", "12 12"),
        ("", ""),
        ("José Müller", "jose muller"),
    ],
)
def test_folding(text, key):
    assert fold(text) == key


def test_exact_search_keeps_the_marks_but_not_their_place():
    assert accent_fold("Nguyễn Thị THÚY HÒA") == accent_fold("nguyễn thị thuý hoà")
    assert accent_fold("Hoa") != accent_fold("Hoà")
    assert accent_fold("Khỏe") == accent_fold("khoẻ") == "khoẻ"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh"),
        ("đặng thị huệ", "Đặng Thị Huệ"),
        ("H’VI ÊBAN", "H’Vi Êban"),
        ("H'Vi ÊBan", "H'Vi ÊBan"),
        ("Y Moan", "Y Moan"),
        ("HỒ-THỊ", "Hồ-Thị"),
        (normalize("NFD", "Lê\u200b Thị  Hòa "), "Lê Thị Hòa"),
    ],
)
def test_names_are_tidied_without_touching_a_spelling_of_their_own(typed, kept):
    assert tidy_name(typed) == kept


@given(names)
def test_tidying_twice_is_tidying_once(name):
    assert tidy_name(tidy_name(name.upper())) == tidy_name(name.upper())


def test_what_may_be_a_name():
    assert all(map(is_name, ["An", "H'Vi ÊBan", "H’Mai", "Y-Moan Niê", "Đặng Thị Huệ", "A Lê", "José"]))
    assert not any(map(is_name, ["A", "", "An 2", "Lê, An", "Lê Thị An (chết)", "x" * 81, "--", " An", "An_B"]))
