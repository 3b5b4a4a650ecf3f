"""A province on each kind of database in turn, and computers to be let in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.engine.world import World, fresh_registers
from tests.sync.server.conftest import place, postgres, reused, template  # noqa: F401 - fixtures
from tests.sync.server.places import Place


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return fresh_registers(tmp_path_factory.mktemp("registers"))


@pytest.fixture
def world(place: Place, tmp_path: Path, registers: dict[str, Path]) -> Iterator[World]:  # noqa: F811
    """A province without computers."""
    world = World(place, tmp_path, registers)
    yield world
    world.close()


@pytest.fixture
def file_world(tmp_path: Path, registers: dict[str, Path]) -> Iterator[World]:
    """The same in a file alone: for what the kind of database has no part in."""
    folder = tmp_path / "tinh"
    folder.mkdir()
    world = World(Place(None, folder), tmp_path, registers)
    yield world
    world.close()
