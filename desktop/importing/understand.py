"""A list to rows of values: every sheet, every row, with what is doubtful told and not guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as plain
from datetime import date
from pathlib import Path
from typing import Any

from desktop.importing.columns import ColumnReader
from desktop.importing.errors import NoRows
from desktop.importing.grid import SheetGrid, Workbook
from desktop.importing.mapping import Joint, ListMapping, SheetMapping, Target, targets_of
from desktop.importing.propose import propose
from desktop.importing.reading import read_workbook
from desktop.importing.reasons import sentence
from desktop.importing.rows import BodyReader, BodyRow
from desktop.importing.settling import BORN, CITIZEN_ID, SEX, Found, Settler
from desktop.importing.values import Trouble
from desktop.models.kinds import today as civil_today
from desktop.models.names import accent_fold
from desktop.models.sheets import Sheet
from sync.collecting import uncollected

_KEPT_IN_NOTE = frozenset({"phone", "catalogue", "choice", "yes_no", "datetime"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know of a row.

    Attributes:
        key: Of the field; empty for the whole row.
        reason: Stable code.
        sentence: What the person reads.
    """

    key: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row that can be stored.

    Attributes:
        row: As Excel numbers it.
        values: By field key; a reference is the title of what it refers to, as the list writes it.
        remarks: What was put right or could not be kept, for the eye only.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row that is not stored before a person has decided, or at all.

    Attributes:
        row: As Excel numbers it.
        values: What could be read.
        asked: Why, the first reason first.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    asked: tuple[Remark, ...]

    @property
    def reason(self) -> str:
        """The first reason's code."""
        return self.asked[0].reason

    @property
    def sentence(self) -> str:
        """The first reason in words."""
        return self.asked[0].sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says.

    Attributes:
        rows: Ready to be stored.
        doubtful: Waiting for a person.
        refused: Not to be stored as they are: nobody could say who it is.
        mapping: By which columns it was read.
    """

    rows: tuple[ReadRow, ...]
    doubtful: tuple[HeldRow, ...]
    refused: tuple[HeldRow, ...]
    mapping: ListMapping


def read_list(path: Path, sheet: Sheet, *, mapping: ListMapping | None = None, today: date | None = None) -> Reading:
    """Read a file as a list of one register.

    Args:
        mapping: As a person has corrected it; the program proposes one when none is given.
        today: For ages; the computer's date when not given.
    Raises:
        ImportFailed: one of its kinds says why the file cannot be read.
    """
    return understand(read_workbook(path), sheet, mapping=mapping, today=today)


def understand(
    book: Workbook, sheet: Sheet, *, mapping: ListMapping | None = None, today: date | None = None
) -> Reading:
    """The same for a file whose cells were read already."""
    targets = targets_of(sheet)
    mapping = mapping or propose(book, targets)
    grids = {grid.name: grid for grid in book.sheets}
    listener = _Listener(sheet, targets, today or civil_today())
    with uncollected():
        for one in mapping.sheets:
            listener.take(grids[one.sheet], one)
    reading = Reading(tuple(listener.rows), tuple(listener.doubtful), tuple(listener.refused), mapping)
    if not (reading.rows or reading.doubtful or reading.refused):
        raise NoRows
    return reading


@dataclass
class _Listener:
    """Takes one sheet after the other and remembers who has been named."""

    sheet: Sheet
    targets: tuple[Target, ...]
    today: date
    rows: list[ReadRow] = plain(default_factory=list)
    doubtful: list[HeldRow] = plain(default_factory=list)
    refused: list[HeldRow] = plain(default_factory=list)
    seen: dict[tuple[str, ...], int] = plain(default_factory=dict)

    def __post_init__(self) -> None:
        keys = {target.key for target in self.targets}
        self._labels = {target.key: target.label for target in self.targets}
        self._kinds = {target.key: target.kind.name for target in self.targets}
        self._required = {target.key for target in self.targets if target.required}
        self._branch = next((target.key for target in self.targets if target.kind.target == "branch"), None)
        self._group = next((target.key for target in self.targets if target.kind.target == "group"), None)
        self._name = next((t.key for t in self.targets if t.required and t.kind.name == "name"), None)
        self._note = "note" if "note" in keys else None
        self._is_of_members = {BORN, "joined_on"} <= keys
        self._settler = Settler(self.today, members=self._is_of_members)

    def take(self, grid: SheetGrid, mapping: SheetMapping) -> None:
        """Read one sheet."""
        body = list(BodyReader(grid, mapping, self.targets).rows())
        if not body:
            return
        columns = self._columns(ColumnReader(grid, body), mapping)
        mapped = {key for key, _ in mapping.mapped()}
        for place, line in enumerate(body):
            row = {key: value for key, values in columns if (value := values[place]) is not None}
            self._place(row, line, mapping)
            self._sort(grid.name, line.index + 1, row, mapped)

    def _columns(self, reader: ColumnReader, mapping: SheetMapping) -> list[tuple[str, list[Any]]]:
        by_key = {target.key: target for target in self.targets}
        columns: dict[str, list[Any]] = {}
        for key, column in mapping.mapped():
            columns[key] = reader.values(column, by_key[key])
            if column.joint is Joint.BY_SEX and SEX in by_key and mapping.column_of(SEX) is None:
                columns[SEX] = list(reader.sexes(column))
        return list(columns.items())

    def _place(self, row: dict[str, Any], line: BodyRow, mapping: SheetMapping) -> None:
        """What headings, titles and tabs say, where the row itself does not."""
        if self._branch is not None and self._branch not in row:
            told = line.branch or mapping.branch
            if told is not None:
                row[self._branch] = told
        if self._group is not None and self._group not in row and line.group is not None:
            row[self._group] = line.group

    def _sort(self, sheet: str, number: int, row: dict[str, Any], mapped: set[str]) -> None:
        found = [Found(key, value) for key, value in row.items() if value.__class__ is Trouble]
        for one in found:
            del row[one.key]
        found.extend(self._settler.settle(row))
        remarks: list[Remark] = []
        asked: list[Remark] = []
        for one in found:
            if one.blocks and self._kinds[one.key] in _KEPT_IN_NOTE and self._keep(row, one):
                reason = "phone.unreadable" if one.trouble.reason == "phone.unreadable" else "value.kept_in_note"
                remarks.append(self._remark(one.key, reason, one.trouble.text))
            else:
                (asked if one.blocks else remarks).append(self._remark(one.key, one.trouble.reason, one.trouble.text))
        asked = [*self._missing(row, found, mapped), *asked, *self._repeated(row, number), *self._by_the_rules(row)]
        if not asked:
            if self._is_of_members and self._branch is not None and self._branch not in row:
                remarks.append(self._remark(self._branch, "branch.missing", ""))
            self.rows.append(ReadRow(sheet, number, row, tuple(remarks)))
            return
        held = HeldRow(sheet, number, row, (*asked, *remarks))
        (self.refused if held.reason == "name.missing" else self.doubtful).append(held)

    def _keep(self, row: dict[str, Any], found: Found) -> bool:
        """Put what no field could take into the note, so that nothing is lost; required fields may not go there."""
        told = found.trouble.reason in ("phone.unreadable", "value.unreadable")
        if self._note is None or found.key in self._required or not told:
            return False
        text = f"{self._labels[found.key]}: {found.trouble.text}"
        row[self._note] = f"{row[self._note]}; {text}" if self._note in row else text
        return True

    def _missing(self, row: Mapping[str, Any], found: Sequence[Found], mapped: set[str]) -> Iterator[Remark]:
        told = {one.key for one in found}
        for key in self._required & mapped:
            if key not in row and key not in told:
                reason = "name.missing" if key == self._name else "value.missing"
                if not (self._is_of_members and key == self._branch):
                    yield self._remark(key, reason, "")

    def _repeated(self, row: Mapping[str, Any], number: int) -> Iterator[Remark]:
        """The first to bear a citizen number is stored, whoever bears it later is asked about."""
        citizen_id = row.get(CITIZEN_ID)
        if citizen_id is not None:
            first = self.seen.setdefault((str(citizen_id),), number)
            if first != number:
                yield Remark(CITIZEN_ID, "citizen_id.twice", sentence("citizen_id.twice", other=str(first)))
        elif self._name is not None and self._name in row and BORN in row:
            who = accent_fold(str(row[self._name])), str(row[BORN]), accent_fold(str(row.get(self._branch or "", "")))
            first = self.seen.setdefault(who, number)
            if first != number:
                yield Remark("", "row.twice", sentence("row.twice", other=str(first)))

    def _by_the_rules(self, row: Mapping[str, Any]) -> Iterator[Remark]:
        """What the rules of the register forbid; a list of members has its own, gentler ones."""
        if self._is_of_members:
            return
        for problem in self.sheet.judge(row, self.today):
            if problem.blocks and problem.code != "value.required":
                yield Remark(problem.field, problem.code, problem.sentence)

    def _remark(self, key: str, reason: str, text: str) -> Remark:
        return Remark(key, reason, sentence(reason, text=text, label=self._labels.get(key, "")))
