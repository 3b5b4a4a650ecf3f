"""What can go wrong with users, passwords and the key file."""

from sync.errors import AppError


class WrongPassword(AppError):
    """The password does not open this user's wrap; `wait_s` says how long to wait before the next try."""

    code = "accounts.wrong_password"


class TriedTooSoon(AppError):
    """A try came before the wait after several wrong ones was over."""

    code = "accounts.tried_too_soon"


class WrongRecoveryCode(AppError):
    """The code is well-formed but belongs to another register, or an older sheet."""

    code = "accounts.wrong_recovery_code"


class ShortPassword(AppError):
    """The new password is too short."""

    code = "accounts.short_password"


class NoSuchUser(AppError):
    """Nobody by that name or id is in the key file."""

    code = "accounts.no_such_user"


class LabelTaken(AppError):
    """Two users would bear the same short name."""

    code = "accounts.label_taken"


class BadLabel(AppError):
    """The short name is empty or too long."""

    code = "accounts.bad_label"


class LastChair(AppError):
    """Nobody would be left who may manage users."""

    code = "accounts.last_chair"


class KeysMissing(AppError):
    """The key file is not there."""

    code = "accounts.keys_missing"


class KeysExist(AppError):
    """The folder already holds a register's keys."""

    code = "accounts.keys_exist"


class KeysDamaged(AppError):
    """The key file and its spare copy cannot be read."""

    code = "accounts.keys_damaged"


class KeysNewer(AppError):
    """The key file was written by a newer program."""

    code = "accounts.keys_newer"


class KeysWeakened(AppError):
    """The key file asks for a key derivation that is too weak, or too heavy to be honest."""

    code = "accounts.keys_weakened"


class KeysAltered(AppError):
    """Somebody changed users or roles in the key file without knowing the key."""

    code = "accounts.keys_altered"


class KeysUnwritable(AppError):
    """The key file could not be written; the old one still holds."""

    code = "accounts.keys_unwritable"
