"""What makes a computer one of a province's: its invitation, its request, and the signed certificate that answers it.

Each signed thing is 64 bytes of Ed25519 signature over a five-letter word and the SHA-512 of the content, and then
the content, a CBOR array that begins with its version.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256, sha512
from typing import Any, Final, TypeVar

import cbor2

from sync import strict
from sync.bundle_errors import BundleDamaged
from sync.checks import identifier, items, number, octets, text
from sync.errors import AppError
from sync.keys import KEY_BYTES, SIGNATURE_BYTES, PrivateKeys, PublicKeys, is_signed

T = TypeVar("T")

VERSION: Final = 1
LONGEST_NAME: Final = 120  # letters
LONGEST: Final = 16 * 1024  # bytes of anything here
_CERTIFICATE, _CARD, _INVITATION = b"VWSYC", b"VWSYP", b"VWSYI"
_MOST_ADDRESSES: Final = 16


class CertificateFalse(AppError):
    """A certificate or a province's card was not signed by the one it names, or was changed."""

    code = "certificate.false"


class InvitationFalse(AppError):
    """An invitation file was cut short or changed, or is none."""

    code = "invitation.false"


@dataclass(frozen=True, slots=True)
class Certificate:
    """The province's word that a computer belongs to a unit.

    Attributes:
        device: Its id, 16 bytes.
        unit: Official code of its commune.
        name: What it is called in the office.
        issued_ms: By the province's clock.
    """

    device: bytes
    unit: str
    keys: PublicKeys
    name: str
    issued_ms: int


@dataclass(frozen=True, slots=True)
class Card:
    """How a province describes itself; signed with the key it names.

    Attributes:
        province: Its id, 16 bytes.
        tls: SHA-256 of its server's public key (the certificate's SubjectPublicKeyInfo), 32 bytes.
        addresses: Where its server is, the best first; empty where sticks are the only road.
    """

    province: bytes
    name: str
    keys: PublicKeys
    tls: bytes
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invitation:
    """One computer of one commune may join, once.

    Attributes:
        secret: 7 to 32 random bytes that prove the invitation.
        card_data: The card's signed bytes, where the invitation was read from a file.
    """

    card: Card
    unit: str
    secret: bytes = field(repr=False)
    card_data: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """What a computer says that wants to join; the body of an ENROL bundle."""

    secret: bytes = field(repr=False)
    device: bytes
    unit: str
    keys: PublicKeys
    name: str


@dataclass(frozen=True, slots=True)
class Admission:
    """The province's answer; the body of an ADMITTED bundle.

    Attributes:
        certificate: Signed bytes, see `read_certificate`.
        card_data: The card's signed bytes, where the admission was read.
    """

    certificate: bytes
    card: Card
    card_data: bytes = field(default=b"", repr=False, compare=False)


def issue(certificate: Certificate, province: PrivateKeys) -> bytes:
    """Sign a certificate; ValueError when a part of it is out of bounds."""
    content = [certificate.device, certificate.unit, *_flat(certificate.keys), certificate.name, certificate.issued_ms]
    _certificate(content)
    return _signed(_CERTIFICATE, content, province)


def read_certificate(data: bytes, verify: bytes) -> Certificate:
    """Read what `issue` wrote.

    Args:
        verify: The province's key.
    Raises:
        CertificateFalse: it was not signed with that, or is none.
    """
    return _checked(_CERTIFICATE, data, lambda content: (_certificate(content), verify), CertificateFalse)


def digest(data: bytes) -> bytes:
    """What stands for a certificate in the first hash of an incarnation, 32 bytes; see `record.genesis`."""
    return sha256(data).digest()


def encode_card(card: Card, province: PrivateKeys) -> bytes:
    """Sign a card; ValueError when a part of it is out of bounds, or the keys are not the card's."""
    content = [card.province, card.name, *_flat(card.keys), card.tls, list(card.addresses)]
    if province.public != _card(content).keys:
        raise ValueError("a card is signed with its own key")
    return _signed(_CARD, content, province)


def decode_card(data: bytes) -> Card:
    """Read what `encode_card` wrote; whether this is the right province is for the caller to know.

    Raises:
        CertificateFalse: it was changed, or is none.
    """

    def own(content: list[Any]) -> tuple[Card, bytes]:
        card = _card(content)
        return card, card.keys.verify

    return _checked(_CARD, data, own, CertificateFalse)


def write_invitation(invitation: Invitation, province: PrivateKeys) -> bytes:
    """The content of an invitation file; ValueError when a part of it is out of bounds."""
    content = [encode_card(invitation.card, province), invitation.unit, invitation.secret]
    _invitation(content)
    return _signed(_INVITATION, content, province)


