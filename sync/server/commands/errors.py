"""What can stand in the way of a command of the server."""

from sync.errors import AppError


class ServerRunning(AppError):
    """The province of this folder is being served; restoring it now would pull its data from under the server."""

    code = "server.running"


class PasswordsDiffer(AppError):
    """A new password was typed twice, and not alike."""

    code = "server.passwords_differ"


class DatabaseNamed(AppError):
    """The province keeps its data in PostgreSQL and nobody said where; an empty file must not take its place."""

    code = "server.database_named"
