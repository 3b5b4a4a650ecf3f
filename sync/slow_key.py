"""A key made from what a person types or reads off paper, by so much work that nobody guesses it."""

import unicodedata
from dataclasses import dataclass
from typing import Final

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess of a password takes.

    Attributes:
        memory_kib: Memory of one derivation; 64 MiB takes about a second on the oldest computers in use.
        iterations: Passes over that memory.
        lanes: Threads.
    Source:
        RFC 9106 section 4, second recommendation; the floor is OWASP's weakest accepted pair.
    """

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """Whether an honest program may have chosen it.

        A swapped file shall neither make guesses cheap nor let an old computer swap itself to death.
        """
        strong = self.memory_kib >= 7 * 1024 and self.memory_kib * self.iterations >= 35 * 1024
        bearable = self.memory_kib <= 512 * 1024 and self.iterations <= 16
        return strong and bearable and 1 <= self.lanes <= 16


def slow_key(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Derive 32 bytes by Argon2id; composed and decomposed letters are the same secret."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return kdf.derive(unicodedata.normalize("NFC", secret).encode())
