"""What can go wrong with the file while it is in use, told from the driver's error codes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.folder import FolderReadOnly
from sync.errors import AppError

_FULL, _CANNOT_OPEN, _READ_ONLY, _IO, _CORRUPT, _NOT_A_DATABASE = 13, 14, 8, 10, 11, 26
_BUSY, _LOCKED = 5, 6
_PRIMARY = 0xFF  # the low byte; the rest of an extended code says where it happened
_NO_ROOM_BYTES = 4 * 1024 * 1024


class DiskFull(AppError):
    """The disk filled up while saving; what was saved before is untouched, this save did not happen."""

    code = "store.disk_full"


class DiskTrouble(AppError):
    """The disk refuses to read or write; this save did not happen."""

    code = "store.disk_trouble"


class Busy(AppError):
    """Another program holds the file."""

    code = "store.busy"


class Damaged(AppError):
    """The key is right, but parts of the file are not what was written."""

    code = "store.damaged"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the file into words; what is no trouble of the file passes as it is.

    Raises:
        DiskFull, DiskTrouble, Busy, Damaged, FolderReadOnly.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)  # SQLAlchemy wraps the driver's
        if not isinstance(cause, sqlcipher.DatabaseError) or (trouble := _trouble(cause, path)) is None:
            raise
        raise trouble from error


def _trouble(cause: BaseException, path: Path) -> AppError | None:
    code = int(getattr(cause, "sqlite_errorcode", 0) or 0) & _PRIMARY
    folder = {"folder": str(path.parent)}
    if code == _FULL or (code == _IO and shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES):
        return DiskFull(str(cause), **folder)
    if code == _READ_ONLY:
        return FolderReadOnly(str(cause), **folder)
    if code in (_IO, _CANNOT_OPEN):
        return DiskTrouble(str(cause), **folder)
    if code in (_BUSY, _LOCKED):
        return Busy(str(cause))
    if code in (_CORRUPT, _NOT_A_DATABASE):
        return Damaged(str(cause), **folder)
    return None
