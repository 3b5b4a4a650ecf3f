"""Where concrete things meet: the program with a window, from its start to its end."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.accounts.idle import IdleLock
from desktop.accounts.roles import Role
from desktop.app_finder import OfficeFinder
from desktop.app_pages import OfficePages, footer_state
from desktop.registers.office import Founding, Office, enter, found
from desktop.store.folder import DataFolder
from desktop.store.settings_file import Settings, SettingsUnwritable, Theme
from desktop.ui.frame.footer import FooterState
from desktop.ui.frame.strip import Notice
from desktop.ui.frame.window import MainWindow
from desktop.ui.navigation import HOME, NAVIGATION
from desktop.ui.speech import speak_vietnamese
from desktop.ui.tasks import Lane, TaskRunner
from desktop.ui.texts import UNKNOWN, explain
from desktop.ui.theme import Look, apply_look, prepare_look
from desktop.ui.theme.look import hold_font

if TYPE_CHECKING:
    from desktop.app_exchange import MakeDesk, OfficeExchange
    from desktop.app_single import Door
    from desktop.exchange.desk import ExchangeDesk, Status
    from desktop.ui.settings.services import RestoreOrder
    from desktop.ui.start.values import FirstRun, SignIn

HOUSEKEEPING_MS = 20_000
LOAD_REST_MS = 1_000
RESTORING = "Đang khôi phục sổ từ bản sao lưu"
_ACTIVITY = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Program(QObject):
    """The program with a window: what stands before the work, the work, the lock, the end.

    Signals:
        file_waits: A file that was opened with the program is looked at once somebody is at work.
    """

    file_waits = Signal()

    def __init__(
        self, folder: Path, *, today: Callable[[], date] = date.today, make_desk: MakeDesk | None = None
    ) -> None:
        super().__init__()
        self.folder = DataFolder(folder)
        self.today = today
        self._exchange: OfficeExchange | None = None
        self.make_desk: MakeDesk = make_desk or _real_desk
        self._footer: FooterState | None = None
        self._standing: Status | None = None
        self.settings = Settings.load(self.folder.settings)
        self.runner = TaskRunner()
        self._pages: OfficePages | None = None
        self.office: Office | None = None
        self._log: logging.Handler | None = None
        self.full_name = ""
        self.waiting_file: Path | None = None
        self._has_ended = False
        self.door: Door | None = None
        self.finder = OfficeFinder()
        prepare_look(look_of(self.settings))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        speak_vietnamese(app)
        self.window = MainWindow(NAVIGATION, runner=self.runner, finder=self.finder)
        apply_look(look_of(self.settings))  # once there is a window: each of its parts would be dressed as it is added
        self.window.lock_wanted.connect(self.lock)
        self.window.closed.connect(self.end)
        self._idle = IdleLock(self.settings.idle_lock_minutes, now=time.time())
        self._care = QTimer(self, interval=HOUSEKEEPING_MS)
        self._care.timeout.connect(self._look_after)

    def begin(self) -> None:
        """Show what comes first: the wizard where no register lies, else the sign-in page."""
        if self.folder.is_register:
            self._ask_who()
        else:
            from desktop.app_start import first_run_page

            self.window.show_before_work(first_run_page(self, self._found))
        self.window.show()

    def work_in(self, office: Office) -> None:
        """Show the work: navigation, home, footer."""
        self.office = office
        self.full_name = office.full_name
        self.finder.look_into(office.store)
        self._pages = OfficePages(self, office)
        self._pages.add_all()
        self.window.navigation.show_unit(office.commune_name)
        self.window.strip.clear()
        self.window.show_work()
        self.window.show_page(HOME)
        self.refresh_footer()
        self._idle.unlock(time.time())
        QTimer.singleShot(LOAD_REST_MS, self._settle)
        QTimer.singleShot(HOUSEKEEPING_MS, self.back_up_if_due)
        self._open_waiting()

    def keep_settings(self, **changes: Any) -> None:
        """Change some settings and write them; the look follows at once."""
        from dataclasses import replace

        before, self.settings = self.settings, replace(self.settings, **changes)
        if before == self.settings:
            return
        try:
            self.settings.save(self.folder.settings)
        except SettingsUnwritable as error:
            self.window.show_problem(error)
        if look_of(before) != look_of(self.settings):
            apply_look(look_of(self.settings))
        self._idle.change_limit(self.settings.idle_lock_minutes)

    def lock(self) -> None:
        """Cover everything until the password is given again."""
        if self.office is None or self._idle_covers():
            return
        self._idle.lock()
        from desktop.app_start import sign_in_page

        self.window.show_before_work(sign_in_page(self, self._unlock, locked=True))

    def back_up_if_due(self) -> None:
        """Make an automatic backup in the background when the last one is old and something changed."""
        from desktop.store.backup_rotation import back_up_automatically, is_due

        office = self.office
        if office is None or not is_due(office.folder, datetime.now()):
            return
        job = partial(back_up_automatically, office.folder, office.key, now=datetime.now())
        self.runner.run(
            lambda _report, _token: job(), lambda _made: self.refresh_footer(), self.window.show_problem, Lane.OTHER
        )

    def refresh_footer(self) -> None:
        """Read anew what the footer says."""
        if (office := self.office) is not None:
            self.runner.run(lambda _report, _token: footer_state(office), self._show_footer)

    def show_standing(self, status: Status) -> None:
        """Say in the footer how this computer stands with the province."""
        self._standing = status
        if self._footer is not None:
            self._show_footer(self._footer)

    @property
    def pages(self) -> OfficePages:
        """The pages of the open office."""
        assert self._pages is not None, "no office is open"
        return self._pages

    @property
    def look(self) -> Look:
        """The look that the settings ask for."""
        return look_of(self.settings)

    def restore(self, order: RestoreOrder) -> None:
        """Put a backup in the register's place and begin anew; the register that was there is kept beside it."""
        office = self.office
        if office is None:
            return
        self.office = None
        self.finder.look_into(None)
        if self._exchange is not None:
            self._exchange.stop()

        def job(_report: object, _token: object) -> None:
            from desktop.store.backups import restore

            office.store.close()
            try:
                restore(order.file, office.folder, order.unlock, replacing=True)
            finally:
                office.folder.close()

        task = self.runner.prepare(job)
        self.window.watch(task, RESTORING)
        task.finished.connect(self.restart)
        self.runner.start(task)

    def restart(self) -> None:
        """Let go of the register and begin anew in the same place, for another person; drafts stay with their owner."""
        self.window.close()
        QTimer.singleShot(0, self._start_again)

    def end(self) -> None:
        """Finish what runs, then let go of the register."""
        self._care.stop()
        self._has_ended = True
        if self._exchange is not None:
            self._exchange.stop()
        self.runner.shutdown()
        if self.office is not None:
            self.office.close()
            self.office = None
        if self._log is not None:
            from desktop.helpdesk.logs import end_log

            end_log(self._log)
            self._log = None
        self.folder.close()

    def open_file(self, file: Path) -> None:
        """Show what a file is and what can be done with it; as soon as somebody is at work."""
        self.waiting_file = file
        self._open_waiting()

    def answer(self, door: Door) -> None:
        """Come forward from now on when the program is started again."""
        self.door = door
        door.asked.connect(self.come_forward)

    def say_bug(self, reference: str) -> None:
        """Tell the person calmly that something unforeseen happened."""
        self.window.notify(Notice(f"{UNKNOWN} (Mã lỗi: {reference})", "stop"))

    def _start_again(self) -> None:
        from desktop.app_run import start_again

        start_again(self)

    def begin_log(self) -> None:
        """Write the log of a folder in which a register lies; twice is the same as once."""
        if self._log is not None or self._has_ended or not self.folder.is_register:
            return
        from desktop.helpdesk.logs import begin_log, log_start
        from desktop.version import program_version

        if (handler := begin_log(self.folder.logs)) is not None:
            self._log = handler
            log_start(program_version(), "window")

    def come_forward(self, file: str) -> None:
        """Show the window before all others, and the file that was opened, if one was."""
        window = self.window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
        if file:
            self.open_file(Path(file))

    def _open_waiting(self) -> None:
        """Lead to the file that waits to be looked at, unless the work is covered or a dialog stands before it."""
        if self.waiting_file is None:
            return
        if self.office is None or self._idle_covers():
            self.file_waits.emit()
            return
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(LOAD_REST_MS, self, self._open_waiting)
            return
        from desktop.app_opened import open_file

        file, self.waiting_file = self.waiting_file, None
        open_file(self, file)

    def _ask_who(self) -> None:
        from desktop.app_start import sign_in_page

        self.window.show_before_work(sign_in_page(self, self._enter))
        QTimer.singleShot(LOAD_REST_MS, self._load_rest)

    def _settle(self) -> None:
        """What can wait until home is on the screen: remember who works, watch for idleness, load the rest."""
        if self.office is None:
            return
        self.keep_settings(last_user=self.office.user.label)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._care.start()
        self._load_rest()
        self._exchange = self.pages.exchange
        self._exchange.start()

    def _load_rest(self) -> None:
        """Begin the log; load what works with rows while she reads or types: the first register opens at once then."""
        self.begin_log()
        self.runner.run(lambda _report, _token: load_rest(), lane=Lane.OTHER)

    def _enter(self, asked: SignIn, page: Any) -> None:
        page.show_busy()
        self.runner.run(
            lambda _report, _token: enter(self.folder.path, asked.user_id, asked.password),
            self.work_in,
            lambda error: page.show_problem(explain(error)),
        )

    def _unlock(self, asked: SignIn, page: Any) -> None:
        office = self.office
        assert office is not None
        page.show_busy()

        def opened(_unlocked: object) -> None:
            self._idle.unlock(time.time())
            self.window.show_work()
            self._open_waiting()

        self.runner.run(
            lambda _report, _token: office.keys.unlock(asked.user_id, asked.password),
            opened,
            lambda error: page.show_problem(explain(error)),
            Lane.OTHER,
        )

    def _found(self, asked: FirstRun, page: Any) -> None:
        page.show_busy()
        founding = Founding(asked.commune_code, asked.user_name, asked.password, Role(asked.role), asked.recovery_code)

        def opened(founded: Any) -> None:
            from desktop.app_start import DRAFT

            extra = {key: value for key, value in self.settings.extra.items() if key != DRAFT}
            self.keep_settings(backup_folder=asked.backup_folder, extra=extra)
            self.work_in(founded.office)

        self.runner.run(
            lambda _report, _token: found(self.folder.path, founding),
            opened,
            lambda error: page.show_problem(explain(error)),
        )

    def _show_footer(self, state: FooterState) -> None:
        from dataclasses import replace

        self._footer, standing = state, self._standing
        if standing is not None and (standing.joined or standing.invitation_pending):
            received = standing.received_on
            received_on = received.astimezone().date() if received else None
            state = replace(state, waiting=standing.waiting, received_on=received_on)
        self.window.show_footer(state, self.today())

    def _idle_covers(self) -> bool:
        return not self.window.is_at_work

    def _look_after(self) -> None:
        if self._idle.is_locked(time.time()):
            self.lock()
        self.refresh_footer()
        if self._exchange is not None and self.office is not None:
            self._exchange.runs.refresh()

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._idle.touched(time.time())
        elif event.type() is QEvent.Type.ThemeChange:
            hold_font(self.look)
        return False


def look_of(settings: Settings) -> Look:
    """The look that the settings ask for; the system's where they leave it to the system."""
    if settings.theme is not Theme.SYSTEM:
        return Look(str(settings.theme), settings.text_size, settings.compact_rows)
    hints = QApplication.styleHints()
    theme = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    return Look(theme, settings.text_size, settings.compact_rows)


def _real_desk(office: Office) -> ExchangeDesk:
    from desktop.app_exchange import real_desk

    return real_desk(office)


def load_rest() -> None:
    """Load everything below the window that a start does without."""
    from desktop.registers import drafts, history, saved_filters, search, undo  # noqa: F401
    from desktop.store import tables  # noqa: F401
