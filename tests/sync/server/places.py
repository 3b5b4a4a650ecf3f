"""Where a test's province keeps its data: a file in a folder, or a database of its own on a private PostgreSQL."""

import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
        db.execute(f'DROP DATABASE IF EXISTS "{name}"')  # of a run that was killed, where the test fixes chance
        db.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {options}')
        try:
            yield address.replace("/postgres?", f"/{name}?")
        finally:
            db.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def name_of(address: str) -> str:
    """The name of the database in an address."""
    return address.rpartition("@/")[2].partition("?")[0]


class Reused:
    """Databases that tests have one after another: emptying one costs a tenth of making one.

    Args:
        template: Name of a database with all tables.
    """

    _SHAPE = "SELECT array_agg((table_name, column_name, data_type)::text ORDER BY 1) FROM information_schema.columns"
    _SEQUENCES = "SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences"
    _OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
    _FILLED = (
        "SELECT format('DELETE FROM %I', relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        "'public'::regnamespace AND (xpath('/row/c/text()', query_to_xml(format("
        "'SELECT count(*) AS c FROM (SELECT FROM %I LIMIT 1) AS one', relname), false, true, '')))[1]::text <> '0'"
    )

    def __init__(self, address: str, template: str, until: ExitStack) -> None:
        self._address = address
        self._template = template
        self._until = until
        self._free: list[str] = []
        with psycopg.connect(address.replace("/postgres?", f"/{template}?")) as db:
            self._shape = db.execute(f"{self._SHAPE} WHERE table_schema = 'public'").fetchone()
            self._meta = db.execute("SELECT key, value FROM server_meta").fetchall()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """An empty database for a while.

        Yields:
            Its address.
        """
        if not self._free:
            self._free.append(self._until.enter_context(fresh_database(self._address, template=self._template)))
        url = self._free.pop()
        yield url
        if self._emptied(url):
            self._free.append(url)

    def _emptied(self, url: str) -> bool:
        """Empty a database; False where a test changed its tables or took it away."""
        try:
            with psycopg.connect(url) as db:
                db.execute(f"{self._OTHERS} pg_backend_pid()")
                if db.execute(f"{self._SHAPE} WHERE table_schema = 'public'").fetchone() != self._shape:
                    return False
                for (statement,) in db.execute(self._FILLED).fetchall():
                    db.execute(statement)
                db.execute(self._SEQUENCES)
                db.cursor().executemany("INSERT INTO server_meta (key, value) VALUES (%s, %s)", self._meta)
        except psycopg.OperationalError:
            return False
        return True
