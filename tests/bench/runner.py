"""Runs the sides of a job in turn, each run in a fresh process."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.child import MARK
from tests.bench.job import Figures, Job

ROUNDS = 5
PATIENCE_S = 300
_ERROR = re.compile(r"[A-Za-z_][\w.]*(?:: |$)")


class Failed(Exception):
    """A run ended without figures."""


@dataclass(slots=True)
class Outcome:
    """What one job showed at one size.

    Attributes:
        runs: Figures of every run, by side.
        notes: Why a side has none, by side.
    """

    job: Job
    size: int
    runs: dict[str, list[Figures]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def has_failed(self) -> bool:
        """Whether a run that was begun gave no figures."""
        return any(note.startswith("failed") for note in self.notes.values())


@dataclass(frozen=True, slots=True)
class Runner:
    """Where inputs lie and how often things run.

    Attributes:
        inputs: Folder shared by all runs.
        rounds: How often each side runs at most, beside nothing: there is no warming up, every process is cold.
        say: Told what is going on.
    """

    inputs: Path
    rounds: int = ROUNDS
    say: Callable[[str], None] = lambda _line: None

    def measure(self, job: Job, size: int) -> Outcome:
        """Run every side in turn, A B A B, until there are enough rounds or enough time has gone."""
        outcome = Outcome(job, size)
        sides = []
        for name, side in job.sides.items():
            outcome.runs[name] = []
            if missing := side.missing():
                outcome.notes[name] = missing
            elif side.largest is not None and size > side.largest:
                outcome.notes[name] = f"left out above {side.largest:,}"
            else:
                sides.append(name)
        try:
            self._run(job.number, "prepare", size)
        except Failed as exc:
            outcome.notes |= dict.fromkeys(sides, f"failed: {exc}")
            return outcome
        began = time.monotonic()
        for number in range(self.rounds):
            if number and time.monotonic() - began > job.enough_s * number / (number + 1):
                break  # another round would take it past the limit
            for name in [side for side in sides if side not in outcome.notes]:
                try:
                    outcome.runs[name].append(self._run(job.number, name, size))
                except Failed as exc:
                    outcome.notes[name] = f"failed: {exc}"
        return outcome

    def _run(self, number: str, side: str, size: int) -> Figures:
        with _scratch(self.inputs) as scratch:
            asked = (number, side, str(size), str(self.inputs), str(scratch))
            command = [sys.executable, "-m", "tests.bench.child", *asked]
            began = time.perf_counter()
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=PATIENCE_S, env=_environment(), check=False
                )
            except subprocess.TimeoutExpired as exc:
                raise Failed(f"no end after {PATIENCE_S} s") from exc
        took = time.perf_counter() - began
        lines = [line for line in done.stdout.splitlines() if line.startswith(MARK)]
        if done.returncode or not lines:
            raise Failed(_reason(done.stderr) or f"exit code {done.returncode}")
        figures: Figures = json.loads(lines[-1].removeprefix(MARK))
        said = ", ".join(f"{key} {value:.4g}" for key, value in figures.items())
        self.say(f"{number} {size:>7,} {side}: {said or 'done'} ({took:.1f} s in all)")
        return figures


def _reason(stderr: str) -> str:
    """The line of a traceback that names the error."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if _ERROR.match(line)), lines[-1] if lines else "")


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=beside, prefix="run-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
