"""A commune's first day, by keyboard: from nothing to a signed roster counted."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPlainTextEdit, QWidget

from desktop.app import Program
from desktop.demo.old_list import write_old_list
from desktop.models.kinds import today
from desktop.models.names import sort_key
from desktop.registers import office as office_module
from desktop.registers.meetings import Meetings
from desktop.ui.navigation import HOME, IMPORT, MEETINGS
from sync.slow_key import Cost
from tests.e2e.conftest import QUICK
from tests.e2e.test_roster_command import lines_of
from tests.e2e.waiting import settle, until
from tests.ui.typing import type_like_unikey

PASSWORD = "tra xanh buoi sang"
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys where the focus is, as hands do, and never takes the mouse."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def at(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "the focus is nowhere"
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.at, key, modifiers)
        settle(self.program)

    def write(self, words: str, method: str = "telex") -> None:
        """Type in the line that has the focus, in place of what stands there."""
        QTest.keyClick(self.at, Qt.Key.Key_A, CTRL)
        type_like_unikey(self.at, words, method)
        settle(self.program)

    def go_to(self, wanted: QWidget) -> None:
        """Tab until the focus is there."""
        for _ in range(200):
            if self.at is wanted or self.at is wanted.focusProxy():
                return
            before = self.at
            QTest.keyClick(before, Qt.Key.Key_Tab)
            if self.at is before and isinstance(before, QPlainTextEdit):
                break
        raise AssertionError(f"Tab never reaches {wanted.accessibleName() or wanted!r}; it stays at {self.at!r}")

    def push(self, button: QAbstractButton) -> None:
        """Go to a button and press Space."""
        self.go_to(button)
        self.press(Qt.Key.Key_Space)


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What she would choose in the system's file dialogs, which a test cannot see."""
    chosen = {"open": "", "save": ""}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (chosen["open"], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (chosen["save"], ""))
    return chosen


