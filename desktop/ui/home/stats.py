"""The figures of the commune, each a button to the rows behind it."""

from PySide6.QtCore import Signal

from desktop.models.numbers import group_digits
from desktop.registers.overview import (
    Overview,
    behind_denominators,
    behind_households,
    behind_joined,
    behind_members,
)
from desktop.ui.meetings.columns import Columns
from desktop.ui.texts import home as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Card, StatNumber


class Stats(Card):
    """Members, coverage, poor households headed by women.

    Signals:
        rows_wanted: A `Behind`.
    """

    rows_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._seen: Overview | None = None
        self.members = StatNumber("–", texts.MEMBERS)
        self.change = StatNumber("–", texts.SAME)
        self.coverage = StatNumber("–", texts.COVERAGE)
        self.poor = StatNumber("–", texts.POOR)
        numbers = [self.members, self.change, self.coverage, self.poor]
        self.body.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        self.body.addWidget(Columns(numbers, narrowest=230, most=4, gap=tokens.S))
        self.members.clicked.connect(lambda: self.rows_wanted.emit(behind_members()))
        self.change.clicked.connect(self._open_joined)
        self.coverage.clicked.connect(lambda: self.rows_wanted.emit(behind_denominators()))
        self.poor.clicked.connect(self._open_poor)

    def show_overview(self, seen: Overview) -> None:
        """Show the figures."""
        self._seen = seen
        self.members.show_figure(group_digits(seen.members))
        net = seen.change.net
        self.change.name.setText(texts.CHANGE.format(joined=seen.change.joined, left=seen.change.left))
        self.change.show_figure(f"+{net}" if net > 0 else f"−{-net}" if net else "0", seen.quarter.name)
        share, base = seen.coverage.percent, seen.coverage.base
        if share is None or base is None:
            self.coverage.show_figure("–", f"{texts.NO_COVERAGE}. {texts.NO_COVERAGE_NOTE}")
        else:
            known = base.as_of.text in base.source
            source = base.source if known else f"{base.source}, {base.as_of.text}"
            note = texts.COVERAGE_NOTE.format(women=group_digits(base.women), source=source)
            self.coverage.show_figure(texts.percent(share), texts.COVERAGE_OVER if share > 100 else note)
        self.poor.show_figure(group_digits(len(seen.poor_households)))

    def _open_joined(self) -> None:
        if self._seen is not None and self._seen.change.joined:
            self.rows_wanted.emit(behind_joined(self._seen.quarter))

    def _open_poor(self) -> None:
        if self._seen is not None and self._seen.poor_households:
            self.rows_wanted.emit(behind_households(self._seen.poor_households))
