"""Small files that are whole or not there: written aside, flushed, then renamed over the old one."""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

PART = ".part"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PATIENCE_S = (0.05, 0.1, 0.2, 0.4)


def is_full(error: OSError) -> bool:
    """Tell whether a write failed because the disk, the quota or the largest file size is reached."""
    return error.errno in FULL


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`; a power cut leaves the old file or the new one, never half of either."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def replace(source: Path, target: Path) -> None:
    """Rename over `target`, waiting a moment for a virus scanner that still holds it (Windows)."""
    for pause_s in _PATIENCE_S if sys.platform == "win32" else ():
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    os.replace(source, target)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` last through a power cut; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some sticks' file systems know no flush of a folder
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
