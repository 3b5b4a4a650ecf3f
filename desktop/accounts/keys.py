"""The key file on disk: every change is whole or not made, and a spare copy stands beside it."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from desktop.accounts.errors import KeysDamaged, KeysExist, KeysMissing, KeysUnwritable, WrongPassword
from desktop.accounts.keyring import KeyRing, User
from desktop.accounts.recovery import new_code
from desktop.accounts.roles import Role
from desktop.accounts.tries import Tries
from sync.ids import uuid7
from sync.renaming import replace
from sync.slow_key import KEY_BYTES, Cost
from sync.whole_file import is_full, write_whole

log = logging.getLogger(__name__)


class Created(NamedTuple):
    """A new key file, and what is shown once: the recovery code goes on paper and is kept nowhere else."""

    keys: "KeyFile"
    key: bytes
    user: User
    recovery_code: str


class Unlocked(NamedTuple):
    """An opened register."""

    key: bytes
    user_id: str


class KeyFile:
    """`keys.json` of one register. Safe to share between threads.

    The spare copy `keys.json.bak` is written after each change with the *new* content: an older one would
    still open with a password that was taken away.
    """

    def __init__(self, path: Path, ring: KeyRing, *, cost: Cost | None = None, tries: Tries | None = None) -> None:
        self._path = path
        self._ring = ring
        self._cost = cost or Cost()
        self._tries = tries or Tries()
        self._lock = threading.Lock()

    @classmethod
    def create(
        cls,
        path: Path,
        label: str,
        password: str,
        *,
        role: Role = Role.CHAIR,
        cost: Cost | None = None,
        recovery_code: str = "",
    ) -> Created:
        """Draw a file key and write it, wrapped for the first user and for the recovery sheet.

        Args:
            recovery_code: One that was drawn and printed already; drawn here when empty.
        Raises:
            ShortPassword, BadLabel: what was asked for cannot stand.
            KeysExist: a register's keys stand there already; overwriting them would lose it.
            KeysUnwritable: the folder is full or read-only.
        """
        if path.exists() or spare_of(path).exists():
            raise KeysExist(folder=str(path.parent))
        key, code = os.urandom(KEY_BYTES), recovery_code or new_code()
        user = User(uuid7().hex, label, role)
        ring = KeyRing.create(key, user, password, code, cost=cost or Cost())
        keys = cls(path, ring, cost=cost)
        keys._write(ring)
        return Created(keys, key, ring.users[0], code)

    @classmethod
    def open(cls, path: Path, *, cost: Cost | None = None, tries: Tries | None = None) -> Self:
        """Read the key file; a damaged or lost one is put right from its spare copy.

        Raises:
            KeysMissing: neither file is there.
            KeysDamaged, KeysNewer, KeysWeakened: it cannot be used.
        """
        try:
            ring = KeyRing.from_bytes(_read(path))
        except (KeysDamaged, KeysMissing) as problem:
            ring = cls._mend(path, problem)
        return cls(path, ring, cost=cost, tries=tries)

    @property
    def users(self) -> tuple[User, ...]:
        """Everybody who can sign in, in the order they were added."""
        return self._ring.users

    def user(self, who: str) -> User:
        """The user of that id or label.

        Raises:
            NoSuchUser: nobody is called so.
        """
        return self._ring.find(who)

    def unlock(self, who: str, password: str) -> Unlocked:
        """Open the register for a user.

        Raises:
            WrongPassword: `details["wait_s"]` says how long to wait before the next try.
            TriedTooSoon: that wait is not over.
            NoSuchUser, KeysAltered: see `KeyRing.open`.
        """
        user = self._ring.find(who)
        self._tries.check(user.id)
        try:
            key = self._ring.open(user.id, password)
        except WrongPassword as exc:
            raise WrongPassword(label=user.label, wait_s=self._tries.failed(user.id)) from exc
        self._tries.succeeded(user.id)
        return Unlocked(key, user.id)

    def unlock_with_recovery(self, typed: str) -> bytes:
        """Give the file key for the code on the recovery sheet; see `KeyRing.open_with_recovery`."""
        return self._ring.open_with_recovery(typed)

    def add_user(self, key: bytes, label: str, password: str, role: Role) -> User:
        """Let one more person sign in."""
        user = User(uuid7().hex, label, role)
        self._change(lambda ring: ring.with_user(key, user, password, cost=self._cost))
        return self._ring.find(user.id)

    def set_password(self, key: bytes, who: str, password: str) -> None:
        """Give a user a new password; the old one opens nothing from now on."""
        self._change(lambda ring: ring.with_user(key, ring.find(who), password, cost=self._cost))
        self._tries.succeeded(self._ring.find(who).id)

    def rename_user(self, key: bytes, who: str, label: str) -> None:
        """Call a user by another short name."""
        self._change(lambda ring: ring.with_label(key, who, label))

    def change_role(self, key: bytes, who: str, role: Role) -> None:
        """Give a user another role."""
        self._change(lambda ring: ring.with_role(key, who, role))

    def remove_user(self, key: bytes, who: str) -> None:
        """Let a user sign in no more."""
        self._change(lambda ring: ring.without(key, who))

    def new_recovery_code(self, key: bytes) -> str:
        """Draw a new recovery code; the old sheet opens nothing from now on."""
        code = new_code()
        self._change(lambda ring: ring.with_recovery(key, code, cost=self._cost))
        return code

    def _change(self, change: Callable[[KeyRing], KeyRing]) -> None:
        with self._lock:
            ring = change(self._ring)
            self._write(ring)
            self._ring = ring

    def _write(self, ring: KeyRing) -> None:
        data = ring.to_bytes()
        try:
            write_whole(self._path, data)
        except OSError as exc:
            raise KeysUnwritable(str(exc), folder=str(self._path.parent), full=is_full(exc)) from exc
        spare = spare_of(self._path)
        try:
            write_whole(spare, data)
        except OSError:
            log.warning("no spare copy of the key file could be written")
            with suppress(OSError):  # the old one might open with a password that was just taken away
                spare.unlink(missing_ok=True)

    @classmethod
    def _mend(cls, path: Path, problem: KeysDamaged | KeysMissing) -> KeyRing:
        try:
            data = _read(spare_of(path))
            ring = KeyRing.from_bytes(data)
        except (KeysDamaged, KeysMissing):
            raise problem from None
        log.warning("the key file was %s and is put right from its spare copy", problem.code)
        with suppress(OSError):  # signing in works without it, and the next change writes both
            if path.exists():
                replace(path, path.with_name(path.name + ".damaged"))
            write_whole(path, data)
        return ring


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise KeysMissing(folder=str(path.parent)) from exc


def spare_of(path: Path) -> Path:
    """Where the second copy of the key file stands."""
    return path.with_name(path.name + ".bak")


def opener(password: str, who: str | None = None) -> Callable[[bytes], bytes]:
    """How a backup is opened by a password: its key file in, the file key out.

    Args:
        who: Id or label; without it each user's wrap is tried.
    """

    def unlock(keys: bytes) -> bytes:
        ring = KeyRing.from_bytes(keys)
        people = [ring.find(who)] if who else ring.users
        for user in people[:-1]:
            with suppress(WrongPassword):
                return ring.open(user.id, password)
        return ring.open(people[-1].id, password)

    return unlock


def recovery_opener(code: str) -> Callable[[bytes], bytes]:
    """How a backup is opened by the recovery code."""
    return lambda keys: KeyRing.from_bytes(keys).open_with_recovery(code)
