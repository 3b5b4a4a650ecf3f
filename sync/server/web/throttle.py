"""Guessing is slowed down: so many failures an address and so many in all, within a window of time."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Final

from sync.clock import Clock

_ADDRESSES: Final = 10_000  # remembered at once; the longest silent is forgotten first


@dataclass(slots=True)
class Throttle:
    """Counts failures; the caller asks `wait_s` first and says `failed` afterwards.

    Attributes:
        each: Failures allowed to one address within the window.
        total: Failures allowed to all together.
        window_s: Length of the window.
    """

    clock: Clock
    each: int = 5
    total: int = 300
    window_s: int = 900
    _by_address: OrderedDict[str, deque[int]] = field(default_factory=OrderedDict)
    _all: deque[int] = field(default_factory=deque)

    def wait_s(self, address: str) -> int:
        """Seconds until this address may try again; 0 at once."""
        own = self._by_address.get(address, deque())
        return max(self._left(own, self.each), self._left(self._all, self.total))

    def failed(self, address: str) -> None:
        """Note one failure."""
        now = self.clock.now_ms()
        own = self._by_address.setdefault(address, deque(maxlen=self.each))
        own.append(now)
        self._all.append(now)
        self._by_address.move_to_end(address)
        while len(self._by_address) > _ADDRESSES:
            self._by_address.popitem(last=False)
        while len(self._all) > self.total:
            self._all.popleft()

    def succeeded(self, address: str) -> None:
        """Forget the address's failures."""
        self._by_address.pop(address, None)

    def _left(self, failures: deque[int], allowed: int) -> int:
        if len(failures) < allowed:
            return 0
        failed_ms, now_ms = failures[-allowed], self.clock.now_ms()
        if failed_ms > now_ms:  # the clock was set back since: nobody waits for a wrong date
            return 0
        return max(0, -(-(failed_ms + self.window_s * 1000 - now_ms) // 1000))
