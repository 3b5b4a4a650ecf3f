"""On what kind of drive a folder lies, and how much room is left there."""

import ntpath
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePath
from typing import Protocol

_NETWORK_SYSTEMS = frozenset(
    {"afs", "ceph", "cifs", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
    | {"fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs"}
)
_SYNCED_NAMES = frozenset(
    {
        "box",
        "box sync",
        "clouddocs",
        "cloudstorage",
        "drive của tôi",
        "dropbox",
        "google drive",
        "googledrive",
        "icloud",
    }
    | {"icloud drive", "iclouddrive", "mega", "mobile documents", "my drive", "nextcloud", "onedrive", "owncloud"}
    | {"pcloud", "pclouddrive", "syncthing", "yandexdisk"}
)
_SYNCED_PREFIXES = ("dropbox (", "dropbox-", "googledrive-", "google drive (", "onedrive -", "onedrive-")
_SYNC_MARKERS = (
    ".849C9593-D756-4E56-8D6E-42412F2A707B",  # OneDrive
    ".dropbox.cache",
    ".tmp.drivedownload",  # Google Drive
    ".tmp.driveupload",
    ".owncloudsync.log",
    ".sync_folder_marker",
    ".stfolder",  # Syncthing
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


class Drive(Enum):
    """What a folder lies on."""

    FIXED = auto()
    REMOVABLE = auto()
    NETWORK = auto()


@dataclass(frozen=True, slots=True)
class Volume:
    """What is known of the drive under a folder.

    Attributes:
        label: The drive's own name; Google Drive shows itself as a fixed drive with its name.
    """

    drive: Drive
    label: str = ""


class Probe(Protocol):
    """What the folder checks ask the computer; tests answer in its place."""

    def volume(self, folder: Path) -> Volume:
        """The drive under `folder`."""

    def free_bytes(self, folder: Path) -> int:
        """Room that a user may still fill there."""

    def environment(self) -> Mapping[str, str]:
        """Environment variables, in which OneDrive says where it keeps its copy."""


class SystemProbe:
    """Asks this computer."""

    def volume(self, folder: Path) -> Volume:
        """The drive under `folder`; what cannot be told counts as fixed."""
        if sys.platform == "win32":
            return _windows_volume(folder)
        return linux_volume(folder, Path("/proc/self/mountinfo"), Path("/sys"))

    def free_bytes(self, folder: Path) -> int:
        """Room that a user may still fill there."""
        return shutil.disk_usage(folder).free

    def environment(self) -> Mapping[str, str]:
        """The environment of this process."""
        return os.environ


def is_synced(folder: PurePath, environment: Mapping[str, str], *, label: str = "") -> bool:
    """Tell whether a cloud program copies `folder` away and back, by its names; asks no disk.

    >>> from pathlib import PureWindowsPath
    >>> is_synced(PureWindowsPath(r"C:\\Users\\lan\\OneDrive - Hoi LHPN\\So"), {})
    True
    >>> is_synced(PureWindowsPath(r"C:\\Users\\lan\\AppData\\Local\\SoHoi"), {"OneDrive": r"C:\\Users\\lan\\OneDrive"})
    False
    """
    names = [part.casefold() for part in folder.parts] + [label.casefold()]
    if any(name in _SYNCED_NAMES or name.startswith(_SYNCED_PREFIXES) for name in names):
        return True
    roots = [type(folder)(environment[name]) for name in _SYNC_VARIABLES if environment.get(name)]
    return any(folder.is_relative_to(root) for root in roots)


def bears_sync_marker(folder: Path) -> bool:
    """Tell whether a cloud program left its mark in `folder` or above it."""
    return any((above / marker).exists() for above in (folder, *folder.parents) for marker in _SYNC_MARKERS)


def linux_volume(folder: Path, mounts: Path, system: Path) -> Volume:
    """The drive under `folder` by the kernel's own tables.

    Args:
        mounts: `/proc/self/mountinfo`.
        system: `/sys`.
    Source:
        proc_pid_mountinfo(5); sysfs-block, "removable".
    """
    found = _mount_of(folder, mounts)
    if found is None:
        return Volume(Drive.FIXED)
    device, file_system = found
    if file_system in _NETWORK_SYSTEMS:
        return Volume(Drive.NETWORK)
    return Volume(Drive.REMOVABLE if _is_removable(system / "dev" / "block" / device) else Drive.FIXED)


def _mount_of(folder: Path, mounts: Path) -> tuple[str, str] | None:
    """Device number and file system of the innermost mount above `folder`; the last one there covers the others."""
    best: tuple[int, str, str] | None = None
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        words = line.split(" ")
        point = PurePath(words[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if folder.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = len(point.parts), words[2], words[words.index("-") + 1]
    return best[1:] if best else None


def _is_removable(device: Path) -> bool:
    if not device.exists():
        return False  # overlay, tmpfs and the like have no disk of their own
    block = device.resolve()
    flags = [block / "removable", block.parent / "removable"]  # a partition's disk is the folder above it
    on_usb = any(part.startswith("usb") for part in block.parts)  # a USB disk calls itself fixed
    return on_usb or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


if sys.platform == "win32":
    import ctypes

    _DRIVES = {2: Drive.REMOVABLE, 4: Drive.NETWORK, 5: Drive.REMOVABLE}  # 5: a CD

    def _windows_volume(folder: Path) -> Volume:
        """The drive under `folder`, as Windows calls it.

        Source:
            GetDriveTypeW, GetVolumeInformationW.
        """
        if is_network_path(str(folder)):
            return Volume(Drive.NETWORK)
        root = folder.anchor
        kind = ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root))
        label = ctypes.create_unicode_buffer(261)
        ctypes.windll.kernel32.GetVolumeInformationW(
            ctypes.c_wchar_p(root), label, len(label), None, None, None, None, 0
        )
        return Volume(_DRIVES.get(kind, Drive.FIXED), label.value)


def is_network_path(path: str) -> bool:
    r"""Tell a share by its name (`\\server\folder`), mapped drives not included.

    >>> is_network_path("//may-chu/hoi"), is_network_path(r"\\?\C:\SoHoi"), is_network_path(r"C:\SoHoi")
    (True, False, False)
    """
    drive = ntpath.splitdrive(path.replace("/", "\\"))[0]
    if drive.upper().startswith("\\\\?\\UNC"):
        return True
    return drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))


def existing_parent(folder: Path) -> Path:
    """The nearest folder above, or itself, that is there: where a new one would lie."""
    candidates: Sequence[Path] = (folder, *folder.parents)
    return next(candidate for candidate in candidates if os.path.isdir(candidate))
