"""A province for Windows computers: the server's own commands and a server process, on Linux."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync.server import keyring
from sync.server.database import Database
from tests.e2e.exchange.compare import Cells, Rows, cells_there, fields_there

ROOT = Path(__file__).resolve().parents[2]
NAME = "Hội LHPN tỉnh Thái Nguyên"
PASSWORD = "máy chủ của tỉnh"
_SERVER = (sys.executable, "-m", "sync.server")


@dataclass(frozen=True, slots=True)
class Province:
    """A province that serves.

    Attributes:
        folder: Its data.
        address: Where computers reach it.
    """

    folder: Path
    address: str

    def call(self, *words: object) -> dict[str, Any]:
        """The answer of one of the server's commands."""
        return _call(self.folder, *words)

    def code(self, commune: str) -> str:
        """A code that lets one computer of a commune join."""
        return str(self.call("enrol", "--commune", commune)["code"])

    def fields(self, commune: str) -> Rows:
        """Every declared field of every row of a commune, as the database holds them."""
        with closing(self._database()) as database:
            return fields_there(database, commune)

    def cells(self, commune: str) -> Cells:
        """Every cell of a commune."""
        with closing(self._database()) as database:
            return cells_there(database, commune)

    def _database(self) -> Database:
        return Database.open(None, self.folder, keyring.unlock(self.folder, PASSWORD).database_key)


@contextmanager
def running_province(folder: Path) -> Iterator[Province]:
    """Make a province and let it serve while the block lasts."""
    _call(folder, "init", "--name", NAME)
    command = [*_SERVER, "serve", "--data", str(folder), "--json", "--address", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = ""
        while not said.rstrip().endswith("}"):
            line = running.stdout.readline()
            assert line, "the server ended"
            said += line
        try:
            yield Province(folder, json.loads(said)["url"])
        finally:
            running.terminate()


def _call(folder: Path, *words: object) -> dict[str, Any]:
    command = [*_SERVER, *map(str, words), "--data", str(folder), "--json"]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _environment() -> dict[str, str]:
    return os.environ | {"SOHOI_PASSWORD": PASSWORD}
