"""Periods of a report, and which partial dates surely fall into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both within.

    Attributes:
        name: As it is read: "Quý IV năm 2026".
    """

    first: date
    last: date
    name: str = ""

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """One of the four quarters.

        >>> Period.quarter(2026, 4).last
        datetime.date(2026, 12, 31)
        """
        month = number * 3
        last = _last_of(year, month)
        return cls(date(year, month - 2, 1), last, f"Quý {_ROMAN[number - 1]} năm {year}")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """One month."""
        return cls(date(year, month, 1), _last_of(year, month), f"Tháng {month} năm {year}")

    @classmethod
    def half(cls, year: int, number: int) -> Self:
        """January to June, or July to December."""
        first, last = (date(year, 1, 1), date(year, 6, 30)) if number == 1 else (date(year, 7, 1), date(year, 12, 31))
        return cls(first, last, f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}")

    @classmethod
    def year(cls, year: int) -> Self:
        """A whole year."""
        return cls(date(year, 1, 1), date(year, 12, 31), f"Năm {year}")


def within(column: ColumnElement[Any], period: Period) -> ColumnElement[bool]:
    """Whether a date, known to the day, month or year, surely lies in the period.

    "2026-11" lies in the fourth quarter; "2026" may or may not, so it does not.
    """
    from sqlalchemy import and_, func, or_

    parts = []
    for length, first, last in _known_to(period):
        parts.append(and_(func.length(column) == length, column >= first, column <= last))
    return or_(*parts)


def _known_to(period: Period) -> list[tuple[int, str, str]]:
    """Lengths of ISO text with the first and the last value of that length that lies wholly in the period."""
    found = [(10, period.first.isoformat(), period.last.isoformat())]
    months = [
        f"{year:04d}-{month:02d}"
        for year in range(period.first.year, period.last.year + 1)
        for month in range(1, 13)
        if period.first <= date(year, month, 1) and _last_of(year, month) <= period.last
    ]
    years = [
        f"{year:04d}"
        for year in range(period.first.year, period.last.year + 1)
        if period.first <= date(year, 1, 1) and date(year, 12, 31) <= period.last
    ]
    found += [(len(values[0]), values[0], values[-1]) for values in (months, years) if values]
    return found


def _last_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
