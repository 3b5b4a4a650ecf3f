"""Exchanges of one office from beginning to end: one at a time, each remembered however it ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Final

from desktop.exchange.conflicts import Conflicts
from desktop.exchange.desk import Outcome, Report, Stage, Step, Token, Way
from desktop.exchange.enrolment import Enrolment, asked, joined
from desktop.exchange.errors import AdmissionFalse, ExchangeRunning, FileEarly, NotJoined, ServerUnknown
from desktop.exchange.joining import admit, opened_admission
from desktop.exchange.memory import Memory, moment, remember, remembered
from desktop.exchange.network import NetworkRun, by_first_that_answers
from desktop.exchange.opened_file import read_bundle
from desktop.exchange.outbox import Letter, Outbox
from desktop.exchange.status import begins_late
from desktop.exchange.stick_run import StickRun
from desktop.exchange.tally import Tally
from desktop.store.exchange import StoreExchange
from desktop.store.folder import DataFolder
from desktop.store.store import Store
from sync.bundle import Sealed
from sync.carriers import Parcel
from sync.carriers.https import HttpsCarrier
from sync.carriers.stick import StickCarrier
from sync.errors import AppError

INCOMING: Final = "incoming"
_LONGEST_TRIP_MS: Final = 60 * 24 * 60 * 60 * 1000  # of a stick, there and back


class Lease:
    """Only one exchange of a program at a time; another program is kept out by the folder's lock."""

    def __init__(self) -> None:
        self._lock = Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it.

        Raises:
            ExchangeRunning: somebody does.
        """
        if not self._lock.acquire(blocking=False):
            raise ExchangeRunning()
        try:
            yield
        finally:
            self._lock.release()

    @property
    def is_held(self) -> bool:
        """Whether an exchange is under way."""
        return self._lock.locked()


class Exchanges:
    """The exchanges of one office.

    Args:
        folder: The data folder, in which what is under way waits to go on.
        server: An address that is tried before those the province named.
    """

    def __init__(
        self, store: Store, exchange: StoreExchange, lease: Lease, folder: DataFolder, *, server: str = ""
    ) -> None:
        self._store = store
        self._exchange = exchange
        self._incoming = folder.path / INCOMING
        self._outbox = Outbox(folder.outbox)
        self._conflicts = Conflicts(store)
        self._lease = lease
        self._server = server

    def by_network(self, report: Report, token: Token) -> Outcome:
        """See `ExchangeDesk.by_network`."""
        held = joined(self._store)
        if held is None:
            raise NotJoined()
        addresses = tuple(dict.fromkeys(address for address in (self._server, *held.addresses) if address))
        if not addresses:
            raise ServerUnknown()
        sender, card = held.sender(self._store.commune), held.card

        def steps(tally: Tally) -> None:
            run = NetworkRun(self._store, self._exchange, sender, self._outbox, tally, report, token)

            def over(address: str) -> None:
                with HttpsCarrier(address, card.tls, held.device, held.keys, folder=self._incoming) as carrier:
                    run.run(carrier)

            by_first_that_answers(addresses, over)

        return self._remembered(Way.NETWORK, steps)

    def by_stick(self, folder: Path, report: Report, token: Token) -> Outcome:
        """See `ExchangeDesk.by_stick`."""
        if joined(self._store) is None and _pending(self._store) is None:
            raise NotJoined()
        carrier = StickCarrier(folder)

        def steps(tally: Tally) -> None:
            carrier.place.require()
            run = StickRun(self._store, carrier, tally, report, token)
            asking = _pending(self._store)
            if asking is not None and run.take_admission(asking) is not None:
                asking = None
            held = joined(self._store)
            if held is not None:
                run.take_answers(held.sender(self._store.commune), self._exchange)
            sending = asking or held
            assert sending is not None
            self.leave(run, sending)
            if tally.first_error is not None and not tally.taken:
                raise tally.first_error

        return self._remembered(Way.STICK, steps)

    def by_file(self, file: Path, report: Report, token: Token) -> Outcome:
        """See `ExchangeDesk.by_file`."""
        asking = _pending(self._store)
        if joined(self._store) is None and asking is None:
            raise NotJoined()

        def steps(tally: Tally) -> None:
            token.check()
            report(Step(Stage.READ))
            blob = read_bundle(file)
            report(Step(Stage.APPLY))
            if asking is not None and (opened := opened_admission(blob, asking)) is not None:
                admit(self._store, asking, opened, server="")
                return
            held = joined(self._store)
            if held is None:
                raise AdmissionFalse()
            applied = self._exchange.take(blob, held.sender(self._store.commune))
            tally.add(applied)
            if applied.outcome == "unfit":
                raise FileEarly()

        return self._remembered(Way.FILE, steps, keeps_problem=False)

    def leave(self, run: StickRun, sending: Enrolment) -> None:
        """Write everything that waits onto a stick, with the request to join where that is not answered yet."""
        sender, standings = sending.sender(self._store.commune), self._exchange.standings()
        run.prepare(standings.waiting)
        changes = self._exchange.seal_changes(sender)
        parcels: list[Parcel] = [Letter(sending.request_id, sending.request)] if sending.request else []
        parcels += self._exchange.seal_everything(sender) if standings.gives_back else []
        run.leave(sending.device, [*parcels, *changes])
        run.tally.sent = sum(parcel.manifest.records for parcel in changes)
        run.tally.on_stick = _tips(changes)

    def remember(self, way: Way, tally: Tally, change: Callable[[Memory], Memory]) -> None:
        """Keep what an exchange came to."""
        now_ms = self._store.clock.now_ms()
        before = remembered(self._store)
        memory = replace(before, held=tally.held(before.held, now_ms))
        if tally.on_stick is not None:
            memory = replace(memory, on_stick=tally.on_stick, on_stick_ms=now_ms)
        if (answer := tally.answer) is not None:
            computers = {device.hex(): name for device, name in answer.computers}
            memory = replace(memory, received_ms=now_ms, computers=computers)
        memory = replace(memory, offset_ms=_offset_ms(tally, now_ms, before.offset_ms))
        remember(self._store, change(memory))

    def _remembered(self, way: Way, steps: Callable[[Tally], None], *, keeps_problem: bool = True) -> Outcome:
        with self._lease.held():
            tally, before, was_empty = Tally(), self._conflicting(), self._is_empty()
            try:
                steps(tally)
            except AppError as error:
                if not keeps_problem:
                    raise
                code, now_ms = error.code, self._store.clock.now_ms()
                self.remember(way, tally, lambda memory: memory.with_problem(way, code, now_ms))
                raise
            new = len(self._conflicting() - before) if tally.conflicts else 0
            refused = len(tally.held(remembered(self._store).held, 0))
            now_ms = self._store.clock.now_ms()
            is_late = was_empty and not self._is_empty() and begins_late(self._store)
            since = moment(now_ms).date() if is_late else None
            outcome = tally.outcome(way, conflicts_new=new, refused=refused, history_from=since)
            self.remember(way, tally, lambda memory: memory.with_done(outcome, now_ms))
            return outcome

    def _is_empty(self) -> bool:
        """Whether nothing was ever loaded from the province."""
        return self._exchange.standing().cursor.seq == 0

    def _conflicting(self) -> set[str]:
        return {field.key for card in self._conflicts.cards() for field in card.fields}


def _pending(store: Store) -> Enrolment | None:
    """The enrolment that was asked for by stick."""
    asking = asked(store)
    return asking if asking is not None and asking.request else None


def _tips(changes: list[Sealed]) -> dict[str, int]:
    tips: dict[str, int] = {}
    for parcel in changes:
        for run in parcel.manifest.runs:
            tips[run.incarnation.hex()] = max(run.last, tips.get(run.incarnation.hex(), 0))
    return tips


def _offset_ms(tally: Tally, now_ms: int, before: int | None) -> int | None:
    """How far this computer's clock is ahead of the province's, where that was learnt.

    A stick takes its time to come home, so it only tells a clock that is behind, or ahead by more than any trip takes.
    """
    if tally.server_ms is not None:
        return now_ms - tally.server_ms
    if tally.answer is None or 0 <= now_ms - tally.answer.server_ms <= _LONGEST_TRIP_MS:
        return before
    return now_ms - tally.answer.server_ms
