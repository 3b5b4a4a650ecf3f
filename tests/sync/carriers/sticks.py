"""Sticks for tests: what lies on one, one that can be pulled out, one whose k-th system call fails."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sync import renaming
from sync.carriers import stick_reading, stick_writing
from sync.carriers.stick import StickCarrier
from tests.store.disks import write_protected

OFFICE, LAPTOP = bytes.fromhex("0190" * 7 + "0001"), bytes.fromhex("0190" * 7 + "0002")
ON_STICKS = (stick_reading, stick_writing, renaming)  # the modules that make system calls on a stick
UNIT, OTHER_UNIT = "27001", "27002"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A sealed bundle as a carrier sees it."""

    bundle: bytes
    blob: bytes


def bundle(number: int, size: int = 300) -> Bundle:
    """The bundle of that number; its bytes tell it from every other."""
    return Bundle(number.to_bytes(16), (number.to_bytes(4) * (size // 4 + 1))[:size])


def prepared(root: Path) -> StickCarrier:
    """A carrier on a new stick of ours at `root`, made where it is missing."""
    root.mkdir(exist_ok=True)
    carrier = StickCarrier(root)
    carrier.prepare()
    return carrier


def tree(root: Path) -> dict[str, bytes]:
    """Every file below `root`, by its path there."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def ups(root: Path) -> set[bytes]:
    """What a reader finds that was sent up."""
    return {data for _, data in StickCarrier(root).ups()}


def assert_whole(root: Path, known: Sequence[Bundle]) -> None:
    """Every final name on the stick stands for its whole bundle."""
    by_id = {item.bundle.hex(): item.blob for item in known}
    for path in root.rglob("*.sohoi"):
        assert path.read_bytes() == by_id[path.stem]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The stick of `folder` with its switch on "lock"; where that cannot be mounted, locked by file modes."""
    if os.geteuid() != 0 or not os.path.ismount(folder) or not _done(["mount", "-o", "remount,ro", str(folder)]):
        with write_protected(folder):
            yield
        return
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


@contextmanager
def loose_stick(folder: Path, image: Path) -> Iterator[Callable[[], None]]:
    """A stick at `folder`, and how to pull it out: its medium ends, so that every read and write fails with EIO.

    Where loop devices are not allowed, pulling takes the folder away.
    """
    folder.mkdir()
    os.close(os.open(image, os.O_CREAT | os.O_WRONLY))
    os.truncate(image, 4 << 20)
    made = os.geteuid() == 0 and _done(["mkfs.ext2", "-q", "-F", str(image)])
    if not made or not _done(["mount", "-o", "loop", str(image), str(folder)]):
        yield lambda: os.rename(folder, folder.with_name("pulled"))
        return
    device = subprocess.run(["losetup", "-nO", "NAME", "-j", str(image)], capture_output=True, text=True, check=True)

    def pull() -> None:
        os.truncate(image, 4096)
        subprocess.run(["losetup", "-c", device.stdout.strip()], check=True)

    try:
        yield pull
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


class FaultyOs:
    """The module `os` whose k-th call on a stick fails, alone or with all that follow.

    Attributes:
        calls: How many calls were counted.
        failed: Whether one failed.
    """

    COUNTED = frozenset(
        {"close", "fstat", "fsync", "listdir", "lstat", "mkdir", "open", "posix_fadvise"}
        | {"read", "replace", "rmdir", "unlink", "write"}
    )

    def __init__(self, at: int, code: int, *, for_good: bool) -> None:
        self._at, self._code, self._for_good = at, code, for_good
        self.calls = 0
        self.failed = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in self.COUNTED:
            return real

        def call(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls != self._at and not (self._for_good and self.calls > self._at):
                return real(*arguments, **named)
            self.failed = True
            if name == "close":  # the system closes even where it reports a failure
                real(*arguments)
            if name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            raise OSError(self._code, os.strerror(self._code))

        return call


@contextmanager
def failing_at(k: int, code: int, *, for_good: bool) -> Iterator[FaultyOs]:
    """Inside, the k-th system call on any stick fails."""
    faulty = FaultyOs(k, code, for_good=for_good)
    with pytest.MonkeyPatch.context() as patch:
        for module in ON_STICKS:
            patch.setattr(module, "os", faulty)
        yield faulty


def _done(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
