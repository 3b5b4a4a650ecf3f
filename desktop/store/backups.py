"""A register in one file, and back: made while people work, proved before it counts, restored whole or not at all."""

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store import schema, swap
from desktop.store.backup_errors import (
    BackupDamaged,
    BackupDiskFull,
    BackupFailed,
    BackupGone,
    BackupNewer,
    BackupNoRoom,
    NotABackup,
    PlaceGone,
    PlaceReadOnly,
    PlaceTaken,
    SourceDamaged,
)
from desktop.store.backup_file import BackupFile, BackupHeader, Report, file_sha256, write
from desktop.store.engine import StoreConnection, connect
from desktop.store.folder import AlreadyARegister, DataFolder
from sync.errors import AppError
from sync.ids import uuid7
from sync.whole_file import is_full, write_whole

RESTORED_FROM = "restored_from"
_STEP_PAGES = 1024
_SPARE_BYTES = 1_000_000
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

Unlock = Callable[[bytes], bytes]
"""Gives the file key for the bytes of a `keys.json`; it asks for the password or the recovery code."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought.

    Attributes:
        made_at: When the backup was made, UTC.
        rows: Rows per table.
        replaced: The folder with the register that lay there before; None in a fresh folder.
    """

    made_at: datetime
    rows: Mapping[str, int]
    replaced: Path | None


def ignore_progress(_done: int, _total: int) -> None:
    """For whoever shows no progress."""


