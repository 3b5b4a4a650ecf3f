"""What can be wrong with a province's key file, or with the password that is to open it."""

from sync.errors import AppError


class WrongPassword(AppError):
    """Not the password of this province."""

    code = "server.wrong_password"


class ShortPassword(AppError):
    """A password that is guessed too soon."""

    code = "server.short_password"


class KeysMissing(AppError):
    """The folder holds no province yet."""

    code = "server.keys_missing"


class KeysExist(AppError):
    """The folder holds a province already; overwriting its keys would lose it."""

    code = "server.keys_exist"


class KeysDamaged(AppError):
    """The key file is cut short or changed, and so is its spare copy; or it is none."""

    code = "server.keys_damaged"


class KeysNewer(AppError):
    """A newer program wrote the key file."""

    code = "server.keys_newer"


class KeysUnwritable(AppError):
    """The folder takes no key file: it is full, read-only, or gone."""

    code = "server.keys_unwritable"
