"""What the register pages of branches and hamlets offer: to merge the chosen rows."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.registers.mergers import can_merge
from desktop.store.store import Store
from desktop.ui.mergers.dialog import MergeDialog
from desktop.ui.registers.services import Listed, PageAction
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import mergers as texts


def merge_actions(
    office_store: Store, runner: TaskRunner, parent: QWidget | None, after: Callable[[], object]
) -> list[PageAction]:
    """The actions for the register page of rows that know what they were merged into.

    Args:
        parent: The window that the dialog stands before.
        after: Called each time the register has changed, a merger taken back included.
    """

    def run(listed: Listed) -> None:
        assert can_merge(listed.sheet.main), f"rows of {listed.sheet.name} cannot be merged"
        dialog = MergeDialog(listed.sheet.main, office_store, runner, chosen=listed.ids, parent=parent)
        dialog.merged.connect(after)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    return [PageAction(texts.ACTION, run, takes="rows")]
