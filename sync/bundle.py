"""Bundles: what travels between a computer and its province, whatever carries it.

A bundle is a plain age v1 binary file and nothing else, so that any copy of `age` with the key opens it. Inside:

    64 bytes   Ed25519 signature over b"VWSY1" and the SHA-512 of the manifest
     4 bytes   length of the manifest, big-endian
               the manifest, see `sync.manifest_codec`
               the payload: zstd frames one after another, as the manifest lists them

The signed part names the recipients, so that nobody can seal to another what was meant for him.

Source:
    age v1: C2SP, age.md. Zstandard: RFC 8878.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256, sha512
from typing import Final

import pyrage
import zstandard

from sync.bundle_errors import (
    BundleDamaged,
    BundleForeign,
    BundleNewer,
    BundleTooLarge,
    SenderRevoked,
    SenderUnknown,
)
from sync.keys import SIGNATURE_BYTES, PrivateKeys, is_signed, recipient_of
from sync.manifest import Frame, Manifest
from sync.manifest_codec import MAX_BUNDLE, MAX_FRAME, MAX_MANIFEST, decode_manifest, encode_manifest

__all__ = [
    "MAX_BUNDLE", "MAX_FRAME", "MAX_MANIFEST", "MAX_PLAIN", "BundleDamaged", "BundleForeign", "BundleNewer",
    "BundleTooLarge", "Opened", "Packed", "Sealed", "SenderRevoked", "SenderUnknown", "frames_within", "open_bundle",
    "seal",
]  # fmt: skip

MAX_PLAIN: Final = 64 * 1024 * 1024  # bytes of all frames together
MAX_WINDOW: Final = 8 * 1024 * 1024
_SIGNED: Final = b"VWSY1"
_MAGIC: Final = b"age-encryption.org/v1\n"
_LONGEST_HEADER: Final = 16 * 1024  # of the age file; a hundred recipients
_HEADER_END: Final = b"\n--- "
_FRAME_MAGIC: Final = zstandard.FRAME_HEADER
_LEVEL: Final = 3
_SMALL_LEVEL: Final = 9
_SMALL: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle ready to be carried.

    Attributes:
        bundle: Its id, 16 bytes.
        blob: The file.
        manifest: With the frames as they were written.
    """

    bundle: bytes
    blob: bytes
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that passed every check of its outside.

    Attributes:
        frames: Plain frames; their content has not been read yet.
    """

    manifest: Manifest
    frames: list[bytes]


@dataclass(frozen=True, slots=True)
class Packed:
    """A frame as it travels.

    Attributes:
        data: One zstd frame.
        size: Its plain size, bytes.
    """

    data: bytes
    size: int


def seal(
    manifest: Manifest, payload: Sequence[bytes | Packed], keys: PrivateKeys, *, level: int | None = None
) -> Sealed:
    """Compress, sign and seal.

    Args:
        manifest: With its recipients and without frames.
        payload: Plain frames, each of 1 byte to 16 MiB, or frames of another bundle as they are.
        level: Of zstd, up to 19; chosen by the frame's size when not given.
    Raises:
        BundleTooLarge: the frames or the manifest exceed what the protocol allows.
    """
    sizes = [part.size if isinstance(part, Packed) else len(part) for part in payload]
    if any(size > MAX_FRAME for size in sizes) or sum(sizes) > MAX_PLAIN:
        raise BundleTooLarge("payload")
    packed = [part if isinstance(part, Packed) else Packed(_pack(part, level), len(part)) for part in payload]
    frames = tuple(Frame(len(part.data), part.size, sha256(part.data).digest()) for part in packed)
    manifest = replace(manifest, frames=frames)
    signed = encode_manifest(manifest)
    inside = b"".join(
        (keys.sign(_message(signed)), len(signed).to_bytes(4, "big"), signed, *(part.data for part in packed))
    )
    blob = pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(each) for each in manifest.recipients])
    if len(blob) > MAX_BUNDLE:
        raise BundleTooLarge("bundle")
    return Sealed(manifest.bundle, blob, manifest)


def open_bundle(blob: bytes, identities: Sequence[str], trusted: Callable[[Manifest], bytes | None]) -> Opened:
    """Unseal, verify and decompress; nothing is handed out before the last check has passed.

    Args:
        identities: Our age identities; more than one where keys were exchanged.
        trusted: Gives the sender's verify key, or None when we do not know the sender; may raise, `SenderRevoked`
            for instance. What it is shown is not verified yet.
    Raises:
        BundleTooLarge, BundleDamaged, BundleForeign, BundleNewer, SenderUnknown: see there.
    """
    inside = _unseal(blob, identities)
    if len(inside) < SIGNATURE_BYTES + 4:
        raise BundleDamaged("no manifest")
    begin = SIGNATURE_BYTES + 4
    end = begin + int.from_bytes(inside[SIGNATURE_BYTES:begin], "big")
    if end - begin > MAX_MANIFEST or end > len(inside):
        raise BundleDamaged("manifest's length")
    signed = inside[begin:end]
    manifest = decode_manifest(signed)
    verify = trusted(manifest)
    if verify is None:
        raise SenderUnknown(sender=manifest.sender.hex())
    if not is_signed(verify, inside[:SIGNATURE_BYTES], _message(signed)):
        raise BundleDamaged("signature")
    if not {recipient_of(identity) for identity in identities} & set(manifest.recipients):
        raise BundleForeign("sealed again by somebody else")
    return Opened(manifest, _unpack_all(inside[end:], manifest.frames))


def frames_within(blob: bytes, identities: Sequence[str]) -> list[Packed]:
    """The frames of a bundle that `open_bundle` passed before and that was in safe keeping since, as they travel."""
    inside = _unseal(blob, identities)
    begin = SIGNATURE_BYTES + 4
    at = begin + int.from_bytes(inside[SIGNATURE_BYTES:begin], "big")
    found = []
    for frame in decode_manifest(inside[begin:at]).frames:
        found.append(Packed(inside[at : at + frame.size], frame.plain))
        at += frame.size
    return found


def _message(signed: bytes) -> bytes:
    return _SIGNED + sha512(signed).digest()


def _pack(plain: bytes, level: int | None) -> bytes:
    if not plain:
        raise ValueError("an empty frame")
    if level is None:
        level = _SMALL_LEVEL if len(plain) <= _SMALL else _LEVEL
    return zstandard.ZstdCompressor(level=level).compress(plain)


def _unseal(blob: bytes, identities: Sequence[str]) -> bytes:
    if len(blob) > MAX_BUNDLE:
        raise BundleTooLarge("bundle")
    if not blob.startswith(_MAGIC) or blob.find(_HEADER_END, 0, _LONGEST_HEADER) < 0:
        raise BundleDamaged("no age file")
    try:
        return bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(each) for each in identities]))
    except pyrage.DecryptError as exc:
        if "No matching keys" in str(exc):
            raise BundleForeign() from exc
        raise BundleDamaged("age") from exc


def _unpack_all(packed: bytes, frames: Sequence[Frame]) -> list[bytes]:
    if sum(frame.plain for frame in frames) > MAX_PLAIN:
        raise BundleTooLarge("payload")
    if sum(frame.size for frame in frames) != len(packed):
        raise BundleDamaged("payload's length")
    parts, at = [], 0
    for frame in frames:
        parts.append(packed[at : at + frame.size])
        at += frame.size
    if any(sha256(part).digest() != frame.digest for part, frame in zip(parts, frames, strict=True)):
        raise BundleDamaged("frame")
    return [_unpack(part, frame.plain) for part, frame in zip(parts, frames, strict=True)]


def _unpack(packed: bytes, size: int) -> bytes:
    """One frame; memory is taken only after its header has agreed with the manifest, and for no more than that."""
    try:
        header = zstandard.get_frame_parameters(packed)
        if not packed.startswith(_FRAME_MAGIC) or header.content_size != size or header.window_size > MAX_WINDOW:
            raise BundleDamaged("frame's header")
        plain = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompress(packed, allow_extra_data=False)
    except zstandard.ZstdError as exc:
        raise BundleDamaged("frame's content") from exc
    if len(plain) != size:
        raise BundleDamaged("frame's size")
    return plain
