"""When to try again on a bad line, and when to leave it for another day."""

import random
import time
from dataclasses import dataclass
from typing import Final

from sync.carriers import Check
from sync.carriers.https_errors import NetworkError, ServerBusy
from sync.carriers.https_line import Timing

LONGEST_WAIT_S: Final = 60
_SLICE_S: Final = 0.1


@dataclass(slots=True)
class Patience:
    """Counts failures in a row; whoever gains something begins anew.

    Attributes:
        check: Called while waiting; raises to stop.
    """

    timing: Timing
    check: Check
    failures: int = 0

    def gained(self) -> None:
        """Something went through."""
        self.failures = 0

    def failed(self, error: NetworkError) -> None:
        """Wait a while; raise `error` itself when it has been enough, or the server asks for too long a wait."""
        self.failures += 1
        if self.failures >= self.timing.attempts:
            raise error
        wait_s = self.timing.pause_s * 2 ** (self.failures - 1)
        if isinstance(error, ServerBusy):
            wait_s = error.details["wait_s"]
            if wait_s > LONGEST_WAIT_S:
                raise error
        self._wait(wait_s * random.uniform(1, 1.5))  # hundreds of computers shall not come back together

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, _SLICE_S))
        self.check()
