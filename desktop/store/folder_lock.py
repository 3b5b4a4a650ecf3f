"""One program at a time in a data folder: a lock of the operating system, which dies with its holder."""

import os
import sys
from pathlib import Path

from sync.errors import AppError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FolderInUse(AppError):
    """Another window has this data folder open."""

    code = "store.in_use"


class FolderLock:
    """A held lock; the file stays behind and means nothing by itself, so nothing has to be cleaned up after a crash."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            FolderInUse: another window holds it.
        """
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError as exc:
            os.close(self._handle)
            raise FolderInUse(folder=str(path.parent)) from exc

    def release(self) -> None:
        """Let the next window in; twice does no harm."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
