"""The frame: navigation, search, pages built when first seen, messages, progress, the footer, the lock."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.ui.frame.busy import time_left
from desktop.ui.frame.finder import Hit
from desktop.ui.frame.footer import FooterState, days_ago
from desktop.ui.frame.nav import NavItem
from desktop.ui.frame.pages import Page
from desktop.ui.frame.shortcuts import ShortcutSheet
from desktop.ui.frame.strip import Notice
from desktop.ui.frame.window import MainWindow
from desktop.ui.tasks import Cancelled, CancelToken, Progress, Report, TaskRunner
from desktop.ui.theme import Look, apply_look
from desktop.ui.widgets.cards import EmptyState
from tests.ui.overflow import overflowing

TODAY = date(2026, 11, 21)
ITEMS = (
    NavItem("home", "Trang chính", "home"),
    NavItem("member", "Hội viên", "people", 1),
    NavItem("household", "Hộ gia đình", "household", 1),
    NavItem("meeting", "Cuộc họp", "meeting", 1),
    NavItem("import", "Nhập từ Excel", "import", 2),
    NavItem("settings", "Hệ thống", "settings", 2),
)
FULL = FooterState(12, date(2026, 11, 18), date(2026, 11, 21), "Nguyễn Thị Thúy Hường")


class Finds:
    """Finds one person whatever is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str) -> Sequence[Hit]:
        self.asked.append(text)
        return [Hit("Người", "Nguyễn Thị Hòa", "1985 · Na Pặng", "person:7")] if "h" in text else []


