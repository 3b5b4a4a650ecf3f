"""Renames that hold: over a file that a virus scanner reads, and through a power cut or a stick that is pulled out."""

import errno
import os
import sys
import time
from pathlib import Path
from typing import Final

_PATIENCE_S: Final = (0.05, 0.1, 0.2, 0.4)


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
    """Make what was renamed inside `folder` last; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some file systems, those of sticks for one, know no flush of a folder
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
