"""Inputs where one chooses: a closed choice, an entry of a catalogue, a row of another register."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.models.names import fold
from desktop.ui.tasks import CancelToken, Latest, Report, TaskRunner
from desktop.ui.texts import widgets as texts
from desktop.ui.widgets.editor import FieldEditor, FieldLike
from desktop.ui.widgets.lines import ButtonLine
from desktop.ui.widgets.suggest import Suggestion, SuggestionList
from sync.errors import AppError

_PAUSE_MS = 120
_MOST = 60


class NotInList(AppError):
    """The text names nothing that can be chosen."""

    code = "value.not_in_list"


class Choice(QComboBox):
    """A combo box that the mouse wheel passes over, so that scrolling a form changes nothing."""

    # Qt overrides
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceEditor(FieldEditor):
    """One of a few; the first line stands for nothing."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.combo = Choice()
        self.combo.addItem(texts.NOT_STATED, None)
        for key, words in field.kind.choices:
            self.combo.addItem(words, key)
        self.combo.activated.connect(self.changed)
        self._lay_out(self.combo)

    def text(self) -> str:
        return self.combo.currentText() if self.combo.currentIndex() > 0 else ""

    def set_text(self, text: str) -> None:
        self.combo.setCurrentIndex(max(0, self.combo.findText(text)))

    def value(self) -> Any:
        return self.combo.currentData()

    def _show(self, value: Any) -> None:
        self.combo.setCurrentIndex(max(0, self.combo.findData(value)))


class _SearchedEditor(FieldEditor):
    """A line with a list beneath; holds what was chosen, and the words that stood for it."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self.line = ButtonLine("down", texts.OPEN_LIST)
        self.line.setPlaceholderText(texts.TYPE_TO_FIND)
        self._lay_out(self.line)
        self.list = SuggestionList(self.line)
        self._chosen: Any = None
        self._chosen_text = ""
        self.line.button.clicked.connect(self._open)
        self.line.textEdited.connect(self._typed)
        self.list.asked.connect(self._open)
        self.list.chosen.connect(self._take)

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def value(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        if text == self._chosen_text:
            return self._chosen
        return self._named(text)

    def _hold(self, value: Any, text: str) -> None:
        self._chosen, self._chosen_text = value, text
        self.set_text(text)

    def _take(self, suggestion: Suggestion) -> None:
        self._hold(suggestion.data, suggestion.title)
        self.show_problem("")
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self.changed.emit()
        self._search(text)

    def _open(self) -> None:
        self.line.setFocus()
        text = self.line.text()
        self._search("" if text == self._chosen_text else text)

    def _search(self, text: str) -> None:
        raise NotImplementedError

    def _named(self, text: str) -> Any:
        raise NotImplementedError


class CatalogueEditor(_SearchedEditor):
    """An entry of a catalogue, found without accents."""

    def __init__(self, field: FieldLike) -> None:
        super().__init__(field)
        self._entries: list[tuple[str, Suggestion]] | None = None

    def _show(self, value: Any) -> None:
        self._hold(value, self.field.kind.format(value))

    def _named(self, text: str) -> Any:
        return self.field.kind.parse(text)

    def _search(self, text: str) -> None:
        if self._entries is None:
            self._entries = _folded_entries(self.field.kind.target)
        wanted = fold(text)
        words = [f" {word}" for word in wanted.split()]
        found = [suggestion for keys, suggestion in self._entries if all(word in keys for word in words)]
        found.sort(key=lambda suggestion: not fold(suggestion.title).startswith(wanted))
        self.list.offer(found[:_MOST], texts.NOTHING_FOUND)


def _folded_entries(name: str) -> list[tuple[str, Suggestion]]:
    from desktop.models.catalogues import catalogue
    from desktop.models.kinds import today

    return [
        (" " + " ".join(fold(word) for word in (entry.label, *entry.aliases)), Suggestion(entry.label, data=entry.key))
        for entry in catalogue(name).entries(today())
    ]


@dataclass(frozen=True, slots=True)
class Reference:
    """A row that a reference may point to."""

    id: UUID
    title: str
    subtitle: str = ""


class ReferenceSource(Protocol):
    """What a reference needs from the registers; asked on a worker thread."""

    def find(self, register: str, text: str) -> Sequence[Reference]:
        """Rows whose search text matches; the most used ones for an empty text."""

    def named(self, register: str, row_id: UUID) -> Reference | None:
        """The row a stored id points to."""


class ReferenceEditor(_SearchedEditor):
    """A row of another register, searched for in the background."""

    def __init__(self, field: FieldLike, runner: TaskRunner, source: ReferenceSource) -> None:
        super().__init__(field)
        self._source = source
        self._found = Latest(runner, parent=self)
        self._found.answered.connect(self._offer)
        self._names = Latest(runner, parent=self)
        self._names.answered.connect(self._show_name)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._wanted = ""

    def draft(self) -> str:
        held = self._chosen is not None and self.text().strip() == self._chosen_text
        return f"{self._chosen}\t{self._chosen_text}" if held else self.text()

    def restore(self, draft: str) -> None:
        row_id, tab, title = draft.partition("\t")
        if tab:
            self._hold(UUID(row_id), title)
        else:
            self.set_text(draft)

    def set_value(self, value: Any) -> None:
        """Show the row of an id, or a `Reference` whose words are known."""
        if isinstance(value, Reference):
            super().set_value(value.id)
            self._names.forget()
            self._hold(value.id, value.title)
        else:
            super().set_value(value)

    def value(self) -> Any:
        return self._chosen if self._names.is_waiting else super().value()

    def _show(self, value: Any) -> None:
        if value == self._chosen and value is not None and self._chosen_text:
            self._hold(value, self._chosen_text)
            return
        self._hold(value, "")
        if value is not None:
            self._names.ask(partial(_named_row, self._source, self.field.kind.target, value))

    def _show_name(self, found: Reference | None) -> None:
        if found is not None and found.id == self._chosen:
            self._hold(found.id, found.title)

    def _typed(self, text: str) -> None:
        self._names.forget()
        super()._typed(text)

    def _named(self, text: str) -> Any:
        alike = [row for row in self.list.suggestions if fold(row.title) == fold(text)]
        if len(alike) == 1:
            return alike[0].data
        raise NotInList

    def _search(self, text: str) -> None:
        self._wanted = text
        self._found.forget()
        self._pause.start()

    def _ask(self) -> None:
        self._found.ask(partial(_matching_rows, self._source, self.field.kind.target, self._wanted))

    def _offer(self, rows: Sequence[Reference]) -> None:
        if self.line.hasFocus() or not self.line.window().isActiveWindow():
            offered = [Suggestion(row.title, row.subtitle, row.id) for row in rows]
            self.list.offer(offered, texts.NOTHING_FOUND)


def _named_row(
    source: ReferenceSource, register: str, row_id: UUID, report: Report, token: CancelToken
) -> Reference | None:
    return source.named(register, row_id)


def _matching_rows(
    source: ReferenceSource, register: str, text: str, report: Report, token: CancelToken
) -> Sequence[Reference]:
    return source.find(register, text)
