"""One exchange over the network: send what waits, bring in what the province has, with its receipt."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Final

from desktop.exchange.desk import Report, Stage, Step, Token
from desktop.exchange.outbox import Letter, Outbox
from desktop.exchange.tally import Tally
from desktop.store.exchange import StoreExchange
from desktop.store.store import Store
from sync.carriers import FETCH
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_errors import ServerUnreachable
from sync.errors import AppError
from sync.standing import Standing
from sync.uplink import Sender

ROUNDS: Final = 4  # a restored province asks back; what was left out is asked for again; two hundred logs a time


class NetworkRun:
    """The steps of one exchange over the network.

    Attributes:
        tally: What it comes to.
    """

    def __init__(
        self, store: Store, exchange: StoreExchange, sender: Sender, outbox: Outbox, tally: Tally, report: Report,
        token: Token,
    ) -> None:  # fmt: skip
        self.tally = tally
        self._store = store
        self._exchange = exchange
        self._sender = sender
        self._outbox = outbox
        self._report = report
        self._token = token

    def run(self, carrier: HttpsCarrier) -> None:
        """Send and fetch until neither side has anything to say.

        Raises:
            What the carrier and `StoreExchange` raise; what was confirmed by then stays.
        """
        self._step(Stage.CONNECT)
        stands = self._exchange.standing()
        self.tally.server_ms = carrier.hello(stands, self._token.check).server_ms
        for _ in range(ROUNDS):
            stood = stands
            if stood.heads or stood.gives_back:
                self._send(carrier, stood)
            self._fetch(carrier, stood)
            stands = self._exchange.standing()
            if stands == stood or not (stands.heads or stands.gives_back or stands.wants_full):
                break
        carrier.confirm(stands.cursor, self._token.check)
        self._outbox.clear()

    def _send(self, carrier: HttpsCarrier, stood: Standing) -> None:
        self._step(Stage.PREPARE, total=self._exchange.standings().waiting)
        sent = 0
        with closing(self._outbox.letters(self._sender, stood, lambda: self._sealed(stood))) as letters:
            for letter in letters:
                self._token.check()
                received = carrier.send(letter, self._carried, self._token.check)
                if received.outcome in ("held", "refused"):
                    self.tally.held_there[letter.bundle] = received.reason
                sent += letter.records
        self.tally.sent = max(self.tally.sent, sent)

    def _sealed(self, stood: Standing) -> Iterator[Letter]:
        """Everything that goes up now; what a restored province is given back goes first."""
        if stood.gives_back:
            yield from (Letter.of(each, is_change=False) for each in self._exchange.seal_everything(self._sender))
        yield from map(Letter.of, self._exchange.sealing_changes(self._sender))

    def _fetch(self, carrier: HttpsCarrier, stood: Standing) -> None:
        for blob in carrier.fetch(stood, self._carried, self._token.check):
            self._step(Stage.APPLY)
            try:
                applied = self._exchange.take(blob, self._sender)
            except AppError as error:
                self.tally.refuse(error, "", self._store.clock.now_ms())
                raise
            self.tally.add(applied)

    def _step(self, stage: Stage, *, total: int = 0) -> None:
        self._token.check()
        self._report(Step(stage, 0, total))

    def _carried(self, what: str, done: int, total: int) -> None:
        self._report(Step(Stage.FETCH if what == FETCH else Stage.SEND, done, total))


def by_first_that_answers(addresses: Sequence[str], over: Callable[[str], None]) -> str:
    """Do something over the first address at which somebody answers.

    Returns:
        That address.
    Raises:
        ServerUnreachable: nobody answers at any; what `over` raises.
    """
    for address in addresses[:-1]:
        try:
            over(address)
        except ServerUnreachable:
            continue
        return address
    over(addresses[-1])
    return addresses[-1]
