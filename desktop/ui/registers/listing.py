"""What the list shows: asks the register in the background and fills the model."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.models.sheets import SheetField
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.rows import Row
from desktop.ui.registers.references import title_of
from desktop.ui.registers.rows_model import RowsModel
from desktop.ui.tasks import CancelToken, Latest, Report, TaskRunner

_SCREENFUL = 60

Columns = tuple[SheetField, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query.

    Attributes:
        at: Where the row that was to be kept in sight stands now; -1 when it is not among them.
    """

    query: Query
    columns: Columns
    numbers: list[int]
    rows: dict[int, Row]
    at: int


class Listing(QObject):
    """Keeps one model filled.

    Signals:
        found: A `Found`, once the model shows it.
        failed: Why a query or a screenful could not be read.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, register: Register, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel()
        self.query = Query()
        self._register = register
        self._title = title_of(register.sheet)
        self._runner = runner
        self._finding = Latest(runner, parent=self)
        self._finding.answered.connect(self._show)
        self._finding.failed.connect(self.failed)
        self._asked: tuple[Sequence[int], Columns] | None = None
        self.model.wanted.connect(self._read)

    def ask(self, query: Query, columns: Columns, *, keep: int | None = None) -> None:
        """Show what a query finds.

        Args:
            keep: Number of a row to keep in sight.
        """
        self.query = query
        self._finding.ask(partial(_find, self._register, query, columns, keep))

    def _show(self, found: Found) -> None:
        by_name = found.query.sort in ("", self._title.key) and self._title.field.kind.name == "name"
        self.model.show_rows(found.numbers, found.columns, found.rows, by_name=by_name)
        self.found.emit(found)

    def _read(self, numbers: Sequence[int]) -> None:
        if self._asked is not None or not numbers:
            return  # what is still missing is asked for again when the answer is painted
        self._asked = (numbers, self.model.columns)
        self._runner.run(partial(_rows, self._register, *self._asked), self._take, self._give_up)

    def _take(self, rows: dict[int, Row]) -> None:
        assert self._asked is not None
        (numbers, columns), self._asked = self._asked, None
        self.model.take(numbers, rows, columns)

    def _give_up(self, error: BaseException) -> None:
        self._asked = None
        self.failed.emit(error)


def _find(
    register: Register, query: Query, columns: Columns, keep: int | None, report: Report, token: CancelToken
) -> Found:
    numbers = register.find(query)
    token.check()
    at = _position(numbers, keep)
    start = max(0, at - _SCREENFUL // 2)
    rows = register.rows(numbers[start : start + _SCREENFUL], columns)
    return Found(query, columns, numbers, rows, at)


def _position(numbers: list[int], number: int | None) -> int:
    try:
        return -1 if number is None else numbers.index(number)
    except ValueError:
        return -1


def _rows(
    register: Register, numbers: Sequence[int], columns: Columns, report: Report, token: CancelToken
) -> dict[int, Row]:
    return register.rows(numbers, columns)
