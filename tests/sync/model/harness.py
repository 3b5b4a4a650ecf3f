"""Schedules: what people, machines and carriers do to the model, step by step."""

import random
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tests.sync.model.rules import RIGHT, Rules
from tests.sync.model.world import World

Step = tuple[str, int, int]  # what, and two numbers of 0 to 255 that choose among what there is
Schedule = Sequence[Step]

USUAL: Final = {
    "edit": 15, "open": 8, "save": 8, "restart": 4,
    "seal": 11, "deliver": 22, "repeat": 4, "lose": 3, "exchange": 10, "carry": 5, "collect": 5,
    "back_up": 3, "restore": 1.6, "clone": 0.8, "replace": 0.5,
    "province_back_up": 2, "province_restore": 1.1, "province_restore_told": 0.4,
}  # fmt: skip
HARSH: Final = USUAL | {
    "back_up": 6, "restore": 4, "clone": 2, "replace": 1.5,
    "province_back_up": 5, "province_restore": 4, "province_restore_told": 1,
}  # fmt: skip
TWINS: Final = USUAL | {"twin": 1.5}


class Tally(NamedTuple):
    """How one schedule went."""

    violations: tuple[str, ...]
    edits: int
    bundles: int


def schedule(seed: int, steps: int = 160) -> Schedule:
    """A random one; one in ten with twins, three in ten where machines fail all the time."""
    chance = random.Random(seed)
    weights = TWINS if seed % 10 == 9 else HARSH if seed % 10 >= 6 else USUAL
    names = chance.choices(list(weights), list(weights.values()), k=steps)
    numbers = chance.randbytes(2 * steps)
    return list(zip(names, numbers[::2], numbers[1::2], strict=True))


def run(steps: Schedule, rules: Rules = RIGHT) -> Tally:
    """Play a schedule, let everybody exchange until there is silence, and check."""
    world = World(rules)
    for name, first, second in steps:
        world.steps[name](first, second)
    world.settle()
    return Tally(tuple(world.violations), len(world.oracle.past), world.bundles)


def total(tallies: Iterable[Tally]) -> tuple[int, int, int, int]:
    """Schedules, edits, bundles, bad schedules."""
    schedules = edits = bundles = bad = 0
    for tally in tallies:
        schedules, edits, bundles = schedules + 1, edits + tally.edits, bundles + tally.bundles
        bad += bool(tally.violations)
    return schedules, edits, bundles, bad
