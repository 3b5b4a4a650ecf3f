"""The list that is being imported, from the file to its rows; knows no widget."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from desktop.importing.grid import Workbook
from desktop.importing.mapping import ListMapping, Target, targets_of
from desktop.importing.outcome import Outcome, RowPlace
from desktop.importing.understand import Reading
from desktop.models.sheets import Sheet
from desktop.ui.importing import jobs
from desktop.ui.importing.jobs import OpenedList


@dataclass(slots=True)
class ImportList:
    """One file on its way into one register.

    Attributes:
        mapping: Of all its sheets, as she has corrected it.
        ticked: Names of the sheets to be read.
        reading: By that mapping, of those sheets; None until it was read again after a change.
    """

    sheet: Sheet
    opened: OpenedList
    mapping: ListMapping
    ticked: AbstractSet[str]
    reading: Reading | None

    @property
    def name(self) -> str:
        """Of the file."""
        return self.opened.path.name

    @property
    def book(self) -> Workbook:
        """The file's cells."""
        return self.opened.book

    @property
    def wanted(self) -> ListMapping:
        """The mapping of the ticked sheets."""
        return jobs.of_sheets(self.mapping, self.ticked)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The fields that a column may be."""
        return targets_of(self.sheet)

    @property
    def missing(self) -> Target | None:
        """The field that names a row, where no column of some sheet is it."""
        title = self.sheet.main.__title__
        without = any(one.column_of(title) is None for one in self.wanted.sheets)
        return next(target for target in self.targets if target.key == title) if without else None

    def tick(self, names: AbstractSet[str]) -> None:
        """Read other sheets."""
        self.ticked, self.reading = names, None

    def choose(self, sheet: str, position: int, key: str | None) -> str:
        """Make a column something else; returns the letters of the column that was it before."""
        before = next(one for one in self.mapping.sheets if one.sheet == sheet)
        robbed = before.column_of(key) if key is not None else None
        self.mapping = jobs.with_target_everywhere(self.mapping, sheet, position, key)
        self.reading = None
        return robbed.letters if robbed is not None and robbed != before.columns[position] else ""


def held_back(reading: Reading, outcome: Outcome) -> Reading:
    """The rows of a list that an import left waiting, and no others."""
    held = {one.place for one in outcome.waiting}
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if RowPlace(row.sheet, row.row) in held),
        doubtful=tuple(row for row in reading.doubtful if RowPlace(row.sheet, row.row) in held),
        refused=tuple(row for row in reading.refused if RowPlace(row.sheet, row.row) in held),
    )
