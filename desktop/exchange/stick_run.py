"""One exchange by stick: take the answers that lie on it, leave what waits."""

from collections.abc import Sequence
from pathlib import Path

from desktop.exchange.desk import Report, Stage, Step, Token
from desktop.exchange.enrolment import Enrolment
from desktop.exchange.joining import admit, opened_admission
from desktop.exchange.memory import remember_written, written
from desktop.exchange.tally import Tally
from desktop.store.exchange import StoreExchange
from desktop.store.store import Store
from sync.carriers import FETCH, Parcel
from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from sync.uplink import Sender

Found = tuple[Path, bytes]


class StickRun:
    """The steps of one exchange by stick.

    Attributes:
        tally: What it comes to.
    """

    def __init__(self, store: Store, carrier: StickCarrier, tally: Tally, report: Report, token: Token) -> None:
        self.tally = tally
        self._store = store
        self._carrier = carrier
        self._report = report
        self._token = token

    def take_admission(self, asking: Enrolment) -> Enrolment | None:
        """Join, if the province's answer to a request of this computer lies on the stick.

        Returns:
            The enrolment, where it came.
        """
        for path, blob in self._carrier.downs(asking.device):
            try:
                opened = opened_admission(blob, asking)
                if opened is not None:
                    held = admit(self._store, asking, opened, server="")
                    self._carrier.drop(path)
                    return held
            except AppError as error:
                self.tally.refuse(error, "", self._store.clock.now_ms())
        return None

    def take_answers(self, sender: Sender, exchange: StoreExchange) -> None:
        """Bring what the province sent into the register, in the order in which it fits, and clear it away."""
        pending = list(self._carrier.downs(sender.device, report=self._carried, check=self._token.check))
        total, done = sum(len(blob) for _, blob in pending), 0
        is_moving = True
        while pending and is_moving:
            is_moving, later = False, list[Found]()
            for path, blob in pending:
                self._token.check()
                self._report(Step(Stage.APPLY, done, total))
                outcome = self._take(sender, exchange, path, blob)
                if outcome == "unfit":
                    later.append((path, blob))
                    continue
                done += len(blob)
                is_moving = is_moving or outcome == "applied"
                if outcome in ("applied", "known"):
                    self._carrier.drop(path)
            pending = later
        for skipped in self._carrier.skipped:
            self.tally.refuse(skipped.error, "", self._store.clock.now_ms())

    def prepare(self, waiting: int) -> None:
        """Tell that what waits is being gathered."""
        self._token.check()
        self._report(Step(Stage.PREPARE, 0, waiting))

    def leave(self, device: bytes, parcels: Sequence[Parcel]) -> None:
        """Write what goes up; earlier files of this register make room once the new ones are whole."""
        self._token.check()
        earlier = written(self._store)
        remember_written(self._store, [*(parcel.bundle for parcel in parcels), *earlier])
        self._carrier.put_up(
            device, self._store.commune, parcels, earlier=earlier, report=self._carried, check=self._token.check
        )

    def _take(self, sender: Sender, exchange: StoreExchange, path: Path, blob: bytes) -> str:
        try:
            applied = exchange.take(blob, sender)
        except AppError as error:
            self.tally.refuse(error, path.stem, self._store.clock.now_ms())
            return "refused"
        self.tally.add(applied)
        return applied.outcome

    def _carried(self, what: str, done: int, total: int) -> None:
        self._report(Step(Stage.READ if what == FETCH else Stage.WRITE, done, total))
