"""Small files of the server that are whole or not there, and nobody's but its own."""

import os
from contextlib import suppress
from pathlib import Path

from sync.renaming import replace, sync_folder


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`; a power cut leaves the old file or the new one.

    Raises:
        OSError: it could not be written; the old one is untouched.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
