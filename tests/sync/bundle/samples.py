"""A province, two computers, and bundles of theirs, right ones and such as only a forger makes."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256, sha512

import pyrage
import zstandard

from sync.bundle import Opened, Sealed, open_bundle, seal
from sync.keys import PrivateKeys
from sync.manifest import Frame, Kind, Manifest, Run
from sync.manifest_codec import encode_manifest
from sync.standing import Ack, Answer, Cursor, Span, Standing, Timeline, Tip

PROVINCE = PrivateKeys(b"\x01" * 32, "AGE-SECRET-KEY-1XPRD5S0H6XY7C470JYSMG3X4QE00E9ADA7DPGDU0LT0Y70EGD7EQLUS3EE")
OFFICE = PrivateKeys(b"\x02" * 32, "AGE-SECRET-KEY-1ZAXCK2AXFPUS7UAAF5ZYAFRVJZQG4EWLC852PA05FJMV3QGMU4DQZECVGC")
LAPTOP = PrivateKeys(b"\x03" * 32, "AGE-SECRET-KEY-1HAXU2TDGTYU4PPSH4ZPGJEHQC5HJNXDUPLU6T9QMM0V9P4K9HH2QH7JQSC")

TIMELINE = Timeline(2, b"\x44" * 16)
STANDING = Standing(
    Cursor(TIMELINE, 7, b"\x55" * 32), (Tip(b"\x66" * 16, 12, b"\x77" * 32),), wants_full=True, schema=3
)
ANSWER = Answer(
    TIMELINE,
    (Ack(Tip(b"\x66" * 16, 12, b"\x77" * 32), 2),),
    gave=b"\xbb" * 16,
    held=((b"\x88" * 16, "unit.other"),),
    restart=(b"\x66" * 16,),
    server_ms=1_795_000_000_000,
    computers=((b"\x22" * 16, "Máy văn phòng"),),
)
SPAN = Span(3, b"\x99" * 32, 9, b"\xaa" * 32, 1, 4)
GREETING = Manifest(
    kind=Kind.UP,
    bundle=b"\x11" * 16,
    unit="04273",
    sender=b"\x22" * 16,
    recipients=(PROVINCE.public.recipient,),
    created_ms=1_795_000_000_000,
    standing=STANDING,
)
UP = replace(GREETING, records=2, runs=(Run(b"\x33" * 16, 1, 2, b"\x44" * 32, b"\x55" * 32),))
FRAMES = [b"Le Thi An " * 40, b"Dang Thi Hue " * 30]


def sealed(manifest: Manifest = UP, frames: Sequence[bytes] = FRAMES) -> Sealed:
    """A bundle of the office's."""
    return seal(manifest, frames, OFFICE)


def opened(blob: bytes, keys: PrivateKeys = PROVINCE) -> Opened:
    """What someone gets who has these keys and knows the office."""
    return open_bundle(blob, [keys.identity], lambda manifest: OFFICE.public.verify)


def inside(blob: bytes, keys: PrivateKeys = PROVINCE) -> bytes:
    """What age gives."""
    return bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(keys.identity)]))


def wrapped(content: bytes, *recipients: str) -> bytes:
    """Sealed by anyone: it takes no secret to seal to somebody."""
    named = recipients or (PROVINCE.public.recipient,)
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(each) for each in named]))


def signed(manifest: bytes, payload: bytes = b"") -> bytes:
    """Rightly signed by the office, whatever the manifest says."""
    signature = OFFICE.sign(b"VWSY1" + sha512(manifest).digest())
    return signature + len(manifest).to_bytes(4, "big") + manifest + payload


def crafted(manifest: Manifest, packed: Sequence[bytes], plain: Sequence[int]) -> bytes:
    """A bundle whose frames are what they are and not what `seal` would make of them.

    Args:
        plain: The sizes that the manifest claims.
    """
    frames = tuple(
        Frame(len(data), size, sha256(data).digest()) for data, size in zip(packed, plain, strict=True)
    )  # fmt: skip
    return wrapped(signed(encode_manifest(replace(manifest, frames=frames)), b"".join(packed)))


def packed(plain: bytes) -> bytes:
    """One honest frame."""
    return zstandard.ZstdCompressor().compress(plain)
