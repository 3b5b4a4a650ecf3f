"""Why a bundle is not taken; whatever the reason, nothing of it was applied."""

from sync.errors import AppError


class BundleDamaged(AppError):
    """A bundle is cut short, changed on the way, or no bundle at all."""

    code = "bundle.damaged"


class BundleForeign(AppError):
    """A bundle is sealed to somebody else, or its sender did not mean it for us."""

    code = "bundle.foreign"


class SenderUnknown(AppError):
    """Nobody we know signed the bundle."""

    code = "bundle.sender_unknown"


class SenderRevoked(AppError):
    """The computer that signed the bundle is no longer let in."""

    code = "bundle.sender_revoked"


class BundleNewer(AppError):
    """A newer program wrote the bundle; it is to be kept until this one is updated."""

    code = "bundle.newer"


class BundleTooLarge(AppError):
    """A bundle is larger than any that the protocol allows."""

    code = "bundle.too_large"
