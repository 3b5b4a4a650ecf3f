"""Columns of a frame: written so that they compress, read without trust."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from sync.cell import Context, Value

WRONG: Final = (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError)
_VALUES: Final = frozenset((str, int, bool, bytes, type(None)))
_DISTINCT, _TEXTS, _ANY = range(3)
_FEW: Final = 256  # distinct values that one byte can tell apart


class Indexed:
    """Distinct things by the order in which they were first named."""

    def __init__(self) -> None:
        self.items: dict[Any, int] = {}

    def __call__(self, item: Any) -> int:
        return self.items.setdefault(item, len(self.items))

    def joined(self) -> bytes:
        return b"".join(self.items)


class Shape:
    """The columns of all records that are alike but for their values."""

    def __init__(self) -> None:
        self.high: list[int] = []
        self.low: list[bytes] = []
        self.rows: list[Sequence[Value]] = []
        self.seen: list[Any] = []
        self._last = 0

    def add(self, row: bytes, values: Sequence[Value], seen: Any) -> None:
        high = int.from_bytes(row[:8], "big")
        self.high.append(high - self._last)
        self._last = high
        self.low.append(row[8:])
        self.rows.append(values)
        if seen is not None:
            self.seen.append(seen)

    def lists(self) -> list[Any]:
        seen = [list(part) for part in zip(*self.seen, strict=True)] if self._pairs() else self.seen
        columns = [packed(list(column)) for column in zip(*self.rows, strict=True)]
        return [self.high, b"".join(self.low), columns, seen]

    def _pairs(self) -> bool:
        return bool(self.seen) and isinstance(self.seen[0], tuple)


def flat_context(context: Context, incarnations: Indexed) -> list[int]:
    return [part for name, seq in sorted(context.items()) for part in (incarnations(name), seq)]


def read_context(flat: list[int], names: list[bytes]) -> dict[bytes, int]:
    return {names[counted(name)]: counted(seq, 1) for name, seq in zip(flat[::2], flat[1::2], strict=True)}


def packed(column: list[Value]) -> list[Any]:
    """One field of many records: each distinct value once where they are few, else texts one after another."""
    kinds = set(map(type, column))
    if len(kinds) == 1 or kinds == {str, type(None)}:  # True and 1 are equal, and not the same value
        distinct = dict.fromkeys(column)
        if len(distinct) <= _FEW and len(distinct) * 4 <= len(column):
            places = {value: place for place, value in enumerate(distinct)}
            return [_DISTINCT, list(distinct), bytes([places[value] for value in column])]
    if kinds == {str}:
        texts: list[Any] = column
        return [_TEXTS, "".join(texts), list(map(len, texts))]
    return [_ANY, column]


def unpacked(packed: list[Any], length: int) -> list[Any]:
    sort, content, *more = packed
    column: list[Any]
    if sort == _DISTINCT:
        check_values(content)
        places = any_bytes(*more)
        if len(places) != length:
            raise ValueError("columns of different length")
        column = [content[place] for place in places]
    elif sort == _TEXTS:
        ends = list(accumulate(map(counted, *more)))
        if (ends[-1] if ends else 0) != len(text(content)):
            raise ValueError("texts of another length")
        column = [content[end - size : end] for end, size in zip(ends, *more, strict=True)]
    elif sort == _ANY and not more:
        column = content
        check_values(column)
    else:
        raise ValueError("a column of no known sort")
    if len(column) != length:
        raise ValueError("columns of different length")
    return column


def check_values(values: list[Any]) -> None:
    if values.__class__ is not list or not _VALUES.issuperset(map(type, values)):
        raise ValueError("no values")


def any_bytes(data: Any) -> bytes:
    if data.__class__ is not bytes:
        raise ValueError("no bytes")
    return data


def split(joined: bytes) -> list[bytes]:
    if len(joined) % 16:
        raise ValueError("no ids")
    return [joined[start : start + 16] for start in range(0, len(joined), 16)]


def counted(number: Any, least: int = 0) -> int:
    if number.__class__ is not int or not least <= number < 1 << 63:
        raise ValueError("no such number")
    return number


def integer(number: Any) -> int:
    if number.__class__ is not int:
        raise ValueError("no integer")
    return number


def stamp(eff: int) -> int:
    if eff.__class__ is not int or not 0 <= eff < 1 << 63:
        raise ValueError("no stamp")
    return eff


def field_number(number: Any) -> int:
    if number.__class__ is not int or not 0 < number < 64:
        raise ValueError("no field")
    return number


def row_or_field(number: Any) -> int:
    return number if number.__class__ is int and number == 0 else field_number(number)


def exact(data: Any, size: int) -> bytes:
    if data.__class__ is not bytes or len(data) != size:
        raise ValueError("no such id or hash")
    return data


def text(text: Any) -> str:
    if text.__class__ is not str:
        raise ValueError("no text")
    return text


def value_of(value: Value) -> Value:
    if value.__class__ not in _VALUES:
        raise ValueError("no value")
    return value
