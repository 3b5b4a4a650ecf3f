"""The exchange's model: the protocol as built keeps every invariant, and leaving any rule out is noticed.

Source:
    docs/exchange.md. `make soak` plays 50,000 schedules; here are 2,000 of them, every mistake, and what is stored.
"""

from itertools import islice
from pathlib import Path

import pytest

from tests.sync.model.harness import run, schedule, total
from tests.sync.model.mistakes import MISTAKES, RARE, rules_with
from tests.sync.model.rules import Rules
from tests.sync.model.search import STORED, bad_seeds, stored

SCHEDULES = 2_000
PIECES = 4
ENOUGH = 1_000  # schedules in which a mistake that is not rare shows three times
MASKED = ("log pruned at level 1", "acks of a dead timeline accepted")  # the values come back all the same


@pytest.mark.slow
@pytest.mark.parametrize("piece", range(PIECES))
def test_the_protocol_keeps_every_invariant_in_random_schedules(piece: int) -> None:
    size = SCHEDULES // PIECES
    for seed in range(piece * size, (piece + 1) * size):
        assert run(schedule(seed)).violations == (), f"seed {seed}"


@pytest.mark.parametrize("mistake", [name for name in MISTAKES if name not in RARE])
def test_a_seeded_mistake_shows_in_random_schedules(mistake: str) -> None:
    assert len(list(islice(bad_seeds(range(ENOUGH), rules_with(mistake)), 3))) == 3


@pytest.mark.parametrize("mistake", MASKED)
def test_a_mistake_that_the_cells_mask_shows_in_the_log(mistake: str) -> None:
    rules = rules_with(mistake)
    seeds = bad_seeds(range(ENOUGH), rules)
    assert any(line.startswith("log:") for seed in islice(seeds, 20) for line in run(schedule(seed), rules).violations)


@pytest.mark.parametrize("path", sorted(STORED.glob("*.json")), ids=lambda path: path.stem)
def test_a_stored_schedule_tells_the_mistake_from_the_protocol(path: Path) -> None:
    mistake, steps = stored(path)
    assert run(steps, rules_with(mistake)).violations
    assert run(steps).violations == ()


def test_every_rare_mistake_has_a_stored_schedule() -> None:
    assert {stored(path)[0] for path in STORED.glob("*.json")} >= set(RARE)


def test_every_rule_has_its_mistake() -> None:
    assert set(MISTAKES.values()) == set(Rules.__slots__)


def test_a_schedule_replays_exactly() -> None:
    assert schedule(7) == schedule(7)
    assert run(schedule(7)) == run(schedule(7))


def test_the_schedules_are_not_idle() -> None:
    schedules, edits, bundles, bad = total(run(schedule(seed)) for seed in range(20))
    assert schedules == 20
    assert edits > 20 * schedules
    assert bundles > edits
    assert bad == 0
