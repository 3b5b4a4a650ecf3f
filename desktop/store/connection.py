"""Connections to the encrypted file, as the driver gives them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.names import accent_fold, fold, sort_key, text_sort_key

_PATIENCE_S = 10
_PRAGMAS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "synchronous=FULL",
    "temp_store=MEMORY",  # a sort that spills must not leave names on the disk
    "cache_size=-32768",  # a transaction of 20,000 rows with its log fits
    "wal_autocheckpoint=8000",  # 32 MB: so rarely that not one save in a hundred waits for it; closing does it anyway
)


class Mode(IntEnum):
    """What a write is.

    Attributes:
        CAPTURE: A person's; the triggers note it row by row.
        APPLY: One that arrived, or a value put right; only its search entry is noted.
        MIGRATE: A change of a table's shape.
    """

    CAPTURE = 0
    APPLY = 1
    MIGRATE = 2


class StoreConnection(sqlcipher.Connection):  # type: ignore[misc]
    """A connection that knows in which mode it writes."""

    _mode: int = 0

    @property
    def mode(self) -> Mode:
        """What a write is now."""
        return Mode(self._mode)

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._mode = int(mode)

    def mode_number(self) -> int:
        """The same for triggers, which ask for every row."""
        return self._mode

    @contextmanager
    def writing_as(self, mode: Mode) -> Iterator[None]:
        """Write in another mode for a while."""
        before, self.mode = self.mode, mode
        try:
            yield
        finally:
            self.mode = before


_NAMES = 8192  # as many as one commune has different ones of
_fold = lru_cache(maxsize=_NAMES)(fold)
_accent_fold = lru_cache(maxsize=_NAMES)(accent_fold)


def _fold_all(*texts: str | None) -> str:
    return " ".join([text if text.isdecimal() else _fold(text) for text in texts if text])


def _accent_all(*texts: str | None) -> str:
    """Only what can bear a mark: a number is found by the other column."""
    return " ".join([_accent_fold(text) for text in texts if text and not text.isdecimal()])


def _key_of(make: Callable[[str], bytes]) -> Callable[[str | None], bytes | None]:
    remembered = lru_cache(maxsize=_NAMES)(make)
    return lambda text: None if text is None else remembered(text)


_name_key, _text_key = _key_of(sort_key), _key_of(text_sort_key)


def keyed(path: Path | str, key: bytes) -> StoreConnection:
    """A connection that has read nothing yet: what `connect` begins with."""
    connection: StoreConnection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=_PATIENCE_S, factory=StoreConnection
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to stderr of every page it cannot open
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def connect(path: Path | str, key: bytes, *, read_only: bool = False) -> StoreConnection:
    """Open the file with its raw 32-byte key, with everything the tables' triggers call.

    Raises:
        sqlcipher3.dbapi2.DatabaseError: the first page does not open with this key, as the driver says it.
    """
    connection = keyed(path, key)
    try:
        _furnish(connection)
    except sqlcipher.Error:
        connection.close()
        raise
    if read_only:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _furnish(connection: StoreConnection) -> None:
    connection.create_function("sync_mode", 0, connection.mode_number)
    connection.create_function("fold_all", -1, _fold_all, deterministic=True)
    connection.create_function("accent_all", -1, _accent_all, deterministic=True)
    connection.create_function("name_key", 1, _name_key, deterministic=True)
    connection.create_function("text_key", 1, _text_key, deterministic=True)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
