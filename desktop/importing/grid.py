"""What a sheet holds once it is read, whatever file it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range; zero-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The cells of one sheet.

    Attributes:
        name: As the tab says.
        rows: Row 0 is row 1 of the sheet; a blank cell is an empty string. Rows may differ in length.
        merges: Merged ranges, none where the file keeps none.
        hidden_columns: Zero-based columns that the sheet does not show.
        visible: Whether the tab itself is shown.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell != "" for row in self.rows for cell in row)

    def texts(self) -> Iterator[str]:
        """Every text in the sheet, row by row."""
        for row in self.rows:
            for cell in row:
                if cell.__class__ is str and cell:
                    yield cell


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets.

    Attributes:
        sheets: In the order of the tabs.
        form: "xlsx", "xls", "ods" or "csv".
        encoding: Of a text file; empty for the others.
    """

    sheets: tuple[SheetGrid, ...]
    form: str
    encoding: str = ""


MOST_CELLS = 8_000_000
"""As many as a sheet may span; a province's list has three million."""


def column_letters(index: int) -> str:
    """A column as the sheet calls it.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The reverse of `column_letters`.

    >>> column_index("AB")
    27
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
