"""Step 4: what came of it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.importing.outcome import Outcome, Taken
from desktop.models.numbers import group_digits
from desktop.registers.undo import Undone
from desktop.ui.importing.body import Body, put_scrolling
from desktop.ui.importing.review_step import branch_words
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import primary, secondary
from desktop.ui.widgets.cards import Card, Sign, StatNumber
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label

_LISTED = ("added", "updated", "unchanged")


class ResultStep(QWidget):
    """Figures that open the rows behind them, and what one may do next.

    Signals:
        rows_wanted: "added", "updated", "unchanged" or "held".
        undo_wanted, roster_wanted, another_wanted: She pressed the button.
    """

    rows_wanted = Signal(str)
    undo_wanted = Signal()
    roster_wanted = Signal()
    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outcome = Outcome()
        self._file = ""
        self.sign = Sign("good", "good", 36)
        self.heading, self.note = label("", "heading"), label("", "muted")
        self.figures = {
            name: StatNumber("0", words)
            for name, words in (
                ("added", texts.ADDED), ("updated", texts.UPDATED), ("unchanged", texts.UNCHANGED),
                ("held", texts.HELD), ("skipped", texts.SKIPPED),
            )
        }  # fmt: skip
        self.roster_button = primary(texts.PRINT_ROSTER, "print")
        self.another_button = secondary(texts.ANOTHER, "import")
        self.undo_button = secondary(texts.TAKE_BACK, "undo")
        for button, signal in (
            (self.roster_button, self.roster_wanted),
            (self.another_button, self.another_wanted),
            (self.undo_button, self.undo_wanted),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        figures, acts = QWidget(), QWidget()
        row, buttons = FlowLayout(figures, gap=tokens.L), FlowLayout(acts)
        for name, figure in self.figures.items():
            figure.clicked.connect(lambda _=False, name=name: self.rows_wanted.emit(name))
            row.addWidget(figure)
        for button in (self.roster_button, self.another_button, self.undo_button):
            buttons.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        card = Card()
        card.body.setSpacing(tokens.M)
        card.body.addLayout(head)
        card.body.addWidget(figures)
        card.body.addWidget(self.note)
        body = Body(gap=tokens.L)
        column = body.column
        column.addWidget(card)
        column.addWidget(acts)
        column.addStretch(1)
        put_scrolling(self, body)

    def show_outcome(self, outcome: Outcome, file: str) -> None:
        """Show what an import came to."""
        self._outcome, self._file = outcome, file
        self.sign.show_sign("good", "good")
        self.heading.setText((texts.DONE if outcome.stored else texts.NOTHING_STORED).format(file=file))
        counts = {
            "added": len(outcome.added), "updated": len(outcome.updated), "unchanged": len(outcome.unchanged),
            "held": len(outcome.waiting), "skipped": len(outcome.skipped),
        }  # fmt: skip
        hints = {name: texts.OPEN_ROWS for name in _LISTED if ids_of(outcome, name)}
        hints |= {"held": texts.REVIEW_HELD} if outcome.waiting else {}
        for name, figure in self.figures.items():
            figure.show_figure(group_digits(counts[name]), hints.get(name, ""))
            figure.setEnabled(name in hints)
            figure.setVisible(bool(counts[name]) or name == "added")
        self.note.setText(branch_words(outcome.branches, texts.BRANCHES_MADE) if outcome.branches else "")
        self.note.setVisible(bool(outcome.branches))
        self.roster_button.show()
        self.undo_button.setVisible(outcome.act is not None)

    def show_undone(self, undone: Undone) -> None:
        """Say that it was taken back."""
        words = texts.TAKEN_BACK_BUT if undone.kept else texts.TAKEN_BACK
        self.sign.show_sign("undo", "text")
        self.heading.setText(words.format(file=self._file, kept=group_digits(undone.kept)))
        self.note.hide()
        for figure in self.figures.values():
            figure.hide()
        self.undo_button.hide()
        self.roster_button.hide()


def ids_of(outcome: Outcome, name: str) -> tuple[UUID, ...]:
    """The rows of the register behind a figure."""
    rows: Sequence[Taken] = getattr(outcome, name)
    return tuple(row.id for row in rows if row.id is not None)
