"""One secret locked by another: a file key sealed under what a person types or reads off paper."""

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from desktop.accounts.errors import KeysDamaged, KeysWeakened
from sync.slow_key import KEY_BYTES, SALT_BYTES, Cost, slow_key

_NONCE_BYTES = 12
_SEALED_BYTES = KEY_BYTES + 16


class SecretRefused(Exception):
    """The secret does not open the wrap; the caller knows whose it was and says so."""


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

        salt, nonce = os.urandom(SALT_BYTES), os.urandom(_NONCE_BYTES)
        sealed = AESGCM(_key_from(secret, salt, cost)).encrypt(nonce, key, _bound(owner))
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
            return AESGCM(_key_from(secret, self.salt, self.cost)).decrypt(self.nonce, self.sealed, _bound(owner))
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
        if (len(salt), len(nonce), len(sealed)) != (SALT_BYTES, _NONCE_BYTES, _SEALED_BYTES):
            raise KeysDamaged("a wrap has the wrong length")
        _check(cost)
        return cls(cost, salt, nonce, sealed)


def _key_from(secret: str, salt: bytes, cost: Cost) -> bytes:
    _check(cost)
    return slow_key(secret, salt, cost)


def _check(cost: Cost) -> None:
    if not cost.is_sane:
        raise KeysWeakened(memory_kib=cost.memory_kib, iterations=cost.iterations, lanes=cost.lanes)


def _bound(owner: str) -> bytes:
    return f"sohoi keys 1 {owner}".encode()
