"""Text of old spreadsheets typed in TCVN3 (ABC) or VNI-Windows fonts, turned into Unicode."""

import re
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

from desktop.models.spelling import is_syllable


class Encoding(StrEnum):
    """An encoding from before Unicode, named as people name it."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3_BYTES = """
    A1=Ă A2=Â A3=Ê A4=Ô A5=Ơ A6=Ư A7=Đ A8=ă A9=â AA=ê AB=ô AC=ơ AD=ư AE=đ
    B5=à B6=ả B7=ã B8=á B9=ạ BB=ằ BC=ẳ BD=ẵ BE=ắ C6=ặ C7=ầ C8=ẩ C9=ẫ CA=ấ CB=ậ
    CC=è CE=ẻ CF=ẽ D0=é D1=ẹ D2=ề D3=ể D4=ễ D5=ế D6=ệ D7=ì D8=ỉ DC=ĩ DD=í DE=ị
    DF=ò E1=ỏ E2=õ E3=ó E4=ọ E5=ồ E6=ổ E7=ỗ E8=ố E9=ộ EA=ờ EB=ở EC=ỡ ED=ớ EE=ợ
    EF=ù F1=ủ F2=ũ F3=ú F4=ụ F5=ừ F6=ử F7=ữ F8=ứ F9=ự FA=ỳ FB=ỷ FC=ỹ FD=ý FE=ỵ
