"""The programs of one Windows computer, as Linux sees them."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_RUNNING, _AT_THE_DISK = b"R", b"D"
_ENDING_S: Final = 10.0
_LOOK_S: Final = 0.05


class Processes:
    """Every process that was begun in a prefix.

    Args:
        prefix: The prefix.
    """

    def __init__(self, prefix: Path) -> None:
        self._mark = f"WINEPREFIX={prefix}".encode()

    def numbers(self) -> list[int]:
        """Their process ids."""
        found = []
        for folder in _PROC.iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    if self._mark in (folder / "environ").read_bytes().split(b"\0"):
                        found.append(int(folder.name))
        return found

    def are_at_work(self) -> bool:
        """Whether one of them computes, waits for its turn to compute, or waits for the disk."""
        return any(state in (_RUNNING, _AT_THE_DISK) for number in self.numbers() for state in _states(number))

    def end(self) -> None:
        """See to it that none is left: wait a while for them, then end them by force."""
        until = time.monotonic() + _ENDING_S
        while left := self.numbers():
            if time.monotonic() >= until:
                for number in left:
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
            time.sleep(_LOOK_S)


def _states(number: int) -> Iterator[bytes]:
    """The state of each thread of a process, as one letter; none when it has ended."""
    with suppress(OSError):
        for thread in (_PROC / str(number) / "task").iterdir():
            yield (thread / "stat").read_bytes().rpartition(b") ")[2][:1]
