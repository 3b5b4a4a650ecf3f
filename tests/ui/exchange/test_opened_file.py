"""A file opened by a double click: the window leads to where it belongs and takes in nothing unasked."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app_run import start_again
from desktop.app_start import sign_in_page
from desktop.store.backups import back_up
from desktop.ui.navigation import EXCHANGE, HOME, SETTINGS
from desktop.ui.start.sign_in import SignInPage
from desktop.ui.texts import exchange as texts
from sync.bundle import BundleForeign
from sync.carriers.stick import StickCarrier
from tests.ui.exchange.memory_desk import JOINED, NEVER, WAITING
from tests.ui.exchange.opened import Opened, OpenWindow

BUNDLE = b"age-encryption.org/v1\n-> X25519 abc\n"
NAME = "0a" * 16 + ".sohoi"
INVITATION = Path(__file__).parents[2] / "sync" / "known" / "enrolment.json"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle that came by mail."""
    path = tmp_path / "Tải về" / NAME
    path.parent.mkdir()
    path.write_bytes(BUNDLE)
    return path


@pytest.fixture
def on_stick(tmp_path: Path) -> Path:
    """A bundle where the province laid it."""
    (tmp_path / "USB").mkdir()
    StickCarrier(tmp_path / "USB").prepare()
    folder = tmp_path / "USB" / "SoHoi" / "tra-loi" / ("00" * 16)
    folder.mkdir()
    (folder / NAME).write_bytes(BUNDLE)
    return folder / NAME


@pytest.fixture
def opening(open_window: OpenWindow) -> Callable[..., Opened]:
    """Opens a file in the window at work."""

    def open_in(status: Any, file: Path) -> Opened:
        opened = open_window(status)
        opened.program.open_file(file)
        opened.rest()
        return opened

    return open_in


def said(opened: Opened) -> str:
    notice = opened.program.window.strip.notice
    return "" if notice is None else notice.text


def act(opened: Opened) -> None:
    opened.program.window.strip.act.click()
    opened.rest()


def test_a_bundle_is_offered_on_the_page_and_taken_in_when_she_agrees(
    opening: Callable[..., Opened], bundle: Path
) -> None:
    opened = opening(JOINED, bundle)
    assert opened.program.window.pages.key == EXCHANGE
    assert said(opened) == texts.FILE_BUNDLE
    assert opened.desk.asked == []
    act(opened)
    assert opened.desk.asked == [("by_file", bundle)]
    assert opened.page.receipt.heading.text() == texts.DONE_FILE
    assert opened.page.receipt.pull.isHidden()


def test_a_bundle_on_a_stick_is_an_exchange_with_that_stick(opening: Callable[..., Opened], on_stick: Path) -> None:
    opened = opening(WAITING, on_stick)
    assert said(opened) == texts.FILE_ON_STICK
    act(opened)
    assert opened.desk.asked == [("by_stick", on_stick.parents[3])]


def test_a_bundle_that_cannot_be_taken_in_says_why(opening: Callable[..., Opened], bundle: Path) -> None:
    opened = opening(JOINED, bundle)
    opened.desk.fails = BundleForeign()
    act(opened)
    assert opened.page.problem.isVisible()
    assert opened.page.problem.heading.text() == texts.FILE_NOT_TAKEN
    assert "gửi cho máy khác" in opened.page.problem.sentence.text()
    assert opened.page.problem.button.isHidden()


def test_a_computer_that_has_not_joined_is_told_how(opening: Callable[..., Opened], bundle: Path) -> None:
    opened = opening(NEVER, bundle)
    assert "chưa nối với tỉnh" in said(opened)
    assert opened.page.join.isVisible()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a sheet", "Kính gửi chị Lan".encode("utf-16")])