def read_invitation(data: bytes) -> Invitation:
    """Read what `write_invitation` wrote.

    Raises:
        InvitationFalse: it was changed, or is none.
    """

    def own(content: list[Any]) -> tuple[Invitation, bytes]:
        invitation = _invitation(content)
        return invitation, invitation.card.keys.verify

    try:
        return _checked(_INVITATION, data, own, InvitationFalse)
    except CertificateFalse as exc:
        raise InvitationFalse("card") from exc


def encode_request(request: EnrolRequest) -> bytes:
    """The body of an ENROL bundle; ValueError when a part of it is out of bounds."""
    content = [VERSION, request.secret, request.device, request.unit, *_flat(request.keys), request.name]
    _request(content[1:])
    return cbor2.dumps(content, canonical=True)


def decode_request(body: bytes) -> EnrolRequest:
    """Read what `encode_request` wrote.

    Raises:
        BundleDamaged: it is anything else.
    """
    return _read_body(body, _request)


def encode_admission(admission: Admission, province: PrivateKeys) -> bytes:
    """The body of an ADMITTED bundle."""
    return cbor2.dumps([VERSION, admission.certificate, encode_card(admission.card, province)], canonical=True)


def decode_admission(body: bytes) -> Admission:
    """Read what `encode_admission` wrote; the certificate is for the caller to check.

    Raises:
        BundleDamaged: it is anything else.
        CertificateFalse: the card in it was changed.
    """
    return _read_body(body, _admission)


def _signed(word: bytes, content: list[Any], keys: PrivateKeys) -> bytes:
    data = cbor2.dumps([VERSION, *content], canonical=True)
    return keys.sign(word + sha512(data).digest()) + data


def _checked(
    word: bytes, data: bytes, read: Callable[[list[Any]], tuple[T, bytes]], error: type[AppError]
) -> T:  # fmt: skip
    """What `read` gives from the content, if it was signed with the key that `read` names."""
    signature, signed = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    try:
        found, verify = read(_content(signed))
    except ValueError as exc:
        raise error("content") from exc
    if not is_signed(verify, signature, word + sha512(signed).digest()):
        raise error("signature")
    return found


def _read_body(body: bytes, read: Callable[[list[Any]], T]) -> T:
    try:
        return read(_content(body))
    except ValueError as exc:
        raise BundleDamaged("body") from exc


def _content(data: bytes) -> list[Any]:
    """What stands behind the version; a version of another number is refused."""
    if len(data) > LONGEST:
        raise ValueError("too long")
    version, *content = items(strict.read(data))
    number(version, VERSION, VERSION)
    return content


def _flat(keys: PublicKeys) -> list[Any]:
    return [keys.verify, keys.recipient]


def _keys(verify: Any, recipient: Any) -> PublicKeys:
    return PublicKeys(octets(verify, KEY_BYTES), text(recipient))


def _unit(item: Any) -> str:
    return text(item, 1, 32)


def _name(item: Any) -> str:
    return text(item, 1, LONGEST_NAME)


def _secret(item: Any) -> bytes:
    if item.__class__ is not bytes or not 7 <= len(item) <= 32:
        raise ValueError("no secret")
    return bytes(item)


def _certificate(content: list[Any]) -> Certificate:
    device, unit, verify, recipient, name, issued_ms = items(content, 6)
    return Certificate(identifier(device), _unit(unit), _keys(verify, recipient), _name(name), number(issued_ms))


def _card(content: list[Any]) -> Card:
    province, name, verify, recipient, tls, addresses = items(content, 6)
    named = tuple(text(address, 1) for address in items(addresses))
    if len(named) > _MOST_ADDRESSES:
        raise ValueError("too many addresses")
    return Card(identifier(province), _name(name), _keys(verify, recipient), octets(tls, 32), named)


def _invitation(content: list[Any]) -> Invitation:
    card, unit, secret = items(content, 3)
    if card.__class__ is not bytes:
        raise ValueError("no card")
    return Invitation(decode_card(card), _unit(unit), _secret(secret), card)


def _request(content: list[Any]) -> EnrolRequest:
    secret, device, unit, verify, recipient, name = items(content, 6)
    return EnrolRequest(_secret(secret), identifier(device), _unit(unit), _keys(verify, recipient), _name(name))


def _admission(content: list[Any]) -> Admission:
    certificate, card = items(content, 2)
    if certificate.__class__ is not bytes or card.__class__ is not bytes:
        raise ValueError("no certificate")
    return Admission(certificate, decode_card(card), card)
