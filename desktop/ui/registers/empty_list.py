"""What stands in place of an empty list: what will be here, and the first step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.models.sheets import Sheet
from desktop.ui.registers.services import Rights
from desktop.ui.texts import registers as texts
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.cards import EmptyState


class EmptyList(QStackedWidget):
    """Nothing yet, nothing that matches, or nothing in the trash.

    Attributes:
        shown: The words on screen.
    Signals:
        add_asked: The first row.
        clear_asked: The whole list again.
        list_asked: Out of the trash.
    """

    add_asked = Signal()
    clear_asked = Signal()
    list_asked = Signal()

    def __init__(self, sheet: Sheet, rights: Rights, *, importable: bool) -> None:
        super().__init__()
        hint = texts.EMPTY_HINT.format(one=sheet.one)
        if importable:
            hint = f"{hint} {texts.EMPTY_IMPORT}"
        add = texts.ADD_ONE.format(one=sheet.one) if rights.edit else ""
        self._none = EmptyState("people" if sheet.parts else "file", texts.EMPTY.format(one=sheet.one), hint, add)
        self._unmatched = EmptyState("search", texts.NOTHING_MATCHES, texts.NOTHING_MATCHES_HINT, texts.CLEAR_FILTERS)
        self._trash = EmptyState("trash", texts.EMPTY_TRASH, texts.EMPTY_TRASH_HINT, texts.LEAVE_TRASH)
        self.shown = self._none
        for state, asked in (
            (self._none, self.add_asked), (self._unmatched, self.clear_asked), (self._trash, self.list_asked),
        ):  # fmt: skip
            state.begun.connect(asked)
            self.addWidget(scrolling(state))

    def show_why(self, *, filtered: bool, trash: bool) -> None:
        """Say why there is nothing."""
        states = (self._none, self._unmatched, self._trash)
        self.shown = self._unmatched if filtered else self._trash if trash else self._none
        self.setCurrentIndex(states.index(self.shown))
