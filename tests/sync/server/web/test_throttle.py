"""Guessing is slowed down for a quarter of an hour, and not for as long as the server's clock was wrong."""

from sync.clock import Clock
from sync.server.web.throttle import Throttle
from tests.people import Wall

YEAR_MS = 365 * 24 * 60 * 60 * 1000


def test_who_failed_too_often_waits_for_the_window_to_end() -> None:
    wall = Wall()
    throttle = Throttle(Clock(wall))
    for _ in range(5):
        throttle.failed("192.0.2.1")
    assert (throttle.wait_s("192.0.2.1"), throttle.wait_s("192.0.2.2")) == (900, 0)
    wall.ms += 900_000
    assert throttle.wait_s("192.0.2.1") == 0


def test_failures_of_before_the_clock_was_set_back_lock_nobody_out() -> None:
    wall = Wall()
    throttle = Throttle(Clock(wall), total=5)
    wall.ms += 70 * YEAR_MS
    for _ in range(5):
        throttle.failed("192.0.2.1")
    wall.ms -= 70 * YEAR_MS
    assert (throttle.wait_s("192.0.2.1"), throttle.wait_s("192.0.2.2")) == (0, 0)
    for _ in range(5):
        throttle.failed("192.0.2.1")
    assert throttle.wait_s("192.0.2.1") == 900
