"""The data folder: where everything of one register lies, and whether it may lie there."""

import os
import sys
import tempfile
from enum import Enum, auto
from pathlib import Path
from typing import Self

from desktop.store import swap
from desktop.store.folder_lock import FolderLock
from desktop.store.volumes import Drive, Probe, SystemProbe, bears_sync_marker, existing_parent, is_synced
from sync.errors import AppError
from sync.whole_file import is_full

WARN_BELOW_BYTES = 1_000_000_000
STOP_BELOW_BYTES = 200_000_000


class FolderMissing(AppError):
    """The data folder is not there."""

    code = "store.folder_missing"


class NotARegister(AppError):
    """The folder holds no register."""

    code = "store.not_a_register"


class DatabaseMissing(AppError):
    """The keys are there, the database is not."""

    code = "store.database_missing"


class AlreadyARegister(AppError):
    """A new register was to be made where one lies already."""

    code = "store.already_a_register"


class FolderReadOnly(AppError):
    """Nothing can be written into the data folder, or not into the database."""

    code = "store.folder_read_only"


class FolderUnusable(AppError):
    """The data folder cannot be made, or is no folder."""

    code = "store.folder_unusable"


class RemovableDrive(AppError):
    """The live database would lie on a stick."""

    code = "store.removable_drive"


class NetworkDrive(AppError):
    """The live database would lie on another computer's disk."""

    code = "store.network_drive"


class SyncedFolder(AppError):
    """The live database would lie where a cloud program copies files."""

    code = "store.synced_folder"


class NoRoom(AppError):
    """The disk is too full for a safe start of what was asked."""

    code = "store.no_room"


class Room(Enum):
    """How the disk stands."""

    PLENTY = auto()
    LOW = auto()
    VERY_LOW = auto()


def default_folder(*, demo: bool = False) -> Path:
    """Where a register lies when nobody says otherwise; the demo commune has a folder of its own."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / ("SoHoi-Demo" if demo else "SoHoi")
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / ("sohoi-demo" if demo else "sohoi")


class DataFolder:
    """One register's files.

    Attributes:
        path: Absolute, links and mapped names resolved: what counts is where the bytes really lie.
        database: The encrypted register; opened through the store alone.
        keys: The wrapped file key.
        probe: How drives are asked.
    """

    def __init__(self, path: Path, *, probe: Probe | None = None) -> None:
        self.path = path.expanduser().resolve()
        self.database = self.path / "register.db"
        self.keys = self.path / "keys.json"
        self.backups = self.path / "backups"
        self.outbox = self.path / "outbox"
        self.settings = self.path / "settings.json"
        self.logs = self.path / "logs"
        self.probe = probe or SystemProbe()
        self._lock: FolderLock | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether this program holds the folder."""
        return self._lock is not None

    @property
    def is_register(self) -> bool:
        """Whether a register lies here, to be opened rather than made."""
        return self.database.exists() or swap.is_pending(self.path)

    def create(self) -> Self:
        """Make the folder, or take an empty one, and hold it for a new register.

        Raises:
            AlreadyARegister: one lies here.
            NoRoom: the disk is too full to begin.
            FolderUnusable, and what `open` raises of drives, writing and a second window.
        """
        if self.is_register:
            raise AlreadyARegister(folder=str(self.path))
        self.require_room()
        return self.take()

    def take(self) -> Self:
        """Hold the folder whatever lies in it, making it where it is missing: what a restore needs.

        Raises:
            FolderUnusable, and what `open` raises of drives, writing and a second window.
        """
        self.require_place()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise FolderUnusable(str(exc), folder=str(self.path)) from exc
        return self._hold()

    def open(self) -> Self:
        """Check the folder and hold it until `close` or the end of the program, however it ends.

        A restore that a power cut interrupted is finished here.

        Raises:
            FolderMissing, NotARegister, DatabaseMissing: nothing here to open.
            RemovableDrive, NetworkDrive, SyncedFolder: a live database would be lost here sooner or later.
            FolderReadOnly, NoRoom: nothing can be written here.
            FolderInUse: another window has it.
        """
        if not os.path.isdir(self.path):  # unlike Path.is_dir, also where a folder above is closed to this user
            raise FolderMissing(folder=str(self.path))
        if not self.is_register:
            raise (DatabaseMissing if self.keys.exists() else NotARegister)(folder=str(self.path))
        self.require_place()
        self._hold()
        try:
            swap.finish(self.path)
            self._check_database()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Let another window in; twice does no harm."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def free_bytes(self) -> int:
        """Room left on its disk."""
        return self.probe.free_bytes(existing_parent(self.path))

    @property
    def room(self) -> Room:
        """How the disk stands: below 1 GB a warning, below 200 MB nothing risky is begun."""
        free = self.free_bytes
        if free < STOP_BELOW_BYTES:
            return Room.VERY_LOW
        return Room.LOW if free < WARN_BELOW_BYTES else Room.PLENTY

    def require_room(self, needed_bytes: int = 0) -> None:
        """Stop before an import, a migration, a restore or an update that the disk could not finish.

        Raises:
            NoRoom: less than 200 MB would be left.
        """
        free = self.free_bytes
        if free - needed_bytes < STOP_BELOW_BYTES:
            needed = needed_bytes + STOP_BELOW_BYTES
            raise NoRoom(folder=str(self.path), free_mb=free // 1_000_000, needed_mb=-(-needed // 1_000_000))

    def require_place(self) -> None:
        """Stop where a live database would be lost sooner or later; asks also for a folder that is not made yet.

        Raises:
            RemovableDrive, NetworkDrive, SyncedFolder.
        """
        place = existing_parent(self.path)
        volume = self.probe.volume(place)
        details = {"folder": str(self.path)}
        if volume.drive is Drive.NETWORK:
            raise NetworkDrive(**details)
        if is_synced(self.path, self.probe.environment(), label=volume.label) or bears_sync_marker(place):
            raise SyncedFolder(**details)
        if volume.drive is Drive.REMOVABLE:
            raise RemovableDrive(**details)

    def _hold(self) -> Self:
        if self._lock is not None:
            return self
        try:
            with tempfile.NamedTemporaryFile(dir=self.path, prefix=".write-") as trial:
                trial.write(b"\0" * 4096)
                trial.flush()
                os.fsync(trial.fileno())
            self._lock = FolderLock(self.path / "sohoi.lock")
            for folder in (self.backups, self.outbox, self.logs):
                folder.mkdir(exist_ok=True)
        except OSError as exc:
            self.close()
            if is_full(exc):
                raise NoRoom(folder=str(self.path), free_mb=0, needed_mb=STOP_BELOW_BYTES // 1_000_000) from exc
            raise FolderReadOnly(str(exc), folder=str(self.path)) from exc
        return self

    def _check_database(self) -> None:
        """A file marked read-only (copied from a CD, say) opens, and then refuses the first save."""
        try:
            with self.database.open("r+b"):
                pass
        except OSError as exc:
            raise FolderReadOnly(str(exc), folder=str(self.path)) from exc
