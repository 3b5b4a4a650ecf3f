"""Small lists written by hand, as if they had been read from a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from desktop.importing.grid import Cell, Merge, SheetGrid, Workbook
from desktop.importing.understand import Reading, understand
from desktop.models.sheets import MEMBER, Sheet

TODAY = date(2026, 11, 22)


def book_of(
    *rows: Sequence[Cell], merges: Iterable[Merge] = (), name: str = "Sheet1", hidden: Iterable[int] = ()
) -> Workbook:
    """One sheet of these rows, all made as wide as the widest."""
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    return Workbook((SheetGrid(name, even, tuple(merges), frozenset(hidden)),), "xlsx")


def read(*rows: Sequence[Cell], sheet: Sheet = MEMBER, **how: Any) -> Reading:
    """What is understood of one sheet of these rows."""
    return understand(book_of(*rows, **how), sheet, today=TODAY)


def told(reading: Reading, *keys: str) -> list[tuple[Any, ...]]:
    """Some fields of every row that can be stored."""
    return [tuple(row.values.get(key) for key in keys) for row in reading.rows]


def held(reading: Reading) -> dict[int, str]:
    """The first reason of every row that waits, by row."""
    return {row.row: row.reason for row in (*reading.doubtful, *reading.refused)}
