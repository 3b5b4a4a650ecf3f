"""Asking the province to let this computer in, and taking its answer."""

from dataclasses import replace

from desktop.exchange.enrolment import Enrolment, keep_joined
from desktop.exchange.errors import AdmissionFalse, OtherCommune
from desktop.models.commune_names import commune_name
from desktop.store.store import Store
from sync.bundle import Opened, Sealed, open_bundle, seal
from sync.certificate import Card, EnrolRequest, Invitation, decode_admission, digest, encode_request, read_certificate
from sync.ids import uuid7
from sync.manifest import Kind, Manifest


def invited(invitation: Invitation, commune: str) -> Invitation:
    """The invitation, if it is for this commune.

    Raises:
        OtherCommune: it is for another.
    """
    if invitation.unit != commune:
        raise OtherCommune(commune=commune_name(invitation.unit) or invitation.unit)
    return invitation


def request(store: Store, asking: Enrolment, secret: bytes, card: Card) -> Sealed:
    """The sealed request to join."""
    body = encode_request(EnrolRequest(secret, asking.device, store.commune, asking.keys.public, asking.name))
    manifest = Manifest(
        Kind.ENROL, uuid7().bytes, store.commune, asking.device, (card.keys.recipient,), store.clock.now_ms(),
        body=body,
    )  # fmt: skip
    return seal(manifest, [], asking.keys)


def opened_admission(blob: bytes, asking: Enrolment) -> Opened | None:
    """The bundle, opened, if it is the province's answer to a request.

    Raises:
        BundleDamaged, BundleForeign, SenderUnknown, BundleNewer, CertificateFalse: it is none that may be trusted.
    """
    card = asking.card
    opened = open_bundle(
        blob, [asking.keys.identity], lambda manifest: card.keys.verify if manifest.sender == card.province else None
    )
    return opened if opened.manifest.kind is Kind.ADMITTED else None


def admit(store: Store, asking: Enrolment, opened: Opened, *, server: str) -> Enrolment:
    """Take the province's answer: this computer has joined.

    Args:
        server: Where the answer came from; empty for a stick.
    Raises:
        AdmissionFalse: the certificate is for another computer, commune or key.
        CertificateFalse, BundleDamaged: it was not signed by the province that invited.
    """
    admission = decode_admission(opened.manifest.body)
    certificate = read_certificate(admission.certificate, asking.card.keys.verify)
    said = (certificate.device, certificate.unit, certificate.keys)
    if said != (asking.device, store.commune, asking.keys.public) or admission.card.keys != asking.card.keys:
        raise AdmissionFalse()
    held = replace(
        asking, certificate=admission.certificate, card_data=admission.card_data, server=server,
        request_id=b"", request=b"",
    )  # fmt: skip
    store.identify(held.device, digest(held.certificate))  # first: were it left undone, asking again would do it
    keep_joined(store, held)
    return held
