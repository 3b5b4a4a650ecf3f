"""Two computers of one commune, each with a register and an officer of its own."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models.office import Officer
from desktop.registers.office_settings import read_settings
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from sync.clock import Clock
from sync.journal import NOTHING
from tests.people import COMMUNE, KEY, Wall


def _computer(folder: Path, wall: Wall, officer: str, number: int) -> Store:
    folder.mkdir()
    create(folder / "register.db", KEY, commune=COMMUNE)
    store = open_store(folder, KEY, clock=Clock(wall), strict=True)
    store.actor = bytes([number]) * 16
    with store.writing(NOTHING, reason="found") as session:
        session.add(Officer(id=UUID(bytes=store.actor), full_name=officer, role="officer"))
    assert read_settings(store).variant == "A"
    return store


@pytest.fixture
def desktop(tmp_path: Path, wall: Wall) -> Iterator[Store]:
    """The office's computer; Lan works at it."""
    store = _computer(tmp_path / "may-ban", wall, "Nguyễn Thị Lan", 1)
    yield store
    store.close()


@pytest.fixture
def laptop(tmp_path: Path, wall: Wall) -> Iterator[Store]:
    """The deputy's laptop; Mai works at it."""
    store = _computer(tmp_path / "xach-tay", wall, "Hoàng Thị Mai", 2)
    yield store
    store.close()
