"""Looks now and then at what is plugged in and whether the network may be tried; offers, and never interrupts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.exchange.desk import ExchangeDesk, Status, StickSeen
from desktop.models.numbers import group_digits
from desktop.ui.exchange.runs import Ended, ExchangeRuns
from desktop.ui.frame.strip import Notice
from desktop.ui.tasks import CancelToken, Lane, Latest, Report, TaskRunner
from desktop.ui.texts import exchange as texts

STICKS_MS = 4_000
NETWORK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could be done with a stick that has just been plugged in.

    Attributes:
        joins: It leads to the page, where this computer joins by it; else the exchange begins.
    """

    stick: StickSeen
    words: str
    act: str
    joins: bool = False


class ExchangeWatcher(QObject):
    """Asks the desk off the window's thread; nothing is asked while an exchange runs.

    Args:
        runs: Where a quiet try over the network is begun.
        may_exchange: Whether who is signed in may exchange at all; else only the sticks are looked at.
        may_offer: Whether an offer would be in nobody's way now; one that would is kept until later.

    Signals:
        seen: The sticks that are plugged in, each time that changes and after `look`.
        offered: An `Offer`, once for every stick that is plugged in.
        withdrawn: The `StickSeen` of an offer was pulled out.
    """

    seen = Signal(object)
    offered = Signal(object)
    withdrawn = Signal(object)

    def __init__(
        self,
        desk: Callable[[], ExchangeDesk],
        runs: ExchangeRuns,
        runner: TaskRunner,
        *,
        may_exchange: bool = True,
        may_offer: Callable[[], bool] = lambda: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._runs, self._may_exchange, self._may_offer = desk, runs, may_exchange, may_offer
        self.sticks: tuple[StickSeen, ...] | None = None
        self._known: dict[Path, StickSeen] = {}  # offered, or used by her
        self._looking = Latest(runner, Lane.NETWORK, self)
        self._asking = Latest(runner, Lane.NETWORK, self)
        self._looking.answered.connect(self._take_sticks)
        self._looking.failed.connect(self._take_none)
        self._asking.answered.connect(self._take_due)
        self._stick_timer = QTimer(self, interval=STICKS_MS)
        self._network_timer = QTimer(self, interval=NETWORK_MS)
        self._stick_timer.timeout.connect(self._look_again)
        self._network_timer.timeout.connect(self.try_network)
        runs.ended.connect(self._note_used)

    def start(self) -> None:
        """Look from now on."""
        self._stick_timer.start()
        if self._may_exchange:
            self._network_timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._stick_timer.stop()
        self._network_timer.stop()
        self._looking.forget()
        self._asking.forget()

    def look(self) -> None:
        """Look at the sticks now and say what there is, changed or not."""
        self.sticks = None
        self._look_again()

    def try_network(self) -> None:
        """Begin a quiet exchange over the network where the desk finds it in place."""
        if self._runs.running is None and not self._asking.is_waiting:
            self._asking.ask(partial(_due, self._desk))

    def _look_again(self) -> None:
        if self._runs.running is None and not self._looking.is_waiting:
            self._looking.ask(partial(_sticks, self._desk))

    def _take_due(self, is_due: bool) -> None:
        if is_due:
            self._runs.by_network(quiet=True)

    def _take_sticks(self, sticks: Sequence[StickSeen]) -> None:
        now = tuple(sticks)
        if now != self.sticks:
            self.sticks = now
            self.seen.emit(now)
        plugged = {stick.path for stick in now}
        for path in [path for path in self._known if path not in plugged]:
            self.withdrawn.emit(self._known.pop(path))
        for stick in now if self._may_offer() else ():
            if stick.path not in self._known and (offer := self._offer_of(stick, self._runs.status)) is not None:
                self._known[stick.path] = stick
                self.offered.emit(offer)

    def _take_none(self, _error: object) -> None:
        self._take_sticks(())

    def _note_used(self, ended: Ended) -> None:
        if ended.kind.with_stick:
            self._known.update({stick.path: stick for stick in self.sticks or () if stick.is_ours})
        self.look()

    def _offer_of(self, stick: StickSeen, status: Status | None) -> Offer | None:
        if status is None or not self._may_exchange:
            return None
        if not (status.joined or status.invitation_pending):
            if not stick.has_invitation:
                return None
            return Offer(stick, texts.OFFER_INVITE, texts.OFFER_INVITE_ACT, joins=True)
        if stick.has_answer:
            return Offer(stick, texts.OFFER_ANSWER, texts.OFFER_ANSWER_ACT)
        unwritten = status.waiting - status.on_stick
        if stick.is_ours and unwritten > 0:
            return Offer(stick, texts.OFFER_WRITE.format(count=group_digits(unwritten)), texts.WRITE)
        return None


def notice_of(offer: Offer, act: Callable[[], object]) -> Notice:
    """An offer as the calm strip above the page."""
    return Notice(offer.words, "plain", offer.act, act)


def _sticks(desk: Callable[[], ExchangeDesk], _report: Report, _token: CancelToken) -> Sequence[StickSeen]:
    return desk().sticks()


def _due(desk: Callable[[], ExchangeDesk], _report: Report, _token: CancelToken) -> bool:
    return desk().network_due()
