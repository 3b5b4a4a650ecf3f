"""A province in one file, and back: made while it works, proved before it counts, restored into either database.

Restoring always begins a new timeline, by which every computer notices and gives back what it holds.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select, text

from sync.clock import Clock
from sync.renaming import sync_folder
from sync.server import keyring, timelines
from sync.server.backup_errors import BackupDamaged, BackupUnwritable, DatabaseTaken
from sync.server.backup_file import PART, pack, publish, unpack
from sync.server.copying import copy_all, count_all
from sync.server.database import FILE, Database
from sync.server.key_errors import KeysExist
from sync.server.keyring import ProvinceKeys
from sync.server.tables import TIMELINE
from sync.server.troubles import DatabaseDamaged, WrongDatabaseKey
from sync.standing import Timeline
from sync.whole_file import write_whole

_REPLACED: Final = "replaced"
_OURS: Final = (keyring.FILE, keyring.SPARE, FILE, f"{FILE}-wal", f"{FILE}-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought.

    Attributes:
        made_ms: When the backup was made, Unix milliseconds.
        rows: Rows by table.
        timeline: The life that began with it.
        replaced: Folder with the files that lay there before; None where nothing did.
    """

    made_ms: int
    rows: Mapping[str, int]
    timeline: Timeline
    replaced: Path | None


def backup(
    database: Database, folder: Path, file: Path, keys: ProvinceKeys, *, clock: Clock | None = None
) -> dict[str, int]:
    """Put the province, as it stands at this moment, into one file. Safe while others write.

    Whichever database it is, the file holds an encrypted one with the same key, and the key file. It is opened,
    checked page by page and counted before it gets its name; until then an older backup of that name stays.

    Args:
        folder: The server's data folder, with room for another copy.
    Returns:
        Rows by table.
    Raises:
        BackupUnwritable: the place takes no file; nothing is left there.
        KeysMissing: the folder holds no key file.
        BackupDamaged: what was written reads otherwise.
        What `Database.open` and its transactions raise.
    """
    sealed = keyring.read(folder)
    if not file.parent.is_dir():
        raise BackupUnwritable(place=str(file.parent))
    with _workshop(folder) as workshop:
        rows = _copied(database, Database.open(None, workshop, keys.database_key))
        write_whole(workshop / keyring.FILE, sealed)
        part = file.with_name(file.name + PART)
        pack(workshop, part, made_ms=(clock or Clock()).now_ms(), kind=database.kind)
        try:
            if prove(part, workshop, keys) != rows:
                raise BackupDamaged(file=file.name)
            publish(part, file)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return rows


def prove(file: Path, folder: Path, keys: ProvinceKeys) -> dict[str, int]:
    """Open a backup, check every page and count its rows; nothing of the province is touched.

    Args:
        folder: Has room for the still encrypted database.
    Raises:
        NotABackup, BackupDamaged, BackupNewer, DatabaseNewer.
    """
    with _workshop(folder) as workshop:
        unpack(file, workshop)
        with _proved(workshop, keys, file) as database, database.reading() as db:
            return count_all(db)


def restore(
    file: Path,
    folder: Path,
    password: str,
    *,
    url: str | None = None,
    replacing: bool = False,
    clock: Clock | None = None,
) -> Restored:
    """Make the province in a backup the one of a server. That server must not run.

    Nothing there changes before the backup is proved. The password is afterwards that of the backup.

    Args:
        folder: The server's data folder, which is made if need be.
        url: Address of the PostgreSQL database that is to hold it; None for the encrypted file.
        replacing: Whether a province there may be replaced; its files are put aside, what PostgreSQL held is gone.
    Raises:
        KeysExist, DatabaseTaken: a province is there, and `replacing` was not said.
        WrongPassword, KeysDamaged: of the key file in the backup.
        KeysUnwritable, and what `prove` and `Database.open` raise.
    """
    clock = clock or Clock()
    if not replacing and any((folder / name).exists() for name in _OURS):
        raise KeysExist(folder=str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _workshop(folder) as workshop:
        header = unpack(file, workshop)
        keys = keyring.unlock(workshop, password)
        with _proved(workshop, keys, file) as source:
            with source.writing() as db:
                timeline = timelines.begin(db, "restore", now_ms=clock.now_ms())
                rows = count_all(db)
            if url is not None:
                _copied(source, Database.open(url, folder, None), replacing=replacing)
        replaced = _put_aside(folder, clock)
        if url is None:
            os.replace(workshop / FILE, folder / FILE)
        keyring.put(folder, keyring.read(workshop))
        sync_folder(folder)
    return Restored(header.made_ms, rows, timeline, replaced)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder for a while that is nobody's but the server's."""
    with tempfile.TemporaryDirectory(prefix="making-", dir=folder) as place:
        yield Path(place)


@contextmanager
def _proved(workshop: Path, keys: ProvinceKeys, file: Path) -> Iterator[Database]:
    """The database that was unpacked, brought to the present tables, once every page of it is what was written."""
    try:
        database = Database.open(None, workshop, keys.database_key)
    except (WrongDatabaseKey, DatabaseDamaged) as exc:
        raise BackupDamaged(str(exc), file=file.name) from exc
    with closing(database):
        with database.reading() as db:
            seals = db.execute(text("PRAGMA cipher_integrity_check")).all()
            if seals or db.execute(text("PRAGMA integrity_check")).scalars().all() != ["ok"]:
                raise BackupDamaged(file=file.name)
        yield database


def _copied(source: Database, target: Database, *, replacing: bool = True) -> dict[str, int]:
    """Copy everything, and close the database that was copied into."""
    with closing(target), source.reading() as read, target.writing() as write:
        if not replacing and _is_taken(write):
            raise DatabaseTaken(where=target.where)
        return copy_all(read, write)


def _is_taken(db: Connection) -> bool:
    return db.execute(select(TIMELINE.c.counter).limit(1)).first() is not None


def _put_aside(folder: Path, clock: Clock) -> Path | None:
    """Move the files of the province that lies there into a folder of their own."""
    files = [folder / name for name in _OURS if (folder / name).exists()]
    if not files:
        return None
    moment = datetime.fromtimestamp(clock.now_ms() / 1000, UTC)
    aside = Path(tempfile.mkdtemp(prefix=f"{_REPLACED}-{moment:%Y%m%d-%H%M%S}-", dir=folder))
    for path in files:
        os.replace(path, aside / path.name)
    sync_folder(folder)
    return aside
