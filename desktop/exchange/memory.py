"""What this computer remembers of its exchanges: when, how, what was refused; nothing personal in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

import cbor2

from desktop.exchange.desk import Outcome, PastExchange, Way
from desktop.store.store import Store

MEMORY: Final = "exchange.memory"
WRITTEN: Final = "exchange.written"
KEPT: Final = 10
_MOST_WRITTEN: Final = 500
STOPPED: Final = "task.cancelled"  # a person's wish


@dataclass(frozen=True, slots=True)
class Held:
    """Something that waits for a person at the province, or was not taken in here.

    Attributes:
        bundle: Its id, hexadecimal; empty where it could not be opened.
        reason: Stable word.
        at_ms: When this computer was told.
        there: It waits at the province; else it was refused here.
    """

    bundle: str
    reason: str
    at_ms: int
    there: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """One exchange or try.

    Attributes:
        way: "network" or "stick".
        counts: Those of `Outcome` that are not nought.
        problem: Code of what ended it early.
    """

    at_ms: int
    way: str
    counts: Mapping[str, int]
    problem: str = ""

    @property
    def shown(self) -> PastExchange:
        """As the window lists it."""
        counts: dict[str, Any] = dict(self.counts)
        return PastExchange(moment(self.at_ms), Outcome(Way(self.way), **counts), self.problem)


@dataclass(frozen=True, slots=True)
class Memory:
    """All of it.

    Attributes:
        received_ms: When the last receipt came; 0 where none ever did.
        offset_ms: This computer's clock less the province's; None where they were never compared.
        failures: Tries over the network since one came to its end.
        on_stick: How far this computer's own logs were written onto a stick: incarnation, hexadecimal, to number.
        computers: What the computers of the office are called: device, hexadecimal, to name.
        past: The last exchanges, newest first.
    """

    received_ms: int = 0
    offset_ms: int | None = None
    failures: int = 0
    on_stick: Mapping[str, int] = field(default_factory=dict)
    on_stick_ms: int = 0
    held: tuple[Held, ...] = ()
    computers: Mapping[str, str] = field(default_factory=dict)
    past: tuple[Past, ...] = ()

    @property
    def last(self) -> Past | None:
        """The last try, however it ended."""
        return self.past[0] if self.past else None

    @property
    def last_done(self) -> Past | None:
        """The last exchange that came to its end."""
        return next((past for past in self.past if not past.problem), None)

    def with_done(self, outcome: Outcome, at_ms: int) -> "Memory":
        """An exchange came to its end."""
        said = asdict(outcome)
        counts = {name: said[name] for name in said.keys() - {"way", "history_from"} if said[name]}
        past = Past(at_ms, str(outcome.way), counts)
        return replace(self, failures=0, past=self._before(past))

    def with_problem(self, way: Way, problem: str, at_ms: int) -> "Memory":
        """A try was cut off."""
        is_failure = way is Way.NETWORK and problem != STOPPED
        failures = self.failures + is_failure
        return replace(self, failures=failures, past=self._before(Past(at_ms, str(way), {}, problem)))

    def _before(self, newest: Past) -> tuple[Past, ...]:
        """The list with one more in front; the last one that came to its end is never pushed out by failures."""
        kept = [newest, *self.past][:KEPT]
        done = next((past for past in (newest, *self.past) if not past.problem), None)
        if done is not None and done not in kept:
            kept[-1] = done
        return tuple(kept)


def remembered(store: Store) -> Memory:
    """What is remembered; nothing on a computer that never exchanged."""
    data = store.meta(MEMORY)
    if not data:
        return Memory()
    kept: dict[str, Any] = cbor2.loads(data)
    kept["held"] = tuple(Held(**each) for each in kept["held"])
    kept["past"] = tuple(Past(**each) for each in kept["past"])
    return Memory(**kept)


def remember(store: Store, memory: Memory) -> None:
    """Keep it, in place of what was kept."""
    store.set_meta(MEMORY, cbor2.dumps(asdict(memory)))


def written(store: Store) -> list[bytes]:
    """Ids of the bundles that this register ever wrote onto sticks, the latest first."""
    data = store.meta(WRITTEN)
    return list(cbor2.loads(data)) if data else []


def remember_written(store: Store, bundles: Sequence[bytes]) -> None:
    """Keep them; an old copy that is put back knows only those of its time."""
    store.set_meta(WRITTEN, cbor2.dumps(list(bundles[:_MOST_WRITTEN])))


def moment(ms: int) -> datetime:
    """Unix milliseconds as an aware local time; a clock that was set to nonsense gives the nearest that exists."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return datetime(9999, 12, 30, tzinfo=UTC)
