"""Decoding the fonts of old spreadsheets."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.models.legacy_text import TCVN3, Encoding, decode, detect, encoding_of_font
from desktop.models.spelling import is_syllable

SENTENCES = [
    "Nguyễn Thị Hường", "Đặng Thị Huệ", "Lê Thị Thuỷ Tiên", "Phạm Ngọc Ánh", "Trưởng ban công tác phụ nữ thôn Ỷ La",
    "xã Quảng Ưng, huyện Đông Hưng", "Hộ nghèo, hộ cận nghèo", "Chăm sóc trẻ mồ côi, người khuyết tật",
    "khuỷu tay ướt đẫm, quẫy đuôi ngoằn ngoèo", "Ngô Thị Mỹ Lệ", "Vũ Thị Bảy", "Ký nhận tiền hỗ trợ quý IV",
]  # fmt: skip
VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
VNI_CIRCUMFLEX = dict(zip(["", *"\u0301\u0300\u0309\u0303\u0323"], "âáàåãä", strict=True))
VNI_BREVE = dict(zip(["", *"\u0301\u0300\u0309\u0303\u0323"], "êéèúüë", strict=True))
VNI_I = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def to_tcvn3(text: str, *, capital_font: bool = False) -> str:
    """Type a text as TCVN3: toned capitals do not exist, so the lower-case sign stands for both."""
    signs = {letter: sign for sign, letter in TCVN3.items()}
    text = text.lower() if capital_font else text
    return "".join(signs.get(char, signs.get(char.lower(), char)) for char in text)


def to_vni(text: str) -> str:
    """Type a text as VNI-Windows, by the rule of its keyboard."""
    return "".join(_vni(char) for char in normalize("NFC", text))


def _vni(char: str) -> str:
    lower = char.lower()
    if lower in VNI_I:
        sign = VNI_I[lower]
    else:
        base, *marks = normalize("NFD", lower)
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        if "\u0302" in marks:
            sign = base + VNI_CIRCUMFLEX[tone]
        elif "\u0306" in marks:
            sign = base + VNI_BREVE[tone]
        else:
            sign = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
            sign += VNI_TONES.get(tone, "")
    return sign.upper() if char.isupper() else sign


sentences = st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=6).map(" ".join)


@given(sentences)
def test_tcvn3_comes_back_whole_from_its_font(text):
    assert decode(to_tcvn3(text.lower()), font=".VnTime") == text.lower()
    assert decode(to_tcvn3(text, capital_font=True), font=".VnTimeH") == text.upper()


@given(sentences)
def test_vni_comes_back_whole_from_its_font(text):
    assert decode(to_vni(text), font="VNI-Times") == text
    assert decode(to_vni(text.upper()), font="VNI-Helve-Condense") == text.upper()


def test_the_encodings_are_recognised_by_the_words_they_make():
    assert detect([to_tcvn3(text) for text in SENTENCES]) is Encoding.TCVN3
    assert detect([to_vni(text) for text in SENTENCES]) is Encoding.VNI
    assert detect(SENTENCES) is None
    assert detect(["Anna", "Lan Anh", ""]) is None
    assert detect(["Hà", "Lê Hà", "Bùi Tú", "Cà Mau"]) is None  # real Vietnamese within Latin-1
    assert detect(["José", "Müller", "Françoise"]) is None


@pytest.mark.parametrize("text", [*SENTENCES, "Hà", "José Müller", "Lê Hà", "Bùi Tú", "An", "", "Cà Mau", "Ỷ"])
def test_text_in_unicode_is_never_decoded(text):
    assert decode(text) == text
    if not all(ord(char) < 256 for char in text):
        assert decode(text, font=".VnTime") == decode(text, encoding=Encoding.VNI) == text
        assert decode(normalize("NFD", text), font="VNI-Times") == normalize("NFD", text)


def test_the_column_speaks_for_a_cell_too_short_to_tell():
    assert decode("Chî", encoding=Encoding.TCVN3) == "Chợ"
    assert decode("Chî") == "Chợ"  # no syllable ends in î
    assert decode("Hµ", encoding=Encoding.TCVN3) == "Hà"
    assert decode("Lê Hà", encoding=Encoding.TCVN3) == "Lê Hà"  # à is not a sign of TCVN3
    assert decode("Peter", encoding=Encoding.VNI) == "Peter"


def test_the_soft_hyphen_is_a_letter():
    assert decode("L\xad¬ng", font=".VnTime") == "Lương"
    assert decode("L\xad¬ng thùc", font=None) == "Lương thực"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NGUYÔN THÞ Hµ", "NGUYỄN THỊ HÀ"),
        ("NguyÔn ThÞ Hµ", "Nguyễn Thị Hà"),
        ("Lª Hµ", "Lê Hà"),
        ("§ÆNG THÞ HUÖ", "ĐẶNG THỊ HUỆ"),
        ("Tæ phô n÷", "Tổ phụ nữ"),
    ],
)
def test_toned_capitals_are_told_by_their_neighbours(typed, meant):
    assert decode(typed, font=".VnArial") == meant


def test_fonts_are_known_by_name():
    assert encoding_of_font(".VnArial NarrowH") is Encoding.TCVN3
    assert encoding_of_font("VNI Times") is Encoding.VNI
    assert encoding_of_font("Calibri") is encoding_of_font("") is encoding_of_font(None) is None


@given(st.text())
def test_any_text_survives(text):
    assume(not any("\u00a0" < char < "\u0100" for char in text))
    assert decode(text) == text


def test_every_word_of_the_samples_is_a_syllable():
    words = [word.strip(",") for text in SENTENCES for word in text.split()]
    assert [word for word in words if not is_syllable(word)] == ["IV"]


@pytest.mark.parametrize("word", ["giếng", "gì", "quốc", "khuya", "quyền", "yêu", "thuở", "Hòa", "hoà", "Kạn"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["", "a1", "mat", "ngê", "Josef", "hòà", "tiếngg", "TiÕng"])
def test_no_syllables(word):
    assert not is_syllable(word)
