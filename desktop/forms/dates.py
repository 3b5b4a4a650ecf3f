"""Days and hours as administrative papers write them."""

from datetime import date, datetime

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def long_date(day: date) -> str:
    """A day in words; days under 10 and the months 1 and 2 carry a zero.

    >>> long_date(date(2026, 1, 5)), long_date(date(2026, 6, 29))
    ('ngày 05 tháng 01 năm 2026', 'ngày 29 tháng 6 năm 2026')

    Source:
        Decree 30/2020/NĐ-CP, annex I: place and date of a document.
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def dated(place: str, day: date | None) -> str:
    """Place and day of a document; room to write where the day is not known yet."""
    words = long_date(day) if day else "ngày ...... tháng ...... năm ............"
    return f"{place}, {words}" if place else words[0].upper() + words[1:]


def clock(moment: datetime) -> str:
    """The hour of a meeting.

    >>> clock(datetime(2026, 3, 8, 7, 30)), clock(datetime(2026, 3, 8, 14))
    ('7 giờ 30 phút', '14 giờ 00 phút')
    """
    return f"{moment.hour} giờ {moment.minute:02} phút"


def long_time(moment: datetime) -> str:
    """When a meeting is held.

    >>> long_time(datetime(2026, 11, 25, 8, 0))
    '8 giờ 00 phút, thứ Tư, ngày 25 tháng 11 năm 2026'
    """
    return f"{clock(moment)}, {WEEKDAYS[moment.weekday()]}, {long_date(moment.date())}"


def short_date(day: date) -> str:
    """A day in a table cell.

    >>> short_date(date(2026, 3, 8))
    '08/03/2026'
    """
    return f"{day.day:02}/{day.month:02}/{day.year}"
