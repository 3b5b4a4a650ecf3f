"""What an exchange comes to while it runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.exchange.desk import Outcome, Way
from desktop.exchange.memory import Held
from sync.errors import AppError
from sync.inbox import Applied
from sync.standing import Answer


@dataclass(slots=True)
class Tally:
    """Counts, and what was heard of the province.

    Attributes:
        answer: What the province said last, once everything up to it was here.
        refused_here: What came down and was not taken in.
        first_error: Why the first of it was not.
    """

    sent: int = 0
    received: int = 0
    acknowledged: int = 0
    rows_changed: int = 0
    answer: Answer | None = None
    refused_here: list[Held] = field(default_factory=list)
    first_error: AppError | None = None

    def add(self, applied: Applied) -> None:
        """One more bundle was taken in."""
        self.received += applied.records
        self.acknowledged += applied.acknowledged
        self.rows_changed += applied.rows
        self.answer = applied.answer or self.answer

    def refuse(self, error: AppError, bundle: str, now_ms: int) -> None:
        """One was not."""
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

    def outcome(self, way: Way, *, conflicts_new: int, refused: int) -> Outcome:
        """As the window tells it."""
        return Outcome(
            way, self.sent, self.received, self.acknowledged, self.rows_changed, conflicts_new=conflicts_new,
            refused=refused,
        )  # fmt: skip
