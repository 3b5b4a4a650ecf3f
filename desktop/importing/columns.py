"""The values of one column, or of the columns that make up one value, read all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.importing.date_values import DateStyle, NoSuchDate, UnclearOrder, read_date
from desktop.importing.grid import Cell, SheetGrid
from desktop.importing.mapping import Column, Joint, Target
from desktop.importing.rows import BodyRow
from desktop.importing.values import Trouble, is_blank, is_ditto, reader_of, text_of
from desktop.models.kinds import YES_NO
from desktop.models.names import fold

_SPARSE = 0.3


@dataclass(frozen=True)
class ColumnReader:
    """Reads the columns of one sheet for the rows that tell of somebody."""

    grid: SheetGrid
    body: Sequence[BodyRow]

    def values(self, column: Column, target: Target) -> list[Any]:
        """One value a body row: None where nothing stands, `Trouble` where it could not be taken."""
        cells = [self._cells(index, target) for index in column.indices]
        match column.joint:
            case Joint.NAME:
                return _each(list(zip(*cells, strict=True)), _joined(target))
            case Joint.DATE | Joint.MONTH:
                return _each(list(zip(*cells, strict=True)), _date_in_parts(target))
            case Joint.BY_SEX | Joint.MARKS:
                return self._chosen(column, target, cells)
        reader = reader_of(target.kind, cells[0], column.heading)
        values = _each(cells[0], reader)
        return _no_where_blank(values) if target.kind.name == "yes_no" else values

    def sexes(self, column: Column) -> list[str | None]:
        """With years under "Nam" and "Nữ", the sex that the filled column tells."""
        sexes = ["male" if fold(label).startswith("nam") else "female" for label in column.labels]
        found: list[str | None] = []
        for row in self.body:
            filled = [
                sex for index, sex in zip(column.indices, sexes, strict=True) if not is_blank(self._at(row, index))
            ]
            found.append(filled[0] if len(filled) == 1 else None)
        return found

    def _chosen(self, column: Column, target: Target, cells: Sequence[Sequence[Cell]]) -> list[Any]:
        if column.joint is Joint.BY_SEX:
            every = [cell for one in cells for cell in one]
            readers = [reader_of(target.kind, every, column.heading)] * len(cells)
        else:
            readers = [_mark_reader(target, label) for label in column.labels]
        read = [_each(one, reader) for one, reader in zip(cells, readers, strict=True)]
        return [_only(values, column) for values in zip(*read, strict=True)]

    def _cells(self, index: int, target: Target) -> list[Cell]:
        rows, width = self.grid.rows, index + 1
        cells = [cells[index] if len(cells := rows[row.index]) >= width else "" for row in self.body]
        if any(cell.__class__ is bool for cell in cells):
            cells = [self._at(row, index) for row in self.body]
        merged = self._merged_down(index)
        if merged:
            cells = [merged.get(row.index, cell) for row, cell in zip(self.body, cells, strict=True)]
        elif target.kind.target == "branch" and 0 < sum(cell != "" for cell in cells) < _SPARSE * len(cells):
            cells = _filled_down(cells)
        if target.kind.name == "name" or not any(map(is_ditto, set(cells))):
            return cells
        return _without_dittos(cells)

    def _at(self, row: BodyRow, index: int) -> Cell:
        cells = self.grid.rows[row.index]
        cell = cells[index] if index < len(cells) else ""
        return cell if not isinstance(cell, bool) else "có" if cell else "không"

    def _merged_down(self, index: int) -> dict[int, Cell]:
        """Cells that stand for several rows of this column."""
        found = {}
        for merge in self.grid.merges:
            if merge.left == merge.right == index and merge.bottom > merge.top >= self.body[0].index:
                value = self.grid.rows[merge.top][index]
                found.update(dict.fromkeys(range(merge.top, merge.bottom + 1), value))
        return found


def _each(cells: Sequence[Any], reader: Callable[[Any], Any]) -> list[Any]:
    """Read every cell, each different one once."""
    read = {cell: reader(cell) for cell in set(cells)}
    return [read[cell] for cell in cells]


def _without_dittos(cells: Sequence[Cell]) -> list[Cell]:
    above: Cell = ""
    found = []
    for cell in cells:
        above = above if is_ditto(cell) else cell
        found.append(above)
    return found


def _filled_down(cells: Sequence[Cell]) -> list[Cell]:
    above: Cell = ""
    found = []
    for cell in cells:
        above = cell if cell != "" else above
        found.append(above)
    return found


def _no_where_blank(values: list[Any]) -> list[Any]:
    """Where only the ticked say something, a blank says no; where "không" is written out, it says nothing."""
    if any(value is False for value in values):
        return values
    return [False if value is None else value for value in values]


def _joined(target: Target) -> Callable[[tuple[Cell, ...]], Any]:
    reader = reader_of(target.kind, ())
    return lambda cells: reader(" ".join(text_of(cell) for cell in cells if cell != ""))


def _date_in_parts(target: Target) -> Callable[[tuple[Cell, ...]], Any]:
    whole = reader_of(target.kind, ())

    def read(cells: tuple[Cell, ...]) -> Any:
        *known, year = cells
        if all(map(is_blank, cells)):
            return None
        if all(map(is_blank, known)):
            return whole(year)
        if isinstance(year, date):
            year = float(year.year)
        text = "/".join("?" if is_blank(cell) else text_of(cell) for cell in (*known, year))
        try:
            return read_date(text, DateStyle())
        except (NoSuchDate, UnclearOrder):
            return Trouble("date.no_such_day", text)

    return read


def _mark_reader(target: Target, label: str) -> Callable[[Cell], Any]:
    ticked = reader_of(YES_NO, ())
    value = target.kind.parse(label)
    return lambda cell: value if cell != "" and ticked(cell) is True else None


def _only(values: Sequence[Any], column: Column) -> Any:
    filled = [value for value in values if value is not None]
    if len(filled) > 1:
        return Trouble("value.two_choices", column.heading)
    return filled[0] if filled else None