def test_a_file_that_is_not_ours_is_told_kindly(content: bytes, opening: Callable[..., Opened], tmp_path: Path) -> None:
    (tmp_path / "thu.sohoi").write_bytes(content)
    opened = opening(JOINED, tmp_path / "thu.sohoi")
    assert said(opened) == texts.FILE_STRANGE
    assert opened.program.window.strip.act.isHidden()


def test_a_file_that_is_gone_is_told_kindly(opening: Callable[..., Opened], tmp_path: Path) -> None:
    assert "Không mở được tệp" in said(opening(JOINED, tmp_path / "khong-co.sohoi"))


def test_a_folder_is_no_file(opening: Callable[..., Opened], tmp_path: Path) -> None:
    (tmp_path / "x.sohoi").mkdir()
    assert "Không mở được tệp" in said(opening(JOINED, tmp_path / "x.sohoi"))


@pytest.mark.parametrize(("status", "words"), [(NEVER, texts.FILE_INVITATION), (JOINED, texts.FILE_INVITATION_LATE)])
def test_an_invitation_is_explained(status: Any, words: str, opening: Callable[..., Opened], tmp_path: Path) -> None:
    (tmp_path / "moi.sohoi-moi").write_bytes(bytes.fromhex(json.loads(INVITATION.read_text())["invitation"]["bytes"]))
    assert said(opening(status, tmp_path / "moi.sohoi-moi")) == words


def test_a_backup_leads_to_restoring_it(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window(JOINED)
    office = opened.program.office
    assert office is not None
    back_up(office.folder, office.key, tmp_path / "sao-luu.sohoi")
    opened.program.open_file(tmp_path / "sao-luu.sohoi")
    opened.rest()
    assert opened.program.window.pages.key == SETTINGS
    assert said(opened) == texts.FILE_BACKUP
    act(opened)
    dialog = opened.program.pages.page(SETTINGS).sections["backups"].dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.done(0)


def test_a_file_waits_until_somebody_has_signed_in(open_window: OpenWindow, bundle: Path) -> None:
    opened = open_window(JOINED)
    program = opened.program
    program.window.show_page(HOME)
    page = sign_in_page(program, lambda _asked, _page: None, locked=True)
    program.window.show_before_work(page)
    assert not page.waiting.isVisible()
    program.come_forward(str(bundle))
    opened.rest()
    assert said(opened) == ""
    assert page.waiting.isVisible()
    assert "Tệp vừa mở đang chờ" in page.waiting.words.text()
    assert program.window.pages.key == HOME
    program.window.show_work()
    program._open_waiting()
    opened.rest()
    assert said(opened) == texts.FILE_BUNDLE


def test_who_comes_back_to_signing_in_is_told_again_of_the_file(open_window: OpenWindow, bundle: Path) -> None:
    opened = open_window(JOINED)
    program = opened.program
    program.lock()
    program.open_file(bundle)
    page = sign_in_page(program, lambda _asked, _page: None)
    program.window.show_before_work(page)
    assert page.waiting.isVisible()


def test_a_file_waits_for_the_other_person_too(open_window: OpenWindow, bundle: Path, qtbot: QtBot) -> None:
    opened = open_window(JOINED)
    opened.program.lock()
    opened.program.open_file(bundle)
    opened.program.window.close()
    again = start_again(opened.program)
    qtbot.addWidget(again.window)
    page = again.window.findChild(SignInPage)
    assert page is not None
    assert page.waiting.isVisible()
    again.window.close()


def test_nothing_is_said_of_a_file_where_none_was_opened(open_window: OpenWindow) -> None:
    program = open_window(JOINED).program
    page = sign_in_page(program, lambda _asked, _page: None)
    program.window.show_before_work(page)
    assert not page.waiting.isVisible()


def test_a_later_start_brings_the_window_forward(open_window: OpenWindow) -> None:
    opened = open_window(replace(JOINED))
    opened.program.window.showMinimized()
    opened.program.come_forward("")
    assert not opened.program.window.isMinimized()
    assert opened.program.window.isVisible()
    assert QApplication.activeModalWidget() is None
