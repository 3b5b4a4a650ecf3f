"""When a quiet exchange over the network is in place: something to do, and not too soon after a failure."""

from typing import Final

from desktop.exchange.memory import Memory

_MINUTE_MS: Final = 60_000
CALM_MS: Final = 3 * _MINUTE_MS  # she may be in the middle of a list: what she types next travels with it
FRESH_MS: Final = 60 * _MINUTE_MS  # how old news from the other computers may become
FIRST_PAUSE_MS: Final = 5 * _MINUTE_MS
LONGEST_PAUSE_MS: Final = 4 * 60 * _MINUTE_MS


def is_due(memory: Memory, *, last_change_ms: int | None, waiting: int, now_ms: int) -> bool:
    """Whether a try is in place now.

    Args:
        last_change_ms: When something was last saved here; None where nothing ever was.
        waiting: How many changes no receipt covers.
    """
    last, done = memory.last, memory.last_done
    if last is not None and memory.failures and _since(last.at_ms, now_ms) < pause_ms(memory.failures):
        return False
    if done is None:
        return True
    if waiting and (last_change_ms is None or _since(last_change_ms, now_ms) >= CALM_MS):
        return True
    return _since(done.at_ms, now_ms) >= FRESH_MS


def pause_ms(failures: int) -> int:
    """How long to leave the network alone after so many failures in a row.

    >>> [pause_ms(failures) // 60_000 for failures in (1, 2, 3, 7, 99)]
    [5, 10, 20, 240, 240]
    """
    return min(FIRST_PAUSE_MS << min(failures - 1, 10), LONGEST_PAUSE_MS)


def _since(then_ms: int, now_ms: int) -> int:
    """How long ago; for ever where the clock was set back in between, so that nothing waits for a wrong date."""
    return now_ms - then_ms if now_ms >= then_ms else LONGEST_PAUSE_MS + FRESH_MS
