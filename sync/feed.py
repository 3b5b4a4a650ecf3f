"""The hash chain of a unit's feed, by which a restored province is noticed."""

from hashlib import sha256


def step_hash(previous: bytes, seq: int, content: bytes, nonce: bytes) -> bytes:
    """The feed hash after one more step.

    Args:
        previous: The hash before it, 32 bytes; zeros before the first.
        content: Digest of what the step holds, 32 bytes.
        nonce: 16 random bytes: two lives of one database differ even where their content is equal.
    """
    return sha256(previous + seq.to_bytes(8, "big") + content + nonce).digest()
