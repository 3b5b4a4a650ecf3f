"""Letting computers in: invitations of the province, and what comes of them."""

import os
from hashlib import sha256
from typing import Final, Protocol

from sqlalchemy import Connection, insert, select, update

from desktop.models.commune_names import commune_name
from sync.bundle import Sealed, open_bundle, seal
from sync.bundle_errors import BundleDamaged
from sync.certificate import (
    Admission,
    Card,
    Certificate,
    EnrolRequest,
    Invitation,
    decode_request,
    encode_admission,
    issue,
)
from sync.errors import AppError
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest
from sync.server.tables import DEVICE, INVITATION, UNIT

SECRET_BYTES: Final = 7


class UnknownUnit(AppError):
    """No commune bears this code."""

    code = "enrol.unknown_unit"


class InvitationUnknown(AppError):
    """The province issued no such invitation."""

    code = "enrol.unknown_code"


class InvitationUsed(AppError):
    """Another computer was let in with this invitation."""

    code = "enrol.code_used"


class InvitationElsewhere(AppError):
    """The invitation is for another commune."""

    code = "enrol.other_unit"


class DeviceTaken(AppError):
    """Another computer was let in under this id, a copy of which this one is; it must draw an id of its own."""

    code = "enrol.device_taken"


class Keys(Protocol):
    """What of the province's keys is needed here."""

    @property
    def private(self) -> PrivateKeys: ...
    @property
    def card(self) -> Card: ...


def invite(db: Connection, card: Card, unit: str, *, now_ms: int) -> Invitation:
    """Issue a one-time invitation for one computer of a commune.

    Raises:
        UnknownUnit: no commune bears this code.
    """
    if db.execute(select(UNIT.c.code).where(UNIT.c.code == unit)).first() is None:
        name = commune_name(unit)
        if name == unit:
            raise UnknownUnit(unit=unit)
        db.execute(insert(UNIT).values(code=unit, name=name, joined_ms=now_ms))
    secret = os.urandom(SECRET_BYTES)
    db.execute(insert(INVITATION).values(secret=sha256(secret).digest(), unit=unit, created_ms=now_ms))
    return Invitation(card, unit, secret)


def open_request(blob: bytes, keys: Keys) -> tuple[EnrolRequest, Manifest]:
    """Open an ENROL bundle, which is signed with the keys that it asks to be let in with.

    Raises:
        BundleDamaged, BundleForeign, BundleNewer, BundleTooLarge: see `open_bundle`.
    """

    def asking(manifest: Manifest) -> bytes:
        if manifest.kind is not Kind.ENROL:
            raise BundleDamaged("no request")
        request = decode_request(manifest.body)
        if (request.device, request.unit) != (manifest.sender, manifest.unit):
            raise BundleDamaged("a request for somebody else")
        return request.keys.verify

    manifest = open_bundle(blob, [keys.private.identity], asking).manifest
    return decode_request(manifest.body), manifest


def admit(db: Connection, request: EnrolRequest, keys: Keys, *, now_ms: int) -> Sealed:
    """Let a computer in; the same request gives the same certificate again.

    Raises:
        InvitationUnknown, InvitationUsed, InvitationElsewhere, DeviceTaken: it is not let in.
    """
    secret = sha256(request.secret).digest()
    invitation = db.execute(select(INVITATION).where(INVITATION.c.secret == secret).with_for_update()).first()
    if invitation is None:
        raise InvitationUnknown()
    if invitation.unit != request.unit:
        raise InvitationElsewhere(unit=invitation.unit)
    known = db.execute(select(DEVICE).where(DEVICE.c.id == request.device)).first()
    if known is not None and known.verify != request.keys.verify:
        raise DeviceTaken()
    if invitation.used_by is not None:
        if known is None or invitation.used_by != request.device:
            raise InvitationUsed()
        return _answer(known.certificate, request, keys, now_ms)
    certificate = issue(Certificate(request.device, request.unit, request.keys, request.name, now_ms), keys.private)
    values = {
        "unit": request.unit, "name": request.name, "certificate": certificate, "verify": request.keys.verify,
        "recipient": request.keys.recipient, "status": "active", "enrolled_ms": now_ms, "last_seen_ms": now_ms,
    }  # fmt: skip
    if known is None:
        db.execute(insert(DEVICE).values(id=request.device, **values))
    else:  # let in again, after a suspension for instance
        db.execute(update(DEVICE).where(DEVICE.c.id == request.device).values(**values))
    db.execute(update(INVITATION).where(INVITATION.c.secret == secret).values(used_by=request.device, used_ms=now_ms))
    return _answer(certificate, request, keys, now_ms)


def _answer(certificate: bytes, request: EnrolRequest, keys: Keys, now_ms: int) -> Sealed:
    manifest = Manifest(
        Kind.ADMITTED, uuid7().bytes, request.unit, keys.card.province, (request.keys.recipient,), now_ms,
        body=encode_admission(Admission(certificate, keys.card), keys.private),
    )  # fmt: skip
    return seal(manifest, [], keys.private)
