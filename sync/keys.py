"""A computer's or a province's keys: one pair to sign with, one pair to seal to."""

from dataclasses import dataclass, field
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others need to know one by.

    Attributes:
        verify: Ed25519 public key, 32 bytes.
        recipient: age recipient, "age1...".
    Raises:
        ValueError: one of them is no key.
    """

    verify: bytes
    recipient: str

    def __post_init__(self) -> None:
        if len(self.verify) != KEY_BYTES:
            raise ValueError("no Ed25519 key")
        check_recipient(self.recipient)


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """What never leaves its owner; neither part is shown in a log.

    Attributes:
        signing: Ed25519 seed, 32 bytes.
        identity: age identity, "AGE-SECRET-KEY-1...".
    """

    signing: bytes = field(repr=False)
    identity: str = field(repr=False)

    @classmethod
    def generate(cls) -> "PrivateKeys":
        """New keys from the system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))

    @property
    def public(self) -> PublicKeys:
        """The other halves."""
        return PublicKeys(self._signer().public_key().public_bytes_raw(), recipient_of(self.identity))

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes; the same message gives the same signature."""
        return self._signer().sign(message)

    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.signing)


def is_signed(verify: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of `verify` signed exactly `message`; False for keys and signatures that are none, too."""
    try:
        Ed25519PublicKey.from_public_bytes(verify).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def recipient_of(identity: str) -> str:
    """The age recipient that belongs to an age identity; ValueError when it is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as exc:
        raise ValueError("no age identity") from exc


def check_recipient(recipient: str) -> None:
    """Raise ValueError unless it is an age recipient as age itself writes it."""
    try:
        written = str(pyrage.x25519.Recipient.from_str(recipient))
    except pyrage.RecipientError as exc:
        raise ValueError("no age recipient") from exc
    if written != recipient:
        raise ValueError("an age recipient in another spelling")
