"""A run of the program with a window, from the first start to the last window closed."""

from __future__ import annotations

import logging
import sys
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.app_bugs import catch_bugs, note_bug, say_plainly, say_sorry
from desktop.app_single import Door, hand_over
from desktop.registers.office import Office
from desktop.store.folder import DataFolder, default_folder
from desktop.ui.frame.strip import Notice
from desktop.ui.texts import explain
from desktop.ui.theme.mark import program_icon
from sync.errors import AppError

log = logging.getLogger(__name__)


def open_window(*, data: str | None = None, demo: bool = False, file: str = "") -> int:
    """Run the program with its window until it is closed; returns the exit code.

    Args:
        file: One that she opened with the program. Where a window of this folder is open already, that one comes
            forward instead and is given the file.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("sohoi")
    app.setApplicationDisplayName("Sổ Hội")
    app.setWindowIcon(program_icon())
    folder = Path(data) if data else default_folder(demo=demo)
    if hand_over(folder, file):
        return 0
    catch_bugs(say_sorry)
    try:
        program = _begun(folder, demo=demo, file=file)
    except AppError as error:  # nothing is open yet to say it in
        _begin_log(folder)
        log.error("the window cannot be opened: %s", error)
        say_plainly(explain(error))
        return 1
    except Exception as error:
        _begin_log(folder)
        say_sorry(note_bug(error))
        return 1
    program.answer(Door(folder, app))
    code = app.exec()
    program.end()
    return code


def _begun(folder: Path, *, demo: bool, file: str) -> Program:
    """The program on the screen."""
    program = Program(folder)
    catch_bugs(program.say_bug, program.begin_log)
    if file:
        program.open_file(Path(file).absolute())
    if demo:
        program.window.show()
        program.window.notify(Notice("Đang dựng xã mẫu…"))
        program.runner.run(
            partial(_demo, program.folder.path, program.today()), program.work_in, program.window.show_problem
        )
    else:
        program.begin()
    program.window.fit_screen()
    return program


def _begin_log(folder: Path) -> None:
    """Have a log in a folder in which a register lies, for what keeps its window from opening."""
    from desktop.helpdesk.logs import begin_log

    if (data := DataFolder(folder)).is_register:
        begin_log(data.logs)


def start_again(ended: Program) -> Program:
    """A new program in the folder of one that has ended."""
    program = Program(ended.folder.path, today=ended.today)
    catch_bugs(program.say_bug, program.begin_log)
    if ended.door is not None:
        ended.door.asked.disconnect(ended.come_forward)
        program.answer(ended.door)
    program.waiting_file = ended.waiting_file
    ended.setParent(program)
    program.begin()
    if ended.window.isMaximized():
        program.window.showMaximized()
    return program


def _demo(path: Path, today: date, _report: object, _token: object) -> Office:
    from desktop.demo.commune import open_demo

    return open_demo(path, today=today)
