"""Small files that are whole or not there: written aside, flushed, then renamed over the old one."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from sync.renaming import replace, sync_folder

PART: Final = ".part"
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SHARED: Final = 0o666
_OWN: Final = 0o600


def is_full(error: OSError) -> bool:
    """Tell whether a write failed because the disk, the quota or the largest file size is reached."""
    return error.errno in FULL


def write_whole(path: Path, data: bytes, *, mode: int = _OWN) -> None:
    """Put `data` at `path`; a power cut leaves the old file or the new one, never half of either.

    Args:
        mode: Who may read it where files have such rights: nobody else, or as the person's other files (`SHARED`).
    Raises:
        OSError: it could not be written; the old one is untouched.
    """
    part = path.with_name(path.name + PART)
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), "wb"
        ) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
