"""Row ids that any computer can make alone."""

import os
import time
from uuid import UUID

_last_ms = 0
_counter = 0


def uuid7() -> UUID:
    """A new time-ordered id; ids made by one process in one millisecond keep their order.

    The time in it is a hint for storage and is never used to order changes.

    Source:
        RFC 9562, section 5.7, with the 12-bit counter of section 6.2.
    """
    global _last_ms, _counter
    now_ms = time.time_ns() // 1_000_000
    if now_ms > _last_ms:
        _last_ms, _counter = now_ms, 0
    else:
        _counter += 1
        if _counter > 0xFFF:
            _last_ms, _counter = _last_ms + 1, 0
    value = (_last_ms & (2**48 - 1)) << 80 | 0x7 << 76 | _counter << 64 | 0b10 << 62
    return UUID(int=value | int.from_bytes(os.urandom(8), "big") >> 2)
