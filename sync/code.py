"""The enrolment code: eight groups of four that prove an invitation and name the server to trust.

Its 27 symbols are the digits and the consonants that no Vietnamese keyboard turns into other letters: no vowel, no Y,
no D and no W; and no L, which is read as 1. The 32 symbols are one number: 56 bits of secret, 80 bits of the server's
fingerprint and 16 bits by which a slip shows.
"""

import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from sync.errors import AppError

ALPHABET: Final = "0123456789BCFGHJKMNPQRSTVXZ"
SYMBOLS: Final = 32
GROUP: Final = 4
SECRET_BYTES: Final = 7
FINGERPRINT_BYTES: Final = 10
_CHECK_BYTES: Final = 2
_BYTES: Final = SECRET_BYTES + FINGERPRINT_BYTES + _CHECK_BYTES
_VALUE: Final = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_IGNORED: Final = frozenset(" \t\r\n-–—_.,·:;/\u00ad\u200b\ufeff")


class CodeMistyped(AppError):
    """The enrolment code has a symbol too many, too few, or another than was issued.

    Details: found, how many symbols were typed; expected, how many there should be.
    """

    code = "code.mistyped"


@dataclass(frozen=True, slots=True)
class Code:
    """What an enrolment code says.

    Attributes:
        secret: 7 bytes that prove the invitation.
        fingerprint: First 10 bytes of the SHA-256 of the server's public key.
    """

    secret: bytes = field(repr=False)
    fingerprint: bytes


def write_code(secret: bytes, tls: bytes) -> str:
    """The code as printed.

    Args:
        secret: 7 bytes.
        tls: SHA-256 of the server's public key, of which the first 10 bytes are taken.

    >>> write_code(bytes(7), bytes(32))
    '0000-0000-0000-0000-0000-0000-0000-0TVX'
    """
    if len(secret) != SECRET_BYTES or len(tls) < FINGERPRINT_BYTES:
        raise ValueError("no secret or fingerprint of the right length")
    data = secret + tls[:FINGERPRINT_BYTES]
    number = int.from_bytes(data + _check(data), "big")
    symbols = ""
    for _ in range(SYMBOLS):
        number, value = divmod(number, len(ALPHABET))
        symbols = ALPHABET[value] + symbols
    return "-".join(symbols[start : start + GROUP] for start in range(0, SYMBOLS, GROUP))


def read_code(typed: str) -> Code:
    """Read what a person typed or pasted.

    Args:
        typed: Any case, any spacing or dashes; O is read as 0, I and L as 1.
    Raises:
        CodeMistyped: it is not a code that `write_code` wrote.
    """
    symbols = [symbol for symbol in unicodedata.normalize("NFKC", typed).upper() if symbol not in _IGNORED]
    if len(symbols) != SYMBOLS or not _VALUE.keys() >= set(symbols):
        raise CodeMistyped(found=len(symbols), expected=SYMBOLS)
    number = 0
    for symbol in symbols:
        number = number * len(ALPHABET) + _VALUE[symbol]
    if number >> (8 * _BYTES):
        raise CodeMistyped(found=SYMBOLS, expected=SYMBOLS)
    data = number.to_bytes(_BYTES, "big")
    said, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
    if _check(said) != check:
        raise CodeMistyped(found=SYMBOLS, expected=SYMBOLS)
    return Code(said[:SECRET_BYTES], said[SECRET_BYTES:])


def _check(data: bytes) -> bytes:
    return sha256(b"sohoi code" + data).digest()[:_CHECK_BYTES]
