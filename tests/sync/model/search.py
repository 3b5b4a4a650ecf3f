"""Searching for schedules that show a mistake, shortening them, and keeping them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.sync.model.harness import Schedule, Step, run, schedule
from tests.sync.model.rules import RIGHT, Rules

STORED: Final = Path(__file__).with_name("schedules")


def bad_seeds(seeds: Sequence[int], rules: Rules, steps: int = 160) -> Iterator[int]:
    """Those whose schedule violates an invariant."""
    return (seed for seed in seeds if run(schedule(seed, steps), rules).violations)


def shortened(steps: Schedule, rules: Rules) -> Schedule:
    """Leave out what is not needed for some violation; with the right rules there is still none."""
    before: Schedule = ()
    while steps != before:
        before = steps
        size = len(steps) // 2
        while size:
            start = 0
            while start < len(steps):
                fewer = [*steps[:start], *steps[start + size :]]
                if shows(fewer, rules):
                    steps = fewer
                else:
                    start += size
            size //= 2
        steps = _simplified(steps, rules)
    return steps


def _simplified(steps: Schedule, rules: Rules) -> Schedule:
    """The same steps with smaller numbers."""
    for place in range(len(steps)):
        name, first, second = steps[place]
        for simpler in ((name, 0, 0), (name, first, 0), (name, 0, second), (name, first % 12, second % 12)):
            fewer = [*steps[:place], simpler, *steps[place + 1 :]]
            if simpler != steps[place] and shows(fewer, rules):
                steps = fewer
                break
    return steps


def shows(steps: Schedule, rules: Rules) -> bool:
    """Whether a schedule tells wrong rules from the right ones."""
    return bool(run(steps, rules).violations) and not run(steps, RIGHT).violations


def keep(path: Path, mistake: str, seed: int | None, steps: Schedule) -> None:
    """Store a schedule, one step a line.

    Args:
        seed: By which it was found; None for one made by hand.
    """
    lines = ",\n  ".join(json.dumps(step) for step in steps)
    head = f'"mistake": {json.dumps(mistake)},\n "seed": {json.dumps(seed)}'
    path.write_text(f'{{{head},\n "steps": [\n  {lines}\n ]}}\n', encoding="utf-8")


def stored(path: Path) -> tuple[str, list[Step]]:
    """The mistake that a stored schedule shows, and its steps."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["mistake"], [(name, first, second) for name, first, second in data["steps"]]
