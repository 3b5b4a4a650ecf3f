"""Bundles: what was sealed is what is opened, by the one it was sealed to, and by any other copy of age."""

import os
import subprocess
from dataclasses import replace
from hashlib import sha512
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.bundle import MAX_PLAIN, BundleTooLarge, open_bundle, seal
from sync.keys import SIGNATURE_BYTES, PrivateKeys, is_signed
from sync.manifest import Frame, Kind, Manifest, Run
from sync.manifest_codec import MAX_FRAME, decode_manifest, decode_standing, encode_manifest, encode_standing
from sync.standing import Ack, Answer, Cursor, Span, Standing, Timeline, Tip
from tests.sync.bundle.samples import (
    ANSWER,
    FRAMES,
    GREETING,
    LAPTOP,
    OFFICE,
    PROVINCE,
    SPAN,
    STANDING,
    UP,
    inside,
    opened,
    sealed,
    wrapped,
)  # fmt: skip

_IDS = st.binary(min_size=16, max_size=16)
_MARKS = st.just(b"") | _IDS
_HASHES = st.binary(min_size=32, max_size=32)
_COUNTS = st.integers(0, 2**63 - 1)
_TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
_TIMELINES = st.builds(Timeline, _COUNTS, _IDS)
_TIPS = st.builds(Tip, _IDS, _COUNTS, _HASHES)
_NAMED = st.lists(st.tuples(_IDS, _TEXTS), max_size=3).map(tuple)
_STANDINGS = st.builds(
    Standing,
    st.builds(Cursor, _TIMELINES, _COUNTS, _HASHES),
    st.lists(_TIPS, max_size=4).map(tuple),
    st.booleans(),
    _MARKS,
    st.integers(1, 99),
)
_ANSWERS = st.builds(
    Answer,
    _TIMELINES,
    st.lists(st.builds(Ack, _TIPS, st.integers(1, 2)), max_size=4).map(tuple),
    _MARKS,
    _NAMED,
    st.lists(_IDS, max_size=3).map(tuple),
    _COUNTS,
    _NAMED,
)
_RUNS = st.builds(
    lambda incarnation, first, more, before, after: Run(incarnation, first, first + more, before, after),
    _IDS, st.integers(1, 2**40), st.integers(0, 2**40), _HASHES, _HASHES,
)  # fmt: skip
_SPANS = st.builds(
    lambda start, more, a, b, part, left: Span(start, a, start + more, b, part, part + left),
    st.integers(0, 2**40), st.integers(0, 2**40), _HASHES, _HASHES, st.integers(0, 99), st.integers(1, 99),
)  # fmt: skip
_RECIPIENTS = st.sampled_from([PROVINCE.public.recipient, LAPTOP.public.recipient])
_MANIFESTS = st.builds(
    Manifest,
    kind=st.sampled_from(Kind),
    bundle=_IDS,
    unit=st.text("0123456789", max_size=5),
    sender=_IDS,
    recipients=st.lists(_RECIPIENTS, min_size=1, max_size=3).map(tuple),
    created_ms=_COUNTS,
    records=_COUNTS,
    runs=st.lists(_RUNS, max_size=4).map(tuple),
    standing=st.none() | _STANDINGS,
    span=st.none() | _SPANS,
    answer=st.none() | _ANSWERS,
    body=st.binary(max_size=99),
    frames=st.lists(st.builds(Frame, st.integers(1, 2**40), st.integers(1, MAX_FRAME), _HASHES), max_size=3).map(tuple),
    schema=st.integers(1, 99),
)  # fmt: skip


@given(_MANIFESTS)
def test_a_manifest_survives_its_bytes(manifest: Manifest) -> None:
    assert decode_manifest(encode_manifest(manifest)) == manifest


@given(_STANDINGS)
def test_a_standing_survives_its_bytes(standing: Standing) -> None:
    assert decode_standing(encode_standing(standing)) == standing


@given(st.lists(st.binary(min_size=1, max_size=2000), max_size=4), st.sampled_from(Kind), st.binary(max_size=99))
def test_what_was_sealed_is_what_is_opened(frames: list[bytes], kind: Kind, body: bytes) -> None:
    bundle = seal(replace(UP, kind=kind, body=body), frames, OFFICE)
    result = opened(bundle.blob)
    assert result.frames == frames
    assert result.manifest == bundle.manifest
    assert replace(result.manifest, frames=()) == replace(UP, kind=kind, body=body)


