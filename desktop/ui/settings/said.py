"""Moments and sizes as one says them."""

from datetime import datetime


def said_moment(moment: datetime) -> str:
    """Day and time on the computer's clock.

    >>> said_moment(datetime(2026, 11, 21, 8, 5))
    '08:05 ngày 21/11/2026'
    """
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"


def said_size(size_bytes: int) -> str:
    """A file's size in the unit that reads best.

    >>> said_size(480_000), said_size(12_340_000), said_size(2_500_000_000)
    ('480 KB', '12,3 MB', '2,5 GB')
    """
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} KB"
    unit, name = (1_000_000, "MB") if size_bytes < 1_000_000_000 else (1_000_000_000, "GB")
    return f"{size_bytes / unit:.1f}".replace(".", ",") + f" {name}"
