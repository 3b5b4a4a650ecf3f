"""Everything that can happen, in any order, on the real code: a modest number of schedules, the same ones every time.

`SOHOI_ENGINE_EXAMPLES` plays so many others instead; `make soak` does.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.engine.machine import Machine
from tests.sync.engine.world import World
from tests.sync.server.places import Place, Reused

EXAMPLES = int(os.environ.get("SOHOI_ENGINE_EXAMPLES", "0"))


@contextmanager
def a_file(home: Path) -> Iterator[Place]:
    (home / "tinh").mkdir()
    yield Place(None, home / "tinh")


@contextmanager
def in_postgres(home: Path, reused: Reused) -> Iterator[Place]:
    (home / "tinh").mkdir()
    with reused.lent() as url:
        yield Place(url, home / "tinh")


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 3), ("postgresql", 1)])
def test_any_order_of_events(
    request: pytest.FixtureRequest, registers: dict[str, Path], kind: str, examples: int
) -> None:
    class Played(Machine):
        def make_world(self) -> World:
            home = Path(self.patches.enter_context(tempfile.TemporaryDirectory()))
            lent = a_file(home) if kind == "sqlite" else in_postgres(home, request.getfixturevalue("reused"))
            return World(self.patches.enter_context(lent), home, registers)

    run_state_machine_as_test(
        Played,
        settings=settings(
            max_examples=EXAMPLES or examples,
            stateful_step_count=40 if EXAMPLES else 20,
            derandomize=not EXAMPLES,
            deadline=None,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
