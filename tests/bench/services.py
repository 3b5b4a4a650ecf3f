"""What a register page is given, over a store."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from desktop.models.sheets import sheets
from desktop.registers.drafts import Drafts
from desktop.registers.exporting import export
from desktop.registers.history import History
from desktop.registers.register import Register
from desktop.registers.saved_filters import SavedFilters
from desktop.registers.undo import Undo
from desktop.store.store import Store
from desktop.ui.registers.services import RegisterServices


class Layouts(dict[str, Mapping[str, Any] | None]):
    """Layouts in memory."""

    def of(self, sheet: str) -> Mapping[str, Any] | None:
        """The layout of one list."""
        return self.get(sheet)

    def keep(self, sheet: str, layout: Mapping[str, Any] | None) -> None:
        """Remember it."""
        self[sheet] = layout


def services(store: Store) -> RegisterServices:
    """The doors of the program, as the window wires them."""
    return RegisterServices(
        register=partial(Register, store),
        history=History(store),
        undo=Undo(store),
        drafts=Drafts(store),
        filters=SavedFilters(store),
        layouts=Layouts(),
        export=lambda sheet, query, path: export(store, sheet, path, query),
        log_view=lambda _sheet, _rows, _fields: None,
        sheets=sheets(),
    )
