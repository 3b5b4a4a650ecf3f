"""Where a test's province keeps its data: a file in a folder, or a database of its own on a private PostgreSQL."""

import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from sync.server.database import Database
from tests.people import KEY

_START = Path(__file__).parents[3] / "packaging/setup/postgres.sh"


@dataclass(frozen=True, slots=True)
class Place:
    """A database that may be opened again and again, as after a restart.

    Attributes:
        url: Address of the PostgreSQL database; None for a file.
        folder: The server's data folder.
    """

    url: str | None
    folder: Path

    def open(self) -> Database:
        return Database.open(self.url, self.folder, KEY)


def postgres_address() -> str:
    """The address of a running private PostgreSQL, started if need be."""
    started = subprocess.run([_START], check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return started.stdout.strip()


@contextmanager
def fresh_database(address: str, *, template: str = "template0", options: str = "") -> Iterator[str]:
    """A new database for a while.

    Args:
        options: More of the words of CREATE DATABASE.
    Yields:
        Its address.
    """
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {options}')
        try:
            yield address.replace("/postgres?", f"/{name}?")
        finally:
            db.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def name_of(address: str) -> str:
    """The name of the database in an address."""
    return address.rpartition("@/")[2].partition("?")[0]
