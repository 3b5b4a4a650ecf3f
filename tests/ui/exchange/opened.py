"""The whole window at work with an exchange desk in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.exchange.desk import Status
from desktop.ui.navigation import EXCHANGE, HOME
from tests.ui.exchange.memory_desk import MemoryDesk


@dataclass
class Opened:
    """The program at work with a desk in memory."""

    program: Program
    desk: MemoryDesk
    qtbot: QtBot

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.program.runner.is_idle, timeout=15_000)

    def tell(self, status: Status) -> None:
        """Let the desk stand so, and the window hear of it."""
        self.desk.now = status
        self.exchange.runs.refresh()
        self.rest()

    def look(self) -> None:
        self.exchange.watcher._look_again()
        self.rest()

    @property
    def exchange(self) -> Any:
        return self.program.pages.exchange

    @property
    def home(self) -> Any:
        return self.program.pages.page(HOME)

    @property
    def page(self) -> Any:
        return self.program.pages.page(EXCHANGE)


OpenWindow = Callable[[Status], Opened]
