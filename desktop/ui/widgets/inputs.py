"""The input of each kind: a kind names its widget, this is where the name is met."""

from typing import Final

from desktop.ui.tasks import TaskRunner
from desktop.ui.widgets.chosen import CatalogueEditor, ChoiceEditor, ReferenceEditor, ReferenceSource
from desktop.ui.widgets.editor import FieldEditor, FieldLike
from desktop.ui.widgets.typed import DateEditor, LineEditor, NoteEditor, YesNoEditor

_EDITORS: Final[dict[str, type[FieldEditor]]] = {
    "text": LineEditor,
    "note": NoteEditor,
    "name": LineEditor,
    "date": DateEditor,
    "civil_date": DateEditor,
    "datetime": LineEditor,
    "money": LineEditor,
    "gold": LineEditor,
    "integer": LineEditor,
    "yes_no": YesNoEditor,
    "choice": ChoiceEditor,
    "catalogue": CatalogueEditor,
    "citizen_id": LineEditor,
    "phone": LineEditor,
}


def editor_for(
    field: FieldLike, runner: TaskRunner | None = None, references: ReferenceSource | None = None
) -> FieldEditor:
    """The input of one declared field; a kind nobody has drawn an input for is typed as one line.

    Args:
        runner: Where references are looked up.
        references: What they are looked up in; both are needed for a field that refers.
    """
    if field.kind.widget == "reference":
        assert runner is not None, "a reference is looked up in the background"
        assert references is not None, f"{field.key} refers to a register"
        return ReferenceEditor(field, runner, references)
    return _EDITORS.get(field.kind.widget, LineEditor)(field)
