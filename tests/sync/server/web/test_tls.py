"""The province's network key: its own, named for where it is found, good for a lifetime."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from sync.carriers.https_pin import pinned, spki_of
from sync.server.tls import make_tls


def test_the_certificate_names_the_server_and_lasts() -> None:
    made = make_tls(["máy-chủ.example", "10.0.0.1", "::1"])
    certificate = x509.load_pem_x509_certificate(made.certificate_pem)
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.IPAddress) == [ip_address("10.0.0.1"), ip_address("::1")]
    (host,) = named.get_values_for_type(x509.DNSName)
    assert host.startswith("xn--")
    key = certificate.public_key()
    assert isinstance(key, EllipticCurvePublicKey)
    assert isinstance(key.curve, SECP256R1)
    now = datetime.now(UTC)
    assert certificate.not_valid_before_utc < now - timedelta(days=365)
    assert certificate.not_valid_after_utc > now + timedelta(days=365 * 50)
    assert spki_of(certificate.public_bytes(Encoding.DER)) == made.spki_sha256


def test_no_two_are_alike_and_a_name_is_not_needed() -> None:
    one, other = make_tls([]), make_tls([])
    assert one.spki_sha256 != other.spki_sha256
    serials = {x509.load_pem_x509_certificate(each.certificate_pem).serial_number for each in (one, other)}
    assert len(serials) == 2


@pytest.mark.parametrize("length", [0, 9, 11, 31, 33])
def test_a_pin_has_ten_or_thirty_two_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="fingerprint"):
        pinned(bytes(length))


def test_a_pinned_context_makes_no_unchecked_connection() -> None:
    with pytest.raises(NotImplementedError):
        pinned(bytes(32)).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
