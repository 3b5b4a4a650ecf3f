"""Bundles that arrive in pieces: kept on disk until they are whole, so that a bad line never begins anew."""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.manifest_codec import MAX_BUNDLE

LARGEST: Final = MAX_BUNDLE
KEPT_S: Final = 60 * 24 * 3600
_EACH: Final = 16  # unfinished uploads of one computer; the oldest makes room


class UploadUnknown(Exception):
    """Nothing of this upload is here."""


class WrongOffset(Exception):
    """The piece does not follow what is here.

    Attributes:
        offset: Bytes that are here and safe.
    """

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Partial:
    """How much of one upload is here.

    Attributes:
        offset: Bytes written and flushed to disk.
        length: Bytes of the whole.
    """

    path: Path
    offset: int
    length: int


class Partials:
    """The folder of unfinished uploads, one folder in it per computer.

    A file is named for its upload, the whole length and the length that is safe: what a power cut left behind the
    safe length is written over. Safe to share between threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def begin(self, device: bytes, upload: bytes, length: int) -> Partial:
        """Make room for an upload, or find it as it stands.

        Args:
            device: Whose it is, 16 bytes.
            upload: Id of the bundle, 16 bytes.
            length: Bytes of the whole, at most `LARGEST`.
        """
        with self._lock:
            known = self._find(device, upload)
            if known is not None and known.length == length:
                return known
            home = self._home(device)
            home.mkdir(parents=True, exist_ok=True)
            if known is not None:
                known.path.unlink()
            self._make_room(home)
            path = home / _name(upload, length, 0)
            path.touch()
            _flush_folder(home)
            return Partial(path, 0, length)

    def find(self, device: bytes, upload: bytes) -> Partial:
        """How it stands.

        Raises:
            UploadUnknown: never begun, finished, or given up after sixty days.
        """
        with self._lock:
            return self._required(device, upload)

    def append(self, device: bytes, upload: bytes, offset: int, piece: bytes) -> Partial:
        """Add a piece; it is on the disk when this returns.

        Raises:
            UploadUnknown: see `find`.
            WrongOffset: it would leave a gap, write over what is safe, or pass the announced length.
        """
        with self._lock:
            known = self._required(device, upload)
            if offset != known.offset or offset + len(piece) > known.length:
                raise WrongOffset(known.offset)
            with known.path.open("r+b") as file:
                file.seek(offset)
                file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            after = offset + len(piece)
            path = known.path.with_name(_name(upload, known.length, after))
            known.path.rename(path)
            return Partial(path, after, known.length)

    def whole(self, device: bytes, upload: bytes) -> bytes:
        """The finished upload.

        Raises:
            UploadUnknown: see `find`.
            WrongOffset: something is missing yet.
        """
        with self._lock:
            known = self._required(device, upload)
            if known.offset != known.length:
                raise WrongOffset(known.offset)
            return known.path.read_bytes()[: known.length]

    def drop(self, device: bytes, upload: bytes) -> None:
        """Forget an upload; nothing happens when there is none."""
        with self._lock:
            known = self._find(device, upload)
            if known is not None:
                known.path.unlink()

    def sweep(self, now_s: float | None = None) -> int:
        """Give up what nobody continued for sixty days; how many those were."""
        before = (time.time() if now_s is None else now_s) - KEPT_S
        with self._lock:
            old = [path for path in self._folder.glob("*/*.part") if path.stat().st_mtime < before]
            for path in old:
                path.unlink()
            return len(old)

    def _home(self, device: bytes) -> Path:
        return self._folder / device.hex()

    def _required(self, device: bytes, upload: bytes) -> Partial:
        known = self._find(device, upload)
        if known is None:
            raise UploadUnknown
        return known

    def _find(self, device: bytes, upload: bytes) -> Partial | None:
        for path in self._home(device).glob(f"{upload.hex()}-*.part"):
            _, length, offset = path.stem.split("-")
            return Partial(path, int(offset), int(length))
        return None

    def _make_room(self, home: Path) -> None:
        present = sorted(home.glob("*.part"), key=lambda path: path.stat().st_mtime)
        for path in present[: max(0, len(present) - _EACH + 1)]:
            path.unlink()


def _name(upload: bytes, length: int, offset: int) -> str:
    return f"{upload.hex()}-{length}-{offset}.part"


def _flush_folder(folder: Path) -> None:
    if os.name != "nt":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
