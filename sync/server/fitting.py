"""Whether a value that travelled can stand in its column; a commune's oddity must never stop a bundle."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean
from sqlalchemy.types import TypeEngine

from desktop.models.columns import RowId, TextOf
from sync.cell import Value

Fit = Callable[[Value], Any]
UNFIT: Final = object()
_NUL, _STANDS_FOR_NUL = "\0", "\N{REPLACEMENT CHARACTER}"
_READINGS: Final = 16384  # as many dates as are about
_SHORT: Final = 32  # letters; nothing long is remembered


def fitting(kind: TypeEngine[Any]) -> Fit:
    """How values become what a column of this type holds.

    Returns:
        A function from a value to what the driver is given, or to `UNFIT`; None is always None.
    """
    if isinstance(kind, TextOf):
        return _text_of(kind)
    if isinstance(kind, RowId):
        return _row_id
    if isinstance(kind, Boolean):
        return _yes_no
    return _integer if isinstance(kind, BigInteger) else _text


def printable(text: str) -> str:
    """The text with a mark in place of each U+0000, which PostgreSQL cannot hold.

    >>> printable("a\\0b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    return text.replace(_NUL, _STANDS_FOR_NUL)


def _text(value: Value) -> Any:
    if value.__class__ is str:
        return value if _NUL not in value else printable(value)
    return None if value is None else UNFIT


def _integer(value: Value) -> Any:
    if value.__class__ is int:
        return value if -(1 << 63) <= value < 1 << 63 else UNFIT
    return None if value is None else UNFIT


def _yes_no(value: Value) -> Any:
    return value if value is None or value.__class__ is bool else UNFIT


def _row_id(value: Value) -> Any:
    return value if value is None or (value.__class__ is bytes and len(value) == 16) else UNFIT


def _text_of(kind: TextOf) -> Fit:
    def read(text: str) -> Any:
        try:
            kind.make(text)
        except ValueError:
            return UNFIT
        return printable(text)

    remembered = lru_cache(maxsize=_READINGS)(read)

    def fit(value: Value) -> Any:
        if value.__class__ is str:
            return remembered(value) if len(value) <= _SHORT else read(value)
        return None if value is None else UNFIT

    return fit
