"""The backup of a province as a file: a ZIP archive, not compressed, of the sealed keys and the encrypted database."""

import hashlib
import json
import os
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sync.renaming import sync_folder
from sync.server import database, keyring
from sync.server.backup_errors import BackupDamaged, BackupNewer, BackupUnwritable, NotABackup

PART: Final = ".part"
_HEADER, _FORMAT, _VERSION = "backup.json", "sohoi-province-backup", 1
_CONTENT: Final = (keyring.FILE, database.FILE)
_CHUNK: Final = 1 << 20
_LONGEST_HEADER: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself before anybody types a password.

    Attributes:
        made_ms: By the server's clock, Unix milliseconds.
        kind: Which database it was made of; either can be restored from it.
        sha256: Digest of each file in it, in hex.
    """

    made_ms: int
    kind: str
    sha256: dict[str, str]


def pack(folder: Path, part: Path, *, made_ms: int, kind: str) -> None:
    """Put a folder's key file and database into one file, and see it onto the disk.

    Raises:
        BackupUnwritable: nothing is left there.
    """
    header = Header(made_ms, kind, {name: _digest(folder / name) for name in _CONTENT})
    try:
        with part.open("wb") as out:
            os.chmod(part, 0o600)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr(_HEADER, json.dumps({"format": _FORMAT, "version": _VERSION, **asdict(header)}))
                for name in _CONTENT:
                    archive.write(folder / name, name)
            out.flush()
            os.fsync(out.fileno())
    except BaseException as exc:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(exc, OSError):
            raise BackupUnwritable(str(exc), place=str(part.parent)) from exc
        raise


def publish(part: Path, file: Path) -> None:
    """Give a file that was proved its name.

    Raises:
        BackupUnwritable: an older one of that name stays.
    """
    try:
        os.replace(part, file)
        sync_folder(file.parent)
    except OSError as exc:
        raise BackupUnwritable(str(exc), place=str(file.parent)) from exc


def unpack(file: Path, folder: Path) -> Header:
    """Put what a backup holds into an empty folder.

    Raises:
        NotABackup, BackupDamaged, BackupNewer.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            header = _header(archive, file)
            for name in _CONTENT:
                digest = hashlib.sha256()
                with archive.open(name) as packed, (folder / name).open("wb") as out:
                    while chunk := packed.read(_CHUNK):
                        digest.update(chunk)
                        out.write(chunk)
                if digest.hexdigest() != header.sha256.get(name):
                    raise BackupDamaged(file=file.name)
    except zipfile.BadZipFile as exc:
        raise (BackupDamaged if _begins_as_one(file) else NotABackup)(str(exc), file=file.name) from exc
    except (KeyError, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile) as exc:
        raise BackupDamaged(str(exc), file=file.name) from exc
    except OSError as exc:
        raise NotABackup(str(exc), file=file.name) from exc
    return header


def _header(archive: zipfile.ZipFile, file: Path) -> Header:
    if _HEADER not in archive.namelist() or archive.getinfo(_HEADER).file_size > _LONGEST_HEADER:
        raise NotABackup(file=file.name)
    try:
        said: dict[str, Any] = json.loads(archive.read(_HEADER))
        if said["format"] != _FORMAT:
            raise NotABackup(file=file.name)
        if said["version"] > _VERSION:
            raise BackupNewer(file=file.name)
        return Header(int(said["made_ms"]), str(said["kind"]), dict(said["sha256"]))
    except (KeyError, TypeError, ValueError, RecursionError) as exc:
        raise BackupDamaged(str(exc), file=file.name) from exc


def _begins_as_one(file: Path) -> bool:
    """Whether a file that is no whole archive begins as our backups do."""
    with suppress(OSError), file.open("rb") as read:
        return _HEADER.encode() in read.read(256)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()
