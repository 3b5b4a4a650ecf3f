"""Who may look at the console: people of the province, each with a password of their own."""

import os
import unicodedata

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import insert, select, update

from sync.clock import Clock
from sync.errors import AppError
from sync.server.database import Database
from sync.server.tables import CONSOLE_USER
from sync.slow_key import KEY_BYTES, SALT_BYTES, Cost


class StaffKnown(AppError):
    """Somebody of this name is there already.

    Details: name.
    """

    code = "server.staff_known"


class StaffUnknown(AppError):
    """Nobody of this name may look at the console.

    Details: name.
    """

    code = "server.staff_unknown"


class Staff:
    """The console's people. Safe to share between threads."""

    def __init__(self, database: Database, clock: Clock, cost: Cost | None = None) -> None:
        self._database = database
        self._clock = clock
        self._cost = cost or Cost()
        self._nobody = self._verifier("nobody")  # who is not there takes as long to refuse as a wrong password

    def add(self, name: str, password: str) -> None:
        """Let somebody in.

        Raises:
            StaffKnown: the name is taken.
        """
        name = folded(name)
        with self._database.writing() as db:
            if db.execute(select(CONSOLE_USER.c.name).where(CONSOLE_USER.c.name == name)).first():
                raise StaffKnown(name=name)
            db.execute(
                insert(CONSOLE_USER).values(
                    name=name, verifier=self._verifier(password), role="admin", created_ms=self._clock.now_ms(),
                    active=True,
                )
            )  # fmt: skip

    def require(self, name: str) -> None:
        """`StaffUnknown` unless somebody active bears this name."""
        if not self.is_active(name):
            raise StaffUnknown(name=" ".join(name.split()))

    def change_password(self, name: str, password: str) -> None:
        """Let somebody in by another password from now on; `StaffUnknown` where nobody active bears the name."""
        self.require(name)
        with self._database.writing() as db:
            known = CONSOLE_USER.c.name == folded(name)
            db.execute(update(CONSOLE_USER).where(known).values(verifier=self._verifier(password)))

    def is_right(self, name: str, password: str) -> bool:
        """Whether somebody active bears this name and password."""
        name = folded(name)
        query = select(CONSOLE_USER.c.verifier).where(CONSOLE_USER.c.name == name, CONSOLE_USER.c.active)
        with self._database.reading() as db:
            verifier = db.execute(query).scalar()
        is_known = verifier is not None
        if not _fits(verifier if verifier is not None else self._nobody, password) or not is_known:
            return False
        with self._database.writing() as db:
            seen = {"last_seen_ms": self._clock.now_ms()}
            db.execute(update(CONSOLE_USER).where(CONSOLE_USER.c.name == name).values(**seen))
        return True

    def is_active(self, name: str) -> bool:
        """Whether somebody who signed in once may still look."""
        query = select(CONSOLE_USER.c.name).where(CONSOLE_USER.c.name == folded(name), CONSOLE_USER.c.active)
        with self._database.reading() as db:
            return db.execute(query).first() is not None

    def _verifier(self, password: str) -> bytes:
        cost = self._cost
        argon = Argon2id(
            salt=os.urandom(SALT_BYTES), length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        )  # fmt: skip
        return argon.derive_phc_encoded(_bytes(password)).encode()


def folded(name: str) -> str:
    """A name as it is kept: whoever types it with other capitals or spaces is the same person."""
    typed = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name))
    return " ".join(typed.casefold().split())


def _fits(verifier: bytes, password: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(_bytes(password), verifier.decode())
    except InvalidKey:
        return False
    return True


def _bytes(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode()
