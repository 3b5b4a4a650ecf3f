"""What the search box answers once a register is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.store.store import Store
from desktop.ui.frame.finder import Hit

if TYPE_CHECKING:
    from desktop.registers.search import Search


class OfficeFinder:
    """The search box's answers, once a register is open."""

    def __init__(self) -> None:
        self._store: Store | None = None
        self._search: Search | None = None

    def look_into(self, store: Store | None) -> None:
        """Answer from this store, or not at all; what searches it is loaded with the first question."""
        self._store, self._search = store, None

    def find(self, text: str) -> Sequence[Hit]:
        """Rows of every register, under the register's name."""
        if self._store is None:
            return []
        from desktop.models.sheets import sheets

        if self._search is None:
            from desktop.registers.search import Search

            self._search = Search(self._store)
        titles = {name: sheet.title for name, sheet in sheets().items()}
        return [
            Hit(titles.get(hit.sheet, ""), hit.title, hit.subtitle, f"row:{hit.sheet}:{hit.id.hex}")
            for hit in self._search.find(text)
        ]
