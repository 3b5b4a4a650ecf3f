"""A hybrid logical clock: orders what is shown and decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from time import time_ns

COUNTER_BITS = 16
DAY_MS = 24 * 60 * 60 * 1000


def wall_ms() -> int:
    """The computer's clock, Unix milliseconds."""
    return time_ns() // 1_000_000


def tick(last: int, now_ms: int) -> int:
    """The next stamp after `last`: never earlier, however wrong the wall clock is.

    Args:
        last: 64-bit stamp, 48 bits of milliseconds and 16 of counter; 0 before the first.
    Source:
        Kulkarni et al. 2014; the overflow of the counter adds one millisecond by plain addition.

    >>> tick(5 << 16, 3) == (5 << 16) + 1
    True
    """
    return max(last + 1, now_ms << COUNTER_BITS)


def merge(last: int, remote: int, now_ms: int) -> int:
    """The stamp after hearing of `remote`, which is not adopted when it is a day or more ahead of the wall clock."""
    if (remote >> COUNTER_BITS) >= now_ms + DAY_MS:
        return last
    return max(last, remote)


def milliseconds(stamp: int) -> int:
    """The wall-clock part, Unix milliseconds."""
    return stamp >> COUNTER_BITS


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from; a test hands in its own.

    Attributes:
        now_ms: Unix milliseconds.
    """

    now_ms: Callable[[], int] = wall_ms
