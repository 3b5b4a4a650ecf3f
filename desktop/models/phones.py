"""Vietnamese telephone numbers, as ten digits."""

import re
from dataclasses import dataclass

_SIGNS = re.compile(r"[\s.\-()\u00a0]+")
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_SEVERAL = re.compile(r"[/,;&]| - |hoặc|và")
# In September 2018 the mobile numbers of eleven digits lost one; the operators published the new beginnings.
_ELEVEN_DIGITS = {f"016{digit}": f"03{digit}" for digit in range(2, 10)} | {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it was read.

    Attributes:
        text: What was written.
        number: 10 digits from 0 (11 for a landline), or None when it is no number we know.
        flag: Why a person should look: `zero_lost`, `old_prefix`, `several`, `unknown`; or None.
    """

    text: str
    number: str | None
    flag: str | None = None


def read(text: str) -> Phone:
    """Read a number as people and spreadsheets write it.

    >>> [read(text).number for text in ("+84 912 345 678", "0912.345.678", "912345678", "01691234567")]
    ['0912345678', '0912345678', '0912345678', '0391234567']
    >>> read("912345678").flag, read("hỏi chị Lan")
    ('zero_lost', Phone(text='hỏi chị Lan', number=None, flag='unknown'))
    """
    digits = _SIGNS.sub("", re.sub(r"\.0$", "", text.strip()))
    digits = re.sub(r"^(?:\+|00)?84(?=\d{9,10}$)", "0", digits)
    flag = None
    if re.fullmatch(r"[35789]\d{8}|1[2689]\d{8}|2\d{9}", digits):
        digits, flag = "0" + digits, "zero_lost"
    if digits[:4] in _ELEVEN_DIGITS and re.fullmatch(r"\d{11}", digits):
        digits, flag = _ELEVEN_DIGITS[digits[:4]] + digits[4:], "old_prefix"
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return Phone(text, digits, flag)
    several = len(re.findall(r"\d", text)) >= 18 and _SEVERAL.search(text)
    return Phone(text, None, "several" if several else "unknown")


def parse(text: str) -> str:
    """The number that was typed; ValueError when it is none."""
    number = read(text).number
    if number is None:
        raise ValueError("not a telephone number")
    return number


def grouped(number: str) -> str:
    """A number as it is read aloud.

    >>> grouped("0912345678"), grouped("02431234567")
    ('0912 345 678', '024 3123 4567')
    """
    if len(number) == 10:
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 else number
