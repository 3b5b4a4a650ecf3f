"""Real trouble with disks, for tests: too small, too full, locked against writing."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


@contextmanager
def file_size_limit(size_bytes: int) -> Iterator[None]:
    """No file may grow beyond `size_bytes`: what a full disk does to a write, without privileges."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path, size_kib: int) -> Iterator[Path]:
    """A disk of `size_kib` at `folder`; where mounting is not allowed, a limit on file sizes stands for it."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        with file_size_limit(size_kib * 1024):
            yield folder
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Nothing in `folder` can be written, not even by root: it steps down to nobody meanwhile."""
    was_root = os.geteuid() == 0
    opened = _open_the_way(folder)
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if was_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        for path, mode in {**modes, **opened}.items():
            path.chmod(mode)


def _open_the_way(folder: Path) -> dict[Path, int]:
    """Let everybody pass through the parents (pytest closes its own), and give their modes before."""
    closed = {
        parent: parent.stat().st_mode
        for parent in folder.parents
        if parent.owner() == folder.owner() and parent.stat().st_mode & 0o011 != 0o011
    }
    for parent, mode in closed.items():
        parent.chmod(mode | 0o011)
    return closed
