"""A real encrypted store with some invented people in it, and pages over it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.sheets import MEMBER, Sheet
from desktop.store.opening import create
from desktop.store.store import open_store
from desktop.ui.frame.strip import Notice
from desktop.ui.registers.form_page import FormPage
from desktop.ui.registers.page import RegisterPage
from desktop.ui.tasks import TaskRunner
from tests.ui.registers.made_up import Boat as _Boat  # noqa: F401 - declared before any store is made
from tests.ui.registers.office import Office, fill

OpenPage = Callable[..., RegisterPage]


_A_MOMENT_MS = 500


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with an empty register."""
    key = os.urandom(32)
    create(tmp_path / "register.db", key, commune="05491")
    store = open_store(tmp_path, key, strict=True)
    yield Office(store)
    store.close()


@pytest.fixture
def people(office: Office) -> list[UUID]:
    """Forty members in five branches."""
    return fill(office, 40)


@pytest.fixture
def settle(qtbot: QtBot, runner: TaskRunner) -> Callable[[], None]:
    """Waits until nothing is under way any more."""

    def settling() -> None:
        quiet = 0
        while quiet < 3:
            qtbot.wait(45)
            quiet = quiet + 1 if runner.is_idle and not _is_about_to_act() else 0

    return settling


def _is_about_to_act() -> bool:
    """Whether some widget only waits a moment before it asks for more."""
    timers = (timer for window in QApplication.topLevelWidgets() for timer in window.findChildren(QTimer))
    return any(timer.isActive() and timer.isSingleShot() and timer.interval() <= _A_MOMENT_MS for timer in timers)


@pytest.fixture
def open_page(office: Office, runner: TaskRunner, qtbot: QtBot, settle: Callable[[], None]) -> OpenPage:
    """Opens the page of a sheet and waits until its list is there; `page.said` collects its notices."""

    def opening(sheet: Sheet = MEMBER, size: tuple[int, int] = (1150, 640), **options: Any) -> RegisterPage:
        page = RegisterPage(sheet, office.services, runner, **options)
        qtbot.addWidget(page)
        said: list[Notice] = []
        page.noticed.connect(said.append)
        page.said = said  # type: ignore[attr-defined]
        page.acts.confirm = lambda *_words, **_how: True
        page.resize(*size)
        page.show()
        page.activateWindow()
        page.come_up()
        settle()
        return page

    return opening


@pytest.fixture
def open_form(qtbot: QtBot, settle: Callable[[], None]) -> Callable[[RegisterPage], FormPage]:
    """The form that a page shows, once it can be typed into."""

    def opening(page: RegisterPage) -> FormPage:
        form = page.body.form
        assert form is not None
        qtbot.waitUntil(lambda: form.is_ready, timeout=5000)
        page.activateWindow()
        settle()
        return form

    return opening
