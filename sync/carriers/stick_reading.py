"""Reading a stick that anybody may have filled: no link is followed, nothing larger than asked is read."""

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final

from sync.carriers.stick_layout import Wanted

_LINKS: Final = frozenset({0xA0000003, 0xA000000C})  # Windows: a junction, a symbolic link
_CHUNK_BYTES: Final = 1 << 20
_QUIETLY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | os.O_RDONLY


class TooLarge(Exception):
    """The file holds more than was asked for."""


def look(path: Path) -> os.stat_result | None:
    """What lies at `path` itself, or None where nothing does."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_folder(path: Path) -> bool:
    """Tell whether a true folder lies at `path`: no link, no junction."""
    found = look(path)
    return found is not None and stat.S_ISDIR(found.st_mode) and not _is_link(found)


def is_file(path: Path) -> bool:
    """Tell whether a true file lies at `path`: no link, no pipe."""
    found = look(path)
    return found is not None and stat.S_ISREG(found.st_mode) and not _is_link(found)


def child(folder: Path, name: str) -> Path:
    """`name` within `folder` as it is spelt there: some systems turn a copied stick's names into capitals."""
    path = folder / name
    if look(path) is not None or not is_folder(folder):
        return path
    return next((folder / other for other in sorted(os.listdir(folder)) if other.lower() == name.lower()), path)


def files_in(folder: Path, wanted: Wanted) -> list[tuple[Path, int]]:
    """The true files in `folder` with a wanted name and their sizes, by name; what vanishes meanwhile is left out.

    One that cannot be looked at is given with size 0: whoever reads it meets the failure again and can name it.
    """
    found: list[tuple[Path, int]] = []
    for name in sorted(filter(wanted, os.listdir(folder))):
        path = folder / name
        try:
            seen = look(path)
        except OSError:
            found.append((path, 0))
        else:
            if seen is not None and stat.S_ISREG(seen.st_mode) and not _is_link(seen):
                found.append((path, seen.st_size))
    return found


def folders_in(folder: Path) -> list[Path]:
    """The true folders in `folder`, by name; one that cannot be looked at is given too, as a file is."""
    return [folder / name for name in sorted(os.listdir(folder)) if _may_be_folder(folder / name)]


def read_whole(path: Path, limit: int, *, from_medium: bool = False) -> bytes:
    """The bytes of one file.

    Args:
        limit: Most bytes to read.
        from_medium: Ask the system to forget what it remembers of the file and to read it again. Linux does for
            what was flushed; Windows cannot be asked, and may answer from memory.
    Raises:
        TooLarge: there is more.
        OSError: `path` is no true file, or reading fails.
    """
    handle = os.open(path, _QUIETLY)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EISDIR, "no true file", str(path))
        if found.st_size > limit:
            raise TooLarge
        if from_medium and sys.platform == "linux":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        data = bytearray()
        while chunk := os.read(handle, _CHUNK_BYTES):
            data += chunk
            if len(data) > limit:  # it grew meanwhile
                raise TooLarge
        return bytes(data)
    finally:
        os.close(handle)


def _may_be_folder(path: Path) -> bool:
    try:
        return is_folder(path)
    except OSError:
        return True


def _is_link(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINKS
