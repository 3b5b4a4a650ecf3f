"""The headings over each column of a sheet, with what stands above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importing.grid import SheetGrid


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column.

    Attributes:
        levels: Top-down; empty where nothing stands.
        spans: Whether the lowest text reaches over this column from another one.
        spans_above: Whether one of the higher levels does.
    """

    levels: tuple[str, ...]
    spans: bool = False
    spans_above: bool = False

    @property
    def text(self) -> str:
        """All levels in one phrase."""
        return " ".join(self.levels)

    @property
    def last(self) -> str:
        """The lowest level; empty where nothing stands."""
        return self.levels[-1] if self.levels else ""

    @property
    def above(self) -> str:
        """The levels over the lowest one."""
        return " ".join(self.levels[:-1])


def headings(grid: SheetGrid, top: int, depth: int) -> list[Heading]:
    """The heading of every column from `depth` rows of a sheet, from row `top` on."""
    rows = [_texts(grid, row) for row in range(top, top + depth)]
    width = max(map(len, rows))
    for row in rows:
        row.extend([""] * (width - len(row)))
    reached = [_reach(grid, top + place, row, rows[place + 1 :]) for place, row in enumerate(rows)]
    found = []
    for column in range(width):
        levels: list[str] = []
        reach: list[bool] = []
        for row, over in zip(rows, reached, strict=True):
            text = row[column] or over[column]
            if text and text not in levels[-1:]:
                levels.append(text)
                reach.append(not row[column])
        found.append(Heading(tuple(levels), spans=any(reach[-1:]), spans_above=any(reach[:-1])))
    return found


def _texts(grid: SheetGrid, row: int) -> list[str]:
    cells = grid.rows[row] if row < len(grid.rows) else ()
    return [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells]


def _reach(grid: SheetGrid, row: int, texts: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """For each blank cell of a heading row, the text to its left that reaches over it."""
    reached = [""] * len(texts)
    merged = [merge for merge in grid.merges if merge.top <= row <= merge.bottom and merge.right > merge.left]
    for merge in merged:
        if merge.top == row and merge.left < len(texts):
            for column in range(merge.left + 1, min(merge.right + 1, len(texts))):
                reached[column] = texts[merge.left]
    if merged:
        return reached
    for column in range(1, len(texts)):
        if not texts[column] and any(line[column] for line in below):
            left = column - 1
            if any(line[left] for line in below):
                reached[column] = texts[left] or reached[left]
    return reached
