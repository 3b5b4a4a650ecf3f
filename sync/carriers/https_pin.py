"""Trust in one key and nothing else: no authorities, no names, no dates."""

import hashlib
import hmac
import ssl
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.carriers.https_errors import ServerKeyChanged

PREFIX: Final = 10  # bytes of the fingerprint that an enrolment code has room for
FULL: Final = 32


def spki_of(certificate_der: bytes) -> bytes:
    """SHA-256 of a certificate's public key (SubjectPublicKeyInfo, DER), 32 bytes; ValueError for what is none."""
    key = x509.load_der_x509_certificate(certificate_der).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()


class PinnedContext(ssl.SSLContext):
    """A TLS 1.3 context whose connections exist only towards the holder of one key.

    The handshake proves that the peer holds the key of the certificate it shows; the certificate itself is only the
    envelope of that key. The check runs inside `wrap_socket`, so that no caller can have a connection before it.
    """

    pin: bytes
    seen: bytes

    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        """Shake hands, then check the key.

        Raises:
            ServerKeyChanged: the connection is closed and nothing was sent over it.
        """
        sock = super().wrap_socket(*args, **kwargs)
        try:
            self._check(sock.getpeercert(binary_form=True))
        except BaseException:
            sock.close()
            raise
        return sock

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """Refused: such a connection would escape the check."""
        raise NotImplementedError("a pinned connection runs over a socket")

    def _check(self, certificate_der: bytes | None) -> None:
        try:
            seen = spki_of(certificate_der or b"")
        except ValueError as exc:
            raise ServerKeyChanged("the server shows no readable certificate") from exc
        if not hmac.compare_digest(seen[: len(self.pin)], self.pin):
            raise ServerKeyChanged
        self.seen = seen


def pinned(fingerprint: bytes) -> PinnedContext:
    """A context that trusts the key with this fingerprint.

    Args:
        fingerprint: The first 10 bytes of the key's SHA-256 as an enrolment code gives them, or all 32.
    """
    if len(fingerprint) not in (PREFIX, FULL):
        raise ValueError("a fingerprint has 10 or 32 bytes")
    context = PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # the key is checked instead
    context.pin = fingerprint
    context.seen = b""
    return context
