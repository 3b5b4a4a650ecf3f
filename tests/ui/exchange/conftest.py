"""The exchange page at work with a desk in memory."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.exchange.desk import Status
from desktop.registers.office import Founding, found
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.exchange.runs import Ended, ExchangeRuns
from desktop.ui.exchange.services import DeskDoor, ExchangeRights, ExchangeServices
from desktop.ui.exchange.watcher import ExchangeWatcher
from desktop.ui.frame.strip import Notice
from desktop.ui.tasks import TaskRunner
from sync.slow_key import Cost
from tests.registers.village import Village
from tests.ui.exchange.memory_desk import NOW, MemoryDesk
from tests.ui.exchange.opened import Opened, OpenWindow

SIZE = (1146, 640)
QUICK = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)
PASSWORD = "mat khau dai cua tinh"


@dataclass
class Bench:
    """A page with everything around it."""

    desk: MemoryDesk
    page: ExchangePage
    runs: ExchangeRuns
    watcher: ExchangeWatcher
    runner: TaskRunner
    qtbot: QtBot
    notices: list[Notice] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)

    def rest(self) -> None:
        """Wait until everything that was begun has come home."""
        self.qtbot.waitUntil(lambda: self.runner.is_idle)

    def did(self, *asked: Any) -> bool:
        """Whether the desk was asked this."""
        return tuple(asked) in self.desk.asked


OpenPage = Callable[..., Bench]


@pytest.fixture
def open_page(qtbot: QtBot, runner: TaskRunner) -> Iterator[OpenPage]:
    """Opens the page on a desk; nothing is looked at by itself, only when the page asks."""
    made: list[MemoryDesk] = []

    def opening(
        desk: MemoryDesk | Status, rights: ExchangeRights | None = None, *, folder: Path | None = None
    ) -> Bench:
        desk = desk if isinstance(desk, MemoryDesk) else MemoryDesk(desk)
        made.append(desk)
        door = DeskDoor(lambda: desk)
        runs = ExchangeRuns(door, runner)
        watcher = ExchangeWatcher(door, runs, runner, parent=runs)
        services = ExchangeServices(rights or ExchangeRights(), choose_folder=lambda _page: folder, now=lambda: NOW)
        page = ExchangePage(services, runs, watcher, runner)
        qtbot.addWidget(page)
        page.resize(*SIZE)
        page.show()
        page.activateWindow()
        page.come_up()
        bench = Bench(desk, page, runs, watcher, runner, qtbot)
        page.noticed.connect(bench.notices.append)
        runs.ended.connect(bench.ended.append)
        bench.rest()
        return bench

    yield opening
    for desk in made:
        desk.held.set()


@pytest.fixture
def pictures() -> Callable[[QWidget, str], None]:
    """Keeps a picture of a widget in the folder that SOHOI_PICTURES names; does nothing without it."""
    folder = os.environ.get("SOHOI_PICTURES")

    def keep(widget: QWidget, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Path(folder) / f"{name}.png"))

    return keep


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    opened: list[Opened] = []

    def opening(status: Status) -> Opened:
        office = found(tmp_path / "so", Founding("05611", "Nguyễn Thị Lan", PASSWORD), cost=QUICK).office
        village = Village(office.store)
        village.branch("Na Pặng")
        village.member("Trần Thị An", "Na Pặng")
        desk = MemoryDesk(status)
        program = Program(tmp_path / "so", make_desk=lambda _office: desk)
        program.work_in(office)
        program.window.show()
        program.window.activateWindow()
        made = Opened(program, desk, qtbot)
        opened.append(made)
        made.exchange.runs.refresh()
        made.rest()
        return made

    yield opening
    for each in opened:
        each.desk.held.set()
        each.rest()
        each.program.window.hide()
        each.program.end()
        each.program.window.deleteLater()
        qapp.removeEventFilter(each.program)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
