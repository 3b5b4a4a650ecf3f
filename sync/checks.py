"""What `strict.read` gave must also be of the right shape: each check hands its value on, or raises ValueError."""

from typing import Any, Final

ID_BYTES: Final = 16
HASH_BYTES: Final = 32
MOST: Final = (1 << 63) - 1  # what both databases hold
_LONGEST_TEXT: Final = 400


def number(item: Any, least: int = 0, most: int = MOST) -> int:
    """A whole number within bounds; a boolean is none."""
    if item.__class__ is not int or not least <= item <= most:
        raise ValueError("no such number")
    return int(item)


def octets(item: Any, size: int) -> bytes:
    """Exactly so many bytes."""
    if item.__class__ is not bytes or len(item) != size:
        raise ValueError("no such bytes")
    return bytes(item)


def identifier(item: Any) -> bytes:
    """An id, 16 bytes."""
    return octets(item, ID_BYTES)


def digest(item: Any) -> bytes:
    """A SHA-256 hash, 32 bytes."""
    return octets(item, HASH_BYTES)


def text(item: Any, least: int = 0, most: int = _LONGEST_TEXT) -> str:
    """A text of so many letters, none of which is a control character."""
    if item.__class__ is not str or not least <= len(item) <= most or any(letter < " " for letter in item):
        raise ValueError("no such text")
    return str(item)


def flag(item: Any) -> bool:
    """True or False."""
    if item.__class__ is not bool:
        raise ValueError("neither true nor false")
    return bool(item)


def items(item: Any, count: int | None = None) -> list[Any]:
    """A list, of so many items if that is given."""
    if item.__class__ is not list or (count is not None and len(item) != count):
        raise ValueError("no such list")
    return list(item)
