"""Pictures of the exchange page in all its states, in the whole window on the demo commune."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.demo.commune import open_demo
from desktop.exchange.desk import Outcome, Way
from desktop.models.kinds import today
from desktop.tour.pictures import SIZE, settle
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.navigation import EXCHANGE, HOME
from desktop.ui.theme import Look, apply_look
from sync.carriers.https_errors import ServerCut
from tests.ui.exchange.memory_desk import (
    ANSWERED,
    HISTORY,
    JOINED,
    NEVER,
    NOW,
    OURS,
    REFUSED,
    STRANGE,
    WAITING,
    MemoryDesk,
    conflict,
)

_HOLDS_STILL_S = 0.4
State = Callable[[], object]


class ExchangeGallery:
    """The program at work, with a desk that is set to one state after another."""

    def __init__(self, folder: Path) -> None:
        self._late = datetime.now().astimezone() - NOW
        self.desk = MemoryDesk()
        self.program = Program(folder, make_desk=lambda _office: self.desk)
        self.program.window.resize(SIZE)
        self.program.work_in(open_demo(folder, today=today()))
        self.program.window.show()

    @property
    def page(self) -> ExchangePage:
        """The page, on screen."""
        self.program.window.show_page(EXCHANGE)
        page = self.program.pages.page(EXCHANGE)
        assert isinstance(page, ExchangePage)
        return page

    def states(self) -> Iterator[tuple[str, State]]:
        """Each state's name, and what brings it on screen."""
        yield "never", lambda: self._stand(MemoryDesk(NEVER))
        yield "waiting", lambda: self._stand(MemoryDesk(WAITING))
        yield "sending", self._sending
        yield "cut-off", self._cut_off
        yield "received", self._received
        yield "conflict", self._conflict
        yield "refused", lambda: self._stand(MemoryDesk(replace(WAITING, refused=REFUSED)))
        yield "stick", self._sticks
        yield "written", self._written
        yield "home", self._home

    def take(self, looks: list[Look], folder: Path) -> None:
        """A PNG of each state in each look: `exchange-<state>-<theme>-<scale>.png`."""
        folder.mkdir(parents=True, exist_ok=True)
        for look in looks:
            apply_look(look)
            self.program.window.resize(SIZE)
            for name, bring_up in self.states():
                bring_up()
                self._hold_still()
                self.program.window.grab().save(str(folder / f"exchange-{name}-{look.theme}-{look.scale}.png"))
                self.desk.held.set()
                settle(self.program)
        apply_look(Look())

    def close(self) -> None:
        """End the program."""
        self.program.window.hide()
        self.program.end()

    def _stand(self, desk: MemoryDesk) -> None:
        """Show the page on what this desk knows, told from this moment."""
        desk.past = desk.past or list(HISTORY) * (desk.now.joined)
        desk.past = [replace(past, at=past.at + self._late) for past in desk.past]
        shifts = {
            name: value + self._late
            for name in ("waiting_since", "received_on", "last_exchange", "on_stick_since")
            if (value := getattr(desk.now, name)) is not None
        }
        desk.now = replace(desk.now, **shifts)
        self.desk.held.set()
        vars(self.desk).update(vars(desk))
        exchange = self.program.pages.exchange
        exchange.runs.clear_last()
        page = self.page
        page.receipt.hide()
        page.area.verticalScrollBar().setValue(0)
        page.come_up()
        settle(self.program)

    def _sending(self) -> None:
        self._stand(MemoryDesk(WAITING))
        self.desk.held.clear()
        self.page.send()

    def _cut_off(self) -> None:
        self._stand(MemoryDesk(WAITING))
        self.desk.fails = ServerCut()
        self.page.send()
        settle(self.program)

    def _received(self) -> None:
        self._stand(MemoryDesk(WAITING))
        self.page.send()
        settle(self.program)

    def _conflict(self) -> None:
        desk = MemoryDesk(replace(JOINED, received_on=NOW - timedelta(hours=2)))
        desk.cards = [conflict(1, fields=2), conflict(2)]
        self._stand(desk)
        self.page.show_conflicts()
        chosen = next(iter(self.page.standing.conflicts.cards.values())).fields[0].radios[1]
        chosen.setFocus()
        chosen.click()

    def _sticks(self) -> None:
        desk = MemoryDesk(replace(WAITING, on_stick=12, on_stick_since=NOW - timedelta(days=1)))
        desk.seen = (ANSWERED, STRANGE)
        self._stand(desk)

    def _written(self) -> None:
        desk = MemoryDesk(WAITING)
        desk.seen, desk.outcome = (OURS,), Outcome(Way.STICK, 12)
        self._stand(desk)
        self.page.write()
        settle(self.program)

    def _home(self) -> None:
        desk = MemoryDesk(WAITING)
        desk.cards = [conflict()]
        self._stand(desk)
        self.program.window.show_page(HOME)
        settle(self.program)

    @staticmethod
    def _hold_still() -> None:
        """Let the layout come to rest; an exchange that stands still half-way never lets the runner be idle."""
        until = time.monotonic() + _HOLDS_STILL_S
        while time.monotonic() < until:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.01)
