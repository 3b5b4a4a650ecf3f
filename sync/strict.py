"""Strict reading of deterministic CBOR that came from outside: one pass, and memory bounded before it is taken.

What is read is exactly what a canonical writer writes: shortest heads, keys in order and once, definite lengths,
no tags, no floats, no `undefined`. So every content has one encoding, and a signature over bytes is one over content.

Source:
    RFC 8949, sections 4.2.1 (deterministic encoding) and 10 (what a reader of strangers' bytes must mind).
"""

import re
from typing import Any, Final

import cbor2

MAX_DEPTH: Final = 8
MAX_ITEMS: Final = 4_000_000  # about 240 MB of Python's objects at the very worst
_CONTAINER: Final = 3  # what a list or dict counts beside its items

_WIDTH: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_LEAST: Final = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}
_SIMPLE: Final = {0xF4: False, 0xF5: True, 0xF6: None}
_INTEGER, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)
_KEYS: Final = (int, bytes, str)
_RUN: Final = 64
_NUMBERS: Final = re.compile(  # so many shortest integers, booleans and nulls: columns are made of them
    rb"(?:[\x00-\x17\x20-\x37\xf4-\xf6]|[\x18\x38][\x18-\xff]|[\x19\x39][\x01-\xff]."
    rb"|[\x1a\x3a](?!\x00{2}).{4}|[\x1b\x3b](?!\x00{4}).{8}){64}+",
    re.DOTALL,
)
_RUN_HEAD: Final = b"\x98\x40"  # an array of 64


class NotStrict(ValueError):
    """The bytes are not deterministic CBOR of the few permitted types, or there are too many of them."""


def read(data: bytes, *, depth: int = MAX_DEPTH, items: int = MAX_ITEMS) -> Any:
    """The one item that `data` is: integers, texts, bytes, booleans, None, lists, and dicts with such keys.

    Args:
        depth: How many containers may lie within each other; a bare number has depth 0.
        items: How many items there may be in all, a container counting as three more.
    Raises:
        NotStrict: anything else, bytes after the item too.

    >>> read(bytes.fromhex("8201a10266c490e1baa5"))
    Traceback (most recent call last):
    ...
    sync.strict.NotStrict: ends too early
    >>> read(bytes.fromhex("8201a10265c490e1baa5"))
    [1, {2: 'Đấ'}]
    """
    reader = _Reader(data, items)
    try:
        content, end = reader.item(0, depth)
    except IndexError as exc:
        raise NotStrict("ends too early") from exc
    except UnicodeDecodeError as exc:
        raise NotStrict("a text that is no UTF-8") from exc
    if end != len(data):
        raise NotStrict("bytes after the end")
    return content


class _Reader:
    """Walks over the bytes; every position is handed on, for that is quicker than keeping it."""

    def __init__(self, data: bytes, items: int) -> None:
        self._data = data
        self._items = items

    def item(self, at: int, depth: int) -> tuple[Any, int]:
        """The item that begins at `at`, and where the next begins."""
        first = self._data[at]
        major, at = first >> 5, at + 1
        if major == 7:
            if first not in _SIMPLE:
                raise NotStrict("a float, or a simple value that is not used")
            return _SIMPLE[first], at
        number, at = self._number(first & 0x1F, at)
        if major == _INTEGER:
            return number, at
        if major == _NEGATIVE:
            return -1 - number, at
        if major > _MAP:
            raise NotStrict("a tag")
        if major <= _TEXT:
            return self._string(major, at, number)
        self._take(number, at, depth, pairs=major == _MAP)
        return self._list(at, number, depth - 1) if major == _ARRAY else self._dict(at, number, depth - 1)

    def _number(self, info: int, at: int) -> tuple[int, int]:
        if info < 24:
            return info, at
        if info not in _WIDTH:
            raise NotStrict("an indefinite length, or a reserved one")
        end = at + _WIDTH[info]
        if end > len(self._data):
            raise NotStrict("ends too early")
        number = int.from_bytes(self._data[at:end], "big")
        if number < _LEAST[info]:
            raise NotStrict("a number written longer than need be")
        return number, end

    def _string(self, major: int, at: int, size: int) -> tuple[bytes | str, int]:
        end = at + size
        if end > len(self._data):
            raise NotStrict("ends too early")
        part = self._data[at:end]
        return (part if major == _BYTES else part.decode()), end

    def _take(self, count: int, at: int, depth: int, *, pairs: bool) -> None:
        """Account for a container before anything is made for it."""
        if depth < 1:
            raise NotStrict("too deep")
        count *= 2 if pairs else 1
        if count > len(self._data) - at:  # every item has one byte at least
            raise NotStrict("ends too early")
        self._items -= count + _CONTAINER
        if self._items < 0:
            raise NotStrict("too many items")

    def _list(self, at: int, count: int, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        while count >= _RUN:
            if run := _NUMBERS.match(self._data, at):
                found += cbor2.loads(_RUN_HEAD + run.group())
                at = run.end()
            else:
                at = self._add(found, at, _RUN, depth)
            count -= _RUN
        return found, self._add(found, at, count, depth)

    def _add(self, found: list[Any], at: int, count: int, depth: int) -> int:
        data = self._data
        for _ in range(count):
            first = data[at]
            if first < 24:
                found.append(first)
                at += 1
            elif 0x60 <= first < 0x78:  # a short text: most of what there is
                start, at = at + 1, at + first - 0x5F
                found.append(data[start:at].decode())  # one that is cut short is found out at the end
            else:
                content, at = self.item(at, depth)
                found.append(content)
        return at

    def _dict(self, at: int, count: int, depth: int) -> tuple[dict[Any, Any], int]:
        data, before = self._data, b""
        found: dict[Any, Any] = {}
        for _ in range(count):
            start = at
            key, at = self.item(at, 0)
            encoded = data[start:at]
            if encoded <= before or key.__class__ not in _KEYS:
                raise NotStrict("keys out of order, twice, or of a kind that is not used")
            before = encoded
            found[key], at = self.item(at, depth)
        return found, at
