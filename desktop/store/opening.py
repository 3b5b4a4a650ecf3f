"""Making a register file, and bringing an existing one to the present declarations before anybody works in it."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.connection import StoreConnection, connect, keyed
from desktop.store.edition import VERSION, edition
from desktop.store.folder import AlreadyARegister
from desktop.store.troubles import Damaged, explained
from sync.errors import AppError
from sync.renaming import replace, sync_folder
from sync.whole_file import PART

_PAGE_BYTES = 4096
_DECLARATIONS = "desktop.models.record"


class NoRegister(AppError):
    """There is no register file in the folder."""

    code = "store.missing"


class Unreadable(AppError):
    """Not one page of the file opens with this key: it belongs to other keys, or is damaged from its first byte on."""

    code = "store.unreadable"


class NewerFile(AppError):
    """A newer program wrote the file."""

    code = "store.newer"


def create(path: Path, key: bytes, *, commune: str) -> None:
    """Make an empty register; it bears its name only once it is whole.

    Args:
        commune: Official 5-digit code of the commune it belongs to.
    Raises:
        AlreadyARegister: one lies there.
    """
    from desktop.store import widening

    if path.exists():
        raise AlreadyARegister(folder=str(path.parent))
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    with explained(path), closing(connect(part, key)) as connection:
        widening.make(connection, commune=commune)
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
    replace(part, path)
    sync_folder(path.parent)


def prepare(path: Path, key: bytes) -> None:
    """Check that the file can be opened and fits the program; widen it if the program declares more.

    Raises:
        NoRegister, Unreadable, Damaged, NewerFile; and what `back_up` raises, for a file is copied before it is
        widened.
    """
    if not path.exists():
        raise NoRegister(folder=str(path.parent))
    with explained(path), _opened(path, key) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise NewerFile()
        if version == 0:  # no table was ever made, or the file is a new one where the old one was
            raise Damaged("no tables", folder=str(path.parent))
        if _DECLARATIONS in sys.modules or not _is_of_this_edition(connection):
            from desktop.store.widening import widen

            widen(connection, path, key)
            _note_edition(connection)


def _is_of_this_edition(connection: StoreConnection) -> bool:
    """Whether this very program found the file fitting before, so that the declarations need not be loaded for it."""
    return bool(connection.execute("SELECT value FROM local_meta WHERE key = 'edition'").fetchone() == (edition(),))


def _note_edition(connection: StoreConnection) -> None:
    if not _is_of_this_edition(connection):
        connection.execute("INSERT OR REPLACE INTO local_meta (key, value) VALUES ('edition', ?)", (edition(),))


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[StoreConnection]:
    try:
        connection = connect(path, key)
    except sqlcipher.DatabaseError as exc:
        if exc.sqlite_errorname == "SQLITE_NOTADB" and not _opens_any_page(path, key):
            raise Unreadable(folder=str(path.parent)) from exc
        raise
    with closing(connection):
        yield connection


def _opens_any_page(path: Path, key: bytes) -> bool:
    """Whether the seal of at least one page fits the key: then the key is right and the file is damaged."""
    with closing(keyed(path, key)) as connection:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return len(broken) < path.stat().st_size // _PAGE_BYTES
