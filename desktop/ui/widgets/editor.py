"""What every input has in common: a label, the input, a quiet line of help, and a message in words."""

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.texts import explain
from desktop.ui.texts import widgets as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.labels import label, set_role
from sync.errors import AppError


class KindLike(Protocol):
    """What an input needs to know of a kind."""

    @property
    def name(self) -> str: ...
    @property
    def widget(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def choices(self) -> tuple[tuple[str, str], ...]: ...

    def parse(self, text: str) -> Any:
        """A value, or None for nothing; an `AppError` when it cannot be read."""

    def format(self, value: Any) -> str:
        """What a person reads."""


class FieldLike(Protocol):
    """What an input needs to know of a field."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def help(self) -> str: ...
    @property
    def default(self) -> Any: ...

    @property
    def kind(self) -> KindLike:
        """How its values behave."""


class FieldEditor(QWidget):
    """One field of a form.

    A subclass builds its input, hands it to `_lay_out`, and reads and writes it as text or value.

    Signals:
        changed: The person changed something; a program's `set_value` does not emit it.
        left: The person went on to another input; what was typed has been read.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, field: FieldLike) -> None:
        super().__init__()
        self.field = field
        self.label = label(field.label + (" *" if field.required else ""), wrap=True)
        self.help = label(field.help, "muted")
        if not field.help:
            self.help.hide()  # never shown here: without a parent it would open as a window
        self.message = label("", "stop")
        self.message.hide()
        self._shown_value: Any = None

    def _lay_out(self, input_widget: QWidget, *beside: QWidget) -> None:
        self.input = input_widget
        input_widget.setAccessibleName(self.field.label)
        if self.field.help:
            input_widget.setAccessibleDescription(self.field.help)
        self.label.setBuddy(input_widget)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(input_widget, 1)
        for widget in beside:
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.XS)
        column.addWidget(self.label)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.help)
        column.addStretch(1)
        self.setFocusProxy(input_widget)
        input_widget.installEventFilter(self)

    # What a subclass gives

    def text(self) -> str:
        """What stands in the input, word for word."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put words into the input."""
        raise NotImplementedError

    def _show(self, value: Any) -> None:
        self.set_text(self.field.kind.format(value))

    # What every input can do

    def draft(self) -> str:
        """All that `restore` needs to put unfinished input back after a power cut."""
        return self.text()

    def restore(self, draft: str) -> None:
        """Put a draft back; what the form showed when it opened stays what it was."""
        self.set_text(draft)

    def value(self) -> Any:
        """The value typed or chosen, None for nothing.

        Raises:
            BadValue: it cannot be read.
        """
        return self.field.kind.parse(self.text())

    def set_value(self, value: Any) -> None:
        """Show a value, and take it for what the form showed when it opened."""
        self._shown_value = value
        self._show(value)
        self.show_problem("")

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than was shown."""
        try:
            return bool(self.value() != self._shown_value)
        except AppError:
            return True

    def check(self) -> bool:
        """Read the input, say under it what is wrong, and return whether all is well."""
        try:
            value = self.value()
        except AppError as error:
            self.show_problem(explain(error))
            return False
        missing = self.field.required and value in (None, "")
        self.show_problem(texts.REQUIRED if missing else "")
        return not missing

    def show_problem(self, sentence: str, *, blocks: bool = True) -> None:
        """Say something under the input; an empty sentence takes it away.

        Args:
            blocks: False for a doubt that may be saved.
        """
        set_role(self.message, "stop" if blocks else "attention")
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        set_role(self.input, "problem" if sentence and blocks else "", "state")
        self.input.setAccessibleDescription(sentence or self.field.help)

    @property
    def problem(self) -> str:
        """What is said under the input now."""
        return self.message.text()

    def _leave(self) -> None:
        """She goes on: read what was typed and show it as it was understood."""
        try:
            value = self.value()
        except AppError as error:
            self.show_problem(explain(error))
        else:
            if value is not None:
                self._show(value)
            self.show_problem("")
        self.left.emit()

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            reason = event.reason() if hasattr(event, "reason") else Qt.FocusReason.OtherFocusReason
            if reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                self._leave()
        return super().eventFilter(watched, event)


def unit_label(kind: str) -> QLabel | None:
    """The unit that stands after an input."""
    unit = texts.UNITS.get(kind)
    return label(unit, "muted", wrap=False) if unit else None
