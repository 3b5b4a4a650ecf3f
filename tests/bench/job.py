"""What is measured: a job, its sides in turn, and what ours must reach."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Figures = dict[str, float]
SIZES = (3_000, 20_000, 161_102)  # a commune, a large merged commune, a province
OURS = "ours"
ENOUGH_S = 20


@dataclass(frozen=True, slots=True)
class Case:
    """One run of one side.

    Attributes:
        size: How many persons.
        inputs: Folder of what was made ready once for all runs; read only.
        scratch: Folder of this run alone.
    """

    size: int
    inputs: Path
    scratch: Path


@dataclass(frozen=True, slots=True)
class Side:
    """Ours or a yardstick.

    Attributes:
        run: Does the work once, in a process of its own; returns its figures.
        largest: Beyond so many persons it is left out, because it would take minutes.
        missing: Why it cannot run on this computer; empty when it can.
    """

    run: Callable[[Case], Figures]
    largest: int | None = None
    missing: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Target:
    """What ours must reach.

    Attributes:
        figure: Which of the figures; the median of the runs counts.
        at_most: The most that the ratio may be, or the figure itself where there is no yardstick.
        against: The side it is compared with; empty for a limit in the figure's own unit.
        unit: Of the figure.
        at: The number of persons it is set for; at others it only shows how the work grows.
    """

    figure: str
    at_most: float
    against: str = ""
    unit: str = "s"
    at: int = 20_000


@dataclass(frozen=True, slots=True)
class Job:
    """One thing the program does.

    Attributes:
        sides: By name, in the order in which they take turns.
        targets: Every figure that is judged.
        prepare: Makes the inputs of a size, in a process of its own, once.
        sizes: How many persons it is measured with.
        enough_s: After so long at one size no further round begins.
    """

    number: str
    title: str
    sides: Mapping[str, Side]
    targets: tuple[Target, ...]
    prepare: Callable[[Case], None] = lambda _case: None
    sizes: tuple[int, ...] = field(default=SIZES)
    enough_s: float = ENOUGH_S
