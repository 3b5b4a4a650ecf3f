"""Vietnamese names and text: search keys, sort keys and tidy spelling."""

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the CLDR order, after no mark at all
_HOOKS = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter
_APOSTROPHES = "'’‘ʼ`´"
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))

_DIGIT = 0x10
_LETTER = 0x20
_OTHER = 0xF0
_WORD_END = b"\x00"
_TONES_FOLLOW = b"\x01"
_NO_TONE = 0x02


def _letters(base: str) -> list[str]:
    """A base letter with every mark a Vietnamese word can put on it."""
    marked = [base, *(base + hook for hook in _HOOKS)]
    toned = [letter + tone for letter in marked for tone in ("", *_TONES)]
    composed = [normalize("NFC", letter) for letter in toned]
    return [letter for letter in composed if len(letter) == 1]


def _folding_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: " " for code in range(128) if not chr(code).isalnum()}
    table |= {ord(letter): base for base in _ALPHABET if base.isascii() for letter in _letters(base)}
    table |= {ord(letter.upper()): base for base in _ALPHABET if base.isascii() for letter in _letters(base)}
    table |= dict.fromkeys(map(ord, "đĐ"), "d")  # Unicode has no decomposition for it
    table |= dict.fromkeys(map(ord, _TONES + _HOOKS))
    table |= dict.fromkeys(map(ord, "–—…“”«»·•\u00a0"), " ")
    table |= dict.fromkeys(map(ord, _APOSTROPHES), "'")
    return table | _INVISIBLE


_FOLDED = _folding_table()
_PREFIX = re.compile(r"\b(\w)'\s+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_PARTS = re.compile(rf"[^\s\-{_APOSTROPHES}]+")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’\-]+[^\W\d_]+)*")
_SPACED = re.compile(r"[^\w\s']|_")
# 'hòa' and 'hoà' are one word: the older habit puts the mark on the first vowel.
_OLD_PLACES = {normalize("NFC", a + t + b): normalize("NFC", a + b + t) for a, b in ("oa", "oe", "uy") for t in _TONES}
_OLD_PLACE = re.compile("|".join(_OLD_PLACES))


def fold(text: str) -> str:
    """The search key of a text: lower case, no marks, single spaces.

    Apostrophes vanish (H'Vi and HVi are one name); every other sign that is no letter or digit parts words.

    >>> fold("  Đặng  Thị HUỆ ")
    'dang thi hue'
    >>> fold("H’Vi ÊBan"), fold("Khơ-me")
    ('hvi eban', 'kho me')
    """
    folded = text.translate(_FOLDED)
    if not folded.isascii():
        bare = "".join(char for char in normalize("NFKD", folded).lower() if category(char) != "Mn")
        folded = "".join(char if char.isalnum() else "'" if char == "'" else " " for char in bare.translate(_FOLDED))
    return " ".join(_join_apostrophes(folded).split())


def accent_fold(text: str) -> str:
    """The key for a search typed with its marks: lower case, NFC, one habit of tone placement.

    >>> accent_fold("Hòa") == accent_fold("HOÀ"), accent_fold("Thủy") == accent_fold("thuỷ")
    (True, True)
    >>> accent_fold("Lan") == accent_fold("Lân")
    False
    """
    lowered = normalize("NFC", text.translate(_INVISIBLE)).lower()
    for sign in _APOSTROPHES[1:]:
        lowered = lowered.replace(sign, "'")
    lowered = _join_apostrophes(_SPACED.sub(" ", lowered))
    if not lowered.isascii():
        lowered = _OLD_PLACE.sub(lambda match: _OLD_PLACES[match[0]], lowered)
    return " ".join(lowered.split())


def _join_apostrophes(text: str) -> str:
    if "'" not in text:
        return text
    return _PREFIX.sub(r"\1", text).replace("'", "")


def given_name(full_name: str) -> str:
    """The name a person is called and sorted by: the last word.

    >>> given_name("Nguyễn Thị Minh Khai")
    'Khai'
    """
    return full_name.split()[-1] if full_name.strip() else ""


