"""What a computer and the server say to each other around the bundles: the same bytes written and read at both ends.

Source:
    docs/exchange.md. Bodies are deterministic CBOR, read strictly; chunks of uploads follow tus 1.0 with its checksum
    and creation-with-upload extensions, under ids of our own.
"""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, Final

import cbor2

from sync import strict
from sync.bundle import MAX_BUNDLE
from sync.checks import digest, identifier, items, number, octets, text
from sync.keys import SIGNATURE_BYTES, PrivateKeys, is_signed
from sync.standing import Cursor, Timeline

CBOR: Final = "application/cbor"
OCTETS: Final = "application/octet-stream"
CHUNK: Final = "application/offset+octet-stream"
UPLOAD_ID: Final = "Upload-Id"
UPLOAD_LENGTH: Final = "Upload-Length"
UPLOAD_OFFSET: Final = "Upload-Offset"
UPLOAD_CHECKSUM: Final = "Upload-Checksum"
CHECKSUM_MISMATCH: Final = 460

SMALL: Final = 32 * 1024  # a bundle up to this size travels in one request, a file in the answer that names it
LARGEST_CHUNK: Final = 256 * 1024
LARGEST_REQUEST: Final = 64 * 1024  # of hello, pull and ack
LARGEST_ANSWER: Final = 1024 * 1024  # of anything but a file
_NONCE_BYTES: Final = 16
_MOST_FILES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Welcome:
    """The answer to a hello.

    Attributes:
        token: Bearer of the session.
        lasts_s: Seconds until it expires.
        server_ms: The province's clock, Unix milliseconds.
        largest: Bytes of the largest bundle that is taken.
    """

    token: str
    lasts_s: int
    server_ms: int
    timeline: Timeline
    largest: int = MAX_BUNDLE


def encode_welcome(welcome: Welcome) -> bytes:
    """Deterministic CBOR."""
    timeline = [welcome.timeline.counter, welcome.timeline.nonce]
    return _dumps([welcome.token, welcome.lasts_s, welcome.server_ms, timeline, welcome.largest])


def decode_welcome(data: bytes) -> Welcome:
    """Read what `encode_welcome` wrote; ValueError when it is anything else."""
    token, lasts_s, server_ms, timeline, largest = items(strict.read(data), 5)
    counter, nonce = items(timeline, 2)
    return Welcome(
        _token(token), number(lasts_s), number(server_ms), Timeline(number(counter), identifier(nonce)), number(largest)
    )


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a bundle that went up. Being stored is no receipt: receipts come down in bundles.

    Attributes:
        outcome: "applied", "known", "held" or "refused".
        reason: Stable reason of the last two.
    """

    outcome: str
    reason: str = ""


def encode_received(received: Received) -> bytes:
    """Deterministic CBOR."""
    return _dumps([received.outcome, received.reason])


def decode_received(data: bytes) -> Received:
    """Read what `encode_received` wrote; ValueError when it is anything else."""
    outcome, reason = items(strict.read(data), 2)
    return Received(text(outcome, 1, 32), text(reason))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file that waits for a computer.

    Attributes:
        bundle: Id of the bundle that it is, 16 bytes.
        size: Bytes.
        digest: SHA-256, 32 bytes; its name.
        blob: The file itself when it is small and the first; else empty.
    """

    bundle: bytes
    size: int
    digest: bytes
    blob: bytes = b""


def encode_listing(files: list[Waiting]) -> bytes:
    """Deterministic CBOR."""
    return _dumps([[file.bundle, file.size, file.digest, file.blob] for file in files])


def decode_listing(data: bytes) -> list[Waiting]:
    """Read what `encode_listing` wrote; ValueError when it is anything else, or a file does not match its digest."""
    files = [_waiting(item) for item in items(strict.read(data))]
    if len(files) > _MOST_FILES:
        raise ValueError("too many files")
    return files


def _waiting(item: Any) -> Waiting:
    bundle, size, hashed, blob = items(item, 4)
    size = number(size, 1, MAX_BUNDLE)
    file = Waiting(identifier(bundle), size, digest(hashed), octets(blob, size) if blob else b"")
    if blob and hashlib.sha256(blob).digest() != file.digest:
        raise ValueError("a file that is not what it says")
    return file


def encode_cursor(cursor: Cursor) -> bytes:
    """Deterministic CBOR."""
    return _dumps([cursor.timeline.counter, cursor.timeline.nonce, cursor.seq, cursor.hash])


def decode_cursor(data: bytes) -> Cursor:
    """Read what `encode_cursor` wrote; ValueError when it is anything else."""
    counter, nonce, seq, hashed = items(strict.read(data), 4)
    return Cursor(Timeline(number(counter), identifier(nonce)), number(seq), digest(hashed))


def checksum(chunk: bytes) -> str:
    """The `Upload-Checksum` of a chunk."""
    return "sha256 " + b64encode(hashlib.sha256(chunk).digest()).decode()


def introduce(device: bytes, keys: PrivateKeys, nonce: bytes, path: str, body: bytes, tls: bytes) -> str:
    """The `Authorization` of a hello.

    Args:
        nonce: 16 random bytes, never used before.
        tls: SHA-256 of the server's public key as the connection showed it, so that nobody can pass the hello on.
    """
    signature = keys.sign(_hello(nonce, path, body, tls))
    return f"SoHoi {device.hex()}.{nonce.hex()}.{b64encode(signature).decode()}"


@dataclass(frozen=True, slots=True)
class Introduction:
    """A hello's claim; nothing in it is proved before `is_true`."""

    device: bytes
    nonce: bytes
    signature: bytes

    @classmethod
    def of(cls, authorization: str) -> "Introduction":
        """Read what `introduce` wrote; ValueError when it is anything else."""
        scheme, _, rest = authorization.partition(" ")
        parts = rest.split(".")
        if scheme != "SoHoi" or len(parts) != 3:
            raise ValueError("no introduction")
        device, nonce, signature = bytes.fromhex(parts[0]), bytes.fromhex(parts[1]), b64decode(parts[2], validate=True)
        return cls(identifier(device), octets(nonce, _NONCE_BYTES), octets(signature, SIGNATURE_BYTES))

    def is_true(self, verify: bytes, path: str, body: bytes, tls: bytes) -> bool:
        """Whether the owner of `verify` wrote it for this request and this server."""
        return is_signed(verify, self.signature, _hello(self.nonce, path, body, tls))


def _hello(nonce: bytes, path: str, body: bytes, tls: bytes) -> bytes:
    asked = b"POST " + path.encode()
    return b"".join((b"so-hoi hello 1\0", asked, b"\0", nonce, hashlib.sha512(body).digest(), tls))


def _token(item: Any) -> str:
    token = text(item, 16, 200)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise ValueError("no token")
    return token


def _dumps(item: Any) -> bytes:
    return cbor2.dumps(item, canonical=True)
