"""The exchange of an open office: what runs and watches, its page, and what the rest of the window says of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.accounts.roles import Act, may
from desktop.exchange.desk import ExchangeDesk, Status
from desktop.models.numbers import group_digits
from desktop.registers.office import Office
from desktop.ui.exchange.runs import Ended, ExchangeRuns, Kind
from desktop.ui.exchange.services import DeskDoor, ExchangeRights, ExchangeServices
from desktop.ui.exchange.trouble import trouble_of
from desktop.ui.exchange.watcher import ExchangeWatcher, Offer, notice_of
from desktop.ui.exchange.words import outcome_words, percent_of
from desktop.ui.frame.strip import Notice
from desktop.ui.navigation import EXCHANGE, HOME, SPECIAL
from desktop.ui.tasks import Progress
from desktop.ui.texts import exchange as texts

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.app_pages import OfficePages
    from desktop.exchange.desk import StickSeen
    from desktop.ui.exchange.page import ExchangePage

MakeDesk = Callable[[Office], ExchangeDesk]


def real_desk(office: Office) -> ExchangeDesk:
    """The desk on the open store; what it needs is loaded with the first question."""
    from desktop.exchange.making import make_desk

    return make_desk(office)


class OfficeExchange(QObject):
    """Begins a moment after home is on the screen and ends with the window."""

    def __init__(self, program: Program, office: Office, pages: OfficePages, make: MakeDesk) -> None:
        super().__init__(program)
        self._program, self._pages, self._window = program, pages, program.window
        role = office.user.role
        self.rights = ExchangeRights(
            exchange=may(role, Act.BACK_UP), join=may(role, Act.CHANGE_SETTINGS), settle=may(role, Act.EDIT)
        )
        door = DeskDoor(lambda: make(office))
        self.runs = ExchangeRuns(door, program.runner, self)
        self.watcher = ExchangeWatcher(
            door, self.runs, program.runner, may_exchange=self.rights.exchange, may_offer=self._may_offer, parent=self
        )
        self._offered: Notice | None = None
        self.runs.status_read.connect(self._tell)
        self.runs.failed.connect(self._window.show_problem)
        self.runs.began.connect(lambda _kind: self._window.footer.show_running(texts.FOOTER_SENDING))
        self.runs.stepped.connect(self._tell_progress)
        self.runs.ended.connect(self._tell_end)
        self.watcher.offered.connect(self._offer)
        self.watcher.withdrawn.connect(self._withdraw)

    def start(self) -> None:
        """Read how things stand, and watch from now on."""
        self.runs.refresh()
        self.watcher.start()

    def stop(self) -> None:
        """Begin nothing more."""
        self.watcher.stop()

    def make_page(self) -> ExchangePage:
        """The page, when it is first shown."""
        from desktop.ui.exchange.page import ExchangePage

        services = ExchangeServices(self.rights, references=lambda: self._pages.references)
        return ExchangePage(services, self.runs, self.watcher, self._program.runner)

    def send(self) -> None:
        """Exchange over the network, on its page."""
        if (page := self._shown()) is not None:
            page.send()

    def write(self) -> None:
        """Exchange with a stick, on its page."""
        if (page := self._shown()) is not None:
            page.write()

    def take_stick(self, folder: Path) -> None:
        """Exchange with a stick that she pointed at, on its page."""
        if (page := self._shown()) is not None:
            page.exchange_with(folder)

    def take_file(self, file: Path) -> None:
        """Take in one bundle that came as a file, on the page."""
        if self._shown() is not None:
            self.runs.by_file(file)

    def show_conflicts(self) -> None:
        """What two computers wrote differently."""
        if (page := self._shown()) is not None:
            page.show_conflicts()

    def show_home(self) -> None:
        """Say on the home page what is known."""
        if self.runs.status is not None and self._window.pages.is_made(HOME):
            home = self._pages.page(HOME)
            home.show_exchange(self.runs.status, may_exchange=self.rights.exchange)

    def _shown(self) -> ExchangePage | None:
        if not self._window.show_page(EXCHANGE):
            return None
        page: ExchangePage = self._pages.page(EXCHANGE)
        return page

    def _tell(self, status: Status) -> None:
        self._program.show_standing(status)
        self.show_home()

    def _tell_progress(self, progress: Progress) -> None:
        percent = percent_of(progress)
        words = texts.FOOTER_SENDING if percent is None else texts.FOOTER_PERCENT.format(percent=percent)
        self._window.footer.show_running(words)

    def _tell_end(self, ended: Ended) -> None:
        self._window.footer.show_running("")
        if ended.outcome is not None and ended.outcome.rows_changed:
            self._show_new_rows()
        if self._window.pages.key != EXCHANGE and (notice := self._news_of(ended)) is not None:
            self._window.notify(notice)

    def _show_new_rows(self) -> None:
        """Home and the lists show what came in; a page in the middle of something is left alone."""
        key = self._window.pages.key
        if key == HOME or key not in SPECIAL:
            self._pages.page(key).come_up()

    def _news_of(self, ended: Ended) -> Notice | None:
        """What to say where the page with the whole story is not on the screen."""
        outcome, see = ended.outcome, lambda: self._window.show_page(EXCHANGE)
        if outcome is not None and outcome.conflicts_new:
            words = texts.CAME_DIFFERENT.format(count=group_digits(outcome.conflicts_new))
            return Notice(words, "plain", texts.SEE, self.show_conflicts)
        if ended.quiet:
            return None
        if outcome is not None:
            heading, _next = outcome_words(outcome)
            pull = texts.MAY_PULL if ended.kind is Kind.STICK else ""
            return Notice(" ".join(filter(None, (f"{heading}.", pull))), "good", texts.SEE, see)
        trouble = trouble_of(ended, self.runs.status or Status(), ended.at)
        if trouble is None:
            return None
        return Notice(f"{trouble.heading}. {trouble.sentence}", trouble.tone, texts.SEE, see)

    def _may_offer(self) -> bool:
        return self._window.is_at_work and self._window.strip.notice is None and self._window.pages.key != EXCHANGE

    def _offer(self, offer: Offer) -> None:
        def act() -> None:
            if (page := self._shown()) is not None and not offer.joins:
                page.exchange_with(offer.stick.path)

        self._offered = notice_of(offer, act)
        self._window.notify(self._offered)

    def _withdraw(self, _stick: StickSeen) -> None:
        if self._offered is not None and self._window.strip.notice is self._offered:
            self._window.strip.clear()