def sort_key(full_name: str, *, given: str | None = None) -> bytes:
    """Order people as a printed list does: given name, then middle names, then family name.

    Plain byte order sorts right. Within a word the letters decide first (a ă â b c d đ e ê ...), then the tones
    (none, huyền, hỏi, ngã, sắc, nặng), as in CLDR's Vietnamese order.

    Args:
        given: The part to sort by, where it is not the last word ("H'Vi ÊBan" may go under "H'Vi").

    >>> names = ["Lê Thị Ánh", "Trần An", "Lê Văn An", "Đỗ Thị An", "Phạm Ẩn"]
    >>> sorted(names, key=sort_key)
    ['Trần An', 'Đỗ Thị An', 'Lê Văn An', 'Lê Thị Ánh', 'Phạm Ẩn']
    """
    words = full_name.split()
    if not words:
        return b""
    first = words.index(given) if given in words else len(words) - 1
    called = _word_key(words.pop(first))
    family = _word_key(words[0]) if words else b""
    middle = b"".join(_word_key(word) + _WORD_END for word in words[1:])
    return called + _WORD_END + middle + _WORD_END + family


def text_sort_key(text: str) -> bytes:
    """Order ordinary text from left to right, numbers by their size.

    >>> sorted(["Thôn 10", "Thôn 2", "Ấp Đông", "Ấp Đồng"], key=text_sort_key)
    ['Ấp Đông', 'Ấp Đồng', 'Thôn 2', 'Thôn 10']
    """
    tokens = _TOKEN.findall(normalize("NFC", text))
    return _WORD_END.join(_number_key(token) if token.isdecimal() else _word_key(token) for token in tokens)


def _number_key(digits: str) -> bytes:
    plain = str(int(digits)) if len(digits) < 250 else digits[:250]
    return bytes((_DIGIT, len(plain))) + plain.encode()


@lru_cache(maxsize=16_384)
def _word_key(word: str) -> bytes:
    primary = bytearray()
    tones = bytearray()
    for char in normalize("NFD", word.lower().replace("đ", "d\u0335")):
        if char in _TONES:
            if tones:
                tones[-1] = max(tones[-1], _NO_TONE + 1 + _TONES.index(char))
        elif char == "\u0335" or char in _HOOKS:
            _mark_last(primary, char)
        elif not combining(char):
            weight = _primary(char)
            primary += weight
            tones += bytes((_NO_TONE,)) if weight else b""
    return bytes(primary) + _TONES_FOLLOW + bytes(tones).rstrip(bytes((_NO_TONE,)))


def _primary(char: str) -> bytes:
    if (place := _ALPHABET.find(char)) >= 0:
        return bytes((_LETTER + place,))
    if char.isdecimal():
        return bytes((_DIGIT + int(char),))
    return bytes((_OTHER,)) + char.encode() if char.isalpha() else b""


def _mark_last(primary: bytearray, mark: str) -> None:
    """Turn the last letter, if it can bear the mark, into the letter of its own that the mark makes."""
    if not primary or not _LETTER <= primary[-1] < _LETTER + len(_ALPHABET):
        return
    base = _ALPHABET[primary[-1] - _LETTER]
    marked = "đ" if base == "d" and mark == "\u0335" else normalize("NFC", base + mark)
    if (place := _ALPHABET.find(marked)) >= 0:
        primary[-1] = _LETTER + place


def tidy_name(text: str) -> str:
    """A name as it is kept: NFC, single spaces, capitals where a whole word had none or nothing else.

    A word of mixed case stays as it was typed.

    >>> tidy_name(" NGUYỄN  thị an ")
    'Nguyễn Thị An'
    >>> tidy_name("H'VI ÊBan"), tidy_name("y-moan")
    ("H'Vi ÊBan", 'Y-Moan')
    """
    words = normalize("NFC", text.translate(_INVISIBLE)).split()
    return " ".join(_capitalised(word) if word.isupper() or word.islower() else word for word in words)


@lru_cache(maxsize=16_384)
def _capitalised(word: str) -> str:
    return _PARTS.sub(lambda part: part[0].capitalize(), word)


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: 2 to 80 letters, spaces, apostrophes and hyphens.

    >>> is_name("H'Vi ÊBan"), is_name("An 2"), is_name("Y")
    (True, False, False)
    """
    return 2 <= len(text) <= 80 and _NAME.fullmatch(normalize("NFC", text)) is not None
