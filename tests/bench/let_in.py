"""A province in this process, and computers that it has let in."""

import os
from dataclasses import dataclass

from sync.bundle import open_bundle, seal
from sync.certificate import Card, EnrolRequest, decode_admission, digest, encode_request
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest
from sync.server.province import Province
from tests.bench.month import Address


@dataclass(frozen=True, slots=True)
class Keys:
    """A province's keys, as its engine needs them."""

    private: PrivateKeys
    card: Card


def new_keys() -> Keys:
    """Keys of an invented province without a server."""
    private = PrivateKeys.generate()
    return Keys(private, Card(os.urandom(16), "Tỉnh Thái Nguyên", private.public, bytes(32)))


def let_in(province: Province, unit: str, name: str) -> Address:
    """One more computer of a commune, with its own keys."""
    card, keys, device = province.card, PrivateKeys.generate(), os.urandom(16)
    request = EnrolRequest(province.invite(unit).secret, device, unit, keys.public, name)
    manifest = Manifest(
        Kind.ENROL, uuid7().bytes, unit, device, (card.keys.recipient,), 0, body=encode_request(request)
    )  # fmt: skip
    answered = province.enrol(seal(manifest, [], keys).blob)
    opened = open_bundle(answered.blob, [keys.identity], lambda _manifest: card.keys.verify)
    admitted = decode_admission(opened.manifest.body)
    return Address(device, unit, keys, card.keys.recipient, digest(admitted.certificate))
