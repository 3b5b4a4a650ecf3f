"""This computer in the settings: the checks, the self-test by mouse, the support file."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.helpdesk.self_test import STEPS
from desktop.store.folder import DataFolder
from desktop.store.volumes import Drive, Volume
from desktop.ui.settings.page import SettingsPage
from desktop.ui.texts import helpdesk as texts
from desktop.ui.theme import Look
from tests.ui.overflow import overflowing
from tests.ui.settings.conftest import Desk

OpenPage = Callable[..., SettingsPage]


@pytest.fixture
def section(open_page: OpenPage) -> Any:
    return open_page("machine").sections["machine"]


def test_every_subject_is_told_of(section: Any) -> None:
    assert len(section.checks.sentences) == len(texts.SUBJECTS)
    assert section.looking.isHidden()
    assert "tr" in section.checks.sentences[0]


def test_what_changed_is_seen_when_one_looks_again(
    desk: Desk, section: Any, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DataFolder, "free_bytes", property(lambda _folder: 150_000_000))
    monkeypatch.setattr(desk.office.folder.probe, "volume", lambda _folder: Volume(Drive.REMOVABLE))
    section.again_button.click()
    settle()
    assert "150 MB" in section.checks.sentences[0]
    assert "USB" in section.checks.sentences[1]


@pytest.mark.slow
def test_the_self_test_by_mouse_shows_its_steps_and_the_code(
    section: Any, desk: Desk, qtbot: QtBot, settle: Callable[[], None], look: Look, pictures: Callable[..., None]
) -> None:
    said: list[str] = []
    section.working.connect(lambda task, _what: task.progressed.connect(lambda progress: said.append(progress.text)))
    section.test_button.click()
    assert not section.test_button.isEnabled()
    qtbot.waitUntil(lambda: section.report is not None, timeout=60_000)
    settle()
    assert said == [texts.TEST_STEP.format(what=texts.STEPS[key]) for key in STEPS]
    assert section.report.ok
    assert section.report.code in section.code.text()
    assert not section.result.visibleRegion().isEmpty()
    assert section.lines.text().splitlines()[0].startswith("1. ")
    assert section.lines.text().splitlines()[-1] == "12. Kiểm tra sổ thử: tốt."
    assert section.test_button.isEnabled()
    section.copy_button.click()
    assert section.report.code in QApplication.clipboard().text()
    assert desk.last == texts.TEST_COPIED
    page = section.window()
    page.resize(1366 - 216, 1500)
    pictures(page, f"machine-tested-{look.theme}-{look.scale}")
    assert overflowing(page) == []


def test_a_self_test_can_be_stopped(section: Any, settle: Callable[[], None]) -> None:
    tasks: list[Any] = []
    section.working.connect(lambda task, _what: tasks.append(task))
    section.test_button.click()
    tasks[0].cancel()
    settle()
    assert section.report is None
    assert section.test_button.isEnabled()


def test_the_support_file_is_saved_where_she_says(
    section: Any, desk: Desk, settle: Callable[[], None], tmp_path: Path
) -> None:
    proposed: list[str] = []

    def ask(name: str) -> str:
        proposed.append(name)
        return str(tmp_path / "gửi đi")

    section.ask_file = ask
    section.save_button.click()
    settle()
    assert proposed[0].startswith("So-Hoi-ho-tro-")
    assert zipfile.is_zipfile(tmp_path / "gửi đi.zip")
    assert desk.last == texts.FILE_SAVED.format(file=tmp_path / "gửi đi.zip")
    assert section.save_button.isEnabled()


def test_saving_nowhere_does_nothing(section: Any, desk: Desk) -> None:
    section.ask_file = lambda _name: ""
    section.save_button.click()
    assert desk.said == []
