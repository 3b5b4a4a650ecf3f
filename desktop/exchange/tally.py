"""What an exchange comes to while it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.exchange.desk import Outcome, Way
from desktop.exchange.memory import Held
from sync.errors import AppError
from sync.inbox import Applied
from sync.standing import Answer


@dataclass(slots=True)
class Tally:
    """Counts, and what was heard of the province.

    Attributes:
        conflicts: How many rows that two computers left different were brought in, anew or again.
        taken: How many bundles were taken in.
        answer: What the province said last, once everything up to it was here.
        server_ms: The province's clock, where it was asked on this occasion, Unix milliseconds.
        held_there: What the province did not apply: bundle id and stable reason.
        on_stick: How far this computer's logs were written onto a stick, see `Memory`; None where they were not.
        refused_here: What came down and was not taken in.
        first_error: Why the first of it was not.
    """

    sent: int = 0
    received: int = 0
    acknowledged: int = 0
    rows_changed: int = 0
    conflicts: int = 0
    taken: int = 0
    answer: Answer | None = None
    server_ms: int | None = None
    held_there: dict[bytes, str] = field(default_factory=dict)
    on_stick: Mapping[str, int] | None = None
    refused_here: list[Held] = field(default_factory=list)
    first_error: AppError | None = None

    def add(self, applied: Applied) -> None:
        """One more bundle was opened, and followed on what is here or not."""
        self.taken += applied.outcome in ("applied", "known")
        self.received += applied.records
        self.acknowledged += applied.acknowledged
        self.rows_changed += applied.rows
        self.conflicts += applied.conflicts
        self.answer = applied.answer or self.answer

    def refuse(self, error: AppError, bundle: str, now_ms: int) -> None:
        """One was not taken in.

        Args:
            bundle: Its id, hexadecimal; empty where it could not be opened.
        """
        self.refused_here.append(Held(bundle, error.code, now_ms, there=False))
        self.first_error = self.first_error or error

    def held(self, before: Iterable[Held], now_ms: int) -> tuple[Held, ...]:
        """What waits for a person after this exchange.

        Args:
            before: What waited before it; what the province named then holds until it says something else.
        """
        known = {each.bundle: each for each in before if each.there}
        there = list(known.values())
        if self.answer is not None:
            there = [known.get(bundle.hex(), Held(bundle.hex(), reason, now_ms)) for bundle, reason in self.answer.held]
        return (*there, *self.refused_here)

    def outcome(self, way: Way, *, conflicts_new: int, refused: int, history_from: date | None = None) -> Outcome:
        """As the window tells it."""
        return Outcome(
            way, self.sent, self.received, self.acknowledged, self.rows_changed, conflicts_new=conflicts_new,
            refused=refused, history_from=history_from,
        )  # fmt: skip
