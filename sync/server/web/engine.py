"""What the network side asks of the province, and nothing more."""

from collections.abc import Sequence
from typing import Protocol

from sync.bundle import Sealed
from sync.standing import Cursor, Standing, Timeline


class Device(Protocol):
    """A computer as the province knows it.

    Attributes:
        verify: Its Ed25519 key, 32 bytes.
        status: "active", "suspended", "revoked" or "replaced".
    """

    @property
    def verify(self) -> bytes: ...

    @property
    def status(self) -> str: ...


class Taken(Protocol):
    """What became of a bundle.

    Attributes:
        outcome: "applied", "known", "held" or "refused".
        reason: Stable reason of the last two.
    """

    @property
    def outcome(self) -> str: ...

    @property
    def reason(self) -> str: ...


class Engine(Protocol):
    """The province's engine. Each call is a transaction of its own; calls may come from several threads."""

    def timeline(self) -> Timeline:
        """The present life of the database."""

    def device(self, device: bytes) -> Device | None:
        """The computer with this id."""

    def enrol(self, blob: bytes) -> Sealed:
        """Admit a computer by its ENROL bundle; AppError when the invitation does not hold."""

    def take(self, blob: bytes) -> Taken:
        """Store and apply what went up."""

    def answer(self, device: bytes, standing: Standing) -> Sequence[Sealed]:
        """What the computer has to hear, in order."""

    def confirm(self, device: bytes, cursor: Cursor) -> None:
        """The computer has committed what it received up to here."""
