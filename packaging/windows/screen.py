"""A virtual screen for programs that want one; the caller's own is never used."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[str]:
    """Run an Xvfb of its own while the block lasts.

    Args:
        width, height: Pixels.
    Yields:
        The value for DISPLAY, such as ":99".
    Raises:
        RuntimeError: Xvfb did not start.
    """
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read, encoding="ascii") as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb ended with {server.wait()} before it had a screen")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