@pytest.fixture
def cheap_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register whose password is quick to try."""
    made = office_module.KeyFile.create

    def create(*args: Any, cost: Cost | None = None, **options: Any) -> Any:
        return made(*args, cost=QUICK, **options)

    monkeypatch.setattr(office_module.KeyFile, "create", create)


def found_by_hand(hands: Hands) -> None:
    """The first run, from the commune to the backups."""
    wizard: Any = hands.program.window._before_work
    hands.go_to(wizard.commune.line)
    hands.write("Động Đạt")  # the name before July 2025
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert wizard.commune.name == "Xã Phú Lương"
    hands.press(Qt.Key.Key_Return)
    hands.write("Nguyễn Thị Lan", "vni")
    hands.press(Qt.Key.Key_Return)
    for _ in range(2):
        QTest.keyClicks(hands.at, PASSWORD)
        hands.press(Qt.Key.Key_Return)
    QTest.keyClicks(hands.at, wizard._code.split("-")[2].lower())
    hands.press(Qt.Key.Key_Return)
    assert wizard.at == 3
    hands.push(wizard.backup.later)
    hands.push(wizard.next)
    until(lambda: hands.program.office is not None)
    settle(hands.program)


def go_to_page(hands: Hands, words: str) -> None:
    """By the one search box, as from anywhere."""
    hands.press(Qt.Key.Key_K, CTRL)
    hands.write(words)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)


def import_by_hand(hands: Hands) -> Any:
    """The old list, with nothing to correct on the way; returns the page."""
    go_to_page(hands, "Nhập từ Excel")
    page = hands.program.window.pages.made(IMPORT)
    hands.press(Qt.Key.Key_Space)  # choose a file
    for step in (1, 2, 3):
        until(lambda: page.frame.next_button.isEnabled() and not page.is_waiting)
        hands.press(Qt.Key.Key_Return, CTRL)
        until(lambda step=step: page.frame.current == step and not page.is_waiting)  # type: ignore[misc]
    return page


def invite_by_hand(hands: Hands, guests: list[str]) -> Any:
    """A meeting of the first branch, with guests; returns the editor."""
    editor = hands.program.window.pages.made(MEETINGS).editor
    until(lambda: editor.who.branches.count() > 1)
    hands.go_to(editor.what.editors["title"].input)
    hands.write("Sinh hoạt chi hội, bàn việc cuối năm")
    hands.go_to(editor.what.editors["place"].input)
    hands.write("Nhà văn hóa xóm", "vni")
    hands.go_to(editor.who.branches)
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.go_to(editor.who.guests)
    for guest in guests:
        type_like_unikey(hands.at, guest)
        hands.press(Qt.Key.Key_Return)
    until(lambda: editor.printing.view.page_count > 0 and editor.printing.save_button.isEnabled())
    return editor


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.usefixtures("cheap_password")
def test_a_first_day_by_keyboard_from_nothing_to_a_counted_roster(
    start: Callable[[Path], Program], dialogs: dict[str, str], tmp_path: Path
) -> None:
    old_list, paper = tmp_path / "danh-sach-cu.xlsx", tmp_path / "danh-sach.pdf"
    count = write_old_list(old_list, today=today())
    dialogs |= {"open": str(old_list), "save": str(paper)}
    program = start(tmp_path / "so")
    hands = Hands(program)

    found_by_hand(hands)
    assert program.window.pages.key == HOME
    assert program.office is not None
    assert program.office.full_name == "Nguyễn Thị Lan"

    page = import_by_hand(hands)
    assert page.result.figures["added"].figure.text() == str(count)
    members = program.office.register("member")
    assert len(members.find()) == count
    assert len(program.office.register("branch").find()) == 3

    hands.press(Qt.Key.Key_Space)  # straight to the next meeting
    guests = [f"Ông Trần Văn {name}" for name in ("Bảy", "Sáu", "Năm", "Tư", "Ba", "Hai", "Nhất", "Út", "Cả")]
    editor = invite_by_hand(hands, guests)
    hands.push(editor.printing.save_button)
    until(paper.exists)
    settle(program)
    hands.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    program.window.activateWindow()  # as a window manager does
    settle(program)

    (branch,) = [each for each in editor.who.branches.chosen() if each]
    numbers = members.find()
    rows = members.rows(numbers, [members.sheet.field("full_name"), members.sheet.field("branch_id")])
    branch_name = program.office.register("branch").open(branch).title
    expected = [row.cells[0] for row in rows.values() if row.cells[1] == branch_name]
    expected = [*sorted(expected, key=sort_key), *guests]
    lines = lines_of(paper.read_bytes())
    assert [lines[at][: len(name)] for at, name in enumerate(expected, 1)] == expected
    assert lines[len(expected) + 1] == ""
    (saved,) = Meetings(program.office.store).listed()
    assert [line.name for line in Meetings(program.office.store).open(saved.id).lines] == expected

    called = len(expected)
    assert called >= 20
    hands.go_to(editor.after.numbers)
    hands.write("3, 7, 15-20")
    hands.press(Qt.Key.Key_Return)
    present = called - 8
    until(lambda: editor.after.share.text().startswith("Có mặt"))
    share = f"{math.floor(present * 1000 / called + 0.5) / 10:.1f}".replace(".", ",")
    assert editor.after.share.text() == f"Có mặt {present}/{called} ({share} %)"
    figures = Meetings(program.office.store).open(saved.id).figures
    assert (figures.called, figures.present, figures.absent, figures.excused) == (called, present, 8, 0)


@pytest.mark.e2e
def test_the_next_morning_begins_with_the_password_and_goes_on(commune: Path, start: Callable[[Path], Program]) -> None:
    from desktop.demo import commune as demo_commune

    program = start(commune)
    hands = Hands(program)
    settle(program)
    QTest.keyClicks(hands.at, demo_commune.PASSWORD)
    hands.press(Qt.Key.Key_Return)
    until(lambda: program.office is not None)
    settle(program)
    assert program.window.is_at_work
    hands.press(Qt.Key.Key_L, CTRL)
    assert not program.window.is_at_work
    QTest.keyClicks(hands.at, demo_commune.PASSWORD)
    hands.press(Qt.Key.Key_Return)
    until(lambda: program.window.is_at_work)
