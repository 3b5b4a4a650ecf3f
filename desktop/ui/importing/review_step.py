"""Step 3: what storing would come to, and the rows that wait for a person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from desktop.importing.outcome import Taken
from desktop.models.numbers import group_digits
from desktop.ui.importing.doubt_list import DoubtList
from desktop.ui.importing.review import Review
from desktop.ui.importing.rows import changes_text, place_text, telling, title_of, value_text
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.words_table import WordsTable

_WAITING, _ADDED, _UPDATED, _UNCHANGED = range(4)
_COUNTS = (texts.COUNT_WAITING, texts.COUNT_ADDED, texts.COUNT_UPDATED, texts.COUNT_UNCHANGED)
_MOST_BRANCHES = 6


class ReviewStep(QWidget):
    """The counts are buttons: each shows its rows below.

    Signals:
        decided: Something was decided, or opened again.
        fix_wanted: The `Waiting` row that she wants to correct.
    """

    decided = Signal()
    fix_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        counts = QWidget()
        flow = FlowLayout(counts)
        self._group = QButtonGroup(self)
        self.counts: list[Button] = []
        for at, words in enumerate(_COUNTS):
            button = Button(words.format(count=0))
            button.setCheckable(True)
            self._group.addButton(button, at)
            self.counts.append(button)
            flow.addWidget(button)
        self._group.idClicked.connect(self._show_rows)
        self.doubts = DoubtList()
        self.doubts.decided.connect(self.decided)
        self.doubts.fix_wanted.connect(self.fix_wanted)
        self.table = WordsTable()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.doubts)
        self.stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(counts)
        column.addWidget(self.stack, 1)

    def show_review(self, review: Review) -> None:
        """Show a review and what it would come to, as far as that is known."""
        if review is not self._review:
            self.counts[_WAITING].setChecked(True)
        self._review = review
        outcome = review.outcome
        taken: Sequence[Sequence[Taken]] = (outcome.added, outcome.updated, outcome.unchanged) if outcome else ()
        told = [group_digits(count) for count in (review.open_count, *map(len, taken))]
        for button, sentence, count in zip(self.counts, _COUNTS, [*told, "…", "…", "…"], strict=False):
            words = sentence.format(count=count)
            button.setText(words)
            button.setAccessibleName(words)
            button.setEnabled(outcome is not None)
            button.setVisible(button.isChecked() or count != "0")
        names = outcome.branches if outcome else ()
        self.doubts.show_review(review)
        self.doubts.show_note(branch_words(names, texts.NEW_BRANCHES) if names else "")
        self._show_rows(self._group.checkedId())

    def clear(self) -> None:
        """Show nobody."""
        self._review = None
        self.doubts.clear()
        self.table.show_words((), ())
        self.stack.setCurrentWidget(self.doubts)

    def _show_rows(self, which: int) -> None:
        if which == _WAITING or self._review is None or self._review.outcome is None:
            self.stack.setCurrentWidget(self.doubts)
            return
        outcome = self._review.outcome
        rows = {_ADDED: outcome.added, _UPDATED: outcome.updated, _UNCHANGED: outcome.unchanged}[which]
        self.table.show_words(*_lines(self._review, rows, changes=which == _UPDATED))
        self.stack.setCurrentWidget(self.table)


def branch_words(names: Sequence[str], sentence: str) -> str:
    """A sentence that names branches, the first of them where there are many."""
    told = ", ".join(names[:_MOST_BRANCHES])
    if len(names) > _MOST_BRANCHES:
        told = texts.AND_MORE.format(names=told, count=len(names) - _MOST_BRANCHES)
    return sentence.format(count=len(names), names=told)


def _lines(review: Review, rows: Sequence[Taken], *, changes: bool) -> tuple[list[str], list[list[str]]]:
    sheet, mapping = review.sheet, review.reading.mapping
    keys = list(dict.fromkeys(key for one in mapping.sheets for key, _ in one.mapped()))
    if any(one.branch for one in mapping.sheets):
        keys.append("branch_id")
    entries = telling(sheet, keys)
    title = sheet.field(sheet.main.__title__)
    last = texts.CHANGES_COLUMN if changes else texts.WORTH_KNOWING
    lines = []
    for row in rows:
        values = review.values_of(row.place)
        told = [value_text(entry, values.get(entry.key)) for entry in entries]
        said = changes_text(sheet, row.changes) if changes else " ".join(
            one.sentence for one in review.remarks_of(row.place)
        )  # fmt: skip
        where = place_text(row.place, with_sheet=len(mapping.sheets) > 1)
        lines.append([where, title_of(sheet, values), *told, said])
    headings = [texts.ROW_COLUMN, title.field.label, *(entry.field.label for entry in entries), last]
    if not any(line[-1] for line in lines):
        return headings[:-1], lines
    return headings, lines
