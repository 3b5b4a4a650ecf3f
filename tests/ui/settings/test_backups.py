"""Backups by hand and by themselves, and the way back, over real files."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.accounts.roles import Role
from desktop.store.backup_rotation import back_up_automatically
from desktop.store.backups import peek, restore
from desktop.store.folder import DataFolder
from desktop.ui.settings.backups import BackupSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.services import RestoreOrder
from desktop.ui.tasks import Task
from tests.ui.settings.conftest import PASSWORD, Desk

Settle = Callable[[], None]


@pytest.fixture
def page(open_page: Callable[..., SettingsPage]) -> SettingsPage:
    return open_page("backups")


@pytest.fixture
def section(page: SettingsPage) -> BackupSection:
    found = page.sections["backups"]
    assert isinstance(found, BackupSection)
    return found


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def shown(section: BackupSection) -> str:
    return " ".join(cell.text() for cell in section._cells)


def test_the_first_backup_asks_where_and_remembers_it(
    section: BackupSection, page: SettingsPage, desk: Desk, stick: Path, settle: Settle, qtbot: QtBot
) -> None:
    section.ask_folder = lambda _start: str(stick)
    assert section.choose_button.text() == "Chọn nơi…"
    with qtbot.waitSignal(page.backed_up, timeout=20000):
        section.now_button.click()
    settle()
    assert section.choose_button.text() == "Chọn nơi khác…"
    (made,) = stick.glob("*.sohoi")
    assert peek(made).program
    assert desk.settings.backup_folder == str(stick)
    assert made.name in desk.last
    assert str(stick) in section.place.text()
    assert str(stick) in shown(section)
    assert section.now_button.isEnabled()


def test_choosing_no_place_makes_no_backup(section: BackupSection, desk: Desk, settle: Settle) -> None:
    section.ask_folder = lambda _start: ""
    section.now_button.click()
    settle()
    assert desk.said == []


def test_a_backup_that_takes_long_can_be_watched(
    section: BackupSection, page: SettingsPage, stick: Path, settle: Settle
) -> None:
    watched: list[tuple[Task, str]] = []
    page.working.connect(lambda task, what: watched.append((task, what)))
    section.ask_folder = lambda _start: str(stick)
    section.back_up()
    settle()
    assert watched[0][1] == "Đang sao lưu…"


def test_a_stick_that_is_gone_is_said_and_the_button_comes_back(
    section: BackupSection, desk: Desk, stick: Path, settle: Settle
) -> None:
    desk.keep(backup_folder=str(stick / "khong-co"))
    section.now_button.click()
    settle()
    assert "Không thấy nơi để bản sao lưu" in desk.last
    assert section.now_button.isEnabled()


def test_automatic_backups_are_listed_with_day_and_size(section: BackupSection, desk: Desk, settle: Settle) -> None:
    for day in range(1, 11):
        back_up_automatically(desk.office.folder, desk.office.key, now=datetime(2026, 11, day, 17, 5))
    section.come_up()
    settle()
    words = shown(section)
    assert "17:05 ngày 10/11/2026" in words
    assert "KB" in words
    assert "tự động, trên máy này" in words
    assert section.empty.isHidden()


def test_files_that_are_no_backups_are_not_listed(
    section: BackupSection, desk: Desk, stick: Path, settle: Settle
) -> None:
    (stick / "thu.sohoi").write_bytes(b"khong phai")
    desk.keep(backup_folder=str(stick))
    section.come_up()
    settle()
    assert not section.empty.isHidden()


@pytest.fixture
def backup(desk: Desk, stick: Path) -> Path:
    """A backup after which one more person was recorded."""
    made = desk.services.backups.make(stick, lambda _done, _total: None)
    desk.office.register("hamlet").add({"name": "Xóm Na Pặng", "status": "active"})
    return made.path


def orders_of(page: SettingsPage) -> list[RestoreOrder]:
    wanted: list[RestoreOrder] = []
    page.restore_wanted.connect(wanted.append)
    return wanted


def test_a_restore_is_proved_asked_by_date_and_handed_to_the_program(
    section: BackupSection, page: SettingsPage, desk: Desk, backup: Path, tmp_path: Path, settle: Settle
) -> None:
    wanted, asked = orders_of(page), []
    section.confirm = lambda _parent, *words, **_how: bool(asked.extend(words)) or True
    section.ask_file = lambda _start: str(backup)
    section.restore_button.click()
    settle()
    assert section.dialog is not None
    section.dialog.password.setText(PASSWORD)
    section.dialog.submit()
    settle()
    (order,) = wanted
    assert asked[0].startswith("Đưa sổ trở lại lúc")
    restored = restore(order.file, DataFolder(tmp_path / "moi"), order.unlock)
    assert restored.rows["hamlet"] == 0


def test_a_wrong_password_is_said_in_the_dialog_and_nothing_is_handed_on(
    section: BackupSection, page: SettingsPage, backup: Path, settle: Settle
) -> None:
    wanted = orders_of(page)
    section.ask_file = lambda _start: str(backup)
    section.restore_button.click()
    settle()
    assert section.dialog is not None
    section.dialog.password.setText("khong phai")
    section.dialog.submit()
    settle()
    assert "Mật khẩu chưa đúng" in section.dialog.problem.text()
    assert wanted == []


def test_a_mistyped_recovery_code_names_its_group(section: BackupSection, backup: Path, settle: Settle) -> None:
    section.ask_file = lambda _start: str(backup)
    section.restore_button.click()
    settle()
    dialog = section.dialog
    assert dialog is not None
    dialog.by_code.click()
    dialog.code.setText("23C4-56F7")
    dialog.submit()
    assert "Mã khôi phục có 32 ký tự, vừa gõ 8" in dialog.problem.text()


def test_a_file_that_is_no_backup_is_refused_at_once(
    section: BackupSection, desk: Desk, stick: Path, settle: Settle
) -> None:
    (stick / "anh.sohoi").write_bytes(b"\x89PNG" * 20)
    section.ask_file = lambda _start: str(stick / "anh.sohoi")
    section.restore_button.click()
    settle()
    assert "không phải bản sao lưu" in desk.last
    assert section.dialog is None


def test_only_the_chair_restores(as_role: Callable[[Role], Desk], open_page: Callable[..., SettingsPage]) -> None:
    as_role(Role.DEPUTY)
    section = open_page("backups").sections["backups"]
    assert isinstance(section, BackupSection)
    assert not section.restore_button.isVisible()
    assert section.now_button.isVisible()


def test_a_password_never_shows_in_an_order() -> None:
    order = RestoreOrder(Path("x.sohoi"), password=PASSWORD, code="23C4")
    assert PASSWORD not in repr(order)
    assert "23C4" not in repr(order)
