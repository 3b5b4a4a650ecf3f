"""Frames that a trusted key signed and that are no honest compression: refused before memory is taken for them."""

import tracemalloc
from dataclasses import replace
from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.bundle import MAX_FRAME, MAX_PLAIN, BundleDamaged, BundleTooLarge
from sync.manifest import Frame
from sync.manifest_codec import encode_manifest
from tests.sync.bundle.samples import UP, crafted, opened, packed, signed, wrapped

MAGIC = zstandard.FRAME_HEADER
_SINGLE_64_BIT = b"\xe0"  # one segment, size of content in 8 bytes
_SIZE_32_BIT = b"\x80"  # a window, size of content in 4 bytes
_LARGEST_RUN = 128 * 1024
LITTLE = 4 * 1024 * 1024


def run_block(size: int, *, last: bool) -> bytes:
    """Four bytes that become `size` zeros."""
    return (size << 3 | 1 << 1 | last).to_bytes(3, "little") + b"\0"


def raw_block(content: bytes, *, last: bool = True) -> bytes:
    """A block that holds its content as it is."""
    return (len(content) << 3 | last).to_bytes(3, "little") + content


def announcing(size: int) -> bytes:
    """The header of a frame in one segment."""
    return MAGIC + _SINGLE_64_BIT + size.to_bytes(8, "little")


HELLO = raw_block(b"hello")
POISONED = {
    "13 bytes that announce 1 TB": announcing(1 << 40),
    "13 bytes that announce the most there is": announcing((1 << 64) - 3),
    "1 TB and a beginning": announcing(1 << 40) + HELLO,
    "a bomb of 1 GB that says 5 bytes": announcing(5) + run_block(_LARGEST_RUN, last=False) * 8192 + HELLO,
    "a window of 3 TB": MAGIC + _SIZE_32_BIT + b"\xff" + (5).to_bytes(4, "little") + HELLO,
    "a window of 16 MB": MAGIC + _SIZE_32_BIT + b"\x70" + (5).to_bytes(4, "little") + HELLO,
    "no size": MAGIC + b"\x00\x00" + HELLO,
    "a reserved bit": MAGIC + b"\xe8" + (5).to_bytes(8, "little") + HELLO,
    "a dictionary": MAGIC + b"\x21\x01\x05" + HELLO,
    "content shorter than said": announcing(5) + raw_block(b"hell"),
    "content longer than said": announcing(5) + raw_block(b"hello!"),
    "no last block": announcing(5) + raw_block(b"hello", last=False),
    "a block of the reserved kind": announcing(5) + b"\x07\0\0" + HELLO,
    "bytes behind": announcing(5) + HELLO + b"\0",
    "a second frame behind": (announcing(5) + HELLO) * 2,
    "an empty frame behind": announcing(5) + HELLO + packed(b""),
    "a frame to skip before": b"\x50\x2a\x4d\x18\x01\0\0\0x" + announcing(5) + HELLO,
    "a frame to skip": b"\x50\x2a\x4d\x18\x05\0\0\0hello",
    "no magic": announcing(5)[4:] + HELLO,
    "the magic alone": MAGIC,
    "one byte": b"\x28",
    "an earlier zstd": b"\x27\xb5\x2f\xfd" + (announcing(5) + HELLO)[4:],
}


def test_a_frame_made_by_hand_is_read_if_it_is_right() -> None:
    assert opened(crafted(UP, [announcing(5) + HELLO], [5])).frames == [b"hello"]


def test_a_window_of_8_mb_is_the_largest() -> None:
    frame = MAGIC + _SIZE_32_BIT + b"\x68" + (5).to_bytes(4, "little") + HELLO
    assert opened(crafted(UP, [frame], [5])).frames == [b"hello"]


@pytest.mark.parametrize("poison", POISONED)
@pytest.mark.parametrize("size", [5, MAX_FRAME], ids=["said right", "said large"])
def test_a_poisoned_frame_is_refused_and_takes_no_memory(poison: str, size: int) -> None:
    """Of the 13 bytes: python-zstandard, issue 332."""
    blob = crafted(UP, [POISONED[poison]], [size])
    tracemalloc.start()
    try:
        with pytest.raises(BundleDamaged):
            opened(blob)
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()


def test_a_bomb_that_says_what_it_is_stays_within_the_bounds() -> None:
    bomb = packed(bytes(MAX_FRAME))
    assert len(bomb) < 4096
    allowed = MAX_PLAIN // MAX_FRAME
    with pytest.raises(BundleTooLarge):
        opened(crafted(UP, [bomb] * (allowed + 1), [MAX_FRAME] * (allowed + 1)))


def test_a_hash_or_a_length_that_is_not_the_frames_is_refused() -> None:
    data = packed(b"hello")
    right = Frame(len(data), 5, sha256(data).digest())
    for frames in (
        (replace(right, digest=sha256(b"").digest()),),
        (replace(right, size=right.size - 1),),
        (replace(right, size=right.size + 1),),
        (replace(right, plain=4),),
        (replace(right, plain=6),),
        (right, right),
        (),
    ):
        manifest = encode_manifest(replace(UP, frames=frames))
        with pytest.raises(BundleDamaged):
            opened(wrapped(signed(manifest, data)))


@given(st.binary(max_size=200), st.booleans(), st.integers(1, 2000))
def test_any_frame_is_refused_or_read_as_it_says(data: bytes, framed: bool, size: int) -> None:
    frame = announcing(size) + data if framed else b"\0" + data
    try:
        (plain,) = opened(crafted(UP, [frame], [size])).frames
    except BundleDamaged:
        return
    assert len(plain) == size


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_changed_frame_is_refused_or_another_content_of_the_same_size(plain: bytes, data: st.DataObject) -> None:
    frame = bytearray(packed(plain * 3))
    frame[data.draw(st.integers(0, len(frame) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        (found,) = opened(crafted(UP, [bytes(frame)], [3 * len(plain)])).frames
    except BundleDamaged:
        return
    assert len(found) == 3 * len(plain)
