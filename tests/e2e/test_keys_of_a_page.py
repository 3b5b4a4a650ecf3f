"""Who goes to a page by key or by the navigation has its keys under her fingers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.ui.navigation import NAVIGATION
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
