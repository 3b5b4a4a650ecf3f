"""Users, roles, passwords and the recovery code, over real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.errors import WrongPassword, WrongRecoveryCode
from desktop.accounts.recovery import read_code
from desktop.accounts.roles import Role
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.people import PeopleSection
from desktop.ui.settings.people_dialogs import AddUserDialog, PasswordDialog
from desktop.ui.settings.recovery import CodeDialog, NewCodeDialog
from desktop.ui.settings.services import NewUser
from tests.ui.settings.conftest import PASSWORD, Desk
from tests.ui.typing import type_like_unikey

Settle = Callable[[], None]
NEW = "mat khau moi"


@pytest.fixture
def section(desk: Desk, open_page: Callable[..., SettingsPage]) -> PeopleSection:
    desk.services.people.add(NewUser("Triệu Thị Thảo", "Thảo", Role.OFFICER, PASSWORD))
    found = open_page("people").sections["people"]
    assert isinstance(found, PeopleSection)
    return found


def typed(dialog: QWidget, password: str) -> None:
    assert isinstance(dialog, AddUserDialog | PasswordDialog)
    dialog.pair.first.setText(password)
    dialog.pair.again.setText(password)


def test_the_list_shows_full_names_from_the_register(section: PeopleSection, desk: Desk) -> None:
    assert [row.user.full_name for row in section.rows] == ["Nguyễn Thị Lan", "Triệu Thị Thảo"]
    assert [user.label for user in desk.office.keys.users] == ["Lan", "Thảo"]


def test_who_is_signed_in_cannot_remove_herself(section: PeopleSection) -> None:
    me, other = section.rows
    assert me.remove_button.parent() is None
    assert other.remove_button.parent() is not None


def test_adding_somebody_writes_her_full_name_into_the_register_alone(
    section: PeopleSection, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    section.add_button.click()
    dialog = section.open_dialog
    assert isinstance(dialog, AddUserDialog)
    type_like_unikey(dialog.name, "Hoàng Thị Bích")
    assert dialog.label.text() == "Bích"
    typed(dialog, NEW)
    dialog.submit()
    settle()
    assert desk.last == "Đã thêm người dùng Hoàng Thị Bích."
    user = desk.office.keys.user("Bích")
    assert user.role is Role.OFFICER
    assert "Hoàng" not in desk.office.folder.keys.read_text(encoding="utf-8")
    assert [row.user.full_name for row in section.rows][-1] == "Hoàng Thị Bích"
    assert desk.office.keys.unlock("Bích", NEW).key == desk.office.key


def test_a_name_that_is_taken_is_said_in_the_dialog_and_nothing_is_lost(
    section: PeopleSection, desk: Desk, settle: Settle
) -> None:
    section.add_button.click()
    dialog = section.open_dialog
    assert isinstance(dialog, AddUserDialog)
    dialog.name.setText("Ma Thị Lan")
    typed(dialog, NEW)
    dialog.submit()
    settle()
    assert "Đã có người dùng tên “Lan”" in dialog.problem.text()
    assert dialog.name.text() == "Ma Thị Lan"
    dialog.label.setText("Lan A")
    dialog.submit()
    settle()
    assert desk.office.keys.user("Lan A").role is Role.OFFICER


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [("", NEW, "Hãy ghi họ và tên."), ("Ma Thị Mai", "ngan", "ít nhất"), ("Ma Thị Mai", "", "Hãy gõ mật khẩu.")],
)
def test_what_is_missing_is_said_before_anything_happens(
    section: PeopleSection, desk: Desk, name: str, password: str, says: str
) -> None:
    section.add_button.click()
    dialog = section.open_dialog
    assert isinstance(dialog, AddUserDialog)
    dialog.name.setText(name)
    typed(dialog, password)
    dialog.submit()
    assert says in dialog.problem.text()
    assert len(desk.office.keys.users) == 2


def test_another_role_reaches_keys_and_register(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    section.rows[1].role_chosen.emit(Role.DEPUTY)
    settle()
    assert desk.office.keys.user("Thảo").role is Role.DEPUTY
    assert desk.last == "Triệu Thị Thảo nay có vai trò Phó Chủ tịch."
    assert section.rows[1].user.role is Role.DEPUTY


def test_removing_asks_by_name_and_keeps_what_she_wrote(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    asked: list[str] = []
    section.confirm = lambda _parent, *words, **_how: bool(asked.extend(words)) or True
    thao = section.rows[1].user.id
    section.rows[1].remove_button.click()
    settle()
    assert asked[0] == "Xóa người dùng Triệu Thị Thảo?"
    assert [user.label for user in desk.office.keys.users] == ["Lan"]
    assert desk.services.people.names()[thao] == "Triệu Thị Thảo"  # type: ignore[attr-defined]


def test_saying_no_removes_nobody(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    section.confirm = lambda *_words, **_how: False
    section.rows[1].remove_button.click()
    settle()
    assert len(desk.office.keys.users) == 2


def test_a_forgotten_password_is_set_anew_by_the_chair(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    section.rows[1].password_button.click()
    dialog = section.open_dialog
    assert isinstance(dialog, PasswordDialog)
    assert dialog.old.parent() is None
    typed(dialog, NEW)
    dialog.submit()
    settle()
    desk.office.keys.unlock("Thảo", NEW)
    with pytest.raises(WrongPassword):
        desk.office.keys.unlock("Thảo", PASSWORD)


def test_ones_own_password_needs_the_present_one(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    section.own_button.click()
    dialog = section.open_dialog
    assert isinstance(dialog, PasswordDialog)
    dialog.old.setText("khong phai")
    typed(dialog, NEW)
    dialog.submit()
    settle()
    assert "Mật khẩu chưa đúng" in dialog.problem.text()
    dialog.old.setText(PASSWORD)
    dialog.submit()
    settle()
    assert desk.last.startswith("Đã đổi mật khẩu.")
    desk.office.keys.unlock("Lan", NEW)


def test_an_officer_sees_herself_and_changes_her_own_password_only(
    as_role: Callable[[Role], Desk], open_page: Callable[..., SettingsPage], settle: Settle
) -> None:
    as_role(Role.OFFICER)
    section = open_page("people").sections["people"]
    assert isinstance(section, PeopleSection)
    assert [row.user.label for row in section.rows] == ["Thu"]
    assert not section.add_button.isVisible()
    assert not section.code_button.isVisible()
    assert section.own_button.isEnabled()


def test_a_new_recovery_code_is_shown_once_and_ends_the_old_one(
    section: PeopleSection, desk: Desk, settle: Settle
) -> None:
    section.code_button.click()
    asked = section.open_dialog
    assert isinstance(asked, NewCodeDialog)
    asked.password.setText(PASSWORD)
    asked.submit()
    settle()
    shown = section.open_dialog
    assert isinstance(shown, CodeDialog)
    code = read_code(shown.code.text())
    assert desk.office.keys.unlock_with_recovery(code) == desk.office.key
    shown.sheet_button.click()
    (paper,) = desk.printed
    assert paper.data.startswith(b"%PDF")
    assert code not in paper.title
    shown.done_button.click()
    section.code_button.click()
    again = section.open_dialog
    assert isinstance(again, NewCodeDialog)
    again.password.setText(PASSWORD)
    again.submit()
    settle()
    with pytest.raises(WrongRecoveryCode):
        desk.office.keys.unlock_with_recovery(code)
    assert isinstance(section.open_dialog, CodeDialog)
    section.open_dialog.confirm = lambda *_words, **_how: True


def test_a_wrong_password_makes_no_new_code(section: PeopleSection, desk: Desk, settle: Settle) -> None:
    before = desk.office.folder.keys.read_bytes()
    section.code_button.click()
    asked = section.open_dialog
    assert isinstance(asked, NewCodeDialog)
    asked.password.setText("khong phai")
    asked.submit()
    settle()
    assert "Mật khẩu chưa đúng" in asked.problem.text()
    assert desk.office.folder.keys.read_bytes() == before


def test_a_code_that_was_not_printed_asks_before_it_is_closed(qtbot: QtBot) -> None:
    dialog = CodeDialog(None, "23C4-56F7-89H2-JKM3-NPR4-TX25-2346-CFHJ", lambda: None)
    qtbot.addWidget(dialog)
    dialog.confirm = lambda *_words, **_how: False
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.sheet_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_leaving_the_desk_takes_names_and_dialogs_away(section: PeopleSection) -> None:
    section.add_button.click()
    dialog = section.open_dialog
    assert dialog is not None
    section.forget()
    assert not dialog.isVisible()
    assert section.rows == []


def test_the_dialog_is_filled_and_sent_by_keyboard_alone(
    section: PeopleSection, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    section.own_button.setFocus()
    qtbot.keyClick(section.own_button, Qt.Key.Key_Space)
    dialog = section.open_dialog
    assert isinstance(dialog, PasswordDialog)
    for field, words in ((dialog.old, PASSWORD), (dialog.pair.first, NEW), (dialog.pair.again, NEW)):
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert desk.last.startswith("Đã đổi mật khẩu.")
