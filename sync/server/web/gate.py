"""How many pieces of heavy work run at once, and how many may wait for their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Busy(Exception):
    """No room even to wait; the caller asks to come back later."""


class Gate:
    """A small number inside, a bounded number before the door."""

    def __init__(self, inside: int, waiting: int) -> None:
        self._door = asyncio.Semaphore(inside)
        self._room = inside + waiting

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Hold a place while the work runs.

        Raises:
            Busy: at once, when too many wait already.
        """
        if self._room == 0:
            raise Busy
        self._room -= 1
        try:
            async with self._door:
                yield
        finally:
            self._room += 1