class Plain(Page):
    """A page that counts its visits and may refuse to be left."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.visits, self.stuck, self.forgotten = 0, False, False
        column = QVBoxLayout(self)
        column.addWidget(QLabel(name))
        column.addWidget(EmptyState("people", "Chưa có gì", "Danh sách sẽ hiện ở đây.", "Bắt đầu"), 1)
        action = QAction("Thêm mới", self)
        action.setShortcut(QKeySequence("Ctrl+N"))
        self.addAction(action)

    def come_up(self) -> None:
        self.visits += 1

    def may_leave(self) -> bool:
        return not self.stuck

    def forget(self) -> None:
        self.forgotten = True


class Opened:
    """A window with every page ready to be made."""

    def __init__(self, qtbot: QtBot, runner: TaskRunner) -> None:
        self.finder = Finds()
        self.window = MainWindow(ITEMS, runner=runner, finder=self.finder, unit_name="xã Phú Lương")
        self.made: list[str] = []
        for item in ITEMS:
            self.window.add_page(item.key, lambda key=item.key: self.make(key))  # type: ignore[misc]
        qtbot.addWidget(self.window)
        self.window.show_page("home")
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def make(self, key: str) -> Page:
        self.made.append(key)
        return Plain(key)

    def page(self) -> Plain:
        page = self.window.pages.page
        assert isinstance(page, Plain)
        return page


@pytest.fixture
def opened(qtbot: QtBot, runner: TaskRunner) -> Opened:
    return Opened(qtbot, runner)


def test_a_page_is_made_when_it_is_first_seen_and_read_anew_each_time(qtbot: QtBot, opened: Opened) -> None:
    assert opened.made == ["home"]
    with qtbot.waitSignal(opened.window.page_shown) as shown:
        opened.window.navigation.button("member").click()
    assert shown.args == ["member"]
    opened.window.show_page("home")
    opened.window.show_page("member")
    assert opened.made == ["home", "member"]
    assert opened.page().visits == 2


def test_the_navigation_marks_the_page_on_screen(opened: Opened) -> None:
    opened.window.show_page("meeting")
    assert [item.key for item in ITEMS if opened.window.navigation.button(item.key).isChecked()] == ["meeting"]


def test_the_marked_page_is_in_sight_in_large_letters_too(qtbot: QtBot, opened: Opened) -> None:
    apply_look(Look("light", 200))
    opened.window.resize(1366, 400)
    opened.window.show_page("settings")
    navigation = opened.window.navigation
    line = navigation.button("settings")
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect() == line.rect())


def test_a_page_with_unsaved_work_is_not_left(opened: Opened) -> None:
    opened.page().stuck = True
    opened.window.navigation.button("member").click()
    assert opened.window.pages.key == "home"
    assert opened.window.navigation.button("home").isChecked()
    assert not opened.window.navigation.button("member").isChecked()
    assert not opened.window.close()
    opened.page().stuck = False
    assert opened.window.close()


def test_back_leads_to_the_page_before(opened: Opened) -> None:
    opened.window.show_page("member")
    opened.window.show_page("meeting")
    opened.window.pages.go_back()
    opened.window.pages.go_back()
    opened.window.pages.go_back()
    assert opened.window.pages.key == "home"


def test_ctrl_k_leads_to_the_search_box_from_anywhere(qtbot: QtBot, opened: Opened) -> None:
    opened.window.navigation.button("home").setFocus()
    qtbot.keyClick(opened.window.work, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.search.hasFocus()


def test_a_person_is_found_and_opened_by_enter(qtbot: QtBot, opened: Opened) -> None:
    search = opened.window.search
    search.begin()
    qtbot.keyClicks(search, "hoa")
    qtbot.waitUntil(lambda: bool(search.list.suggestions))
    assert opened.finder.asked == ["hoa"]
    with qtbot.waitSignal(opened.window.hit_chosen) as chosen:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert chosen.args == ["person:7"]
    assert search.text() == ""


def test_pages_are_found_by_their_names_without_accents(qtbot: QtBot, opened: Opened) -> None:
    search = opened.window.search
    search.begin()
    qtbot.keyClicks(search, "cuoc")
    qtbot.waitUntil(lambda: bool(search.list.suggestions))
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.window.pages.key == "meeting"


def test_nothing_found_is_said(qtbot: QtBot, opened: Opened) -> None:
    search = opened.window.search
    search.begin()
    qtbot.keyClicks(search, "zzz")
    qtbot.waitUntil(lambda: search.list.isVisible())
    assert any("Không tìm thấy" in label.text() for label in search.list.findChildren(QLabel))


def test_the_footer_says_how_the_data_is(qtbot: QtBot, opened: Opened) -> None:
    footer = opened.window.footer
    opened.window.show_footer(FULL, TODAY)
    assert footer.waiting.text() == "12 thay đổi chờ gửi"
    assert footer.receipt.text() == "Biên nhận gần nhất 3 ngày trước"
    assert footer.backup.text() == "Sao lưu hôm nay"
    assert footer.user.text() == "Nguyễn Thị Thúy Hường"
    assert not footer.late.isVisible()
    with qtbot.waitSignal(opened.window.footer_chosen) as chosen:
        footer.waiting.click()
    assert chosen.args == ["exchange"]
    with qtbot.waitSignal(opened.window.lock_wanted):
        footer.lock.click()


def test_before_the_commune_has_joined_nothing_waits(opened: Opened) -> None:
    opened.window.show_footer(FooterState(user="Lan"), TODAY)
    assert not opened.window.footer.waiting.isVisible()
    assert opened.window.footer.backup.text() == "Chưa sao lưu"
    assert opened.window.footer.late.isVisible()


@pytest.mark.parametrize(("days", "words"), [(0, "hôm nay"), (1, "hôm qua"), (3, "3 ngày trước"), (-2, "hôm nay")])
def test_days_are_said_as_one_says_them(days: int, words: str) -> None:
    assert days_ago(date.fromordinal(TODAY.toordinal() - days), TODAY) == words


def test_what_was_done_can_be_undone_from_the_message(opened: Opened) -> None:
    undone: list[str] = []
    opened.window.notify(Notice("Đã thêm Trần Thị An.", "good", "Hoàn tác", lambda: undone.append("An")))
    assert opened.window.strip.isVisible()
    opened.window.strip.act.click()
    assert undone == ["An"]
    assert not opened.window.strip.isVisible()


def test_a_page_speaks_through_the_frame_and_leads_on(qtbot: QtBot, opened: Opened) -> None:
    opened.page().noticed.emit(Notice("Đã lưu."))
    assert opened.window.strip.words.text() == "Đã lưu."
    opened.page().went.emit("member")
    assert opened.window.pages.key == "member"
    with qtbot.waitSignal(opened.window.hit_chosen):
        opened.page().went.emit("person:7")


def test_a_failure_is_worded_and_a_stop_is_no_failure(opened: Opened) -> None:
    opened.window.show_problem(Cancelled())
    assert opened.window.strip.notice == Notice("Đã dừng theo yêu cầu. Dữ liệu vẫn như trước khi bắt đầu.", "plain")
    opened.window.show_problem(ZeroDivisionError())
    assert opened.window.strip.notice is not None
    assert opened.window.strip.notice.tone == "stop"


def _slow(report: Report, token: CancelToken) -> None:
    for done in range(2000):
        token.check()
        report(Progress(done, 2000))
        sleep(0.002)


def test_a_long_job_shows_itself_after_a_second_and_can_be_stopped(qtbot: QtBot, opened: Opened) -> None:
    task = opened.window.runner.prepare(_slow)
    opened.window.watch(task, "Đang nhập 2.000 dòng…")
    opened.window.runner.start(task)
    assert not opened.window.busy.isVisible()
    qtbot.waitUntil(opened.window.busy.isVisible, timeout=3000)
    qtbot.waitUntil(lambda: "còn khoảng" in opened.window.busy.words.text(), timeout=3000)
    opened.window.busy.stop.click()
    qtbot.waitUntil(lambda: not opened.window.busy.isVisible(), timeout=3000)
    assert opened.window.strip.notice is not None
    assert opened.window.strip.notice.tone == "plain"


def test_a_short_job_shows_nothing(qtbot: QtBot, opened: Opened) -> None:
    task = opened.window.runner.prepare(lambda report, token: 1)
    opened.window.watch(task)
    with qtbot.waitSignal(task.finished):
        opened.window.runner.start(task)
    qtbot.wait(1100)
    assert not opened.window.busy.isVisible()


def test_the_time_left_is_said_in_round_figures() -> None:
    assert time_left(0, 100, 5) == ""
    assert time_left(50, 100, 10) == "còn khoảng 10 giây"
    assert time_left(10, 100, 60) == "còn khoảng 9 phút"


def test_the_lock_hides_the_work_and_puts_its_shortcuts_to_sleep(qtbot: QtBot, opened: Opened) -> None:
    cover = QLabel("Máy đang khóa")
    opened.window.show_before_work(cover)
    assert not opened.window.work.isVisible()
    qtbot.keyClick(opened.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.pages.key == "home"
    opened.window.show_work()
    assert opened.window.work.isVisible()


def test_another_user_finds_nothing_of_the_last_one(opened: Opened) -> None:
    page = opened.page()
    opened.window.pages.forget_pages()
    assert page.forgotten
    assert opened.window.pages.page is None
    opened.window.show_page("home")
    assert opened.made == ["home", "home"]


def test_the_shortcut_sheet_is_made_from_what_is_there(qtbot: QtBot, opened: Opened, look: Look) -> None:
    sheet = ShortcutSheet(opened.window, opened.window.shortcut_groups())
    qtbot.addWidget(sheet)
    sheet.show()
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    for words in ("Ctrl+K", "Ctrl+N", "Alt+mũi tên trái", "Thêm mới", "F1", "Ctrl+2", "Hội viên"):
        assert words in texts
    assert overflowing(sheet) == []


def test_the_frame_fits_the_screen_at_every_size(qtbot: QtBot, runner: TaskRunner, look: Look) -> None:
    opened = Opened(qtbot, runner)
    window = opened.window
    window.show_footer(FULL, TODAY)
    for item in ITEMS:
        window.show_page(item.key)
        window.notify(Notice("Đã thêm Trần Thị An vào chi hội Na Pặng.", "good", "Hoàn tác: thêm Trần Thị An"))
        QApplication.processEvents()
        assert (window.width(), window.height()) == (1366, 768)
        assert overflowing(window) == []


def test_the_frame_follows_a_new_look_at_once(opened: Opened) -> None:
    from desktop.ui.theme import apply_look

    opened.window.show_footer(FULL, TODAY)
    for theme, scale in (("dark", 200), ("contrast", 150), ("light", 100)):
        apply_look(Look(theme, scale))
        QApplication.processEvents()
        assert overflowing(opened.window) == []


def test_every_input_and_button_of_the_frame_is_named(opened: Opened) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    opened.window.show_footer(FULL, TODAY)
    widgets: list[Any] = [
        *opened.window.findChildren(QAbstractButton),
        *opened.window.findChildren(QLineEdit),
    ]
    assert [w for w in widgets if w.isVisible() and not (w.accessibleName() or getattr(w, "text", str)())] == []


def test_importing_the_frame_brings_no_heavy_package() -> None:
    code = (
        "import sys; import desktop.ui.frame.window, desktop.ui.start.sign_in; "
        "print([m for m in ('sqlalchemy', 'reportlab', 'pypdfium2', 'openpyxl', 'cryptography') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
