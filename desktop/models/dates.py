"""Dates as far as they are known: a year, a month or a day."""

import re
from datetime import date
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TYPED = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})")


class PartialDate(str):
    """A date known to the year, the month or the day, kept as ISO text.

    Text order is time order; "1962" sorts before "1962-03".

    >>> PartialDate("1962-03").text, PartialDate.of(5, 3, 1962).text
    ('03/1962', '05/03/1962')
    """

    __slots__ = ()

    def __new__(cls, iso: str) -> Self:
        """Take ISO text; ValueError when it is no date that exists."""
        match = _ISO.fullmatch(iso)
        if match is None:
            raise ValueError(f"not a date: {iso!r}")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)
        return super().__new__(cls, iso)

    @classmethod
    def of(cls, day: int | None, month: int | None, year: int) -> Self:
        """Build from the parts that are known; a day needs its month."""
        if month is None:
            return cls(f"{year:04d}")
        return cls(f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}")

    @classmethod
    def typed(cls, text: str) -> Self:
        """Read "1962", "3/1962", "5/3/1962" or ISO; ValueError otherwise."""
        text = text.strip()
        match = _TYPED.fullmatch(text)
        if match is None:
            return cls(text)
        day, month, year = (int(part) if part else None for part in match.groups())
        return cls.of(day, month, year or 0)

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self[:4])

    @property
    def month(self) -> int | None:
        """1 to 12, or None."""
        return int(self[5:7]) if len(self) > 4 else None

    @property
    def day(self) -> int | None:
        """1 to 31, or None."""
        return int(self[8:10]) if len(self) > 7 else None

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def text(self) -> str:
        """As it is read in Vietnam: 05/03/1962, 03/1962 or 1962."""
        return "/".join(reversed(self.split("-")))


def full_years(born: PartialDate, on: date) -> int:
    """Most full years that can have passed between a birth date and a day.

    A birth date known to the year alone is taken at its earliest, so nobody is turned away for what is not known.
    """
    first = born.earliest
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


def today() -> date:
    """The computer's civil date; one place, so that a test can set it."""
    return date.today()
