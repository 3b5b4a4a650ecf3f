"""The hybrid clock only ever goes forward, and believes no other clock that is a day ahead."""

from hypothesis import given
from hypothesis import strategies as st

from sync.clock import COUNTER_BITS, DAY_MS, merge, milliseconds, tick, wall_ms

_YEARS_MS = 30 * 365 * DAY_MS
_NOW = 1_795_000_000_000


@given(st.lists(st.integers(-_YEARS_MS, _YEARS_MS), max_size=40))
def test_stamps_grow_whatever_the_wall_clock_does(jumps: list[int]) -> None:
    last = 0
    for jump in jumps:
        stamp = tick(last, _NOW + jump)
        assert stamp > last
        last = stamp


@given(st.integers(0, 2**63), st.integers(0, 2**63))
def test_hearing_of_another_clock_never_turns_ours_back(last: int, remote: int) -> None:
    assert merge(last, remote, _NOW) >= last
    if milliseconds(remote) >= _NOW + DAY_MS:
        assert merge(last, remote, _NOW) == last


def test_a_clock_less_than_a_day_ahead_is_followed() -> None:
    remote = (_NOW + DAY_MS - 1) << COUNTER_BITS
    assert merge(5, remote, _NOW) == remote


def test_the_wall_clock_is_unix_milliseconds() -> None:
    assert wall_ms() > 1_700_000_000_000
