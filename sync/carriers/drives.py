"""Which sticks are plugged in now, and how much room is on them."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sync.carriers.stick_errors import shown

_REMOVABLE: Final = 2  # GetDriveTypeW
_READ_ONLY_VOLUME: Final = 0x0008_0000  # GetVolumeInformationW
_FLOPPIES: Final = frozenset({"A:\\", "B:\\"})  # asking them rattles an empty drive
_DISCS: Final = frozenset({"iso9660", "udf"})
_ESCAPES: Final = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))

Room = Callable[[Path], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class StickDrive:
    """One stick as the computer sees it; whether it is ours is for `StickCarrier` to say.

    Attributes:
        path: Where its files begin: `E:\\` or the folder where it is mounted.
        label: Its own name; may be empty.
        is_locked: The system has it read-only.
    """

    path: Path
    label: str
    free_bytes: int
    size_bytes: int
    is_locked: bool


class WindowsCalls(Protocol):
    """What is asked of Windows; tests answer in its place."""

    def roots(self) -> Sequence[str]:
        """Every drive in use, as `E:\\`."""

    def kind(self, root: str) -> int:
        """What GetDriveTypeW calls it."""

    def volume(self, root: str) -> tuple[str, int] | None:
        """Label and file system flags; None where no medium is in."""


def room_of(path: Path) -> tuple[int, int]:
    """Free bytes and size of a drive."""
    usage = shutil.disk_usage(path)
    return usage.free, usage.total


def windows_sticks(calls: WindowsCalls, room: Room) -> list[StickDrive]:
    """The sticks as Windows tells them; disks on a cable call themselves fixed and are chosen by hand.

    Source:
        GetLogicalDrives, GetDriveTypeW, GetVolumeInformationW.
    """
    found: list[StickDrive] = []
    for root in calls.roots():
        if root in _FLOPPIES or calls.kind(root) != _REMOVABLE:
            continue
        volume = calls.volume(root)
        if volume is not None:
            found += _seen(Path(root), volume[0], is_locked=bool(volume[1] & _READ_ONLY_VOLUME), room=room)
    return found


def linux_sticks(mounts: Path, system: Path, room: Room) -> list[StickDrive]:
    """The sticks by the kernel's own tables.

    Args:
        mounts: `/proc/self/mountinfo`.
        system: `/sys`.
    Source:
        proc_pid_mountinfo(5); sysfs-block, "removable".
    """
    found: dict[str, StickDrive] = {}
    for device, point, options, file_system in _mounted(mounts):
        if device in found or file_system in _DISCS or not _is_stick(system / "dev" / "block" / device):
            continue
        for drive in _seen(point, shown(point.name), is_locked="ro" in options.split(","), room=room):
            found[device] = drive
    return sorted(found.values(), key=lambda drive: drive.path)


def _seen(path: Path, label: str, *, is_locked: bool, room: Room) -> Iterator[StickDrive]:
    try:
        free, size = room(path)
    except OSError:  # pulled out since it was listed
        return
    yield StickDrive(path, label, free, size, is_locked)


def _mounted(mounts: Path) -> Iterator[tuple[str, Path, str, str]]:
    """Device number, mount point, mount options and file system of every whole file system that is mounted."""
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        words = line.split(" ")
        if len(words) < 10 or "-" not in words[6:] or words[3] != "/":
            continue  # a folder of a stick shown elsewhere is no other stick
        point = words[4]
        for escaped, letter in _ESCAPES:
            point = point.replace(escaped, letter)
        yield words[2], Path(point), words[5], words[words.index("-", 6) + 1]


def _is_stick(device: Path) -> bool:
    if not device.exists():
        return False  # tmpfs and the like have no disk of their own
    block = device.resolve()
    flags = (block / "removable", block.parent / "removable")  # a partition's disk is the folder above it
    on_usb = any(part.startswith("usb") for part in block.parts)  # a USB disk calls itself fixed
    return on_usb or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


if sys.platform == "win32":
    import ctypes

    class Kernel32:
        """Asks this computer's Windows."""

        def __init__(self) -> None:
            self._kernel = ctypes.windll.kernel32
            self._kernel.SetThreadErrorMode(1, None)  # or an empty card reader opens a window that asks for a card

        def roots(self) -> Sequence[str]:
            """Every drive in use, as `E:\\`."""
            drives = self._kernel.GetLogicalDrives()
            return [f"{chr(ord('A') + place)}:\\" for place in range(26) if drives >> place & 1]

        def kind(self, root: str) -> int:
            """What GetDriveTypeW calls it."""
            return int(self._kernel.GetDriveTypeW(ctypes.c_wchar_p(root)))

        def volume(self, root: str) -> tuple[str, int] | None:
            """Label and file system flags; None where no medium is in."""
            label, flags = ctypes.create_unicode_buffer(261), ctypes.c_uint32()
            done = self._kernel.GetVolumeInformationW(
                ctypes.c_wchar_p(root), label, len(label), None, None, ctypes.byref(flags), None, 0
            )
            return (label.value, flags.value) if done else None

    def plugged_in() -> list[StickDrive]:
        """The sticks that are plugged in now, by path; one that is pulled out meanwhile is left out."""
        return windows_sticks(Kernel32(), room_of)

else:

    def plugged_in() -> list[StickDrive]:
        """The sticks that are plugged in now, by path; one that is pulled out meanwhile is left out."""
        return linux_sticks(Path("/proc/self/mountinfo"), Path("/sys"), room_of)
