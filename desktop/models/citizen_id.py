"""Citizen numbers: what their digits say, and what a spreadsheet does to them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.catalogues import catalogue

_SIGNS = re.compile(r"[\s.\-'\u00a0]+")
_FLOAT = re.compile(r"\.0+$")


class Form(StrEnum):
    """What shape a number came in."""

    CITIZEN = "citizen"  # 12 digits: căn cước
    OLD_CARD = "old_card"  # 9 digits: chứng minh nhân dân
    ZERO_LOST = "zero_lost"  # a spreadsheet took it for a number
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """A citizen number as it was read.

    Attributes:
        number: 12 or 9 digits, or None when what was written is neither.
        candidate: With `Form.ZERO_LOST`, the number with its zeros put back, for a person to accept.
    """

    text: str
    form: Form
    number: str | None = None
    candidate: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the first six of twelve digits say.

    Attributes:
        place_code: Where the birth was registered; never where the person lives now.
        place: The province by the list of 63, or None (a country, or no code of the list).
        sex: Key of the catalogue `sex`.
        birth_year: Four digits.
    """

    place_code: str
    place: str | None
    sex: str
    birth_year: int


class Doubt(StrEnum):
    """Why a number and the rest of the record should be looked at; never a reason to refuse them."""

    UNKNOWN_FORM = "citizen_id.unknown_form"
    ZERO_LOST = "citizen_id.zero_lost"
    UNKNOWN_PLACE = "citizen_id.unknown_place"
    SEX_DIFFERS = "citizen_id.sex_differs"
    YEAR_DIFFERS = "citizen_id.year_differs"


def read(text: str) -> Reading:
    """Read a number as people and spreadsheets write it.

    >>> read("001 185 012 345").number, read("012345678").form
    ('001185012345', <Form.OLD_CARD: 'old_card'>)
    >>> read("1185012345.0").candidate
    '001185012345'
    """
    digits = _SIGNS.sub("", _FLOAT.sub("", text.strip()))
    if not digits.isascii() or not digits.isdecimal():
        return Reading(text, Form.UNKNOWN)
    match len(digits):
        case 12:
            return Reading(text, Form.CITIZEN, digits)
        case 9:
            return Reading(text, Form.OLD_CARD, digits)
        case 10 | 11 if meaning(digits.zfill(12)).place:
            return Reading(text, Form.ZERO_LOST, candidate=digits.zfill(12))
        case 8:
            return Reading(text, Form.ZERO_LOST, candidate=digits.zfill(9))
    return Reading(text, Form.UNKNOWN)


def parse(text: str) -> str:
    """The number that was typed; ValueError when it has neither 12 nor 9 digits."""
    number = read(text).number
    if number is None:
        raise ValueError("not a citizen number")
    return number


def meaning(citizen_id: str) -> Meaning:
    """What the digits of a 12-digit number say.

    >>> meaning("022185012345")
    Meaning(place_code='022', place='Quảng Ninh', sex='female', birth_year=1985)

    Source:
        Decree 137/2015/NĐ-CP Art. 13, Circular 59/2021/TT-BCA.
    """
    century, is_female = divmod(int(citizen_id[3]), 2)
    place = catalogue("birth_place").get(citizen_id[:3])
    return Meaning(
        place_code=citizen_id[:3],
        place=place.label if place else None,
        sex="female" if is_female else "male",
        birth_year=1900 + 100 * century + int(citizen_id[4:6]),
    )


def check(citizen_id: str, birth: str | None = None, sex: str | None = None) -> list[Doubt]:
    """What in a record does not go with its citizen number.

    Args:
        birth: ISO text beginning with the year, or None where it is not known.
        sex: Key of the catalogue `sex`, or None.
    """
    reading = read(citizen_id)
    if reading.form is not Form.CITIZEN:
        known = {Form.OLD_CARD: [], Form.ZERO_LOST: [Doubt.ZERO_LOST]}
        return known.get(reading.form, [Doubt.UNKNOWN_FORM])
    said = meaning(citizen_id if reading.number is None else reading.number)
    doubts = [] if said.place else [Doubt.UNKNOWN_PLACE]
    if sex in ("female", "male") and sex != said.sex:
        doubts.append(Doubt.SEX_DIFFERS)
    if birth and int(birth[:4]) != said.birth_year:
        doubts.append(Doubt.YEAR_DIFFERS)
    return doubts
