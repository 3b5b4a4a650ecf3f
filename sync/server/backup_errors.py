"""Why a backup of the province cannot be made or used."""

from sync.errors import AppError


class BackupUnwritable(AppError):
    """The place for the backup is gone, full or read-only; nothing is left there."""

    code = "server.backup_unwritable"


class NotABackup(AppError):
    """No backup of a province, or none can be read there."""

    code = "server.not_a_backup"


class BackupDamaged(AppError):
    """A backup that was cut short or changed."""

    code = "server.backup_damaged"


class BackupNewer(AppError):
    """A newer program made the backup."""

    code = "server.backup_newer"


class DatabaseTaken(AppError):
    """The PostgreSQL database holds a province already."""

    code = "server.database_taken"
