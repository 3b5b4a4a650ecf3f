"""Which edition of the program this is: the shape of its files, told without loading the declarations."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

VERSION = 1  # of the register file; a file with a higher one is a newer program's
_PROGRAM = Path(__file__).parents[2]
_PARTS = ("desktop/models", "desktop/registers", "desktop/reports", "desktop/store", "sync")


@cache
def edition() -> bytes:
    """A fingerprint that differs wherever this program's tables or figures might differ from another's.

    Sizes and times of the files that declare, store and count; where all are packed into one, what the build wrote of
    its content.
    """
    if getattr(sys, "frozen", False):
        return sha256((_PROGRAM / "edition.txt").read_bytes()).digest()
    files = sorted(_sources())
    lines = [f"{path} {found.st_size} {found.st_mtime_ns}" for path, found in ((each, each.stat()) for each in files)]
    if not lines:
        return os.urandom(32)  # packed in a way that hides its files: like no other, so that nothing is taken on trust
    return sha256("\n".join(lines).encode()).digest()


def _sources() -> Iterator[Path]:
    for part in _PARTS:
        for folder, below, names in os.walk(_PROGRAM / part):
            below[:] = [name for name in below if name != "__pycache__"]
            yield from (Path(folder, name) for name in names if name.endswith((".py", ".pyc", ".json")))
