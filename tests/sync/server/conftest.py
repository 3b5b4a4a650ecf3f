"""The province's database as each test finds it: new and empty, once in a file and once in PostgreSQL."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sync.server.database import Database
from tests.people import KEY
from tests.sync.server.places import Place, Reused, fresh_database, name_of, postgres_address


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of the private PostgreSQL."""
    return postgres_address()


@pytest.fixture(scope="session")
def template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with all tables, to be copied."""
    with fresh_database(postgres) as url:
        Database.open(url, tmp_path_factory.mktemp("province"), KEY).close()
        yield name_of(url)


@pytest.fixture(scope="session")
def reused(postgres: str, template: str) -> Iterator[Reused]:
    with ExitStack() as until:
        yield Reused(postgres, template, until)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where a province's data is, on each kind of database in turn."""
    folder = tmp_path / "tinh"
    folder.mkdir()
    if request.param == "sqlite":
        yield Place(None, folder)
        return
    with request.getfixturevalue("reused").lent() as url:
        yield Place(url, folder)


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    """An open database without any row."""
    database = place.open()
    yield database
    database.close()
