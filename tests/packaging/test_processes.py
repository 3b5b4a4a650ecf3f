"""A Windows computer's programs are told from all others, and whether they have anything left to do."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from tests.windows.processes import Processes

COMPUTING = ("sh", "-c", "while :; do :; done")
RESTING = ("sleep", "120")


def begun(prefix: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(words, env=os.environ | {"WINEPREFIX": str(prefix)})


def comes_about(holds: Callable[[], bool]) -> bool:
    """Whether it holds within a minute."""
    until = monotonic() + 60
    while not (held := holds()) and monotonic() < until:
        sleep(0.02)
    return held


def test_what_computes_is_at_work_and_what_waits_is_not(tmp_path: Path) -> None:
    here, other = Processes(tmp_path / "here"), Processes(tmp_path / "other")
    resting, computing = begun(tmp_path / "here", *RESTING), begun(tmp_path / "other", *COMPUTING)
    try:
        assert comes_about(lambda: here.numbers() == [resting.pid] and other.numbers() == [computing.pid])
        assert comes_about(other.are_at_work)
        assert comes_about(lambda: not here.are_at_work())
    finally:
        for each in (resting, computing):
            each.kill()
            each.wait()


def test_none_is_left_when_the_computer_is_off(tmp_path: Path) -> None:
    stubborn = begun(tmp_path, "sh", "-c", "trap '' TERM; while :; do sleep 1; done")
    processes = Processes(tmp_path)
    assert comes_about(lambda: stubborn.pid in processes.numbers())
    processes.end()
    assert processes.numbers() == []
    stubborn.wait()
