"""The whole program on the demo commune: founded once, copied for every test that changes it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.demo.commune import PASSWORD, found_demo
from desktop.models.kinds import today
from desktop.registers.office import Office, enter
from desktop.tour.pictures import SIZE
from desktop.ui.theme import Look, apply_look, current
from sync.slow_key import Cost
from tests.e2e.waiting import settle

QUICK = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo commune, closed; to be copied, never opened."""
    folder = tmp_path_factory.mktemp("demo") / "xa-mau"
    found_demo(folder, today=today(), cost=QUICK).office.close()
    return folder


@pytest.fixture
def commune(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo commune of the test's own."""
    return Path(shutil.copytree(demo, tmp_path / "xa-mau"))


@pytest.fixture
def window_ends(qapp: QApplication) -> Iterator[list[Program]]:
    """Programs that are ended after the test, with the look that others expect."""
    programs: list[Program] = []
    if current() != Look() or not qapp.styleSheet():
        apply_look(Look())
    yield programs
    while programs:
        end(programs.pop())
    if current() != Look():
        apply_look(Look())


@pytest.fixture
def start(window_ends: list[Program]) -> Callable[[Path], Program]:
    """Starts the program in a folder, as she does: a window of 1366 × 768 before anybody has signed in."""

    def starting(folder: Path) -> Program:
        program = Program(folder)
        window_ends.append(program)
        program.window.resize(SIZE)
        program.begin()
        program.window.activateWindow()
        settle(program)
        return program

    return starting


@pytest.fixture
def work(commune: Path, window_ends: list[Program]) -> Program:
    """The program at work on the demo commune."""
    return at_work(commune, window_ends)


def end(program: Program) -> None:
    """Close a program and its window for good."""
    settle(program)
    program.window.hide()
    program.end()
    program.window.deleteLater()
    QApplication.instance().removeEventFilter(program)  # type: ignore[union-attr]
    # Without a running event loop nothing that was closed is deleted, and every later look would be put on it too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def at_work(folder: Path, programs: list[Program]) -> Program:
    """The program with its first user signed in."""
    office = enter(folder, "", PASSWORD)
    program = Program(folder)
    programs.append(program)
    program.window.resize(SIZE)
    program.work_in(office)
    program.window.show()
    program.window.activateWindow()
    settle(program)
    return program


@pytest.fixture
def office(work: Program) -> Office:
    """What the program at work has open."""
    assert work.office is not None
    return work.office
