"""What reports say, as values."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from desktop.models.dates import PartialDate

WATCH_PERCENT = 60


@dataclass(frozen=True, slots=True)
class Change:
    """How membership changed in a period; people, each once.

    Attributes:
        joined, left: Only where month and day are known well enough to fall into the period.
    """

    joined: int
    left: int

    @property
    def net(self) -> int:
        """More or fewer."""
        return self.joined - self.left


@dataclass(frozen=True, slots=True)
class Base:
    """The figure of women that members are measured against.

    Attributes:
        kind: Key of the catalogue of denominators.
    """

    id: UUID
    kind: str
    as_of: PartialDate
    women: int
    source: str

    @property
    def kind_text(self) -> str:
        """As it is read."""
        from desktop.models.catalogues import catalogue

        return catalogue("denominator_kind").label(self.kind)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Members among women.

    Attributes:
        base: None where no figure of women was recorded.
    """

    members: int
    base: Base | None

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, rounded half up; None without a base."""
        return percent(self.members, self.base.women) if self.base else None


@dataclass(frozen=True, slots=True)
class BranchFigure:
    """One branch among others.

    Attributes:
        id: None for the members who have no branch.
        percent: None where the branch has no figure of women of its own, or two that contradict each other.
    """

    id: UUID | None
    name: str
    members: int
    percent: Decimal | None = None

    def is_below(self, threshold: int) -> bool:
        """Whether its coverage is known and under the threshold."""
        return self.percent is not None and self.percent < threshold


def percent(part: int, whole: int) -> Decimal | None:
    """A share with one decimal, rounded half up.

    >>> percent(149, 177)
    Decimal('84.2')
    """
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None
