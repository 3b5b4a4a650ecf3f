"""Certificates, cards, invitations: whole and signed by the right one, or refused."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256, sha512

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.bundle import BundleDamaged
from sync.certificate import (
    Admission,
    Card,
    Certificate,
    CertificateFalse,
    EnrolRequest,
    Invitation,
    InvitationFalse,
    decode_admission,
    decode_card,
    decode_request,
    digest,
    encode_admission,
    encode_card,
    encode_request,
    issue,
    read_certificate,
    read_invitation,
    write_invitation,
)  # fmt: skip
from sync.errors import AppError
from tests.sync.bundle.samples import LAPTOP, OFFICE, PROVINCE

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)
UNITS = st.text("0123456789", min_size=1, max_size=32)
IDS = st.binary(min_size=16, max_size=16)
CERTIFICATE = Certificate(b"\x22" * 16, "04273", OFFICE.public, "Máy văn phòng", 1_795_000_000_000)
CARD = Card(
    b"\x10" * 16, "Hội Phụ nữ tỉnh Ví Dụ", PROVINCE.public, b"\x20" * 32, ("https://so-hoi.example:8443", "10.0.0.5")
)
INVITATION = Invitation(CARD, "04273", b"1234567")
REQUEST = EnrolRequest(b"1234567", b"\x22" * 16, "04273", OFFICE.public, "Máy văn phòng")


@given(IDS, UNITS, NAMES, st.integers(0, 2**63 - 1))
def test_a_certificate_says_what_the_province_signed(device: bytes, unit: str, name: str, issued_ms: int) -> None:
    certificate = Certificate(device, unit, OFFICE.public, name, issued_ms)
    data = issue(certificate, PROVINCE)
    assert read_certificate(data, PROVINCE.public.verify) == certificate
    assert digest(data) == sha256(data).digest()


def test_a_certificate_of_another_province_is_refused() -> None:
    data = issue(CERTIFICATE, LAPTOP)
    with pytest.raises(CertificateFalse):
        read_certificate(data, PROVINCE.public.verify)


@given(IDS, NAMES, st.lists(NAMES, max_size=16).map(tuple))
def test_a_card_says_what_the_province_signed(province: bytes, name: str, addresses: tuple[str, ...]) -> None:
    card = Card(province, name, PROVINCE.public, b"\x20" * 32, addresses)
    assert decode_card(encode_card(card, PROVINCE)) == card


def test_nobody_signs_a_card_of_another() -> None:
    with pytest.raises(ValueError, match="own key"):
        encode_card(CARD, OFFICE)
    body = encode_card(replace(CARD, keys=OFFICE.public), OFFICE)[64:]
    with pytest.raises(CertificateFalse):
        decode_card(PROVINCE.sign(b"VWSYP" + sha512(body).digest()) + body)


@given(UNITS, st.binary(min_size=7, max_size=32))
def test_an_invitation_brings_its_card_along(unit: str, secret: bytes) -> None:
    invitation = Invitation(CARD, unit, secret)
    read = read_invitation(write_invitation(invitation, PROVINCE))
    assert read == invitation
    assert decode_card(read.card_data) == CARD
    assert repr(secret) not in repr(read)


@given(st.binary(min_size=7, max_size=32), IDS, UNITS, NAMES)
def test_a_request_survives_its_bytes(secret: bytes, device: bytes, unit: str, name: str) -> None:
    request = EnrolRequest(secret, device, unit, OFFICE.public, name)
    assert decode_request(encode_request(request)) == request


def test_an_admission_brings_certificate_and_card() -> None:
    admission = Admission(issue(CERTIFICATE, PROVINCE), CARD)
    read = decode_admission(encode_admission(admission, PROVINCE))
    assert read == admission
    assert decode_card(read.card_data) == CARD
    assert read_certificate(read.certificate, read.card.keys.verify) == CERTIFICATE


SIGNED: dict[str, tuple[bytes, Callable[[bytes], object], type[AppError]]] = {
    "certificate": (
        issue(CERTIFICATE, PROVINCE),
        lambda data: read_certificate(data, PROVINCE.public.verify),
        CertificateFalse,
    ),
    "card": (encode_card(CARD, PROVINCE), decode_card, CertificateFalse),
    "invitation": (write_invitation(INVITATION, PROVINCE), read_invitation, InvitationFalse),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_every_change_and_every_cut_is_noticed(kind: str) -> None:
    data, read, error = SIGNED[kind]
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(error):
            read(bytes(changed))
        with pytest.raises(error):
            read(data[:place])
    for more in (b"\0", data, bytes(20_000)):
        with pytest.raises(error):
            read(data + more)


@pytest.mark.parametrize("kind", SIGNED)
def test_one_signed_thing_is_not_taken_for_another(kind: str) -> None:
    _, read, error = SIGNED[kind]
    for other, (data, _, _) in SIGNED.items():
        if other != kind:
            with pytest.raises(error):
                read(data)
    body = SIGNED[kind][0][64:]
    for word in (
        b"VWSY1",
        *{b"VWSYC", b"VWSYP", b"VWSYI"} - {{"certificate": b"VWSYC", "card": b"VWSYP"}.get(kind, b"VWSYI")},
    ):
        with pytest.raises(error):
            read(PROVINCE.sign(word + sha512(body).digest()) + body)


@given(st.binary(max_size=200))
def test_any_bytes_are_none_of_these(data: bytes) -> None:
    for _, read, error in SIGNED.values():
        with pytest.raises(error):
            read(data)
    with pytest.raises(BundleDamaged):
        decode_request(data)
    with pytest.raises(BundleDamaged):
        decode_admission(data)


def test_a_later_version_of_a_body_is_refused() -> None:
    content = cbor2.loads(encode_request(REQUEST))
    with pytest.raises(BundleDamaged):
        decode_request(cbor2.dumps([2, *content[1:]], canonical=True))
    with pytest.raises(BundleDamaged):
        decode_request(cbor2.dumps([*content, "more"], canonical=True))


def test_an_admission_with_a_changed_card_is_refused() -> None:
    version, certificate, card = cbor2.loads(encode_admission(Admission(b"certificate", CARD), PROVINCE))
    with pytest.raises(CertificateFalse):
        decode_admission(cbor2.dumps([version, certificate, bytes(64) + card[64:]], canonical=True))
    with pytest.raises(BundleDamaged):
        decode_admission(cbor2.dumps([version, "certificate", card], canonical=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": b"short"}, {"unit": ""}, {"unit": "0" * 33}, {"name": ""}, {"name": "a" * 121}, {"name": "a\nb"},
        {"issued_ms": -1}, {"issued_ms": 1 << 63},
    ],
    ids=repr,
)  # fmt: skip
def test_a_certificate_out_of_bounds_is_not_issued(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no such"):
        issue(replace(CERTIFICATE, **wrong), PROVINCE)  # type: ignore[arg-type]


def test_an_invitation_a_card_or_a_request_out_of_bounds_is_not_written() -> None:
    with pytest.raises(ValueError, match="secret"):
        write_invitation(replace(INVITATION, secret=b"short"), PROVINCE)
    with pytest.raises(ValueError, match="addresses"):
        encode_card(replace(CARD, addresses=("a",) * 17), PROVINCE)
    with pytest.raises(ValueError, match="no such bytes"):
        encode_card(replace(CARD, tls=b"short"), PROVINCE)
    with pytest.raises(ValueError, match="no such text"):
        encode_request(replace(REQUEST, name=""))
