"""The page's work in the background: plain functions that touch no widget."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.importing.grid import Workbook
from desktop.importing.mapping import ListMapping, targets_of
from desktop.importing.outcome import Decisions, Outcome, RowPlace, Tell
from desktop.importing.understand import Reading, understand
from desktop.importing.values import text_of
from desktop.models.names import fold
from desktop.models.sheets import Sheet
from desktop.registers.undo import Undo, Undone
from desktop.ui.importing.storing import Storing
from desktop.ui.tasks import CancelToken, Progress, Report
from desktop.ui.texts import import_page as texts


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A file that was read, with the columns that the program proposes."""

    path: Path
    book: Workbook
    reading: Reading

    @property
    def counts(self) -> Mapping[str, int]:
        """Rows that tell of somebody, by sheet."""
        return counts_of(self.reading)


def counts_of(reading: Reading) -> Mapping[str, int]:
    """Rows that tell of somebody, by sheet."""
    counts = Counter(row.sheet for row in reading.rows)
    counts.update(row.sheet for row in (*reading.doubtful, *reading.refused))
    return counts


def open_list(path: Path, sheet: Sheet, report: Report, token: CancelToken) -> OpenedList:
    """Read a file and understand it as the program would by itself."""
    from desktop.importing.propose import propose
    from desktop.importing.reading import read_workbook

    report(Progress(0, 0, texts.READING.format(file=path.name)))
    book = read_workbook(path)
    token.check()
    mapping = propose(book, targets_of(sheet))
    token.check()
    return OpenedList(path, book, understand(book, sheet, mapping=mapping))


def understand_as(book: Workbook, sheet: Sheet, mapping: ListMapping, report: Report, token: CancelToken) -> Reading:
    """Understand the same cells by another mapping."""
    report(Progress(0, 0, texts.READING_AGAIN))
    return understand(book, sheet, mapping=mapping)


def try_out(
    storing: Storing, sheet: Sheet, reading: Reading, decisions: Decisions, report: Report, token: CancelToken
) -> Outcome:
    """What storing would come to."""
    return storing.try_out(sheet, reading, decisions, _telling(texts.TRYING, report, token))


def store(
    storing: Storing, sheet: Sheet, reading: Reading, decisions: Decisions, label: str,
    report: Report, token: CancelToken,
) -> Outcome:  # fmt: skip
    """Store the list as one act."""
    return storing.store(sheet, reading, decisions, _telling(texts.STORING, report, token), label=label)


def take_back(undo: Undo, act: int, report: Report, token: CancelToken) -> Undone:
    """Undo a whole import."""
    report(Progress(0, 0, texts.TAKING_BACK))
    return undo.take_back(act)


def _telling(text: str, report: Report, token: CancelToken) -> Tell:
    def tell(done: int, total: int) -> None:
        token.check()
        report(Progress(done, total, text))

    tell(0, 0)
    return tell


def of_sheets(mapping: ListMapping, ticked: Collection[str]) -> ListMapping:
    """The mapping without the sheets that were not ticked."""
    return replace(mapping, sheets=tuple(one for one in mapping.sheets if one.sheet in ticked))


def with_target_everywhere(mapping: ListMapping, sheet: str, position: int, key: str | None) -> ListMapping:
    """One column going elsewhere, in every sheet that has the same heading in the same place."""
    heading = fold(next(one for one in mapping.sheets if one.sheet == sheet).columns[position].heading)
    for one in mapping.sheets:
        if position < len(one.columns) and (one.sheet == sheet or fold(one.columns[position].heading) == heading):
            mapping = mapping.with_target(one.sheet, position, key)
    return mapping


def as_written(book: Workbook, mapping: ListMapping, place: RowPlace, key: str) -> str:
    """What the list says of one field in one row, word for word; empty where no column goes there."""
    grid = next(one for one in book.sheets if one.name == place.sheet)
    column = next(one for one in mapping.sheets if one.sheet == place.sheet).column_of(key)
    if column is None:
        return ""
    cells = grid.rows[place.row - 1]
    return " ".join(text_of(cells[index]) for index in column.indices if index < len(cells) and cells[index] != "")
