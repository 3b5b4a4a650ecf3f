"""The window on a small screen."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from pytestqt.qtbot import QtBot

from desktop.ui.frame.finder import Hit
from desktop.ui.frame.window import MainWindow
from desktop.ui.navigation import NAVIGATION
from desktop.ui.tasks import TaskRunner


class Nothing:
    """Finds nothing."""

    def find(self, text: str) -> Sequence[Hit]:
        return ()


@pytest.mark.parametrize(("room", "fills"), [(QSize(1366, 728), True), (QSize(1920, 1040), False)])
def test_it_fills_a_screen_that_is_too_small_for_it(
    room: QSize, fills: bool, qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(NAVIGATION, runner=runner, finder=Nothing())
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: room)
    window.fit_screen()
    assert window.isMaximized() is fills
