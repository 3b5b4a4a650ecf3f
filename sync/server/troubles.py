"""What can go wrong with the province's database while it is in use, told from its drivers' error codes."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2 as sqlcipher

from sync.errors import AppError


class DatabaseUnreachable(AppError):
    """PostgreSQL does not answer, or lets nobody in by this address, name and password; nothing was kept."""

    code = "server.database_unreachable"


class DatabaseFull(AppError):
    """The disk under the database is full; what was kept before is untouched, this was not kept."""

    code = "server.database_full"


class DatabaseTrouble(AppError):
    """The disk under the database refuses to read or write; this was not kept."""

    code = "server.database_trouble"


class DatabaseDamaged(AppError):
    """Parts of the database are not what was written."""

    code = "server.database_damaged"


class DatabaseReadOnly(AppError):
    """The database may be read and not written: a standby, a protected folder, a user without rights."""

    code = "server.database_read_only"


class DatabaseBusy(AppError):
    """Others held what this needed for too long; nothing was kept, and the same again will do."""

    code = "server.database_busy"


class DatabaseNewer(AppError):
    """A newer program wrote the database."""

    code = "server.newer"


class WrongDatabaseKey(AppError):
    """The database file does not open with the key of this province."""

    code = "server.wrong_key"


class DatabaseUnfit(AppError):
    """The address names no PostgreSQL database, or one that does not keep text as UTF-8."""

    code = "server.database_unfit"


_PRIMARY = 0xFF  # the low byte of SQLite's code; the rest says where it happened
_OF_SQLITE: dict[int, type[AppError]] = {
    13: DatabaseFull,
    8: DatabaseReadOnly,
    10: DatabaseTrouble,
    14: DatabaseTrouble,
    11: DatabaseDamaged,
    26: DatabaseDamaged,
    5: DatabaseBusy,
    6: DatabaseBusy,
}
_OF_POSTGRESQL: dict[str, type[AppError]] = {  # by the code, or by its class of two letters
    "53100": DatabaseFull,
    "53": DatabaseBusy,
    "58": DatabaseTrouble,
    "XX001": DatabaseDamaged,
    "XX002": DatabaseDamaged,
    "25006": DatabaseReadOnly,
    "42501": DatabaseReadOnly,
    "40": DatabaseBusy,
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,
    "57P": DatabaseUnreachable,
    "08": DatabaseUnreachable,
    "28": DatabaseUnreachable,
    "3D000": DatabaseUnreachable,
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn the drivers' errors about the database into words; what is a bug passes as it is.

    Args:
        where: The folder, or the address without its password.
    Raises:
        DatabaseUnreachable, DatabaseFull, DatabaseTrouble, DatabaseDamaged, DatabaseReadOnly, DatabaseBusy.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's
        if (kind := trouble_of(cause)) is None:
            raise
        raise kind(str(cause), where=where) from error


def trouble_of(cause: BaseException) -> type[AppError] | None:
    """Which of the foreseen troubles a driver's error is; None for a bug."""
    if isinstance(cause, PoolTimeout):
        return DatabaseBusy
    if isinstance(cause, sqlcipher.DatabaseError):
        return _OF_SQLITE.get(int(getattr(cause, "sqlite_errorcode", 0) or 0) & _PRIMARY)
    if not hasattr(cause, "sqlstate"):  # not psycopg's, which is loaded only for PostgreSQL
        return None
    if cause.sqlstate is None:  # said by the driver and not by the database: no connection, or a lost one
        return DatabaseUnreachable if type(cause).__name__ == "OperationalError" else None
    state = str(cause.sqlstate)
    return next((_OF_POSTGRESQL[part] for part in (state, state[:3], state[:2]) if part in _OF_POSTGRESQL), None)


def is_about_values(error: BaseException) -> bool:
    """Whether PostgreSQL refused a value itself, such as a number that its column cannot hold; a file takes it."""
    cause = getattr(error, "orig", None) or error
    return str(getattr(cause, "sqlstate", None) or "").startswith("22")
