"""Schedules of everything that can happen, on the real code with a province in a file and in PostgreSQL."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Verbosity, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.engine.machine import Machine
from tests.sync.engine.world import World
from tests.sync.server.places import Place

EXAMPLES = int(os.environ.get("SOHOI_ENGINE_EXAMPLES", "0"))  # for a soak


def play(machine: type[Machine], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES or examples,
            stateful_step_count=steps,
            derandomize=not EXAMPLES,
            deadline=None,
            database=None,
            print_blob=False,
            verbosity=Verbosity.normal,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_order_of_events_in_a_file(registers: dict[str, Path]) -> None:
    class InAFile(Machine):
        def make_world(self) -> World:
            self.home = tempfile.TemporaryDirectory()
            folder = Path(self.home.name) / "tinh"
            folder.mkdir()
            return World(Place(None, folder), Path(self.home.name), registers)

        def teardown(self) -> None:
            super().teardown()
            if hasattr(self, "home"):
                self.home.cleanup()

    play(InAFile, 15, 40)
