"""What can go wrong with a stick, and which of it a failed system call means."""

import errno
from pathlib import Path
from typing import Final

from sync.errors import AppError
from sync.whole_file import FULL


class StickMissing(AppError):
    """There is no such drive or folder."""

    code = "stick.missing"


class StickForeign(AppError):
    """The stick does not bear our marker; that is never taken for an empty stick."""

    code = "stick.not_ours"


class StickNewer(AppError):
    """A newer program laid out this stick."""

    code = "stick.newer"


class StickFull(AppError):
    """There is no room for what was to be written."""

    code = "stick.full"


class StickReadOnly(AppError):
    """The stick is locked against writing."""

    code = "stick.read_only"


class StickGone(AppError):
    """The stick was there a moment ago."""

    code = "stick.gone"


class StickFaulty(AppError):
    """What was written does not come back, or the stick fails in writing."""

    code = "stick.faulty"


class StickBusy(AppError):
    """Another program holds or changes our files, a virus scanner for one."""

    code = "stick.busy"


class StickBlocked(AppError):
    """A file lies where our folder should, or a folder where our file should."""

    code = "stick.blocked"


class StickUnreadable(AppError):
    """A file or folder on the stick cannot be read."""

    code = "stick.unreadable"


class StickFileTooLarge(AppError):
    """A file in our folder is larger than any bundle."""

    code = "stick.file_too_large"


# Windows' own numbers, of which Python's errno keeps too little: ERROR_WRITE_PROTECT; HANDLE_DISK_FULL, DISK_FULL;
# BAD_UNIT, NOT_READY, GEN_FAILURE, WRONG_DISK, DEV_NOT_EXIST, NO_SUCH_DEVICE, FILE_INVALID, NO_MEDIA_IN_DRIVE,
# IO_DEVICE, DEVICE_NOT_CONNECTED; SHARING_VIOLATION, LOCK_VIOLATION.
_WINDOWS: Final[dict[int, type[AppError]]] = {
    19: StickReadOnly,
    **dict.fromkeys((39, 112), StickFull),
    **dict.fromkeys((20, 21, 31, 34, 55, 433, 1006, 1112, 1117, 1167), StickGone),
    **dict.fromkeys((32, 33), StickBusy),
}
_ERRNO: Final[dict[int, type[AppError]]] = {
    errno.EROFS: StickReadOnly,
    **dict.fromkeys(FULL, StickFull),
    **dict.fromkeys((errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ESHUTDOWN), StickGone),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY, errno.EAGAIN, errno.ENOENT), StickBusy),
    **dict.fromkeys((errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP), StickBlocked),
}


def meaning_of(error: OSError, *, writing: bool) -> type[AppError]:
    """What a failed call on a stick that is still there means.

    >>> meaning_of(OSError(errno.EACCES, "locked"), writing=True).code
    'stick.read_only'
    """
    by_windows = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    found = by_windows or _ERRNO.get(error.errno or 0)
    if found is not None:
        return found
    if not writing:
        return StickUnreadable
    return StickReadOnly if error.errno in {errno.EACCES, errno.EPERM} else StickFaulty


def shown(path: Path | str) -> str:
    """A path as a sentence can hold it; a name from another system may not be text at all."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
