"""A real office with a chair and cheap keys, and the settings page over it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.roles import Role
from desktop.registers.office import Founding, Office, found
from desktop.store.settings_file import Settings
from desktop.ui.frame.strip import Notice
from desktop.ui.printing.papers import Paper
from desktop.ui.settings.doors import settings_services
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import TaskRunner
from sync.slow_key import Cost

PASSWORD = "hoa gao thang ba"
QUICK = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)


class Desk:
    """The page's surroundings: settings in memory, printed papers in a list.

    Attributes:
        said: Notices of the page.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.settings = Settings()
        self.printed: list[Paper] = []
        self.said: list[Notice] = []

    def keep(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)

    @property
    def services(self) -> SettingsServices:
        return settings_services(
            self.office, settings=lambda: self.settings, keep=self.keep, print_paper=self.printed.append
        )

    @property
    def last(self) -> str:
        """What was said last."""
        return self.said[-1].text if self.said else ""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office whose chair is signed in."""
    office = found(tmp_path / "so", Founding("05611", "Nguyễn Thị Lan", PASSWORD), cost=QUICK).office
    yield Desk(office)
    office.close()


@pytest.fixture
def as_role(desk: Desk) -> Callable[[Role], Desk]:
    """The same desk, with somebody of another role before it."""

    def signing_in(role: Role) -> Desk:
        desk.office.keys.add_user(desk.office.key, "Thu", PASSWORD, role)
        desk.office.user = desk.office.keys.user("Thu")
        return desk

    return signing_in


@pytest.fixture
def settle(qtbot: QtBot, runner: TaskRunner) -> Callable[[], None]:
    """Waits until nothing is under way any more."""

    def settling() -> None:
        quiet = 0
        while quiet < 3:
            qtbot.wait(60)
            quiet = quiet + 1 if runner.is_idle else 0

    return settling


@pytest.fixture
def open_page(desk: Desk, runner: TaskRunner, qtbot: QtBot, settle: Callable[[], None]) -> Callable[..., SettingsPage]:
    """Opens the page at a section; every question is answered with yes."""

    def opening(section: str = "look", size: tuple[int, int] = (1130, 610)) -> SettingsPage:
        page = SettingsPage(desk.services, runner)
        qtbot.addWidget(page)
        page.noticed.connect(desk.said.append)
        for each in page.sections.values():
            each.confirm = lambda *_words, **_how: True
        page.resize(*size)
        page.show()
        page.come_up()
        page.show_section(section)
        settle()
        return page

    return opening


@pytest.fixture
def pictures() -> Callable[[QWidget, str], None]:
    """Keeps a picture of a widget in the folder that SOHOI_PICTURES names; does nothing without it."""
    folder = os.environ.get("SOHOI_PICTURES")

    def keep(widget: QWidget, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Path(folder) / f"{name}.png"))

    return keep
