"""The bar chart of branches: members, or coverage against the threshold; one drawing for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.models.numbers import group_digits
from desktop.reports.figures import BranchFigure
from desktop.ui.texts import home as texts

if TYPE_CHECKING:
    from desktop.forms.fonts import Face

FEW = 12
_LINE = 1.9  # of the type size


@dataclass(frozen=True, slots=True)
class Bars:
    """Which branches are drawn, the first on top.

    Attributes:
        is_coverage: Percentages; else members.
        left_out: Branches without a figure of women.
    """

    branches: tuple[BranchFigure, ...]
    is_coverage: bool
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ChartStyleNow:
    """How the window looks while the chart is drawn.

    Attributes:
        width: Of the drawing, in points.
        size: Of its letters, in points.
    """

    width: float
    size: float
    text: str
    bar: str
    below: str
    grid: str


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """The chart as a PDF, and what stands in which line."""

    pdf: bytes
    width: float
    height: float
    head: float
    line: float
    branches: tuple[UUID | None, ...]
    words: str

    def branch_at(self, y: float) -> UUID | None:
        """The branch in whose line a point lies."""
        at = int((y - self.head) // self.line)
        return self.branches[at] if 0 <= at < len(self.branches) else None


def choose_bars(branches: Sequence[BranchFigure], *, coverage: bool, everything: bool) -> Bars:
    """Which branches to draw: those with the lowest coverage first, or those with the most members."""
    if coverage:
        known = [each for each in branches if each.percent is not None]
        known.sort(key=lambda each: each.percent or 0)
        shown = known if everything else known[:FEW]
        return Bars(tuple(shown), True, len(branches) - len(known))
    ordered = sorted(branches, key=lambda each: -each.members)
    return Bars(tuple(ordered if everything else ordered[:FEW]), False)


def draw(bars: Bars, threshold: int, look: ChartStyleNow) -> DrawnChart:
    """Draw the bars; on a worker thread, for it brings the drawing library in."""
    from desktop.forms.charts import BarChart, ChartColours, ChartStyle, Threshold, bar_chart, chart_pdf

    below = f"({texts.BELOW.format(percent=threshold)})"
    chart = BarChart(
        "",
        [each.name for each in bars.branches],
        [float((each.percent or 0) if bars.is_coverage else each.members) for each in bars.branches],
        Threshold(threshold, f"{threshold} %", below) if bars.is_coverage else None,
        top=max([100.0, *(float(each.percent or 0) for each in bars.branches)]) if bars.is_coverage else None,
        shown=(lambda value: texts.percent(f"{value:.1f}"))
        if bars.is_coverage
        else lambda value: group_digits(round(value)),
    )
    colours: ChartColours = ChartColours(look.text, look.bar, look.below, look.grid)
    style = ChartStyle(look.size, look.size * _LINE, colours, _faces())
    drawing = bar_chart(chart, look.width, style)
    words = "; ".join(
        f"{each.name}: {texts.percent(each.percent) if bars.is_coverage else group_digits(each.members)}"
        + (f" {below}" if bars.is_coverage and each.is_below(threshold) else "")
        for each in bars.branches
    )
    return DrawnChart(
        chart_pdf(drawing), drawing.width, drawing.height, look.size * 0.5, style.line,
        tuple(each.id for each in bars.branches), words,
    )  # fmt: skip


@cache
def _faces() -> "tuple[Face, Face]":
    """The window's own letters."""
    from fontpkg_be_vietnam_pro import ROOT

    from desktop.forms.fonts import Face

    folder = Path(ROOT) / "files"
    return (
        Face("BeVietnamPro-Regular", folder / "BeVietnamPro-Regular.ttf"),
        Face("BeVietnamPro-SemiBold", folder / "BeVietnamPro-SemiBold.ttf"),
    )
