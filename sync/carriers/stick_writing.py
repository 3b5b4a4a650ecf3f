"""Writing on a stick that may be pulled out at any moment: a file is whole under its name, or not there."""

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from sync.carriers.stick_layout import PART
from sync.carriers.stick_reading import TooLarge, is_folder, look, read_whole
from sync.renaming import replace, sync_folder

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def make_folder(path: Path) -> None:
    """Make one folder where it is missing.

    Raises:
        OSError: something else lies there, a link for one.
    """
    try:
        os.mkdir(path)
    except FileExistsError:
        if not is_folder(path):
            raise
        return
    sync_folder(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`: written aside, flushed, read back, then renamed.

    Raises:
        OSError: as the system says, and EIO where the stick gives back other bytes than it took; `path` is as it
            was, or whole.
    """
    part = path.with_name(path.name + PART)
    remove(part)
    _refuse_folder(path)
    try:
        _write(part, data)
        if not holds(part, data):
            raise OSError(errno.EIO, "what was written does not come back", str(part))
        replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    sync_folder(path.parent)


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a true file at `path` holds exactly `data`, by the medium rather than by memory."""
    found = look(path)
    if found is None or not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
        return False
    try:
        return read_whole(path, len(data), from_medium=True) == data
    except TooLarge:
        return False


def remove(path: Path) -> None:
    """Take a file away, or the link itself; twice does no harm.

    Raises:
        OSError: a folder lies there, or it cannot be taken away.
    """
    _refuse_folder(path)
    with suppress(FileNotFoundError):
        os.unlink(path)


def remove_empty(folder: Path) -> None:
    """Take a folder away if nothing is left in it."""
    with suppress(OSError):
        os.rmdir(folder)


def free_bytes(folder: Path) -> int:
    """Room left on the stick."""
    return shutil.disk_usage(folder).free


def _write(part: Path, data: bytes) -> None:
    handle = os.open(part, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)  # a stick is often pulled out right after
    finally:
        os.close(handle)


def _refuse_folder(path: Path) -> None:
    """Systems disagree on the error of a folder in a file's place; this is one for all."""
    if is_folder(path):
        raise OSError(errno.EISDIR, "a folder lies there", str(path))
