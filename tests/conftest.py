"""What many tests begin with: an empty register in a real encrypted file, and a clock that a test sets."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from desktop.models import registers as _declared  # noqa: F401 - declares every register
from desktop.models.sheets import MEMBER
from desktop.registers.register import Register
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from sync.clock import Clock
from tests.people import COMMUNE, KEY, Wall


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register made once, to be copied: making one costs a tenth of a second."""
    path = tmp_path_factory.mktemp("register") / "register.db"
    create(path, KEY, commune=COMMUNE)
    return path


@pytest.fixture
def folder(tmp_path: Path, empty_register: Path) -> Path:
    """A data folder with an empty register in it."""
    folder = tmp_path / "so"
    folder.mkdir()
    shutil.copy(empty_register, folder / "register.db")
    return folder


@pytest.fixture
def store(folder: Path, wall: Wall) -> Iterator[Store]:
    """An open store that refuses a change whose form context nobody gave."""
    store = open_store(folder, KEY, clock=Clock(wall), strict=True)
    yield store
    store.close()


@pytest.fixture
def members(store: Store) -> Register:
    return Register(store, MEMBER)
