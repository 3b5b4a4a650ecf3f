"""Dates as people and spreadsheets write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from desktop.importing.grid import Cell
from desktop.models.dates import PartialDate

_EPOCH = date(1899, 12, 30)
_YEARS = range(1850, 2151)
_YEARS_TYPED = range(1900, 2101)
_SERIALS = range(2101, 73_051)
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|sa|ch)?\s*z?$", re.IGNORECASE)
_SPELT = re.compile(r"(?<=[\s\-/.])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?=[\s\-/.,])", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(
    r"\b(ngày|ngay|tháng|thang|thg|th|năm|nam|sinh|sn|ns|mồng|mùng|khoảng|độ|âm lịch|dương lịch|âl|dl)(?=[\s\d.:)]|$)",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"\?+|[x…]+|\.{2,}|_+", re.IGNORECASE)
_PART = re.compile(r"\d+|\?")
_PLAIN = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\s*")
_BETWEEN = re.compile(r"[\s/.\-,\\|:()]*")
_DASHES = str.maketrans("–—−‐", "----")
_LOOKED_AT, _ENOUGH_CELLS, _ENOUGH_TEXTS, _A_FEW, _FAIR_SHARE = 2000, 10, 5, 3, 0.2


@dataclass(frozen=True, slots=True)
class ShortYear:
    """A date whose year was written with two digits; the century is told from the rest of the row."""

    year: int
    month: int | None = None
    day: int | None = None

    def within(self, century: int) -> PartialDate:
        """The whole date in the century that begins with the year `century`; ValueError when no such day was."""
        return PartialDate.of(self.day, self.month, century + self.year)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How one column writes its dates.

    Attributes:
        day_first: 5/3 is the fifth of March.
        is_mixed: Both orders stand in it, so the odd one is no slip.
        cells_swapped: A foreign Excel has taken days for months in every date that let it, and made cells of them.
    """

    day_first: bool = True
    is_mixed: bool = False
    cells_swapped: bool = False


class NoSuchDate(ValueError):
    """What was written names no day, month or year."""


class UnclearOrder(ValueError):
    """It names a day only if month and day are read the other way round than in the rest of the column."""


def style_of(cells: Iterable[Cell]) -> DateStyle:
    """Tell from the dates that can be read in one way only how to read the others."""
    day_first = month_first = either = whole = swappable = 0
    for cell in islice(cells, _LOOKED_AT):
        if isinstance(cell, date):
            whole += 1
            swappable += cell.day <= 12
        elif isinstance(cell, str) and (numbers := _three_numbers(cell)):
            first, second = numbers
            day_first += first > 12 >= second
            month_first += second > 12 >= first
            either += first <= 12 and second <= 12
    told = day_first + month_first
    return DateStyle(
        day_first=day_first >= month_first,
        is_mixed=min(day_first, month_first) >= max(_A_FEW, _FAIR_SHARE * told),
        cells_swapped=whole == swappable >= _ENOUGH_CELLS and day_first >= _ENOUGH_TEXTS and not either,
    )


def read_date(cell: Cell, style: DateStyle) -> PartialDate | ShortYear:
    """Read one cell.

    Raises:
        NoSuchDate, UnclearOrder.

    >>> read_date("5.3.1962", DateStyle()), read_date("05-03-62", DateStyle()), read_date(22710.0, DateStyle())
    ('1962-03-05', ShortYear(year=62, month=3, day=5), '1962-03-05')
    """
    try:
        if isinstance(cell, str):
            return _from_text(cell, style)
        if isinstance(cell, date):
            return _from_date(cell, style)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _from_number(cell)
    except UnclearOrder:
        raise
    except (ValueError, OverflowError) as exc:
        raise NoSuchDate(str(cell)) from exc
    raise NoSuchDate(str(cell))


def _from_date(cell: date, style: DateStyle) -> PartialDate:
    day = cell.date() if isinstance(cell, datetime) else cell
    serial = (day - _EPOCH).days
    if serial in _YEARS_TYPED:  # 1962 typed into a cell made for dates shows as a day of 1905
        return PartialDate(str(serial))
    if style.cells_swapped:
        day = date(day.year, day.day, day.month)
    return PartialDate(day.isoformat())


