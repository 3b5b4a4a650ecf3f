"""The one search box: people, households, meetings and things to do, found as she types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.ui.tasks import CancelToken, Latest, Report, TaskRunner
from desktop.ui.texts import frame as texts
from desktop.ui.theme import current
from desktop.ui.widgets.lines import SearchLine

if TYPE_CHECKING:
    from desktop.ui.widgets.suggest import Suggestion, SuggestionList

_PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        group: The heading it stands under: "Người", "Hộ gia đình"…
        action_key: What to do when it is chosen; whoever wires the window knows the keys.
    """

    group: str
    title: str
    subtitle: str
    action_key: str


class Finder(Protocol):
    """What the search box asks; on a worker thread."""

    def find(self, text: str) -> Sequence[Hit]:
        """What matches, best first, grouped."""


class SearchBox(SearchLine):
    """Ctrl+K comes here from anywhere. What is typed is never touched; the list hangs below.

    Signals:
        chosen: The `Hit` she picked.
    """

    chosen = Signal(object)

    def __init__(self, finder: Finder, runner: TaskRunner) -> None:
        super().__init__(texts.FIND)
        self._finder = finder
        self._latest = Latest(runner, parent=self)
        self._latest.answered.connect(self._offer)
        self._answered_for: str | None = None
        self._asked_for = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._wait_for_more)

    @cached_property
    def list(self) -> SuggestionList:
        """What hangs below; made when she first types."""
        from desktop.ui.widgets.suggest import SuggestionList

        made = SuggestionList(self)
        made.chosen.connect(self._choose)
        made.asked.connect(self._ask)
        return made

    def begin(self) -> None:
        """Take the focus and let the next letter replace what stands there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _wait_for_more(self, text: str) -> None:
        offered = self.list
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._latest.forget()
            offered.hide()

    def _ask(self) -> None:
        text = self.text().strip()
        if text:
            self._asked_for = text
            self._latest.ask(partial(_find, self._finder, text))

    def _offer(self, hits: Sequence[Hit]) -> None:
        from desktop.ui.widgets.suggest import Suggestion

        self._answered_for = self._asked_for
        offered = [Suggestion(hit.title, hit.subtitle, hit, hit.group) for hit in hits]
        self.list.offer(offered, texts.NOTHING_FOUND)

    def _choose(self, suggestion: Suggestion) -> None:
        self.clear()
        self._answered_for = None
        self.chosen.emit(suggestion.data)

    def _place(self) -> None:
        super()._place()
        room = self.width() - current().px(28 + 24 + 24)
        fits = self.fontMetrics().horizontalAdvance(texts.FIND) <= room
        QLineEdit.setPlaceholderText(self, texts.FIND if fits else texts.FIND_SHORT)

    # Qt overrides
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            if self.list.isVisible() and self._answered_for == self.text().strip():
                self.list.choose_first()
            else:
                self._pause.stop()
                self._ask()
            return
        super().keyPressEvent(event)


def _find(finder: Finder, text: str, report: Report, token: CancelToken) -> Sequence[Hit]:
    return finder.find(text)
