"""Text that fits the room it has."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.fonts import VIETNAMESE, Style, serif
from desktop.forms.letterhead import break_heading
from desktop.forms.text import balanced, broken, clean, fit, wrap
from tests.forms.samples import LONG_NAME, UNBROKEN_NAME

FACE = serif().face(Style.REGULAR)
LINES = st.text(alphabet=VIETNAMESE + "  '-.", max_size=90)


def test_a_short_text_keeps_its_size():
    assert fit("Lê Thị An", FACE, width=200, size=12, floor=10).size == 12


def test_a_text_a_little_too_long_gets_smaller_and_stays_on_one_line():
    fitted = fit(
        "Chi hội phụ nữ thôn Đông Mai", FACE, width=FACE.width("Chi hội phụ nữ thôn Đông Mai", 11), size=12, floor=10
    )
    assert fitted.lines == ("Chi hội phụ nữ thôn Đông Mai",)
    assert 10 <= fitted.size <= 11


def test_a_name_of_eighty_letters_takes_several_lines_at_the_floor():
    assert len(LONG_NAME) >= 80
    fitted = fit(LONG_NAME, FACE, width=120, size=12, floor=10)
    assert fitted.size == 10
    assert " ".join(fitted.lines) == LONG_NAME


def test_a_word_gets_smaller_before_it_is_broken():
    date = "05/03/1971"
    fitted = fit(date, FACE, width=FACE.width(date, 8.6), size=12, floor=10)
    assert fitted.lines == (date,)
    assert fitted.size == 8.5


def test_eighty_letters_without_a_blank_are_broken_inside_their_room():
    fitted = fit(UNBROKEN_NAME, FACE, width=120, size=12, floor=10)
    assert "".join(fitted.lines) == UNBROKEN_NAME
    assert max(FACE.width(line, fitted.size) for line in fitted.lines) <= 120


@given(LINES, st.floats(min_value=20, max_value=300))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, width):
    fitted = fit(text, FACE, width=width, size=12, floor=10)
    assert all(FACE.width(line, fitted.size) <= width + 0.001 for line in fitted.lines)
    assert "".join("".join(fitted.lines).split()) == "".join(text.split())


@given(LINES, st.floats(min_value=60, max_value=300))
def test_balancing_a_heading_costs_no_line_and_breaks_no_word(text, width):
    lines, plain = balanced(text, FACE, 12, width), wrap(text, FACE, 12, width)
    assert len(lines) <= len(plain)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_the_name_of_a_body_breaks_where_it_is_read_in_two():
    bold = serif().face(Style.BOLD)
    broken_name = break_heading("BAN THƯỜNG VỤ HỘI LHPN XÃ HỒNG PHONG", bold, 12, 180)
    assert broken_name == ["BAN THƯỜNG VỤ", "HỘI LHPN XÃ HỒNG PHONG"]
    narrow = break_heading("BAN THƯỜNG VỤ HỘI LHPN XÃ HỒNG PHONG ĐÔNG", bold, 12, 150)
    assert narrow == ["BAN THƯỜNG VỤ", "HỘI LHPN", "XÃ HỒNG PHONG ĐÔNG"]


def test_pieces_of_a_word_put_together_give_the_word():
    assert "".join(broken("Nghiêng" * 9, FACE, 12, 50)) == "Nghiêng" * 9


def test_text_is_composed_and_has_no_invisible_letters():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Thủy")
    assert clean(decomposed) == "Nguyễn Thị Thủy"
    assert clean("Lê\u200b Thị\n An\u00a0Bình\t") == "Lê Thị An Bình"