def _from_number(number: float) -> PartialDate | ShortYear:
    whole = int(number)
    if whole != number and 1 <= whole <= 12:  # 3.1962 and 10.197: month and year
        year = round((number - whole) * 10_000)
        return PartialDate.of(None, whole, _checked(year))
    if whole in _YEARS_TYPED:
        return PartialDate(str(whole))
    if whole in _SERIALS:
        return PartialDate((_EPOCH + timedelta(days=whole)).isoformat())
    if whole != number or whole < 0:
        raise NoSuchDate(str(number))
    return _from_digits(str(whole))


def _from_digits(digits: str) -> PartialDate | ShortYear:
    """Digits without anything between them; a number has lost its leading zero."""
    if len(digits) <= 2:
        return ShortYear(int(digits))
    if len(digits) == 4:
        return PartialDate(str(_checked(int(digits))))
    if len(digits) == 6 and int(digits[2:]) in _YEARS_TYPED:
        return PartialDate.of(None, int(digits[:2]), int(digits[2:]))
    if len(digits) in (5, 6):
        digits = digits.zfill(6)
        return _short(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    digits = digits.zfill(8)
    if len(digits) > 8:
        raise NoSuchDate(digits)
    if int(digits[4:]) in _YEARS and int(digits[2:4]) <= 12:
        return PartialDate.of(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    return PartialDate.of(int(digits[6:]), int(digits[4:6]), _checked(int(digits[:4])))


def _parts(text: str) -> list[str]:
    """The numbers of a written date in their order, "?" for one that was not known."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return list(plain.groups())
    text = _TIME.sub("", text.translate(_DASHES).strip())
    text = _SPELT.sub(lambda match: str(_MONTHS.index(match[1].lower()[:3]) + 1), text)
    text = _UNKNOWN.sub("?", _WORDS.sub(" ", text))
    if _BETWEEN.fullmatch(_PART.sub("", text)) is None:
        raise NoSuchDate(text)
    return _PART.findall(text)


def _from_text(text: str, style: DateStyle) -> PartialDate | ShortYear:
    parts = _parts(text)
    while len(parts) > 1 and not _is_known(parts[0]):
        parts = parts[1:]
    if len(parts) == 1:
        digits = parts[0]
        if len(digits) == 5:
            return _from_number(int(digits))
        return _from_digits(digits)
    if len(parts) == 2:
        return _month_and_year(*parts)
    if len(parts) != 3:
        raise NoSuchDate(text)
    return _whole_date(parts, style)


def _is_known(part: str) -> bool:
    return part != "?" and int(part) != 0


def _month_and_year(first: str, second: str) -> PartialDate | ShortYear:
    if len(first) == 4:
        first, second = second, first
    month = int(first) if _is_known(first) else None
    if len(second) == 2 and int(second) > 31:
        return _short(int(second), month, None)
    if len(second) != 4:
        raise NoSuchDate(f"{first}/{second}")
    return PartialDate.of(None, month, _checked(int(second)))


def _whole_date(parts: list[str], style: DateStyle) -> PartialDate | ShortYear:
    if len(parts[0]) == 4:
        year, second, first = parts
        day_first = not (int(second) > 12 >= int(first))
    else:
        first, second, year = parts
        day_first = style.day_first
        if _is_known(second) and day_first and int(second) > 12 >= int(first):
            if not style.is_mixed and int(second) <= 31:
                raise UnclearOrder("/".join(parts))
            day_first = False
        elif not day_first and int(first) > 12 and _is_known(second):
            if not style.is_mixed and int(first) <= 31:
                raise UnclearOrder("/".join(parts))
            day_first = True
    if not day_first:
        first, second = second, first
    month = int(second) if _is_known(second) else None
    day = int(first) if _is_known(first) and month else None
    if len(year) == 2:
        return _short(int(year), month, day)
    return PartialDate.of(day, month, _checked(int(year)) if len(year) == 4 else -1)


def _short(year: int, month: int | None, day: int | None) -> ShortYear:
    date(2000, month or 1, day or 1)  # 2000 was a leap year: the 29th of February may stand until the century is known
    return ShortYear(year, month, day)


def _checked(year: int) -> int:
    if year not in _YEARS:
        raise NoSuchDate(str(year))
    return year


def _three_numbers(text: str) -> tuple[int, int] | None:
    try:
        parts = _parts(text)
    except NoSuchDate:
        return None
    if len(parts) != 3 or len(parts[0]) > 2 or "?" in parts:
        return None
    first, second = int(parts[0]), int(parts[1])
    return (first, second) if max(first, second) <= 31 else None
