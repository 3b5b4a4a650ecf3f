"""Small files that are whole or not there: written aside, flushed, then renamed over the old one."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from sync.renaming import replace, sync_folder

PART = ".part"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


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
