"""Step 1: what meeting, when, where."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Signal

from desktop.models.catalogues import catalogue
from desktop.models.kinds import today
from desktop.models.meeting import Meeting
from desktop.models.record import fields_of
from desktop.registers.office_settings import OfficeSettings
from desktop.ui.meetings.columns import Columns
from desktop.ui.texts import meetings as texts
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from sync.errors import AppError

KEYS = ("kind", "starts_at", "title", "place", "chair")
_COLUMN = 240


def first_values(settings: OfficeSettings) -> dict[str, Any]:
    """What a new meeting begins with: the next morning, at the usual place."""
    tomorrow = datetime.combine(today() + timedelta(days=1), time(8))
    kind = "branch_meeting"
    return {
        "kind": kind,
        "title": texts.default_title(catalogue("meeting_kind").label(kind), tomorrow.month, tomorrow.year),
        "starts_at": tomorrow.strftime("%Y-%m-%dT%H:%M"),
        "place": settings.place or None,
        "chair": settings.chair or None,
        "invited_by": "branch",
        "blank_rows": settings.blank_rows,
    }


class WhatStep(Card):
    """The inputs of step 1.

    Signals:
        changed: The person changed something.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(texts.STEP_WHAT)
        declared = {field.key: field for field in fields_of(Meeting)}
        self.editors: dict[str, FieldEditor] = {key: editor_for(declared[key]) for key in KEYS}
        self._suggested = ""
        self.body.addWidget(Columns(list(self.editors.values()), narrowest=_COLUMN, wide=[self.editors["title"]]))
        for key, editor in self.editors.items():
            editor.changed.connect(self.changed)
            if key in ("kind", "starts_at"):
                editor.changed.connect(self._suggest_title)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a meeting."""
        for key, editor in self.editors.items():
            editor.set_value(values.get(key))
        self._suggested = self._suggestion()

    def values(self) -> dict[str, Any]:
        """What can be read now; what cannot is left out."""
        found = {}
        for key, editor in self.editors.items():
            try:
                found[key] = editor.value()
            except AppError:
                continue
        return found

    def check(self) -> bool:
        """Say under each input what is wrong, go to the first, and return whether all is well."""
        bad = [editor for editor in self.editors.values() if not editor.check()]
        for editor in bad[:1]:
            editor.setFocus()
        return not bad

    def drafted(self) -> dict[str, str]:
        """What stands in the inputs, word for word."""
        return {key: editor.draft() for key, editor in self.editors.items()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put words back into the inputs."""
        for key, editor in self.editors.items():
            if key in draft:
                editor.restore(str(draft[key]))

    def _suggest_title(self) -> None:
        """The title follows kind and month until she writes her own."""
        suggestion = self._suggestion()
        title = self.editors["title"]
        if suggestion and title.text() in ("", self._suggested):
            title.set_text(suggestion)
        self._suggested = suggestion or self._suggested

    def _suggestion(self) -> str:
        values = self.values()
        kind, moment = values.get("kind"), values.get("starts_at")
        if not kind or not moment:
            return ""
        when = datetime.fromisoformat(moment)
        return texts.default_title(catalogue("meeting_kind").label(kind), when.month, when.year)
