"""An office with a register, a stick, a backup of the one on the other; another computer; a bare data folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.backups import back_up
from desktop.store.folder import DataFolder
from tests.store.offices import NOON, Office, RoomyProbe, new_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path / "office")
    office.write("một", "hai")
    yield office
    office.folder.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def backup(office: Office, stick: Path) -> Path:
    back_up(office.folder, office.key, stick / "so.sohoi", program="0.1.0", now=NOON)
    return stick / "so.sohoi"


@pytest.fixture
def laptop(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "laptop", probe=RoomyProbe())


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A folder that looks like a register; what is in the files does not matter here."""
    path = tmp_path / "so"
    path.mkdir()
    (path / "register.db").write_bytes(b"\x01" * 4096)
    (path / "keys.json").write_bytes(b"{}")
    return path
