"""All conflict cards, one below the other."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.exchange.desk import ConflictCard as Conflict
from desktop.exchange.desk import ConflictField
from desktop.ui.exchange.conflict_card import ConflictCard
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.labels import SectionHeader


class ConflictList(QWidget):
    """Cards that are there already stay as they are, with what was chosen in them.

    Signals:
        settled: A card's id, and field key to value.
        row_wanted: Sheet and id of a row to open.
    """

    settled = Signal(str, object)
    row_wanted = Signal(str, object)

    def __init__(
        self, make_editor: Callable[[ConflictField], FieldEditor], now: Callable[[], datetime], *, may_settle: bool
    ) -> None:
        super().__init__()
        self._make_editor, self._now, self._may_settle = make_editor, now, may_settle
        self.cards: dict[str, ConflictCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self._column.addWidget(SectionHeader(texts.CONFLICTS, texts.CONFLICTS_HINT))

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show what there is now."""
        wanted = {conflict.id: conflict for conflict in conflicts}
        for key in [key for key, card in self.cards.items() if wanted.get(key) != card.conflict]:
            self._drop(self.cards.pop(key))
        for at, conflict in enumerate(conflicts, start=1):
            if conflict.id not in self.cards:
                self.cards[conflict.id] = self._made(conflict)
            self._column.insertWidget(at, self.cards[conflict.id])
        self.setVisible(bool(conflicts))

    def begin(self) -> None:
        """Let the keyboard begin at the first card."""
        first = next(iter(self._in_order()), None)
        if first is not None:
            first.first.setFocus()

    def _in_order(self) -> list[ConflictCard]:
        return sorted(self.cards.values(), key=self._column.indexOf)

    def _made(self, conflict: Conflict) -> ConflictCard:
        card = ConflictCard(conflict, self._make_editor, self._now(), may_settle=self._may_settle)
        card.settled.connect(self.settled)
        card.row_wanted.connect(lambda: self.row_wanted.emit(conflict.sheet, conflict.row))
        return card

    def _drop(self, card: ConflictCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
