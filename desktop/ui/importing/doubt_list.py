"""The rows that wait, one card each, a few dozen at a time."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.importing.outcome import RowPlace, Waiting
from desktop.ui.importing.body import Body, put_scrolling
from desktop.ui.importing.choices import Choice, asks, who_it_may_be
from desktop.ui.importing.doubt_card import DoubtCard
from desktop.ui.importing.review import Review
from desktop.ui.importing.rows import facts, place_text
from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import label

_AT_ONCE = 30


class DoubtList(QWidget):
    """Shows what a review holds and writes her decisions into it.

    Signals:
        decided: Something was decided, or opened again.
        fix_wanted: The `Waiting` row that she wants to correct.
    """

    decided = Signal()
    fix_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._review: Review | None = None
        self.rows: Sequence[Waiting] = ()
        self._last: dict[RowPlace, Choice] = {}
        self.cards: dict[RowPlace, DoubtCard] = {}
        self.more = secondary("")
        self.more.clicked.connect(self._show_more)
        self.empty = EmptyState("good", texts.NO_DOUBTS, texts.NO_DOUBTS_HINT)
        body = Body(gap=tokens.S)
        self._column = body.column
        self.note = label("", "muted")
        self._column.addWidget(self.note)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._area = put_scrolling(self, body)

    def show_review(self, review: Review) -> None:
        """Show the rows of a review; those that stand there already stay where they are."""
        rows = review.waiting
        same = review is self._review and rows == self.rows
        if not same:
            if review is not self._review:
                self._last = {}
            self._review, self.rows = review, rows
            shown = max(_AT_ONCE, len(self.cards))
            self._drop_cards()
            self._add_cards(shown)
        self.empty.setVisible(not rows)
        self._refresh()

    def clear(self) -> None:
        """Show nobody."""
        self._review, self.rows, self._last = None, (), {}
        self._drop_cards()

    def refresh(self, place: RowPlace) -> None:
        """Show what was decided about one row."""
        self._refresh_card(place)

    def show_note(self, note: str) -> None:
        """Say something above the rows."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def go_to_first_open(self) -> None:
        """Put the keyboard on the first row that waits."""
        assert self._review is not None
        for position, (place, card) in enumerate(self.cards.items()):
            if not self._review.said(place):
                card.first.setFocus()
                seen = partial(self._area.ensureWidgetVisible, self.note if position == 0 else card)
                QTimer.singleShot(0, card, seen)  # once it has its place
                return

    def _drop_cards(self) -> None:
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}

    def _show_more(self) -> None:
        self._add_cards(_AT_ONCE)
        self._refresh()

    def _add_cards(self, count: int) -> None:
        assert self._review is not None
        several = len(self._review.reading.mapping.sheets) > 1
        have = len(self.cards)
        for row in self.rows[have : have + count]:
            where = texts.ROW.format(row=place_text(row.place, with_sheet=several))
            matters = [one.sentence for one in asks(row)]
            matters += who_it_may_be(row)
            card = DoubtCard(where, facts(self._review.sheet, row.values), matters)
            card.chosen.connect(lambda choice, row=row: self._decide(row, choice))
            card.fix_wanted.connect(lambda row=row: self.fix_wanted.emit(row))
            card.reopened.connect(lambda row=row: self._reopen(row))
            card.spread.connect(lambda row=row: self._spread(row))
            self._column.insertWidget(2 + len(self.cards), card)
            self.cards[row.place] = card

    def _refresh(self) -> None:
        for place in self.cards:
            self._refresh_card(place)
        left = len(self.rows) - len(self.cards)
        self.more.setText(texts.SHOW_MORE.format(count=min(left, _AT_ONCE)))
        self.more.setVisible(left > 0)

    def _refresh_card(self, place: RowPlace) -> None:
        review, card = self._review, self.cards[place]
        assert review is not None
        focused = card.window().focusWidget()
        had_focus = card.isAncestorOf(focused)
        if said := review.said(place):
            last = self._last.get(place)
            card.show_decided(said, len(review.alike(place, last)) if last else 0)
        else:
            card.offer(review.choices(next(row for row in self.rows if row.place == place)))
        if had_focus and not card.isAncestorOf(card.window().focusWidget()):
            card.first.setFocus()

    def _decide(self, row: Waiting, choice: Choice) -> None:
        assert self._review is not None
        self._last[row.place] = choice
        self._review.decide(row.place, choice)
        self._refresh_card(row.place)
        self.decided.emit()

    def _spread(self, row: Waiting) -> None:
        assert self._review is not None
        for place, choice in self._review.alike(row.place, self._last[row.place]):
            self._review.decide(place, choice)
        self._refresh()
        self.decided.emit()

    def _reopen(self, row: Waiting) -> None:
        assert self._review is not None
        self._review.reopen(row.place)
        self._last.pop(row.place, None)
        self._refresh_card(row.place)
        self.decided.emit()
