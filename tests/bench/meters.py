"""Clocks and memory of this process."""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_MB = 1024  # the system counts in kB


@dataclass(slots=True)
class Meter:
    """What one piece of work took.

    Attributes:
        peak_mb: Most memory at one time, beyond what was in use when it began.
    """

    seconds: float = 0
    peak_mb: float = 0


@contextmanager
def metered() -> Iterator[Meter]:
    """Measure what is done inside."""
    meter = Meter()
    gc.collect()
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts anew from here
    start = _status("VmRSS")
    began = time.perf_counter()
    yield meter
    meter.seconds = time.perf_counter() - began
    meter.peak_mb = _status("VmHWM") - start


def resident_mb(process: str | int = "self") -> float:
    """Memory that a process has now."""
    return _status("VmRSS", process)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the others does not exceed.

    >>> percentile([3, 1, 2, 4], 0.5), percentile([1], 0.99)
    (2, 1)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def _status(line: str, process: str | int = "self") -> float:
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0  # no Linux: times alone
    return next((int(row.split()[1]) / _MB for row in text.splitlines() if row.startswith(f"{line}:")), 0)
