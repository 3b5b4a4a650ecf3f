"""What every command is given: where the province is, and how to open it."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from desktop.models.record import registry
from sync.clock import Clock
from sync.server import keyring
from sync.server.commands.errors import DatabaseNamed, PasswordsDiffer
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys
from sync.server.province import Province
from sync.whole_file import write_whole

PASSWORD: Final = "SOHOI_PASSWORD"
NEW_PASSWORD: Final = "SOHOI_NEW_PASSWORD"
DATABASE: Final = "SOHOI_DATABASE"
_PLACE: Final = "server.json"


@dataclass(frozen=True, slots=True)
class Opened:
    """A province that was unlocked."""

    keys: ProvinceKeys
    database: Database
    province: Province


@dataclass(frozen=True, slots=True)
class Context:
    """The options that all commands share.

    Attributes:
        folder: The server's data folder.
        url: Address of the PostgreSQL database; None for the encrypted file.
    """

    folder: Path
    url: str | None

    @classmethod
    def of(cls, args: argparse.Namespace) -> "Context":
        """Read the shared options."""
        data = getattr(args, "data", None)
        url = getattr(args, "database", None) or os.environ.get(DATABASE) or None
        return cls(Path(data).expanduser() if data else default_folder(), url)

    def password(self, *, is_new: bool = False) -> str:
        """From the environment, else asked for; an empty one where nobody can be asked.

        Raises:
            PasswordsDiffer: a new one was typed twice, and not alike.
        """
        if (given := os.environ.get(PASSWORD)) is not None:
            return given
        if not sys.stdin.isatty():
            return ""
        return _typed_twice() if is_new else getpass.getpass("Mật khẩu máy chủ: ", stream=sys.stderr)

    def new_password(self) -> str:
        """The one that is to take the place of the present one: from the environment, else typed twice; empty where
        nobody can be asked.

        Raises:
            PasswordsDiffer: it was typed twice, and not alike.
        """
        if (given := os.environ.get(NEW_PASSWORD)) is not None:
            return given
        return _typed_twice() if sys.stdin.isatty() else ""

    @contextmanager
    def opened(self, password: str | None = None) -> Iterator[Opened]:
        """The province of the folder, until the block ends.

        Args:
            password: Where it was asked for already.
        Raises:
            DatabaseNamed: it is in PostgreSQL, whose address was not given.
            What `keyring.unlock` and `Database.open` raise.
        """
        if self.url is None and (where := self._place()):
            raise DatabaseNamed(where=where)
        keys = keyring.unlock(self.folder, self.password() if password is None else password)
        database = Database.open(self.url, self.folder, keys.database_key)
        try:
            yield Opened(keys, database, Province(database, keys, registry(), Clock()))
        finally:
            database.close()

    def note_place(self) -> None:
        """Remember where the province's data is, without the password of the address."""
        where = "" if self.url is None else _without_password(self.url)
        write_whole(self.folder / _PLACE, json.dumps({"database": where}, ensure_ascii=False).encode())

    def _place(self) -> str:
        try:
            noted = json.loads((self.folder / _PLACE).read_bytes())
        except (FileNotFoundError, ValueError):
            return ""
        return str(noted.get("database", "")) if isinstance(noted, dict) else ""


def default_folder() -> Path:
    """Where a province lies when nobody says otherwise."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "SoHoi-May-Chu"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "sohoi-server"


def _typed_twice() -> str:
    typed = getpass.getpass("Mật khẩu mới: ", stream=sys.stderr)
    if getpass.getpass("Gõ lại mật khẩu: ", stream=sys.stderr) != typed:
        raise PasswordsDiffer
    return typed


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{name}@{host}" if name else host, query="", fragment=""))