"""
TCVN3 = {chr(int(pair[:2], 16)): normalize("NFC", pair[3:]) for pair in _TCVN3_BYTES.split()}
"""What each character of a TCVN3 cell, read as Latin-1, means; U+00AD, a soft hyphen elsewhere, is ư."""
_TCVN3_TABLE = str.maketrans(TCVN3)
_TCVN3_OWN_CASE = frozenset(char for char in TCVN3 if char < "\xaf")  # the toned letters have no capitals


def _vni_table() -> dict[str, str]:
    sac, huyen, hoi, nga, nang = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
    plain = {"": "", "ù": sac, "ø": huyen, "û": hoi, "õ": nga, "ï": nang}
    circumflex = {"â": "", "á": sac, "à": huyen, "å": hoi, "ã": nga, "ä": nang}
    breve = {"ê": "", "é": sac, "è": huyen, "ú": hoi, "ü": nga, "ë": nang}
    table = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for typed, letter in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}.items():
        table |= {typed + mark: letter + tone for mark, tone in plain.items() if typed + mark != letter}
    table |= {letter + mark: letter + "\u0302" + tone for letter in "aeo" for mark, tone in circumflex.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in breve.items()}
    del table["yï"]  # ỵ is the single sign î
    lower = {typed: normalize("NFC", meant) for typed, meant in table.items()}
    capital = {typed.upper(): meant.upper() for typed, meant in lower.items()}
    first = {typed[0].upper() + typed[1:]: meant.upper() for typed, meant in lower.items()}
    return lower | first | capital


VNI = _vni_table()
"""What each character or pair of characters of a VNI-Windows cell means."""
_VNI_SIGN = re.compile("|".join(sorted(VNI, key=len, reverse=True)))

_REAL_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u0102\u0103\u01a0\u01a1\u01af\u01b0\u0110\u0111\u0300-\u0323]")
_FOREIGN_TO_TCVN3 = re.compile("[" + "".join(chr(code) for code in range(0xAE, 0x100) if chr(code) not in TCVN3) + "]")
_WORD = re.compile(r"[^\s!-@\[-`{-~]+")
_ENOUGH = 0.6


def is_real_vietnamese(text: str) -> bool:
    """Whether a text holds letters that only Unicode has, and so must never be decoded."""
    return _REAL_VIETNAMESE.search(text) is not None


def encoding_of_font(font: str | None) -> Encoding | None:
    """The encoding that a font's name gives away.

    >>> encoding_of_font(".VnTimeH"), encoding_of_font("VNI-Times"), encoding_of_font("Times New Roman")
    (<Encoding.TCVN3: 'TCVN3'>, <Encoding.VNI: 'VNI'>, None)
    """
    name = (font or "").strip().lower()
    if name.startswith("vni"):
        return Encoding.VNI
    return Encoding.TCVN3 if name.startswith(".vn") else None


def detect(texts: Iterable[str]) -> Encoding | None:
    """The encoding under which a column's words become Vietnamese, if one clearly does.

    Args:
        texts: Cells of one column or sheet; those that already hold real Vietnamese do not count.
    """
    odd = [text for text in texts if not text.isascii() and not is_real_vietnamese(text)]
    scores = {encoding: _score(odd, encoding) for encoding in Encoding}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _ENOUGH and scores[best] > _score(odd, None) else None


def decode(text: str, font: str | None = None, encoding: Encoding | None = None) -> str:
    """Turn a legacy cell into Unicode; text that needs no turning comes back as it is.

    Args:
        font: The cell's font; a legacy font decides, and a TCVN3 font ending in H means capitals.
        encoding: What `detect` found for the column, for cells whose font says nothing. Without it a cell is
            decoded only when every odd word of it becomes Vietnamese.

    >>> decode("TiÕng ViÖt"), decode("NGUYÔN THÞ BÝCH"), decode("Nguyeãn Thò Höôøng")
    ('Tiếng Việt', 'NGUYỄN THỊ BÍCH', 'Nguyễn Thị Hường')
    >>> decode("NguyÔn ThÞ Lan", font=".VnTimeH")
    'NGUYỄN THỊ LAN'
    """
    if is_real_vietnamese(text):
        return text
    by_font = encoding_of_font(font)
    if by_font is None:
        return _decode_unsure(text, encoding)
    decoded = _DECODERS[by_font](text)
    return decoded.upper() if by_font is Encoding.TCVN3 and (font or "").strip().lower().endswith("h") else decoded


def _decode_unsure(text: str, encoding: Encoding | None) -> str:
    if text.isascii():
        return text
    if encoding is None:
        encoding = detect([text])
        if encoding is None or _score([text], encoding) < 1:
            return text
    if encoding is Encoding.TCVN3 and _FOREIGN_TO_TCVN3.search(text):
        return text
    return _DECODERS[encoding](text) if _score([text], encoding) >= _score([text], None) else text


def _score(texts: Iterable[str], encoding: Encoding | None) -> float:
    """Share of the words with odd characters that are Vietnamese syllables once decoded."""
    decoder = _DECODERS[encoding] if encoding else str
    odd = [word for text in texts for word in _WORD.findall(text) if not word.isascii()]
    return sum(is_syllable(decoder(word)) for word in odd) / len(odd) if odd else 0.0


def _from_vni(text: str) -> str:
    return _VNI_SIGN.sub(lambda sign: VNI[sign[0]], text)


def _from_tcvn3(text: str) -> str:
    """Decode TCVN3, giving toned letters the case of their neighbours."""
    evidence = [_case(word) for word in _WORD.findall(text)]
    shouting = "upper" in evidence and "mixed" not in evidence

    def word(match: re.Match[str]) -> str:
        decoded = match[0].translate(_TCVN3_TABLE)
        case = _case(match[0])
        return decoded.upper() if case == "upper" or (shouting and case != "mixed") else decoded

    return _WORD.sub(word, text)


def _case(word: str) -> str:
    """What the letters that have a case of their own tell: upper, mixed, or too little to tell."""
    own = [TCVN3.get(char, char) for char in word if (char.isascii() and char.isalpha()) or char in _TCVN3_OWN_CASE]
    if any(char.islower() for char in own):
        return "mixed"
    return "upper" if len(own) > 1 else "unknown"


_DECODERS = {Encoding.TCVN3: _from_tcvn3, Encoding.VNI: _from_vni}
