"""Which column of a list goes into which field: proposed by the program, shown to a person, changed by her."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desktop.importing.grid import column_letters
from desktop.models.kinds import Kind
from desktop.models.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a list may carry.

    Attributes:
        key: Of the field in its sheet.
        names: Label first, then the other headings under which spreadsheets carry it.
        kind: How its values behave.
        required: A row without it is no row.
    """

    key: str
    names: tuple[str, ...]
    kind: Kind[Any]
    required: bool = False

    @property
    def label(self) -> str:
        """What the program calls it."""
        return self.names[0]


def targets_of(sheet: Sheet) -> tuple[Target, ...]:
    """The fields of a sheet as places for a list's columns."""
    return tuple(
        Target(entry.key, (entry.field.label, *entry.field.headings), entry.field.kind, entry.field.required)
        for entry in sheet.fields
    )


class Joint(StrEnum):
    """How one value is spread over the columns of a list."""

    ONE = "one"
    NAME = "name"  # họ đệm | tên: words to be put in a row
    DATE = "date"  # ngày | tháng | năm
    MONTH = "month"  # tháng | năm
    BY_SEX = "by_sex"  # nam | nữ: the column that is filled also tells the sex
    MARKS = "marks"  # one column a choice, the right one ticked
    ORDINAL = "ordinal"  # số thứ tự


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a list's rows, and where it goes.

    Attributes:
        indices: Zero-based columns that make it up, in reading order.
        joint: How they make it up.
        heading: As the list says it.
        target: Key of a field, or None where it is left out.
        score: How sure the proposal is, 0 to 1.
        samples: A few of its values as they stand in the list.
        hidden: The sheet does not show it.
        labels: With `Joint.MARKS` and `Joint.BY_SEX`, what each of its columns stands for.
    """

    indices: tuple[int, ...]
    joint: Joint
    heading: str
    target: str | None = None
    score: float = 0.0
    samples: tuple[str, ...] = ()
    hidden: bool = False
    labels: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """The columns as the sheet calls them: "B", "C–E"."""
        first, last = column_letters(self.indices[0]), column_letters(self.indices[-1])
        return first if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read.

    Attributes:
        sheet: Name of the tab.
        header: Zero-based rows of its headings, first and last.
        columns: From left to right.
        branch: The branch that the whole sheet is of, told by its tab or its title; None when rows tell.
    """

    sheet: str
    header: tuple[int, int]
    columns: tuple[Column, ...]
    branch: str | None = None

    def column_of(self, key: str) -> Column | None:
        """The column that goes into a field."""
        return next((column for column in self.columns if column.target == key), None)

    def mapped(self) -> Iterator[tuple[str, Column]]:
        """Field keys with their columns."""
        for column in self.columns:
            if column.target is not None:
                yield column.target, column


@dataclass(frozen=True, slots=True)
class ListMapping:
    """How a whole file is read.

    Attributes:
        sheets: Those in which headings were recognised.
        left_out: Names of those in which none were, or that are hidden.
    """

    sheets: tuple[SheetMapping, ...]
    left_out: tuple[str, ...] = ()

    def with_target(self, sheet: str, position: int, key: str | None) -> "ListMapping":
        """The same mapping with one column going elsewhere; a column that went there is left out.

        Args:
            position: Of the column in its sheet's `columns`.
            key: Of the field, or None to leave the column out.
        """
        return replace(
            self, sheets=tuple(_moved(one, position, key) if one.sheet == sheet else one for one in self.sheets)
        )


def _moved(mapping: SheetMapping, position: int, key: str | None) -> SheetMapping:
    columns = list(mapping.columns)
    for place, column in enumerate(columns):
        if place == position:
            columns[place] = replace(column, target=key, score=1.0)
        elif key is not None and column.target == key:
            columns[place] = replace(column, target=None)
    return replace(mapping, columns=tuple(columns))
