"""What can go wrong with making a backup and with coming back from one."""

from sync.errors import AppError


class BackupGone(AppError):
    """The backup, or the drive it lies on, is not there any more."""

    code = "backup.gone"


class NotABackup(AppError):
    """The file is something else."""

    code = "backup.not_a_backup"


class BackupTruncated(AppError):
    """The file ends too early: a copy that was cut short, or a stick pulled out."""

    code = "backup.truncated"


class BackupDamaged(AppError):
    """The file's content is not what was written into it."""

    code = "backup.damaged"


class BackupNewer(AppError):
    """A newer program made the backup."""

    code = "backup.newer"


class PlaceGone(AppError):
    """The folder to back up into is not there, or vanished meanwhile."""

    code = "backup.place_gone"


class PlaceReadOnly(AppError):
    """The folder to back up into cannot be written."""

    code = "backup.place_read_only"


class PlaceTaken(AppError):
    """A file that is no backup bears the name."""

    code = "backup.place_taken"


class BackupNoRoom(AppError):
    """The backup would not fit; nothing was begun."""

    code = "backup.no_room"


class BackupDiskFull(AppError):
    """The disk filled up on the way; the half-written file is gone again."""

    code = "backup.disk_full"


class BackupFailed(AppError):
    """What was written does not read back as it was written."""

    code = "backup.failed"


class SourceDamaged(AppError):
    """The register itself does not pass its checks, so no good backup can be made of it."""

    code = "backup.source_damaged"
