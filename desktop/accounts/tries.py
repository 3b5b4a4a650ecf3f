"""A growing wait after wrong passwords: kind to a slip of the finger, slow for a guesser at the keyboard."""

import time
from collections.abc import Callable
from math import ceil

from desktop.accounts.errors import TriedTooSoon

FREE_TRIES = 3
LONGEST_WAIT_S = 60


class Tries:
    """Wrong tries since the last right one, for each user; forgotten when the program ends.

    Whoever copies the file guesses elsewhere, and only the cost of the wrap slows that down.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, int] = {}
        self._open_at: dict[str, float] = {}

    def check(self, who: str) -> None:
        """Stop a try that comes too soon.

        Raises:
            TriedTooSoon: `details["wait_s"]` whole seconds are left.
        """
        left_s = self._open_at.get(who, 0.0) - self._clock()
        if left_s > 0:
            raise TriedTooSoon(wait_s=ceil(left_s))

    def failed(self, who: str) -> int:
        """Count a wrong try and give the seconds to wait before the next: 0, 0, 0, 2, 4, 8 … 60."""
        wrong = self._wrong[who] = self._wrong.get(who, 0) + 1
        if wrong <= FREE_TRIES:
            return 0
        wait_s = min(LONGEST_WAIT_S, 1 << min(wrong - FREE_TRIES, 10))
        self._open_at[who] = self._clock() + wait_s
        return int(wait_s)

    def succeeded(self, who: str) -> None:
        """Forget the wrong tries of `who`."""
        self._wrong.pop(who, None)
        self._open_at.pop(who, None)
