"""Every section in every look: no word cut, nothing wider than the window."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desktop.accounts.access_log import AccessAct
from desktop.accounts.roles import Role
from desktop.store.backup_rotation import back_up_automatically
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.people_dialogs import AddUserDialog, PasswordDialog
from desktop.ui.settings.recovery import CodeDialog, NewCodeDialog
from desktop.ui.settings.restore import RestoreDialog
from desktop.ui.settings.services import BackupLine, NewUser, UserLine
from desktop.ui.theme import Look
from tests.ui.overflow import overflowing
from tests.ui.settings.conftest import PASSWORD, Desk

SECTIONS = ("papers", "look", "people", "backups", "safety", "machine", "about")
ROOM = {100: (1366 - 216, 610), 200: (1366 - 400, 560)}


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    """An office with two users, backups and some prints."""
    people = desk.services.people
    people.add(NewUser("Triệu Thị Phương Thảo", "Thảo", Role.DEPUTY, PASSWORD))
    people.add(NewUser("Hoàng Thị Bích", "Bích", Role.GUEST, PASSWORD))
    for day in (18, 19, 20):
        back_up_automatically(desk.office.folder, desk.office.key, now=datetime(2026, 11, day, 17, 5))
    rows = [UUID(int=number) for number in range(3)]
    desk.office.log_access(AccessAct.VIEW, "member", rows[:1], ["citizen_id", "phone"], "")
    desk.office.log_access(AccessAct.PRINT, "person", rows, ["phone"], "HN-01")
    desk.office.log_access(AccessAct.EXPORT, "member", 3214, ["citizen_id", "phone", "religion"], "hoi-vien.xlsx")
    return desk


@pytest.mark.parametrize("section", SECTIONS)
def test_no_word_is_cut(
    look: Look, section: str, lived_in: Desk, open_page: Callable[..., SettingsPage], qtbot: QtBot,
    pictures: Callable[..., None],
) -> None:  # fmt: skip
    page = open_page(section, ROOM[look.scale])
    pictures(page, f"{section}-{look.theme}-{look.scale}")
    assert overflowing(page) == []
    assert page.width() == ROOM[look.scale][0]


def test_no_word_of_a_dialog_is_cut(look: Look, desk: Desk, qtbot: QtBot, pictures: Callable[..., None]) -> None:
    other = UserLine("0" * 32, "Thảo", "Triệu Thị Phương Thảo", Role.DEPUTY)
    me = UserLine("1" * 32, "Lan", "Nguyễn Thị Lan", Role.CHAIR, is_self=True)
    backup = BackupLine(desk.office.folder.path / "x.sohoi", datetime(2026, 11, 18, 17, 5), 12_340_000, False)
    dialogs = {
        "add": AddUserDialog(None),
        "password": PasswordDialog(None, other),
        "own": PasswordDialog(None, me),
        "new-code": NewCodeDialog(None),
        "code": CodeDialog(None, "23C4-56F7-89H2-JKM3-NPR4-TX25-2346-CFHJ", lambda: None),
        "restore": RestoreDialog(None, backup),
    }
    for name, dialog in dialogs.items():
        qtbot.addWidget(dialog)
        if isinstance(dialog, CodeDialog):
            dialog.confirm = lambda *_words, **_how: True
        dialog.show()
        qtbot.wait(30)
        pictures(dialog, f"dialog-{name}-{look.theme}-{look.scale}")
        assert overflowing(dialog) == [], name
        assert dialog.height() <= 740
        assert dialog.width() <= 1366
        dialog.close()


@pytest.mark.parametrize("key", ["look", "people", "about"])
def test_what_has_room_is_not_scrolled(key: str, open_page: Callable[..., SettingsPage]) -> None:
    page = open_page(key, (1175, 670))
    area = page.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
