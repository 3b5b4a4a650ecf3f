"""`Office`: an open data folder with its keys, its store and who is signed in."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.accounts.keyring import User
from desktop.accounts.keys import KeyFile
from desktop.accounts.roles import Act, Role, require
from desktop.models.commune_names import commune_name
from desktop.models.names import given_name, tidy_name
from desktop.registers.overviews import Overviews
from desktop.store.folder import DataFolder
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from sync.clock import Clock
from sync.errors import AppError

if TYPE_CHECKING:
    from desktop.accounts.access_log import AccessAct
    from desktop.registers.register import Register
    from sync.slow_key import Cost

log = logging.getLogger(__name__)

DEMO = "demo"


class UnknownCommune(AppError):
    """No commune of 2026 has this code."""

    code = "office.unknown_commune"


@dataclass(frozen=True, slots=True)
class Founding:
    """What a first run asks.

    Attributes:
        commune: Official 5-digit code.
        name: The first user's full name.
        recovery_code: One that is on paper already; drawn anew when empty.
    """

    commune: str
    name: str
    password: str
    role: Role = Role.CHAIR
    recovery_code: str = ""


class Office:
    """One register, open, with one person signed in. Close it to let another window in."""

    def __init__(self, folder: DataFolder, keys: KeyFile, key: bytes, store: Store, user: User) -> None:
        self.folder = folder
        self.keys = keys
        self.store = store
        self.user = user
        self._key = key
        store.actor = UUID(hex=user.id).bytes

    @property
    def key(self) -> bytes:
        """The raw file key, for backups and new wraps."""
        return self._key

    @property
    def commune_name(self) -> str:
        """With its kind: "Xã Phú Lương"."""
        return commune_name(self.store.commune)

    @property
    def province_name(self) -> str:
        """With its kind: "Tỉnh Thái Nguyên"."""
        from desktop.models.catalogues import catalogue

        entry = catalogue("commune").get(self.store.commune)
        return catalogue("province").label(entry.extra["province"]) if entry else ""

    @property
    def full_name(self) -> str:
        """Of who is signed in, as the encrypted register has it."""
        found = self.store.ask("SELECT full_name FROM officer WHERE id = ?", UUID(hex=self.user.id).bytes)
        return (found[0][0] if found else None) or self.user.label

    @property
    def is_demo(self) -> bool:
        """Whether everything in it is invented, so that every print says so."""
        return bool(self.store.ask("SELECT 1 FROM local_meta WHERE key = ?", DEMO))

    def register(self, sheet: str) -> Register:
        """What can be done with one sheet."""
        from desktop.models.sheets import sheet_named
        from desktop.registers.register import Register

        return Register(self.store, sheet_named(sheet))

    def require(self, act: Act) -> None:
        """Raise NotAllowed when the role of who is signed in does not carry the act."""
        require(self.user.role, act)

    def log_access(
        self, act: AccessAct, register: str, rows: list[UUID] | int, fields: list[str], purpose: str
    ) -> None:
        """Note that personal or sensitive fields were seen, printed or taken out."""
        from desktop.accounts.access_log import record

        with self.store.local_writing() as db:
            record(db, user_id=self.user.id, act=act, register=register, rows=rows, fields=fields, purpose=purpose)

    def close(self) -> None:
        """Let go of everything; the figures of the home page are kept for the next start."""
        try:
            Overviews(self.store).read()
        except AppError:
            log.warning("the overview could not be counted", exc_info=True)
        self.store.close()
        self.folder.close()


@dataclass(frozen=True, slots=True)
class Founded:
    """A new office, and the code that goes on the recovery sheet and nowhere else."""

    office: Office
    recovery_code: str


def found(path: Path, asked: Founding, *, cost: Cost | None = None, clock: Clock | None = None) -> Founded:
    """Make a register in a new or empty folder, with its first user.

    Raises:
        UnknownCommune; what `DataFolder.create` and `KeyFile.create` raise.
    """
    from desktop.models.catalogues import catalogue
    from desktop.models.office import Officer

    if catalogue("commune").get(asked.commune) is None:
        raise UnknownCommune(commune=asked.commune)
    folder = DataFolder(path).create()
    try:
        _put_aside_keys_without_register(folder)
        label = given_name(asked.name) or asked.name
        made = KeyFile.create(
            folder.keys, label, asked.password, role=asked.role, cost=cost, recovery_code=asked.recovery_code
        )
        fresh = folder.database.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        create(fresh, made.key, commune=asked.commune)
        fresh.replace(folder.database)
        office = Office(folder, made.keys, made.key, open_store(folder.path, made.key, clock=clock), made.user)
    except BaseException:
        folder.close()
        raise
    with office.store.writing(reason="found", label="Lập sổ") as session:
        session.add(Officer(id=UUID(hex=made.user.id), full_name=tidy_name(asked.name), role=str(asked.role)))
    return Founded(office, made.recovery_code)


def enter(path: Path, who: str, password: str, *, clock: Clock | None = None, strict: bool = False) -> Office:
    """Sign in; `who` is a user's label, id or full name, or empty for the first user.

    Raises:
        what `DataFolder.open`, `KeyFile.unlock` and `open_store` raise.
    """
    folder = DataFolder(path).open()
    try:
        keys = KeyFile.open(folder.keys)
        user = keys.user(_label(keys, who)) if who else keys.users[0]
        key = keys.unlock(user.id, password).key
        return Office(folder, keys, key, open_store(folder.path, key, clock=clock, strict=strict), user)
    except BaseException:
        folder.close()
        raise


def recover(path: Path, code: str, new_password: str, who: str = "") -> User:
    """Give a user a new password by the code on the recovery sheet.

    Raises:
        what `DataFolder.open` and `KeyFile.unlock_with_recovery` raise.
    """
    with DataFolder(path).open() as folder:
        keys = KeyFile.open(folder.keys)
        key = keys.unlock_with_recovery(code)
        user = keys.user(_label(keys, who)) if who else keys.users[0]
        keys.set_password(key, user.id, new_password)
        return user


def _label(keys: KeyFile, who: str) -> str:
    with suppress(AppError):
        return keys.user(who).id
    return given_name(who)


def _put_aside_keys_without_register(folder: DataFolder) -> None:
    """A first run that was cut short left keys that open nothing; they are kept under another name."""
    for path in (folder.keys, folder.keys.with_name(folder.keys.name + ".bak")):
        if path.exists():
            path.replace(path.with_name(f"{path.name}.{int(time.time())}.unused"))
