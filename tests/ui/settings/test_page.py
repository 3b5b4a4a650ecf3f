"""The page itself, the look, the lock, the log and the check."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.accounts.access_log import AccessAct
from desktop.accounts.roles import Role
from desktop.store.checking import Finding
from desktop.store.settings_file import SettingsUnwritable, Theme
from desktop.ui.settings.about import AboutSection, found_words
from desktop.ui.settings.look import LookSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.safety import SafetySection
from desktop.ui.settings.services import NewUser
from desktop.ui.theme import Look, apply_look
from tests.ui.settings.conftest import PASSWORD, Desk

Settle = Callable[[], None]
OpenPage = Callable[..., SettingsPage]


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        (Role.CHAIR, ["papers", "look", "people", "backups", "safety", "machine", "about"]),
        (Role.DEPUTY, ["papers", "look", "people", "backups", "safety", "machine", "about"]),
        (Role.OFFICER, ["look", "people", "backups", "machine", "about"]),
        (Role.GUEST, ["look", "people", "machine", "about"]),
    ],
)
def test_each_role_sees_what_it_may_settle(
    as_role: Callable[[Role], Desk], open_page: OpenPage, role: Role, sections: list[str]
) -> None:
    as_role(role)
    assert list(open_page().sections) == sections


def test_sections_are_reached_by_keyboard(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page("papers")
    page.buttons["papers"].setFocus()
    qtbot.keyClick(page.buttons["papers"], Qt.Key.Key_Right)
    qtbot.keyClick(page.buttons["look"], Qt.Key.Key_Space)
    assert page.stack.currentIndex() == list(page.sections).index("look")


def test_where_the_row_of_sections_is_too_long_a_list_stands_for_it(open_page: OpenPage) -> None:
    apply_look(Look("light", 200))
    page = open_page("about", (960, 560))
    assert page.bar.isHidden()
    assert page.choice.currentText() == "Giới thiệu"
    page.choice.setCurrentIndex(0)
    page.choice.activated.emit(0)
    assert page.stack.currentIndex() == 0


def test_theme_text_size_and_rows_hold_at_once(open_page: OpenPage, desk: Desk) -> None:
    section = open_page("look").sections["look"]
    assert isinstance(section, LookSection)
    section.themes[Theme.DARK].click()
    section.sizes[150].click()
    section.compact.click()
    assert (desk.settings.theme, desk.settings.text_size, desk.settings.compact_rows) == (Theme.DARK, 150, True)


def test_settings_that_cannot_be_written_are_said_and_shown_as_they_are(open_page: OpenPage, desk: Desk) -> None:
    def refuse(**_changes: object) -> None:
        raise SettingsUnwritable(folder="D:", full=False)

    desk.keep = refuse  # type: ignore[method-assign]
    section = open_page("look").sections["look"]
    assert isinstance(section, LookSection)
    section.themes[Theme.DARK].click()
    assert "Không lưu được cài đặt" in desk.last
    assert section.themes[Theme.SYSTEM].isChecked()


@pytest.fixture
def safety(desk: Desk, open_page: OpenPage) -> SafetySection:
    desk.services.people.add(NewUser("Triệu Thị Thảo", "Thảo", Role.OFFICER, PASSWORD))
    rows = [UUID(int=number) for number in range(3)]
    desk.office.log_access(AccessAct.VIEW, "member", rows[:1], ["citizen_id"], "")
    desk.office.log_access(AccessAct.PRINT, "person", rows, ["phone"], "HN-01")
    desk.office.user = desk.office.keys.user("Thảo")
    desk.office.log_access(AccessAct.EXPORT, "member", 3214, ["religion"], "hoi-vien.xlsx")
    desk.office.user = desk.office.keys.user("Lan")
    section = open_page("safety").sections["safety"]
    assert isinstance(section, SafetySection)
    return section


def choose(section: SafetySection, choice: str, at: int, settle: Settle) -> list[tuple[str, ...]]:
    box = getattr(section, choice)
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()
    return section.table.rows


def test_the_log_says_who_when_what_and_how_many(safety: SafetySection) -> None:
    rows = safety.table.rows
    assert [row[1:] for row in rows] == [
        ("Triệu Thị Thảo", "Xuất tệp", "Hội viên", "3.214", "Tôn giáo", "hoi-vien.xlsx"),
        ("Nguyễn Thị Lan", "In", "Người", "3", "Điện thoại", "HN-01"),
        ("Nguyễn Thị Lan", "Xem", "Hội viên", "1", "Số căn cước", ""),
    ]
    assert safety.count.text() == "3 lần"


def test_the_log_is_narrowed_by_person_and_by_act(safety: SafetySection, settle: Settle) -> None:
    assert len(choose(safety, "who", 1, settle)) == 2
    assert [row[2] for row in choose(safety, "act", 2, settle)] == ["In"]
    choose(safety, "act", 3, settle)
    assert safety.count.text() == "Không có lần nào trong khoảng này."
    assert safety.table.isHidden()


def test_a_locked_computer_keeps_no_names_of_the_log(safety: SafetySection) -> None:
    safety.forget()
    assert safety.table.rows == []
    assert safety.who.count() == 1


def test_the_lock_is_set_in_minutes_and_never_is_warned_of(safety: SafetySection, desk: Desk) -> None:
    assert safety.minutes.currentData() == 10
    for minutes, warned in ((30, False), (0, True)):
        safety.minutes.setCurrentIndex(safety.minutes.findData(minutes))
        safety.minutes.activated.emit(0)
        assert desk.settings.idle_lock_minutes == minutes
        assert safety.warning.isHidden() is not warned


def test_minutes_that_somebody_wrote_by_hand_are_shown(safety: SafetySection, desk: Desk) -> None:
    desk.keep(idle_lock_minutes=7)
    safety.come_up()
    assert safety.minutes.currentText() == "7 phút"


def test_whose_register_it_is_is_said_as_one_writes_it(open_page: OpenPage) -> None:
    words = [label.text() for label in open_page("about").sections["about"].findChildren(QLabel)]
    assert "Xã Phú Lương, tỉnh Thái Nguyên" in words


def test_the_path_of_the_data_is_copied(open_page: OpenPage, desk: Desk) -> None:
    section = open_page("about").sections["about"]
    assert isinstance(section, AboutSection)
    section.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(desk.office.folder.path)


def test_a_sound_register_passes_its_check(open_page: OpenPage, desk: Desk, settle: Settle) -> None:
    section = open_page("about").sections["about"]
    assert isinstance(section, AboutSection)
    section.check_button.click()
    assert not section.check_button.isEnabled()
    settle()
    assert section.result.text().startswith("Sổ lành lặn")
    assert section.check_button.isEnabled()


def test_what_is_unsound_is_counted_and_named_by_kind_alone() -> None:
    findings = [Finding("row", "person", "x", UUID(int=1)), Finding("row", "person", "x"), Finding("page", "db", "y")]
    words = found_words(findings)
    assert words.startswith("Có 3 chỗ không khớp: 2 dòng không khớp nhật ký, 1 trang dữ liệu hỏng.")
    assert "person" not in words


def test_a_locked_page_asks_nobody(open_page: OpenPage, settle: Settle) -> None:
    page = open_page("people")
    page.forget()
    assert page.may_leave()
