"""Deterministic CBOR for the few types that change records hold: written by hand because it runs for every row saved.

Reading is left to `cbor2`; a test holds every byte written here to what `cbor2` writes in its canonical mode.

Source:
    RFC 8949, section 4.2.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from sync.cell import Value

_INTEGER, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)
_WIDTHS: Final = ((24, 1), (25, 2), (26, 4), (27, 8))  # additional information, bytes that follow
_SIMPLE: Final = {False: b"\xf4", True: b"\xf5", None: b"\xf6"}


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes((major << 5 | number,))
    for info, width in _WIDTHS:
        if number < 1 << (8 * width):
            return bytes((major << 5 | info,)) + number.to_bytes(width, "big")
    raise ValueError("more than 64 bits")


_SMALL: Final = tuple(tuple(_head(major, number) for number in range(256)) for major in range(6))
_SMALL_INTEGER: Final = _SMALL[_INTEGER]
SHORT_TEXTS: Final = _SMALL[_TEXT]  # the beginning of a text of so many bytes


def _start(major: int, number: int) -> bytes:
    return _SMALL[major][number] if number < 256 else _head(major, number)


def integer(number: int) -> bytes:
    """An integer of at most 64 bits and a sign."""
    if 0 <= number < 256:
        return _SMALL_INTEGER[number]
    if 0xFFFF_FFFF < number < 1 << 64:  # a stamp
        return b"\x1b" + number.to_bytes(8, "big")
    if 0xFF < number < 0x1_0000:  # a place in a log
        return b"\x19" + number.to_bytes(2, "big")
    return _head(_INTEGER, number) if number >= 0 else _head(_NEGATIVE, -1 - number)


def octets(data: bytes) -> bytes:
    """A byte string."""
    return _start(_BYTES, len(data)) + data


def text(content: str) -> bytes:
    """A text string."""
    data = content.encode()
    return _start(_TEXT, len(data)) + data


def array(count: int) -> bytes:
    """The beginning of an array of so many items."""
    return _start(_ARRAY, count)


def mapping(count: int) -> bytes:
    """The beginning of a map of so many pairs; the caller gives them in the order of their encoded keys."""
    return _start(_MAP, count)


def value(item: Value) -> bytes:
    """One value of a field; TypeError for what may not travel, a float above all."""
    if isinstance(item, str):
        data = item.encode()
        return SHORT_TEXTS[len(data)] + data if len(data) < 256 else _head(_TEXT, len(data)) + data
    if item is None or item is True or item is False:
        return _SIMPLE[item]
    if isinstance(item, int):
        return integer(item)
    if isinstance(item, bytes):
        return octets(item)
    raise TypeError(f"no wire value: {type(item).__name__}")


def context(seen: Mapping[bytes, int]) -> bytes:
    """A causal context: incarnation to seq."""
    if len(seen) == 1:  # mostly
        ((incarnation, seq),) = seen.items()
        return b"\xa1" + octets(incarnation) + integer(seq)
    parts = [mapping(len(seen))]
    for incarnation, seq in sorted(seen.items()):  # keys of one length sort as their encodings do
        parts += (octets(incarnation), integer(seq))
    return b"".join(parts)


@lru_cache(maxsize=1024)
def integers(numbers: Sequence[int]) -> bytes:
    """An array of integers; remembered, for rows of one register are mostly filled in alike.

    Args:
        numbers: A tuple.
    """
    return array(len(numbers)) + b"".join(map(integer, numbers))
