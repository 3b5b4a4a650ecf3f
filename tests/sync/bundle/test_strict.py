"""Strict reading: one encoding for each content, and no more memory than the bytes are worth."""

import tracemalloc
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.strict import MAX_DEPTH, NotStrict, read

_LEAVES = st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text(max_size=40) | st.binary(max_size=40)
_KEYS = st.integers(0, 2**64 - 1) | st.text(max_size=9) | st.binary(max_size=9)


def _container(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=5) | st.dictionaries(_KEYS, inner, max_size=5)


TREES = st.recursive(_LEAVES, _container, max_leaves=30)


def _depth(tree: Any) -> int:
    if isinstance(tree, dict):
        return 1 + max(map(_depth, tree.values()), default=0)
    return 1 + max(map(_depth, tree), default=0) if isinstance(tree, list) else 0


def same(one: Any, other: Any) -> bool:
    """Equal, and True is not 1."""
    return bool(one == other) and repr(one) == repr(other)


@given(TREES.filter(lambda tree: _depth(tree) <= MAX_DEPTH))
def test_what_was_written_canonically_is_read(tree: Any) -> None:
    data = _written(tree)
    assert same(read(data), cbor2.loads(data))


def _written(tree: Any) -> bytes:
    """RFC 8949, 4.2.1: keys in the order of their bytes."""
    if isinstance(tree, dict):
        pairs = sorted((cbor2.dumps(key), _written(content)) for key, content in tree.items())
        return _start(0xA0, len(pairs)) + b"".join(key + content for key, content in pairs)
    if isinstance(tree, list):
        return _start(0x80, len(tree)) + b"".join(map(_written, tree))
    return cbor2.dumps(tree)


def _start(major: int, count: int) -> bytes:
    head = bytearray(cbor2.dumps(count))
    head[0] |= major
    return bytes(head)


_COLUMN = st.lists(
    st.integers(-(2**64), 2**64 - 1) | st.integers(-300, 300) | st.integers(0, 20) | st.none() | st.booleans(),
    min_size=60,
    max_size=300,
)


@settings(max_examples=40)
@given(_COLUMN, st.lists(st.text(max_size=30), max_size=70))
def test_columns_are_read(numbers: list[Any], texts: list[str]) -> None:
    tree = [numbers, texts, numbers + texts, texts + numbers + texts, [[number] for number in numbers]]
    assert same(read(cbor2.dumps(tree, canonical=True)), tree)


@given(st.binary(max_size=60))
@example(b"\x98\x40" + b"\0" * 64)
@example(b"\x98\x40" + b"\0" * 60)
@example(b"\x98\x41" + b"\0" * 64 + b"\xf7")
def test_any_bytes_are_refused_or_the_only_ones_with_this_content(data: bytes) -> None:
    try:
        content = read(data)
    except NotStrict:
        return
    assert _written(content) == data


@settings(max_examples=40)
@given(_COLUMN, st.data())
def test_a_changed_column_is_refused_or_the_only_one_with_its_content(column: list[Any], data: st.DataObject) -> None:
    changed = bytearray(_written([column]))
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        content = read(bytes(changed))
    except NotStrict:
        return
    assert _written(content) == changed


