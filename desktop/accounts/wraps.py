"""One secret locked by another: a file key sealed under what a person types or reads off paper."""

import base64
import binascii
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from desktop.accounts.errors import KeysDamaged, KeysWeakened

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_SEALED_BYTES = KEY_BYTES + 16


class SecretRefused(Exception):
    """The secret does not open the wrap; the caller knows whose it was and says so."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess of a password takes.

    The limits on reading keep a swapped file from making guesses cheap, or an old computer swap itself to death.

    Attributes:
        memory_kib: Memory of one derivation; 64 MiB takes about a second on the oldest computers in use.
        iterations: Passes over that memory.
        lanes: Threads.
    Source:
        RFC 9106 section 4, second recommendation; the floor is OWASP's weakest accepted pair.
    """

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse what no honest program writes.

        Raises:
            KeysWeakened: cheaper than the floor, or absurdly heavy.
        """
        strong = self.memory_kib >= 7 * 1024 and self.memory_kib * self.iterations >= 35 * 1024
        bearable = self.memory_kib <= 512 * 1024 and self.iterations <= 16
        if not (strong and bearable and 1 <= self.lanes <= 16):
            raise KeysWeakened(memory_kib=self.memory_kib, iterations=self.iterations, lanes=self.lanes)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The file key under one secret: Argon2id makes the sealing key, AES-256-GCM seals."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @classmethod
    def seal(cls, key: bytes, secret: str, *, owner: str, cost: Cost) -> Self:
        """Lock `key` under `secret`; `owner` is bound in, so that wraps cannot be swapped between users."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
        sealed = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, _bound(owner))
        return cls(cost, salt, nonce, sealed)

    def open(self, secret: str, *, owner: str) -> bytes:
        """Give the file key.

        Raises:
            SecretRefused: not the secret it was sealed under.
            KeysWeakened: its cost is outside the limits.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(_derive(secret, self.salt, self.cost)).decrypt(self.nonce, self.sealed, _bound(owner))
        except InvalidTag as exc:
            raise SecretRefused(owner) from exc

    def to_json(self) -> dict[str, Any]:
        """The wrap as it stands in `keys.json`."""
        return {
            "kdf": "argon2id",
            "memory_kib": self.cost.memory_kib,
            "iterations": self.cost.iterations,
            "lanes": self.cost.lanes,
            "salt": base64.b64encode(self.salt).decode(),
            "nonce": base64.b64encode(self.nonce).decode(),
            "sealed": base64.b64encode(self.sealed).decode(),
        }

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Self:
        """Read a wrap.

        Raises:
            KeysDamaged: a part is missing or of the wrong length.
            KeysWeakened: its cost is outside the limits.
        """
        try:
            if entry["kdf"] != "argon2id":
                raise KeysDamaged("unknown key derivation")
            cost = Cost(int(entry["memory_kib"]), int(entry["iterations"]), int(entry["lanes"]))
            salt, nonce, sealed = (base64.b64decode(entry[part], validate=True) for part in ("salt", "nonce", "sealed"))
        except (KeyError, TypeError, ValueError, binascii.Error) as exc:
            raise KeysDamaged(str(exc)) from exc
        if (len(salt), len(nonce), len(sealed)) != (_SALT_BYTES, _NONCE_BYTES, _SEALED_BYTES):
            raise KeysDamaged("a wrap has the wrong length")
        cost.check()
        return cls(cost, salt, nonce, sealed)


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost.check()
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return kdf.derive(unicodedata.normalize("NFC", secret).encode())


def _bound(owner: str) -> bytes:
    return f"sohoi keys 1 {owner}".encode()
