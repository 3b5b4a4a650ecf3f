"""The province's keys: made once, kept in `keys.json` under a password, opened when the server starts.

Whoever loses password or file loses the province's name towards its computers, so a spare copy lies beside it and
each backup takes one along.
"""

import json
import logging
import os
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self

from sync.certificate import Card
from sync.keys import PrivateKeys
from sync.server.box import open_box, seal_box
from sync.server.key_errors import KeysDamaged, KeysExist, KeysMissing, KeysUnwritable, ShortPassword
from sync.server.tls import make_tls
from sync.slow_key import Cost
from sync.whole_file import write_whole

log = logging.getLogger(__name__)

FILE: Final = "keys.json"
SPARE: Final = "keys.json.bak"
SHORTEST_PASSWORD: Final = 10  # letters; the file may be copied off a server and guessed at elsewhere
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class ProvinceKeys:
    """What makes a server the server of this province.

    Attributes:
        province: Its id, 16 bytes.
        tls: SHA-256 of the TLS key's SubjectPublicKeyInfo, 32 bytes: what computers pin.
        addresses: Where computers find the server, the best first.
        database_key: Of the encrypted file, 32 bytes.
    """

    province: bytes
    name: str
    private: PrivateKeys
    tls_key_pem: bytes = field(repr=False)
    tls_certificate_pem: bytes
    tls: bytes
    addresses: tuple[str, ...]
    database_key: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str, addresses: Sequence[str] = (), hosts: Sequence[str] = ()) -> Self:
        """The keys of a new province.

        Args:
            addresses: URLs of the server.
            hosts: Host names and IP addresses that its TLS certificate names.
        """
        tls = make_tls(hosts)
        return cls(
            os.urandom(16), unicodedata.normalize("NFC", name), PrivateKeys.generate(), tls.key_pem,
            tls.certificate_pem, tls.spki_sha256, tuple(addresses), os.urandom(_KEY_BYTES),
        )  # fmt: skip

    @property
    def card(self) -> Card:
        """What computers know the province by."""
        return Card(self.province, self.name, self.private.public, self.tls, self.addresses)

    def with_addresses(self, addresses: Sequence[str]) -> Self:
        """The same province at other addresses."""
        return replace(self, addresses=tuple(addresses))


def create(folder: Path, keys: ProvinceKeys, password: str, *, cost: Cost | None = None) -> None:
    """Keep a new province's keys in a folder.

    Raises:
        ShortPassword: it is guessed too soon.
        KeysExist: there is a province.
        KeysUnwritable: the folder takes no file.
    """
    if (folder / FILE).exists() or (folder / SPARE).exists():
        raise KeysExist(folder=str(folder))
    save(folder, keys, password, cost=cost)


def save(folder: Path, keys: ProvinceKeys, password: str, *, cost: Cost | None = None) -> None:
    """Keep a province's keys in a folder in place of those that are there: with another password, or other addresses.

    Raises:
        ShortPassword, KeysUnwritable.
    """
    put(folder, seal_keys(keys, password, cost=cost))


def put(folder: Path, data: bytes) -> None:
    """Keep a sealed key file and its spare copy; of the old ones none is left, for they open with the old password.

    Raises:
        KeysUnwritable: the folder takes no file.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(folder / FILE, data)
    except OSError as exc:
        raise KeysUnwritable(str(exc), folder=str(folder)) from exc
    try:
        write_whole(folder / SPARE, data)
    except OSError:
        log.warning("no spare copy of the province's key file could be written")
        with suppress(OSError):
            (folder / SPARE).unlink(missing_ok=True)


def unlock(folder: Path, password: str) -> ProvinceKeys:
    """Open the keys in a folder; a damaged or lost file is put right from its spare copy.

    Raises:
        KeysMissing: the folder holds no province.
        WrongPassword, KeysDamaged, KeysNewer.
    """
    try:
        return open_keys(read(folder), password)
    except (KeysDamaged, KeysMissing) as problem:
        try:
            data = (folder / SPARE).read_bytes()
            keys = open_keys(data, password)
        except (OSError, KeysDamaged):
            raise problem from None
        with suppress(OSError):  # a folder that cannot be written to is no reason not to start
            write_whole(folder / FILE, data)
        return keys


def change_password(folder: Path, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Keep the keys under another password.

    Raises:
        ShortPassword, KeysUnwritable, and what `unlock` raises; then the old password holds.
    """
    _check(new)
    save(folder, unlock(folder, old), new, cost=cost)


def read(folder: Path) -> bytes:
    """The sealed key file as it stands.

    Raises:
        KeysMissing: there is none.
    """
    try:
        return (folder / FILE).read_bytes()
    except FileNotFoundError as exc:
        raise KeysMissing(folder=str(folder)) from exc


def seal_keys(keys: ProvinceKeys, password: str, *, cost: Cost | None = None) -> bytes:
    """Seal keys under a password, as they stand in the file; `ShortPassword` where it is too short."""
    _check(password)
    content = {
        "province": keys.province.hex(), "name": keys.name, "signing": keys.private.signing.hex(),
        "identity": keys.private.identity, "tls_key": keys.tls_key_pem.decode(),
        "tls_certificate": keys.tls_certificate_pem.decode(), "tls": keys.tls.hex(),
        "addresses": list(keys.addresses), "database_key": keys.database_key.hex(),
    }  # fmt: skip
    return seal_box(json.dumps(content, ensure_ascii=False).encode(), password, cost or Cost(), label=keys.name)


def open_keys(data: bytes, password: str) -> ProvinceKeys:
    """Open what `seal_keys` wrote.

    Raises:
        WrongPassword, KeysDamaged, KeysNewer.
    """
    content = json.loads(open_box(data, password))
    return ProvinceKeys(
        bytes.fromhex(content["province"]), content["name"],
        PrivateKeys(bytes.fromhex(content["signing"]), content["identity"]), content["tls_key"].encode(),
        content["tls_certificate"].encode(), bytes.fromhex(content["tls"]), tuple(content["addresses"]),
        bytes.fromhex(content["database_key"]),
    )  # fmt: skip


def _check(password: str) -> None:
    if len(unicodedata.normalize("NFC", password)) < SHORTEST_PASSWORD:
        raise ShortPassword(shortest=SHORTEST_PASSWORD)
