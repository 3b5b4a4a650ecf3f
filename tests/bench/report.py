"""The outcome as a Markdown table and as JSON."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from math import log
from statistics import median
from typing import Any

from tests.bench.job import OURS, Target
from tests.bench.runner import Outcome

PACKAGES = (
    "PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "xlsxwriter", "openpyxl", "python-calamine",
    "psycopg",
)  # fmt: skip
HEAD = ("", "job", "persons", "figure", "ours", "yardstick", "its figure", "ratio", "target", "met", "runs")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure of ours beside its target.

    Attributes:
        ours: Median of the runs; None where nothing was measured.
        theirs: Median of the yardstick; None for a limit without one.
        value: What the target speaks of: the ratio, or the figure itself.
    """

    target: Target
    ours: float | None
    theirs: float | None
    value: float | None

    @property
    def is_met(self) -> bool | None:
        """None where it could not be judged."""
        return None if self.value is None else self.value <= self.target.at_most


def judge(outcome: Outcome) -> Iterator[Verdict]:
    """Every target of a job at one size."""
    for target in outcome.job.targets:
        ours = middle(outcome, OURS, target.figure)
        if not target.against:
            yield Verdict(target, ours, None, ours)
            continue
        theirs = middle(outcome, target.against, target.figure)
        yield Verdict(target, ours, theirs, ours / theirs if ours is not None and theirs else None)


def middle(outcome: Outcome, side: str, figure: str) -> float | None:
    """The median of one figure of one side."""
    values = [figures[figure] for figures in outcome.runs[side] if figure in figures]
    return median(values) if values else None


def table(outcomes: Sequence[Outcome]) -> str:
    """A Markdown table: what is judged, one line a target; then what was measured beside it for comparison."""
    lines = [_row(HEAD), _row(["---"] * len(HEAD))]
    for outcome in outcomes:
        lines += [_row(_judged(outcome, verdict)) for verdict in judge(outcome)]
    if growth := list(_growth(outcomes)):
        lines += ["", "As the work grows, from one size to the next (times; in brackets n log n):", "", *growth]
    beside = [line for outcome in outcomes for line in _beside(outcome)]
    if beside:
        lines += ["", "Beside them:", "", *beside]
    return "\n".join(lines)


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Every run, and the judgement."""
    return {
        "machine": machine(),
        "jobs": [
            {
                "job": outcome.job.number,
                "title": outcome.job.title,
                "persons": outcome.size,
                "runs": outcome.runs,
                "notes": outcome.notes,
                "targets": [_plain(verdict) for verdict in judge(outcome)],
            }
            for outcome in outcomes
        ],
    }


def machine() -> str:
    """What it ran on, without a name."""
    packages = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    return f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} processors; {packages}"


def _judged(outcome: Outcome, verdict: Verdict) -> list[str]:
    target = verdict.target
    note = outcome.notes.get(OURS) or outcome.notes.get(target.against, "")
    limit = f"≤ {target.at_most:g} ×" if target.against else f"≤ {target.at_most:g} {target.unit}"
    met = {True: "yes", False: "no", None: note or "not measured"}[verdict.is_met]
    if verdict.is_met is not None:
        met = f"({met})" if outcome.size != target.at else met if verdict.is_met else f"**{met}**"
    ratio = f"{verdict.value:.2f}" if target.against and verdict.value is not None else ""
    return [
        outcome.job.number,
        outcome.job.title,
        f"{outcome.size:,}",
        target.figure,
        amount(verdict.ours, target.unit),
        target.against,
        amount(verdict.theirs, target.unit) if target.against else "",
        ratio,
        limit,
        met,
        str(len(outcome.runs[OURS])),
    ]


def _growth(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for smaller, larger in pairwise(outcomes):
        if smaller.job is not larger.job:
            continue
        for figure in dict.fromkeys(target.figure for target in larger.job.targets if target.unit != "MB"):
            before, after = middle(smaller, OURS, figure), middle(larger, OURS, figure)
            if before and after:
                expected = larger.size * log(larger.size) / (smaller.size * log(smaller.size))
                sizes = f"{smaller.size:,} → {larger.size:,}"
                yield f"- {larger.job.number} {figure}, {sizes}: {after / before:.1f} ({expected:.1f})"


def _beside(outcome: Outcome) -> Iterator[str]:
    judged = {(side, target.figure) for target in outcome.job.targets for side in (OURS, target.against)}
    for side, runs in outcome.runs.items():
        figures = {key: None for run in runs for key in run if (side, key) not in judged}
        told = [f"{key} {amount(middle(outcome, side, key), '')}" for key in figures]
        told += [outcome.notes[side]] if side in outcome.notes else []
        if told:
            yield f"- {outcome.job.number} {outcome.size:,} {side}: {', '.join(told)}"


def amount(value: float | None, unit: str) -> str:
    """A figure with three digits that mean something.

    >>> amount(0.04321, "s"), amount(1234.6, "MB"), amount(None, "s")
    ('0.0432 s', '1,235 MB', '')
    """
    if value is None:
        return ""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{text} {unit}".strip()


def _plain(verdict: Verdict) -> Mapping[str, Any]:
    target = verdict.target
    return {
        "figure": target.figure, "against": target.against, "at_most": target.at_most, "ours": verdict.ours,
        "theirs": verdict.theirs, "value": verdict.value, "met": verdict.is_met,
    }  # fmt: skip


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
