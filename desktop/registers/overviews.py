"""Reads the overview of one register: as it was kept, or counted."""

from collections.abc import Callable
from datetime import datetime

from desktop.registers.kept_overview import kept_overview
from desktop.registers.overview import Overview
from desktop.store.store import Store


class Overviews:
    """The overview of one store. Safe to share between threads."""

    def __init__(self, store: Store, now: Callable[[], datetime] = datetime.now) -> None:
        self._store = store
        self._now = now

    def read(self) -> Overview:
        """All figures, as they stand at one moment; counted only if something changed since they were."""
        now = self._now()
        if (kept := kept_overview(self._store, now)) is not None:
            return kept
        from desktop.registers.counted_overview import count_and_keep

        return count_and_keep(self._store, now)
