"""The family of papers, and what is drawn with it."""

import subprocess
import sys
from pathlib import Path

import fontpkg
import pytest

from desktop.forms.fonts import VIETNAMESE, Family, FontFiles, FontMissing, Style, candidates, choose, serif
from desktop.forms.paper import A4
from desktop.forms.pen import Pen
from desktop.ui.texts import explain
from tests.forms.reading import texts

NOTO = FontFiles("NotoSerif", fontpkg.path("Noto Serif"), fontpkg.path("Noto Serif", style="italic"))


def letters_on_paper(family: Family, style: Style) -> str:
    pen = Pen(A4, title="Chữ", family=family)
    for row, start in enumerate(range(0, len(VIETNAMESE), 20)):
        pen.text(60, 800 - 20 * row, VIETNAMESE[start : start + 20], style, 12)
    return "".join(texts(pen.finish())[0].split())


@pytest.mark.parametrize("style", Style)
def test_every_vietnamese_letter_comes_back_as_it_went_in(style):
    assert letters_on_paper(serif(), style) == VIETNAMESE


@pytest.mark.parametrize("style", Style)
def test_the_last_resort_has_every_letter_too_with_bold_by_a_thicker_pen(style):
    assert letters_on_paper(Family(NOTO), style) == VIETNAMESE


def test_more_letters_than_one_font_holds_still_come_back():
    many = "".join(map(chr, (*range(0x21, 0x7F), *range(0xC0, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450))))
    shown = "".join(letter for letter in many if not serif().face(Style.REGULAR).missing(letter))
    assert len(shown) > 300
    pen = Pen(A4, title="Chữ")
    for row, start in enumerate(range(0, len(shown), 30)):
        pen.text(60, 800 - 20 * row, shown[start : start + 30])
    assert "".join(texts(pen.finish())[0].split()) == shown


def test_brackets_and_backslashes_are_only_letters():
    pen = Pen(A4, title="Chữ")
    pen.text(60, 700, r"Tổ 3 (dãy A\B) – 50 %")
    assert texts(pen.finish())[0].strip() == r"Tổ 3 (dãy A\B) – 50 %"


def test_a_family_that_is_not_there_or_no_font_is_passed_over(tmp_path):
    torn = tmp_path / "torn.ttf"
    torn.write_bytes(b"\0\1\0\0" + b"\0" * 60)
    gone = Path(tmp_path / "gone.ttf")
    found = choose([FontFiles("Gone", gone, gone), FontFiles("Torn", torn, torn), NOTO])
    assert found.files is NOTO


def test_a_computer_without_any_such_font_is_told_so_in_words():
    with pytest.raises(FontMissing) as caught:
        choose([])
    assert "phông chữ" in explain(caught.value)


def test_times_new_roman_is_wanted_first_and_noto_last():
    wanted = [files.name for files in candidates()]
    assert wanted[0] == "TimesNewRoman"
    assert wanted[1] == "LiberationSerif"
    assert wanted[-1] == "NotoSerif"


SAME = """
from tests.forms.samples import roster, names
from desktop.forms.roster import render_roster
from hashlib import sha256
print(sha256(render_roster(roster(names(80)), watermark="BẢN NHÁP")).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_in_another_process():
    def digest(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PATH": ""}
        root = Path(__file__).parents[2]
        done = subprocess.run(
            [sys.executable, "-c", SAME], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert digest("1") == digest("2")
