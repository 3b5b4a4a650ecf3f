"""A small file sealed under a password: Argon2id makes the key, AES-256-GCM seals."""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.server.key_errors import KeysDamaged, KeysNewer, WrongPassword
from sync.slow_key import SALT_BYTES, Cost, slow_key

_FORMAT, _VERSION = "sohoi-province-keys", 1
_NONCE_BYTES = 12


def seal_box(content: bytes, password: str, cost: Cost, *, label: str) -> bytes:
    """Seal `content` under a password.

    Args:
        label: Stands readable beside it, and cannot be changed unnoticed.
    Returns:
        JSON with a checksum, which tells damage from a wrong password.
    """
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(_NONCE_BYTES)
    head: dict[str, Any] = {
        "format": _FORMAT, "version": _VERSION, "label": label, "kdf": "argon2id", **asdict(cost),
        "salt": _written(salt), "nonce": _written(nonce),
    }  # fmt: skip
    body = {**head, "sealed": _written(AESGCM(slow_key(password, salt, cost)).encrypt(nonce, content, _bytes_of(head)))}
    return json.dumps({**body, "checksum": _checksum(body)}, ensure_ascii=False, indent=1).encode()


def open_box(data: bytes, password: str) -> bytes:
    """Give what `seal_box` sealed.

    Raises:
        WrongPassword: it was sealed under another.
        KeysDamaged: it is not whole, or no such file.
        KeysNewer: a newer program wrote it.
    """
    try:
        body = json.loads(data)
        if body["format"] != _FORMAT:
            raise KeysDamaged("not a key file")
        if body["version"] > _VERSION:
            raise KeysNewer(version=body["version"])
        if body.pop("checksum") != _checksum(body):
            raise KeysDamaged("the checksum does not fit")
        sealed, salt, nonce = (base64.b64decode(body[part], validate=True) for part in ("sealed", "salt", "nonce"))
        cost = Cost(body["memory_kib"], body["iterations"], body["lanes"])
        if body["kdf"] != "argon2id" or len(salt) != SALT_BYTES or len(nonce) != _NONCE_BYTES or not cost.is_sane:
            raise KeysDamaged("no honest program chose these")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as exc:
        raise KeysDamaged(str(exc)) from exc
    head = {name: value for name, value in body.items() if name != "sealed"}
    try:
        return AESGCM(slow_key(password, salt, cost)).decrypt(nonce, sealed, _bytes_of(head))
    except InvalidTag as exc:
        raise WrongPassword from exc


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_bytes_of(body)).hexdigest()


def _bytes_of(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()
