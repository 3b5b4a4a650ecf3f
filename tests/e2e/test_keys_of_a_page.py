"""Who goes to a page by key or by the navigation has its keys under her fingers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.ui.navigation import MEETINGS, NAVIGATION, SPECIAL
from tests.e2e.waiting import settle

pytestmark = [pytest.mark.slow, pytest.mark.e2e]

CTRL = Qt.KeyboardModifier.ControlModifier


def press(program: Program, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    at = QApplication.focusWidget()
    assert at is not None, "the keyboard is nowhere"
    QTest.keyClick(at, key, modifiers)
    settle(program)


def test_a_register_is_reached_and_added_to_by_two_keys(work: Program) -> None:
    press(work, Qt.Key.Key_2)
    page = work.pages.page("member")
    assert work.window.pages.key == "member"
    assert page.list.hasFocus()
    press(work, Qt.Key.Key_N)
    assert page.body.form is not None


@pytest.mark.parametrize("start", ["home", "member", "settings"])
def test_the_rows_of_every_list_have_the_keyboard_wherever_she_comes_from(work: Program, start: str) -> None:
    for number, item in enumerate(NAVIGATION[:9], 1):
        if item.key == start or item.key in SPECIAL - {MEETINGS}:
            continue
        work.window.show_page(start)
        settle(work)
        QTest.keyClick(work.window, Qt.Key.Key_0 + number, CTRL)
        settle(work)
        page = work.window.pages.page
        rows = page.list.table if item.key == MEETINGS else page.list  # type: ignore[union-attr]
        assert work.window.pages.key == item.key
        assert rows.hasFocus(), f"{item.key}: {type(QApplication.focusWidget()).__name__}"
        assert rows.currentIndex().isValid()


def test_the_keyboard_stays_where_she_is_when_the_page_is_asked_for_again(work: Program) -> None:
    press(work, Qt.Key.Key_2)
    search = work.pages.page("member").filters.search
    search.setFocus()
    press(work, Qt.Key.Key_2)
    assert search.hasFocus()


def test_every_page_has_the_keyboard_when_one_comes_to_it_by_the_navigation(work: Program) -> None:
    for item in NAVIGATION:
        button = work.window.navigation.button(item.key)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(work)
        page, at = work.window.pages.page, QApplication.focusWidget()
        assert work.window.pages.key == item.key
        assert page is not None
        assert at is not None
        assert page.isAncestorOf(at), f"{item.key}: {type(at).__name__} {at.accessibleName()}"


def test_the_search_box_keeps_the_keyboard_while_she_types(work: Program) -> None:
    press(work, Qt.Key.Key_K)
    QTest.keyClicks(work.window.search, "hoa")
    work.window.show_page("household")
    settle(work)
    assert work.window.search.hasFocus()
