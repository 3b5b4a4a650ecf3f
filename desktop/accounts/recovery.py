"""The recovery code: eight groups of four that survive paper, reading aloud and a Vietnamese keyboard.

Each group is three random symbols and one check symbol, so that a slip is told by its group. The alphabet
has no vowel, no D and no W, which Telex and VNI would turn into other letters, and nothing that looks like
something else on paper; 24 random symbols of 19 carry 101 bits.
"""

import secrets
import unicodedata
from collections.abc import Sequence

from sync.errors import AppError

ALPHABET = "23456789CFHJKMNPRTX"
GROUPS = 8
GROUP_LENGTH = 4

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOKS_LIKE = {"B": "8", "G": "6", "S": "5", "Z": "2"}
_IGNORED = frozenset(" \t\r\n-–—_.,·:;/")
_WEIGHTS = (2, 3, 5)  # all different and none a multiple of 19: each slip or swap of neighbours shows


class RecoveryCodeLength(AppError):
    """The typed recovery code has too few or too many symbols."""

    code = "accounts.recovery_length"


class RecoveryCodeMistyped(AppError):
    """A group of the typed recovery code does not fit its check symbol."""

    code = "accounts.recovery_mistyped"


def new_code() -> str:
    """Draw a recovery code, as printed: `XXXX-XXXX-…`."""
    groups = []
    for number in range(GROUPS):
        drawn = [secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH - 1)]
        groups.append("".join(drawn) + _check_symbol(number, drawn))
    return "-".join(groups)


def read_code(typed: str) -> str:
    """Give the code as printed from what a person typed.

    Args:
        typed: Any case, any spacing or dashes; B, G, S and Z are read as the digits they look like.
    Raises:
        RecoveryCodeLength: not 32 symbols.
        RecoveryCodeMistyped: a group does not fit; `details["group"]` is its number, from 1.
    """
    symbols = [
        _LOOKS_LIKE.get(symbol, symbol)
        for symbol in unicodedata.normalize("NFKC", typed).upper()
        if symbol not in _IGNORED
    ]
    if len(symbols) != GROUPS * GROUP_LENGTH:
        raise RecoveryCodeLength(found=len(symbols), expected=GROUPS * GROUP_LENGTH)
    groups = [symbols[start : start + GROUP_LENGTH] for start in range(0, len(symbols), GROUP_LENGTH)]
    for number, group in enumerate(groups):
        if not _VALUE.keys() >= set(group) or _check_symbol(number, group[:-1]) != group[-1]:
            raise RecoveryCodeMistyped(group=number + 1)
    return "-".join("".join(group) for group in groups)


def _check_symbol(number: int, drawn: Sequence[str]) -> str:
    """The last symbol of group `number`; its number counts in, so that swapped groups show too."""
    total = number + sum(weight * _VALUE[symbol] for weight, symbol in zip(_WEIGHTS, drawn, strict=True))
    return ALPHABET[total % len(ALPHABET)]