@pytest.mark.parametrize(
    "manifest",
    [
        GREETING,
        replace(GREETING, kind=Kind.DOWN, standing=None, span=SPAN, answer=ANSWER),
        replace(GREETING, kind=Kind.STATE, span=SPAN),
    ],
    ids=["greeting", "down", "state"],
)  # fmt: skip
def test_a_bundle_without_records_is_legal(manifest: Manifest) -> None:
    result = opened(seal(manifest, [], OFFICE).blob)
    assert (result.manifest, result.frames) == (manifest, [])


@pytest.mark.parametrize("level", [None, 1, 3, 9, 19])
def test_every_level_of_compression_is_read(level: int | None) -> None:
    plain = os.urandom(1000) * 3000
    bundle = seal(UP, [plain, b"x"], OFFICE, level=level)
    assert len(bundle.blob) < len(plain) / 10
    assert opened(bundle.blob).frames == [plain, b"x"]


def test_the_largest_frame_is_read_and_none_that_is_larger_is_written() -> None:
    largest = bytes(MAX_FRAME)
    assert opened(sealed(UP, [largest]).blob).frames == [largest]
    with pytest.raises(BundleTooLarge):
        sealed(UP, [largest + b"\0"])
    with pytest.raises(BundleTooLarge):
        sealed(UP, [largest] * (MAX_PLAIN // MAX_FRAME) + [b"\0"])


def test_a_manifest_that_does_not_fit_is_not_written() -> None:
    with pytest.raises(BundleTooLarge):
        sealed(replace(UP, runs=UP.runs * 1000))
    with pytest.raises(BundleTooLarge):
        sealed(replace(UP, body=bytes(64 * 1024)))


def test_an_empty_frame_is_not_written() -> None:
    with pytest.raises(ValueError, match="empty"):
        sealed(UP, [b""])


def test_each_of_several_recipients_opens_it() -> None:
    both = replace(UP, recipients=(PROVINCE.public.recipient, LAPTOP.public.recipient))
    blob = sealed(both).blob
    assert opened(blob, PROVINCE).frames == opened(blob, LAPTOP).frames == FRAMES


def test_an_earlier_key_of_ours_still_opens_it() -> None:
    identities = [PrivateKeys.generate().identity, PROVINCE.identity]
    assert open_bundle(sealed().blob, identities, lambda manifest: OFFICE.public.verify).frames == FRAMES


def test_sealing_twice_gives_the_same_inside_and_another_outside() -> None:
    one, two = sealed().blob, sealed().blob
    assert one != two
    assert inside(one) == inside(two)


def test_any_copy_of_age_opens_it_and_finds_what_is_described(tmp_path: Path) -> None:
    bundle = sealed()
    (tmp_path / "bundle.sohoi").write_bytes(bundle.blob)
    (tmp_path / "key.txt").write_text(PROVINCE.identity + "\n")
    content = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key.txt", tmp_path / "bundle.sohoi"], check=True, capture_output=True
    ).stdout
    assert content == inside(bundle.blob)
    signature, rest = content[:SIGNATURE_BYTES], content[SIGNATURE_BYTES:]
    length = int.from_bytes(rest[:4], "big")
    manifest, payload = rest[4 : 4 + length], rest[4 + length :]
    assert manifest == encode_manifest(bundle.manifest)
    assert is_signed(OFFICE.public.verify, signature, b"VWSY1" + sha512(manifest).digest())
    for frame, plain in zip(bundle.manifest.frames, FRAMES, strict=True):
        assert zstandard.ZstdDecompressor().decompress(payload[: frame.size]) == plain
        payload = payload[frame.size :]
    assert payload == b""


def test_what_another_copy_of_age_sealed_is_opened() -> None:
    content = inside(sealed().blob)
    blob = subprocess.run(
        ["age", "-r", PROVINCE.public.recipient], input=content, check=True, capture_output=True
    ).stdout  # fmt: skip
    assert opened(blob).frames == FRAMES
    assert opened(wrapped(content)).manifest.standing == STANDING