def back_up(
    source: DataFolder,
    key: bytes,
    target: Path,
    *,
    program: str = "",
    report: Report = ignore_progress,
    now: datetime | None = None,
) -> BackupHeader:
    """Put the register, as it stands at this moment, into one file. Safe while others write.

    The copy is opened, checked page by page and counted before it is written out, and what was written is read
    back before it gets its name; until then an older backup of that name stays.

    Args:
        program: Version of the program, for support.
        report: Called with bytes done and in all; may raise to cancel, which leaves nothing behind.
    Raises:
        PlaceGone, PlaceReadOnly, PlaceTaken, BackupNoRoom: nothing was begun.
        BackupDiskFull, BackupFailed: nothing is left behind.
        SourceDamaged: the register does not pass its checks.
    """
    target = target.absolute()
    _check_place(source, target)
    with _explained(source.backups), _workshop(source.backups) as workshop:
        snapshot = workshop / "register.db"
        version = _snapshot(source.database, key, snapshot, report)
        keys = source.keys.read_bytes()
        header = BackupHeader(
            id=uuid7().hex,
            made_at=(now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
            schema=version,
            program=program,
            keys_bytes=len(keys),
            keys_sha256=_sha256(keys),
            database_bytes=snapshot.stat().st_size,
            database_sha256=file_sha256(snapshot),
        )
        with _explained(target.parent):
            write(target, header, keys, snapshot, report)
    return header


def peek(file: Path) -> BackupHeader:
    """Say what a backup is without any password.

    Raises:
        BackupGone, NotABackup, BackupTruncated, BackupDamaged, BackupNewer.
    """
    return _read(file).header


def prove(file: Path, unlock: Unlock, workshop: Path, *, report: Report = ignore_progress) -> dict[str, int]:
    """Open a backup, check every page and count its rows, changing nothing.

    Args:
        workshop: A folder with room for the still encrypted database.
    Raises:
        what `peek` raises, what `unlock` raises, BackupDiskFull.
    """
    backup = _read(file)
    key = unlock(backup.keys)
    with _explained(workshop), _workshop(workshop) as place:
        backup.extract(place / "register.db", report)
        return _proved(place / "register.db", key)


def restore(
    file: Path,
    folder: DataFolder,
    unlock: Unlock,
    *,
    replacing: bool = False,
    report: Report = ignore_progress,
    now: datetime | None = None,
) -> Restored:
    """Make the register in a backup the one in `folder`, on this computer or another.

    Nothing there changes before the backup is proved; then the exchange happens whole, also through a power cut.
    The store of that folder must be closed. Afterwards the passwords are those of the backup.

    Args:
        replacing: Whether a register in `folder` may be put aside, into `Restored.replaced`.
    Raises:
        AlreadyARegister: one lies there and `replacing` was not said.
        NoRoom, BackupDiskFull, and what `DataFolder.take`, `peek` and `unlock` raise; nothing has changed then.
    """
    backup = _read(file)
    key = unlock(backup.keys)
    was_open = folder.is_open
    folder.take()
    try:
        swap.finish(folder.path)
        if folder.is_register and not replacing:
            raise AlreadyARegister(folder=str(folder.path))
        folder.require_room(backup.size_bytes)
        moment = (now or datetime.now(UTC)).astimezone(UTC)
        with _explained(folder.path), _making(folder.path, moment) as making:
            backup.extract(making / "register.db", report)
            rows = _proved(making / "register.db", key)
            _mark(making / "register.db", key, backup.header, moment)
            write_whole(making / "keys.json", backup.keys)
            replaced = swap.commit(making)
    finally:
        if not was_open:
            folder.close()
    return Restored(backup.header.made, rows, replaced)


def _read(file: Path) -> BackupFile:
    backup = BackupFile.read(file)
    if backup.header.schema > schema.VERSION:
        raise BackupNewer(version=backup.header.schema)
    return backup


def _check_place(source: DataFolder, target: Path) -> None:
    place = target.parent
    if not place.is_dir():
        raise PlaceGone(place=str(place))
    if target.exists() and not _is_backup(target):
        raise PlaceTaken(file=target.name, place=str(place))
    needed = sum(path.stat().st_size for path in source.path.glob("register.db*")) + _SPARE_BYTES
    same_disk = place.stat().st_dev == source.path.stat().st_dev
    for folder, bytes_here in ((place, needed * (2 if same_disk else 1)), (source.path, needed)):
        free = source.probe.free_bytes(folder)
        if free < bytes_here:
            raise BackupNoRoom(place=str(folder), free_mb=free // 1_000_000, needed_mb=-(-bytes_here // 1_000_000))


def _is_backup(target: Path) -> bool:
    try:
        BackupFile.read(target)
    except AppError as problem:  # a half-written or damaged backup may be replaced by a whole one
        return not isinstance(problem, BackupGone | NotABackup)
    return True


def _snapshot(database: Path, key: bytes, snapshot: Path, report: Report) -> int:
    """Copy the database as of one moment, prove the copy against it, give its schema version."""
    try:
        with closing(connect(database, key, read_only=True)) as source, closing(connect(snapshot, key)) as copy:
            source.execute("BEGIN")  # holds the moment still: writers go on, the copy does not begin anew
            (version,) = source.execute("PRAGMA user_version").fetchone()
            expected = _count_rows(source)
            page_bytes = int(source.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher gives it as text

            def stepped(_status: int, remaining: int, total: int) -> None:
                report((total - remaining) * page_bytes, total * page_bytes)

            copy.execute("PRAGMA synchronous=OFF")  # a crash leaves it behind unused; what counts is flushed later
            source.backup(copy, pages=_STEP_PAGES, progress=stepped)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, without a log beside it
            found = _checked_rows(copy)
    except sqlcipher.DatabaseError as exc:
        raise _explained_by_driver(exc, snapshot.parent) from exc
    if found is None or found != expected:
        raise SourceDamaged
    return int(version)


def _explained_by_driver(error: Exception, place: Path) -> Exception:
    text = str(error)
    if "full" in text:
        return BackupDiskFull(place=str(place))
    if "I/O" in text or "unable to open" in text:
        return BackupFailed(place=str(place))
    return SourceDamaged(text)


def _proved(database: Path, key: bytes) -> dict[str, int]:
    """Rows per table of an extracted backup that passes every check."""
    try:
        with closing(connect(database, key, read_only=True)) as connection:
            rows = _checked_rows(connection)
    except sqlcipher.DatabaseError as exc:
        raise BackupDamaged(str(exc)) from exc
    if rows is None:
        raise BackupDamaged("integrity")
    return rows


def _checked_rows(connection: StoreConnection) -> dict[str, int] | None:
    """Rows per table, or None where the seal of a page, an index or a table is broken."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        return None
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return None
    return _count_rows(connection)


def _count_rows(connection: StoreConnection) -> dict[str, int]:
    listed = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(listed)}


def _mark(database: Path, key: bytes, header: BackupHeader, moment: datetime) -> None:
    """Leave word of the restore in the register, and make it fit to work in again."""
    mark = {"backup": header.id, "made_at": header.made_at, "restored_at": moment.isoformat(timespec="seconds")}
    try:
        with closing(connect(database, key)) as connection:
            connection.execute(
                "INSERT OR REPLACE INTO local_meta (key, value) VALUES (?, ?)",
                (RESTORED_FROM, json.dumps(mark).encode()),
            )
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
    except sqlcipher.DatabaseError as exc:
        raise _explained_by_driver(exc, database.parent) from exc


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder for the time of the work; it only ever holds encrypted files."""
    folder.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=swap.WORKSHOP, dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _making(folder: Path, moment: datetime) -> Iterator[Path]:
    making = swap.begin(folder, f"{moment:%Y%m%d-%H%M%S}-{os.urandom(2).hex()}")
    try:
        yield making
    finally:
        shutil.rmtree(making, ignore_errors=True)  # gone already when it was put in place


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    """Say which of the few things happened to the disk."""
    try:
        yield
    except OSError as exc:
        details = {"place": str(place)}
        if is_full(exc):
            raise BackupDiskFull(str(exc), **details) from exc
        if exc.errno in _READ_ONLY:
            raise PlaceReadOnly(str(exc), **details) from exc
        raise PlaceGone(str(exc), **details) from exc
