r"""The backup file: one header, the wrapped keys, the encrypted database.

    16 bytes   b"SOHOI BACKUP\r\n\x1a" and the format's version, 1
     4 bytes   length of the header, big-endian
               the header: JSON, see `BackupHeader`
    32 bytes   SHA-256 of the header
               keys.json as it was
               the SQLCipher database, to the end of the file

Nothing in it says anything about people but the short names in the key file; the database stays encrypted throughout.
"""

import hashlib
import json
import os
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Self

from desktop.store.backup_errors import (
    BackupDamaged,
    BackupFailed,
    BackupGone,
    BackupNewer,
    BackupTruncated,
    NotABackup,
)
from sync.renaming import replace, sync_folder
from sync.whole_file import PART

MAGIC = b"SOHOI BACKUP\r\n\x1a"
FORMAT = 1
_LENGTH = struct.Struct(">I")
_LONGEST_HEADER = 64 * 1024
_CHUNK = 1 << 20

Report = Callable[[int, int], None]
"""Called with bytes done and bytes in all; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """What a backup says of itself before anybody types a password.

    Attributes:
        id: 32 hex digits; a register restored from it keeps this.
        made_at: UTC, ISO 8601.
        schema: `user_version` of the database.
        program: Version of the program that made it.
    """

    id: str
    made_at: str
    schema: int
    program: str
    keys_bytes: int
    keys_sha256: str
    database_bytes: int
    database_sha256: str

    @property
    def made(self) -> datetime:
        """When it was made, an aware instant."""
        return datetime.fromisoformat(self.made_at).astimezone(UTC)

    def to_bytes(self) -> bytes:
        """The header as it stands in the file."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read a header whose checksum was right.

        Raises:
            BackupDamaged: a part of it is missing or of the wrong type.
        """
        try:
            known: dict[str, Any] = {name: json.loads(data)[name] for name in cls.__dataclass_fields__}
            if not all(isinstance(known[name], int) for name in ("schema", "keys_bytes", "database_bytes")):
                raise BackupDamaged("a length is no number")
            header = cls(**known)
            header.made  # noqa: B018  (a date that cannot be read is damage too)
        except (KeyError, TypeError, ValueError) as exc:
            raise BackupDamaged(str(exc)) from exc
        return header


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup whose frame is sound: header read, length right, keys whole. The database is checked by `extract`."""

    path: Path
    header: BackupHeader
    keys: bytes
    size_bytes: int

    @classmethod
    def read(cls, path: Path) -> Self:
        """Look at a backup without any password.

        Raises:
            BackupGone, NotABackup, BackupTruncated, BackupDamaged, BackupNewer.
        """
        with _reading(path) as file:
            size = os.fstat(file.fileno()).st_size
            _check_magic(file.read(len(MAGIC) + 1))
            (length,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
            if length > _LONGEST_HEADER:
                raise BackupDamaged("absurd header")
            text, checksum = _exactly(file, length), _exactly(file, 32)
            if hashlib.sha256(text).digest() != checksum:
                raise BackupDamaged("header")
            header = BackupHeader.from_bytes(text)
            expected = file.tell() + header.keys_bytes + header.database_bytes
            if size != expected:
                raise (BackupTruncated if size < expected else BackupDamaged)(found=size, expected=expected)
            keys = _exactly(file, header.keys_bytes)
        if hashlib.sha256(keys).hexdigest() != header.keys_sha256:
            raise BackupDamaged("keys")
        return cls(path, header, keys, size)

    def extract(self, target: Path, report: Report) -> None:
        """Copy the database, still encrypted, to `target` and flush it.

        Raises:
            BackupGone, BackupTruncated, BackupDamaged: what was read is not what was once written.
        """
        digest = hashlib.sha256()
        with target.open("xb") as out:
            for chunk in self._database(report):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != self.header.database_sha256:
            raise BackupDamaged("database")

    def _database(self, report: Report) -> Iterator[bytes]:
        left = total = self.header.database_bytes
        with _reading(self.path) as file:
            file.seek(self.size_bytes - total)
            while left:
                report(total - left, total)
                chunk = _exactly(file, min(_CHUNK, left))
                left -= len(chunk)
                yield chunk
            report(total, total)


def write(target: Path, header: BackupHeader, keys: bytes, database: Path, report: Report) -> None:
    """Write a backup beside `target`, flush it, read it back, and only then give it its name.

    Raises:
        BackupFailed: the medium gave back something else.
        OSError: it could not be written; nothing is left behind.
    """
    part = target.with_name(target.name + PART)
    text = header.to_bytes()
    frame = MAGIC + bytes([FORMAT]) + _LENGTH.pack(len(text)) + text + hashlib.sha256(text).digest() + keys
    written = hashlib.sha256(frame)
    try:
        with part.open("wb") as out:
            out.write(frame)
            for chunk in _chunks(database, report):
                written.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
            _forget_cache(out)
        if _digest(part) != written.digest():
            raise BackupFailed(place=str(target.parent))
        replace(part, target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def file_sha256(path: Path) -> str:
    """The checksum of a whole file, in hex."""
    return _digest(path).hex()


def _check_magic(start: bytes) -> None:
    if not start or (len(start) <= len(MAGIC) and MAGIC.startswith(start)):
        raise BackupTruncated(found=len(start), expected=len(MAGIC) + 1)
    if not start.startswith(MAGIC):
        raise NotABackup
    if start[-1] != FORMAT:
        raise (BackupNewer if start[-1] > FORMAT else BackupDamaged)(version=start[-1])


def _chunks(path: Path, report: Report) -> Iterator[bytes]:
    total, done = path.stat().st_size, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            report(done, total)
            done += len(chunk)
            yield chunk
    report(total, total)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _forget_cache(file: BinaryIO) -> None:
    """Let the reading back come from the stick, not from memory; Windows has no such call."""
    if sys.platform != "win32":
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as exc:
        raise BackupGone(str(exc), file=str(path)) from exc


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise BackupTruncated(found=len(data), expected=size)
    return data
