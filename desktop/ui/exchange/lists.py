"""Two quiet lists: what was held or refused, and the last exchanges."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.desk import PastExchange, Refused, Way
from desktop.ui.exchange.words import history_words, reason_words
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Card, Sign
from desktop.ui.widgets.labels import label

_SIGNS = {Way.NETWORK: "network", Way.STICK: "stick", Way.FILE: "file"}


class RefusedCard(Card):
    """Each thing that was not taken in, with the reason in words."""

    def __init__(self) -> None:
        super().__init__(texts.REFUSED, hint=texts.REFUSED_HINT)
        self.lines: list[QWidget] = []
        self._shown: tuple[Refused, ...] = ()
        self.body.addStretch(1)

    def show_refused(self, refused: Sequence[Refused], now: datetime) -> None:
        """List them."""
        self.setVisible(bool(refused))
        if tuple(refused) == self._shown:
            return
        self._shown = tuple(refused)
        _empty(self.lines)
        for each in refused:
            line = _line_of(each, now)
            self.lines.append(line)
            self.body.insertWidget(self.body.count() - 1, line)


class HistoryCard(Card):
    """The last exchanges, newest first."""

    def __init__(self) -> None:
        super().__init__(texts.HISTORY)
        self.empty = label(texts.HISTORY_EMPTY, "muted")
        self.lines: list[QWidget] = []
        self._shown: tuple[PastExchange, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self.empty)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_history(self, history: Sequence[PastExchange], now: datetime) -> None:
        """List them."""
        self.empty.setVisible(not history)
        if tuple(history) == self._shown:
            return
        self._shown = tuple(history)
        _empty(self.lines)
        for row, past in enumerate(history):
            when = label(texts.moment_of(past.at, now), wrap=False)
            way = past.outcome.way
            sign = Sign(_SIGNS[way], "muted", 18)
            words = label(history_words(past), "attention" if past.problem else "")
            sign.setAccessibleName(texts.WAYS[way.value])
            sign.setToolTip(texts.WAYS[way.value])
            for column, widget in enumerate((when, sign, words)):
                self._grid.addWidget(
                    widget, row, column, Qt.AlignmentFlag.AlignTop if column < 2 else Qt.AlignmentFlag(0)
                )
                self.lines.append(widget)


def _line_of(refused: Refused, now: datetime) -> QWidget:
    line = QWidget()
    where = texts.HELD_THERE if refused.held else texts.HELD_HERE
    about = " · ".join(filter(None, (where, texts.moment_of(refused.on, now) if refused.on else "")))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(refused.what, "strong"))
    words.addWidget(label(reason_words(refused)))
    words.addWidget(label(about, "muted"))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, tokens.XS, 0, tokens.XS)
    row.setSpacing(tokens.S)
    row.addWidget(Sign("attention", "attention", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return line


def _empty(lines: list[QWidget]) -> None:
    for line in lines:
        line.hide()
        line.deleteLater()
    lines.clear()
