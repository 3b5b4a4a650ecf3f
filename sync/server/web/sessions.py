"""Who is signed in, for an hour at a time; forgotten when the server stops."""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from sync.clock import Clock

HOUR_S: Final = 3600
_AT_ONCE: Final = 20_000

Who = TypeVar("Who")


@dataclass(slots=True)
class Sessions(Generic[Who]):
    """Random tokens; only their digests are held.

    Attributes:
        lasts_s: How long a token is good.
    """

    clock: Clock
    lasts_s: int = HOUR_S
    _open: OrderedDict[bytes, tuple[Who, int]] = field(default_factory=OrderedDict)

    def begin(self, who: Who) -> str:
        """A new token for somebody who has proved who they are."""
        token = secrets.token_urlsafe(32)
        self._open[_digest(token)] = (who, self.clock.now_ms() + self.lasts_s * 1000)
        while len(self._open) > _AT_ONCE:
            self._open.popitem(last=False)
        return token

    def who(self, token: str) -> Who | None:
        """Whose token it is; None for an unknown or expired one."""
        found = self._open.get(_digest(token))
        if found is None:
            return None
        if found[1] <= self.clock.now_ms():
            self.end(token)
            return None
        return found[0]

    def end(self, token: str) -> None:
        """Forget a token."""
        self._open.pop(_digest(token), None)


@dataclass(slots=True)
class Nonces:
    """Remembers what was used once; the oldest are forgotten first."""

    at_once: int = 50_000
    _seen: OrderedDict[bytes, None] = field(default_factory=OrderedDict)

    def is_fresh(self, nonce: bytes) -> bool:
        """Whether it was never used; from now on it is."""
        if nonce in self._seen:
            return False
        self._seen[nonce] = None
        if len(self._seen) > self.at_once:
            self._seen.popitem(last=False)
        return True


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