REFUSED = {
    "nothing": "",
    "two items": "0000",
    "5 in two bytes": "1805",
    "23 in two bytes": "1817",
    "255 in three bytes": "1900ff",
    "65535 in five bytes": "1a0000ffff",
    "4294967295 in nine bytes": "1b00000000ffffffff",
    "-1 in two bytes": "3800",
    "a length in two bytes": "580100",
    "a text's length in three bytes": "79000161",
    "an array's length in two bytes": "980100",
    "a map's length in two bytes": "b8010000",
    "endless array": "9fff",
    "endless map": "bfff",
    "endless bytes": "5f4100ff",
    "endless text": "7f6161ff",
    "a break alone": "ff",
    "reserved 28": "1c",
    "reserved 29": "5d",
    "reserved 30": "9e",
    "half float": "f93c00",
    "float": "fa3f800000",
    "double": "fb3ff0000000000000",
    "undefined": "f7",
    "simple 16": "f0",
    "simple 32": "f820",
    "false in two bytes": "f814",
    "a date": "c0" + cbor2.dumps("2026-01-01T00:00:00Z").hex(),
    "a large number": "c249010000000000000000",
    "a decimal": "c48201c2420100",
    "a rational": "d81e820103",
    "a pattern": "d823" + cbor2.dumps("(a+)+b").hex(),
    "a shared item": "d81c80",
    "a reference": "d81d00",
    "a tag of itself": "d9d9f700",
    "a key twice": "a200000000",
    "a text key twice": "a2616100616101",
    "keys out of order": "a201000000",
    "keys by length": "a220001818 00",
    "a boolean as key": "a1f500",
    "nothing as key": "a1f600",
    "an array as key": "a18000",
    "a text that is no UTF-8": "62c328",
    "a surrogate": "63eda080",
    "half a letter": "61c4",
    "an overlong letter": "62c080",
    "an array cut short": "8200",
    "a map cut short": "a100",
    "a text cut short": "6261",
    "a short text cut short in an array": "816261",
    "a number cut short": "1903",
    "2^64 items": "9bffffffffffffffff",
    "2^63 items": "9b7fffffffffffffff",
    "2^64 pairs": "bbffffffffffffffff",
    "2^64 bytes": "5bffffffffffffffff",
    "2^64 letters": "7bffffffffffffffff",
    "2^31 bytes": "5a7fffffff",
    "2^31 items": "9a7fffffff00",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("around", ["", "81", "a100"], ids=["alone", "in an array", "in a map"])
def test_what_no_canonical_writer_writes_is_refused(name: str, around: str) -> None:
    with pytest.raises(NotStrict):
        read(bytes.fromhex(around + REFUSED[name]))


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in ("nothing", "two items")])
def test_the_same_is_refused_in_the_middle_of_a_column(name: str) -> None:
    with pytest.raises(NotStrict):
        read(b"\x98\xc8" + bytes(100) + bytes.fromhex(REFUSED[name]) + bytes(99))


def test_eight_containers_lie_within_each_other_and_no_more() -> None:
    assert read(b"\x81" * 7 + b"\x80") == [[[[[[[[]]]]]]]]
    assert read(b"\xa1\x00" * 7 + b"\xa0") == {0: {0: {0: {0: {0: {0: {0: {}}}}}}}}
    for deep in (b"\x81" * 8 + b"\x80", b"\xa1\x00" * 8 + b"\xa0", b"\x81" * 1_000_000, b"\xa1\x00" * 1_000_000):
        with pytest.raises(NotStrict, match="too deep"):
            read(deep)
    with pytest.raises(NotStrict, match="too deep"):
        read(b"\x81\x80", depth=1)
    assert read(b"\x00", depth=0) == 0


def test_as_many_items_as_are_allowed_and_no_more() -> None:
    assert read(b"\x83\x00\x00\x00", items=6) == [0, 0, 0]
    assert read(b"\xa1\x00\x00", items=5) == {0: 0}
    for data, allowed in ((b"\x83\x00\x00\x00", 5), (b"\xa1\x00\x00", 4), (b"\x82\x80\x80", 9)):
        with pytest.raises(NotStrict, match="too many"):
            read(data, items=allowed)


@pytest.mark.parametrize(
    "data",
    [
        b"\x9a\x00\xff\xff\xff" + b"\x80" * 0xFFFFFF,
        b"\x9a\x00\xff\xff\xff" + b"\xa0" * 0xFFFFFF,
        b"\x9b" + b"\xff" * 8 + b"\x80" * 0xFFFFFF,
        b"\xba\x00\x7f\xff\xff" + bytes(0xFFFFFE),
        b"\x9a\x00\xff\xff\xff" + b"\x00" * 0xFFFFFF,
    ],
    ids=["arrays", "maps", "endless", "keys", "numbers"],
)
def test_a_frame_full_of_small_items_takes_no_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(NotStrict):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()
