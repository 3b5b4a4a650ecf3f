"""P5: from the launch to a window one can work in."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.job import OURS, SIZES, Case, Figures, Job, Side, Target
from tests.bench.meters import resident_mb
from tests.bench.prepared import folder, open_copy, prepare_commune
from tests.bench.start import READY, USABLE

PATIENCE_S = 60


def ours(case: Case) -> Figures:
    """The product with its home page, the register unlocked by its key."""
    office = open_copy(case)
    key, path = office.key.hex(), office.folder.path
    office.close()
    return _started(str(path), key)


def empty(_case: Case) -> Figures:
    """An empty window of the same toolkit."""
    return _started("empty")


def _started(*args: str) -> Figures:
    with _screen() as environment:
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.start", *args],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert child.stdout is not None
        usable = child.stdout.readline().strip()
        usable_s = time.perf_counter() - began
        ready = child.stdout.readline().strip()
        if ready:
            _wait_until_seen(child.pid, environment)
        ready_s = time.perf_counter() - began
        memory = resident_mb(child.pid)
        child.kill()
        _, errors = child.communicate(timeout=PATIENCE_S)
    if (usable, ready) != (USABLE, READY):
        sys.stderr.write(errors)
        raise SystemExit(1)
    return {"ready_s": ready_s, "memory_mb": memory, "usable_s": usable_s}


def _wait_until_seen(process: int, environment: dict[str, str]) -> None:
    """Until the screen too says that the program's window is there, where one can ask it."""
    if "DISPLAY" not in environment or shutil.which("xdotool") is None:
        return
    asked = ["xdotool", "search", "--onlyvisible", "--pid", str(process)]
    until = time.monotonic() + PATIENCE_S
    while not subprocess.run(asked, capture_output=True, env=environment, check=False).stdout:
        if time.monotonic() > until:
            raise SystemExit("no window came up")


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """A virtual screen, as both sides need one; none where the computer has no Xvfb."""
    if (program := shutil.which("Xvfb")) is None:
        yield dict(os.environ)
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            display = f":{numbers.readline().strip()}"
        yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def prepare(case: Case) -> None:
    """The commune, and every file that is read at a start in the system's memory."""
    prepare_commune(case)
    _started("empty")
    assert folder(case).exists()


JOB = Job(
    "P5",
    "start to home page",
    {OURS: Side(ours), "empty PySide6 window": Side(empty)},
    (
        Target("ready_s", 2.5, "empty PySide6 window", at=SIZES[1]),
        Target("memory_mb", 120, unit="MB", at=SIZES[1]),
    ),
    prepare=prepare,
)
