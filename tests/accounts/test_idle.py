"""Locking by itself."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.idle import IdleLock


def test_it_locks_after_the_minutes_without_activity() -> None:
    lock = IdleLock(10, now=0)
    assert not lock.is_locked(599)
    assert lock.is_locked(600)


def test_activity_starts_the_minutes_anew() -> None:
    lock = IdleLock(10, now=0)
    lock.touched(599)
    assert not lock.is_locked(1198)
    assert lock.seconds_left(1198) == 1
    assert lock.is_locked(1199)


def test_activity_after_the_limit_does_not_open_it() -> None:
    lock = IdleLock(10, now=0)
    lock.touched(4000)  # the lid was closed for an hour, and no timer ran
    assert lock.is_locked(4000)
    lock.unlock(4010)
    assert not lock.is_locked(4011)


def test_the_button_locks_at_once() -> None:
    lock = IdleLock(0, now=0)
    lock.lock()
    lock.touched(1)
    assert lock.is_locked(1)
    assert lock.seconds_left(1) == 0


def test_zero_minutes_never_locks_by_itself() -> None:
    lock = IdleLock(0, now=0)
    assert not lock.is_locked(10**9)
    assert lock.seconds_left(10**9) is None


def test_a_new_limit_counts_from_the_last_activity() -> None:
    lock = IdleLock(10, now=0)
    lock.change_limit(1)
    assert lock.is_locked(60)


@given(st.lists(st.integers(0, 100_000), min_size=1))
def test_a_clock_set_back_delays_the_lock_by_one_limit_at_most(moments: list[int]) -> None:
    lock = IdleLock(10, now=moments[0])
    for moment in moments:
        lock.is_locked(moment)
    assert lock.is_locked(moments[-1] + 600)
