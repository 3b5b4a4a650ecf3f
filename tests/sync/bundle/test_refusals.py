"""Bundles that are cut, changed, exchanged or forged: refused, each with its reason, and nothing is handed out."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha512
from pathlib import Path

import cbor2
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.bundle import (
    MAX_BUNDLE,
    BundleDamaged,
    BundleForeign,
    BundleNewer,
    BundleTooLarge,
    SenderRevoked,
    SenderUnknown,
    open_bundle,
)  # fmt: skip
from sync.manifest import Manifest
from sync.manifest_codec import decode_manifest, encode_manifest
from tests.sync.bundle.samples import (
    FRAMES,
    LAPTOP,
    OFFICE,
    PROVINCE,
    UP,
    crafted,
    inside,
    opened,
    packed,
    sealed,
    signed,
    wrapped,
)  # fmt: skip

_REASONS = (BundleDamaged, BundleForeign)
SAMPLE = sealed().blob
INSIDE = inside(SAMPLE)
PARTS: dict[int, object] = cbor2.loads(encode_manifest(UP))


def test_every_changed_byte_is_noticed() -> None:
    for place in range(len(SAMPLE)):
        changed = bytearray(SAMPLE)
        changed[place] ^= 1 << place % 8
        with pytest.raises(_REASONS):
            opened(bytes(changed))


def test_every_changed_byte_inside_is_noticed_though_anybody_can_seal() -> None:
    for place in range(len(INSIDE)):
        changed = bytearray(INSIDE)
        changed[place] ^= 1 << place % 8
        with pytest.raises((*_REASONS, BundleNewer)):
            opened(wrapped(bytes(changed)))


def test_every_cut_is_noticed() -> None:
    for length in range(len(SAMPLE)):
        with pytest.raises(_REASONS):
            opened(SAMPLE[:length])


def test_every_cut_inside_is_noticed() -> None:
    for length in range(len(INSIDE)):
        with pytest.raises(BundleDamaged):
            opened(wrapped(INSIDE[:length]))


@pytest.mark.parametrize("more", [b"\0", b"\n", b"x" * 100, SAMPLE], ids=["zero", "line", "text", "itself"])
def test_what_was_appended_is_noticed(more: bytes) -> None:
    with pytest.raises(BundleDamaged):
        opened(SAMPLE + more)
    with pytest.raises(BundleDamaged):
        opened(more + SAMPLE)
    with pytest.raises(BundleDamaged):
        opened(wrapped(INSIDE + more))


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    for blob in (data, b"age-encryption.org/v1\n" + data, wrapped(data), wrapped(signed(data))):
        with pytest.raises((BundleDamaged, BundleForeign)):
            opened(blob)


@settings(max_examples=200)
@given(st.data())
def test_a_piece_exchanged_for_another_is_noticed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(INSIDE) - 1))
    end = data.draw(st.integers(start, len(INSIDE)))
    other = data.draw(st.binary(max_size=60).filter(lambda piece: piece != INSIDE[start:end]))
    with pytest.raises((*_REASONS, BundleNewer)):
        opened(wrapped(INSIDE[:start] + other + INSIDE[end:]))


def test_exchanged_frames_are_noticed() -> None:
    length = 68 + int.from_bytes(INSIDE[64:68], "big")
    payload = INSIDE[length:]
    first = len(packed(FRAMES[0]))
    exchanged = INSIDE[:length] + payload[first:] + payload[:first]
    assert len(exchanged) == len(INSIDE)
    with pytest.raises(BundleDamaged):
        opened(wrapped(exchanged))


def test_the_manifest_of_one_with_the_payload_of_another_is_noticed() -> None:
    one, two = inside(sealed(UP, [b"one" * 9]).blob), inside(sealed(UP, [b"two" * 9]).blob)
    assert len(one) == len(two)
    length = 68 + int.from_bytes(one[64:68], "big")
    with pytest.raises(BundleDamaged):
        opened(wrapped(one[:length] + two[length:]))


def test_the_signature_of_one_does_not_hold_for_another() -> None:
    other = inside(sealed(replace(UP, records=3)).blob)
    with pytest.raises(BundleDamaged):
        opened(wrapped(INSIDE[:64] + other[64:]))


def test_what_is_sealed_to_another_is_foreign() -> None:
    with pytest.raises(BundleForeign):
        opened(SAMPLE, LAPTOP)


def test_what_was_meant_for_another_and_sealed_again_is_foreign() -> None:
    with pytest.raises(BundleForeign):
        opened(wrapped(INSIDE, LAPTOP.public.recipient), LAPTOP)


def test_a_sender_that_nobody_knows_is_told() -> None:
    with pytest.raises(SenderUnknown):
        open_bundle(SAMPLE, [PROVINCE.identity], lambda manifest: None)


def test_a_sender_that_is_not_let_in_is_told_before_anything_is_unpacked() -> None:
    def revoked(manifest: Manifest) -> bytes:
        assert manifest.sender == UP.sender
        raise SenderRevoked

    with pytest.raises(SenderRevoked):
        open_bundle(crafted(UP, [b"no frame"], [8]), [PROVINCE.identity], revoked)


def test_another_computers_signature_is_no_signature_of_the_sender() -> None:
    with pytest.raises(BundleDamaged):
        open_bundle(SAMPLE, [PROVINCE.identity], lambda manifest: LAPTOP.public.verify)


@pytest.mark.parametrize("part", [1, 2, 3], ids=["protocol", "reader", "kind"])
def test_what_a_newer_program_wrote_waits_for_an_update(part: int) -> None:
    with pytest.raises(BundleNewer):
        opened(wrapped(signed(cbor2.dumps({**PARTS, part: 99}, canonical=True))))
    with pytest.raises(BundleNewer):  # whatever else stands there by then
        opened(wrapped(signed(cbor2.dumps({1: 1, 2: 1, 3: 1, part: 99, 4: "other", 99: {}}, canonical=True))))


def test_a_part_that_is_not_known_yet_is_passed_over() -> None:
    later = cbor2.dumps({**PARTS, 99: ["something", b"else"]}, canonical=True)
    assert opened(wrapped(signed(later))).manifest == UP


_WRONG: dict[str, Callable[[dict[int, object]], object]] = {
    "no map": lambda parts: list(parts.values()),
    "text keys": lambda parts: {str(name): part for name, part in parts.items()},
    "protocol 0": lambda parts: parts | {1: 0},
    "protocol true": lambda parts: parts | {1: True},
    "kind 0": lambda parts: parts | {3: 0},
    "kind of text": lambda parts: parts | {3: "up"},
    "no bundle": lambda parts: {name: part for name, part in parts.items() if name != 4},
    "short id": lambda parts: parts | {4: b"short"},
    "unit of bytes": lambda parts: parts | {5: b"04273"},
    "unit with a line": lambda parts: parts | {5: "042\n73"},
    "no recipient": lambda parts: parts | {7: []},
    "too many recipients": lambda parts: parts | {7: [PROVINCE.public.recipient] * 17},
    "a recipient that is none": lambda parts: parts | {7: ["age1nobody"]},
    "a recipient in capitals": lambda parts: parts | {7: [PROVINCE.public.recipient.upper()]},
    "created before": lambda parts: parts | {8: -1},
    "created beyond": lambda parts: parts | {8: 1 << 63},
    "run of four": lambda parts: parts | {11: [[b"\x33" * 16, 1, 2, b"\x44" * 32]]},
    "run backwards": lambda parts: parts | {11: [[b"\x33" * 16, 2, 1, b"\x44" * 32, b"\x44" * 32]]},
    "run from 0": lambda parts: parts | {11: [[b"\x33" * 16, 0, 1, b"\x44" * 32, b"\x44" * 32]]},
    "standing of none": lambda parts: parts | {12: None},
    "span backwards": lambda parts: parts | {13: [2, bytes(32), 1, bytes(32), 0, 1]},
    "span beyond its parts": lambda parts: parts | {13: [1, bytes(32), 2, bytes(32), 1, 1]},
    "ack of level 3": lambda parts: parts | {14: [1, bytes(16), [[bytes(16), 1, bytes(32), 3]], b"", [], [], 0, []]},
    "body of text": lambda parts: parts | {15: "text"},
    "frame of nothing": lambda parts: parts | {16: [[0, 1, bytes(32)]]},
    "frame to nothing": lambda parts: parts | {16: [[1, 0, bytes(32)]]},
    "frame of 1 TB": lambda parts: parts | {16: [[13, 1 << 40, bytes(32)]]},
    "frame beyond the end": lambda parts: parts | {16: [[1, 1, bytes(32)]]},
}


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_manifest_that_no_program_of_ours_writes_is_refused_though_signed(wrong: str) -> None:
    blob = wrapped(signed(cbor2.dumps(_WRONG[wrong](dict(PARTS)), canonical=True)))
    with pytest.raises(BundleDamaged):
        opened(blob)


@pytest.mark.parametrize("data", [b"\xa1" * 20_000, b"\xbb" + b"\xff" * 8, b"\xbf\x01\x01\xff"], ids=len)
def test_a_manifest_that_is_no_strict_cbor_is_refused(data: bytes) -> None:
    with pytest.raises(BundleDamaged):
        decode_manifest(data)


def test_lengths_beyond_the_bounds_are_refused_before_anything_is_read() -> None:
    with pytest.raises(BundleDamaged):
        opened(wrapped(bytes(64) + b"\xff" * 4 + bytes(100)))
    with pytest.raises(BundleDamaged):
        opened(wrapped(signed(bytes(64 * 1024 + 1))))
    with pytest.raises(BundleTooLarge):
        opened(SAMPLE + bytes(MAX_BUNDLE))


def test_a_header_of_thousands_of_recipients_is_refused_before_each_is_tried() -> None:
    stranger = pyrage.x25519.Recipient.from_str(LAPTOP.public.recipient)
    with pytest.raises(BundleDamaged):
        opened(bytes(pyrage.encrypt(INSIDE, [stranger] * 2000)))


def test_a_file_for_a_passphrase_and_an_armoured_one_are_refused() -> None:
    for blob in (
        pyrage.passphrase.encrypt(INSIDE, "mật khẩu"),
        pyrage.encrypt(INSIDE, [pyrage.x25519.Recipient.from_str(PROVINCE.public.recipient)], armored=True),
    ):
        with pytest.raises(_REASONS):
            opened(bytes(blob))


def test_neither_we_nor_the_other_copy_of_age_take_a_changed_header(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(PROVINCE.identity + "\n")
    for place in (5, 30, 90, 150, 170, len(SAMPLE) - 1):
        changed = bytearray(SAMPLE)
        changed[place] ^= 1
        assert subprocess.run(["age", "-d", "-i", key], input=bytes(changed), capture_output=True).returncode != 0
        with pytest.raises(_REASONS):
            opened(bytes(changed))


def test_the_message_that_is_signed_is_fixed() -> None:
    length = int.from_bytes(INSIDE[64:68], "big")
    manifest = INSIDE[68 : 68 + length]
    assert INSIDE[:64] == OFFICE.sign(b"VWSY1" + sha512(manifest).digest())
