"""The roads a bundle can take, and the words they share."""

from collections.abc import Callable
from typing import Final, Protocol

Report = Callable[[str, int, int], None]
"""Told of progress: what is being done (`SEND`, `FETCH`), bytes done, bytes in all."""

Check = Callable[[], None]
"""Called where stopping does no harm; raises to stop there."""

SEND: Final = "send"
FETCH: Final = "fetch"


class Parcel(Protocol):
    """What a carrier carries: a sealed bundle, of which it knows the id and the bytes.

    Attributes:
        bundle: Id of the bundle, 16 bytes.
        blob: The sealed file.
    """

    @property
    def bundle(self) -> bytes: ...

    @property
    def blob(self) -> bytes: ...


def unreported(_what: str, _done: int, _total: int) -> None:
    """A `Report` for those who need none."""


def unstopped() -> None:
    """A `Check` for those who never stop."""
