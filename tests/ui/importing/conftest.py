"""The import page on a real encrypted store."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.importing.store_list import ListStore
from desktop.models.sheets import sheet_named
from desktop.registers.undo import Undo
from desktop.store.opening import create
from desktop.store.store import Store, open_store
from desktop.ui.importing.page import ImportPage
from desktop.ui.importing.services import ImportServices
from desktop.ui.tasks import TaskRunner

LISTS = Path(__file__).parents[2] / "data" / "lists"
TODAY = date(2026, 11, 21)
SHEETS = ("member", "household", "branch")


class Picker:
    """Stands for the dialog in which she picks a file."""

    def __init__(self) -> None:
        self.path: Path | None = None

    def __call__(self, parent: object) -> Path | None:
        return self.path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty register."""
    key = os.urandom(32)
    create(tmp_path / "register.db", key, commune="05491")
    store = open_store(tmp_path, key, strict=True)
    yield store
    store.close()


@pytest.fixture
def picker() -> Picker:
    """What the file dialog will answer."""
    return Picker()


@pytest.fixture
def services(store: Store, picker: Picker) -> ImportServices:
    """The doors of the page."""
    return ImportServices([sheet_named(name) for name in SHEETS], ListStore(store), Undo(store), picker, lambda: TODAY)


@pytest.fixture
def page(services: ImportServices, runner: TaskRunner, qtbot: Any) -> ImportPage:
    """The page as it stands in the window at 1366 × 768."""
    page = ImportPage(services, runner)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    return page


@pytest.fixture
def settle(qtbot: Any, runner: TaskRunner, page: ImportPage) -> Callable[[], None]:
    """Waits until the page waits for nothing."""

    def wait() -> None:
        qtbot.waitUntil(lambda: runner.is_idle and not page.is_waiting, timeout=20_000)

    return wait
