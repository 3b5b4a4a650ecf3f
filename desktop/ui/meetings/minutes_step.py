"""The minutes: what was said and decided."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.meeting import Meeting
from desktop.models.record import fields_of
from desktop.ui.meetings.columns import Columns
from desktop.ui.texts import meetings as texts
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.inputs import editor_for

KEYS = ("minutes", "opinions", "secretary", "vote", "conclusion")


class MinutesStep(Card):
    """The inputs of the minutes.

    Signals:
        changed: The person changed something.
        print_wanted: The minutes on paper; what is empty leaves lines to write on.
    """

    changed = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(texts.MINUTES, hint=texts.MINUTES_HINT)
        declared = {field.key: field for field in fields_of(Meeting)}
        self.editors: dict[str, FieldEditor] = {key: editor_for(declared[key]) for key in KEYS}
        for editor in self.editors.values():
            editor.changed.connect(self.changed)
        self.print_button = secondary(texts.PRINT_MINUTES, "print")
        self.print_button.clicked.connect(self.print_wanted)
        buttons = QWidget()
        FlowLayout(buttons).addWidget(self.print_button)
        self.body.addWidget(Columns(list(self.editors.values()), narrowest=420))
        self.body.addWidget(buttons)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a meeting's minutes."""
        for key, editor in self.editors.items():
            editor.set_value(values.get(key))

    def values(self) -> dict[str, Any]:
        """What stands there."""
        return {key: editor.value() for key, editor in self.editors.items()}  # texts: always readable

    def drafted(self) -> dict[str, str]:
        """The same word for word."""
        return {key: editor.draft() for key, editor in self.editors.items()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put words back."""
        for key, editor in self.editors.items():
            if key in draft:
                editor.restore(str(draft[key]))
