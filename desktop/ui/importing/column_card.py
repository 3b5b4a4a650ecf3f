"""One column of the list: its heading, a few of its values, and what it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.importing.mapping import Column, Joint, Target
from desktop.ui.importing.one_line import OneLine
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Card, Tag
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label, set_role

_SAMPLES = 3
_SURE = 0.75


class ColumnCard(Card):
    """Shows one column and collects what it is.

    Signals:
        target_chosen: Key of a field, or None for a column that is left out.
    """

    target_chosen = Signal(object)

    def __init__(self, column: Column, targets: Sequence[Target]) -> None:
        super().__init__()
        heading = column.heading or texts.NO_HEADING
        self.body.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
        self.body.setSpacing(tokens.XS)
        self.doubt = Tag(texts.UNSURE, "attention")
        top = QHBoxLayout()
        top.addWidget(OneLine(_where(column), "muted"), 1)
        top.addWidget(self.doubt)
        self.heading = label(heading, "strong")
        self.body.addLayout(top)
        self.body.addWidget(self.heading)
        for sample in _padded(column.samples):
            self.body.addWidget(OneLine(sample, "muted"))
        self.body.addStretch(1)
        self.combo = Choice()
        self.combo.setAccessibleName(texts.IS_WHAT.format(letters=column.letters, heading=heading))
        self.combo.setMaxVisibleItems(14)
        self.combo.addItem(texts.ORDINAL if column.joint is Joint.ORDINAL else texts.IGNORE, None)
        for target in targets:
            self.combo.addItem(target.label, target.key)
        self.combo.activated.connect(lambda _at: self.target_chosen.emit(self.combo.currentData()))
        self.body.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.show_column(column)

    def show_column(self, column: Column) -> None:
        """Show what the column is now."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(column.target)))
        self.doubt.setVisible(column.target is not None and column.score < _SURE)
        set_role(self.heading, "strong" if column.target is not None else "muted")


def _where(column: Column) -> str:
    parts = [texts.COLUMN.format(letters=column.letters)]
    if len(column.indices) > 1:
        parts.append(texts.JOINED.format(count=len(column.indices)))
    if column.hidden:
        parts.append(texts.HIDDEN_COLUMN)
    return " · ".join(parts)


def _padded(samples: Sequence[str]) -> list[str]:
    shown = list(samples[:_SAMPLES]) or [texts.NO_SAMPLES]
    return shown + [""] * (_SAMPLES - len(shown))
