"""Which columns a list shows, how wide, and by which it is sorted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from desktop.models.sheets import Sheet, SheetField


@dataclass(frozen=True, slots=True)
class ListLayout:
    """The list as she arranged it.

    Attributes:
        keys: Columns from left to right.
        widths: By key, pixels at 100 % text; only those she dragged.
        sort: Key of the column it is sorted by; the title's when empty.
    """

    keys: tuple[str, ...]
    widths: Mapping[str, int]
    sort: str = ""
    descending: bool = False

    @classmethod
    def delivered(cls, sheet: Sheet) -> Self:
        """The list before anybody touched it."""
        return cls(tuple(entry.key for entry in sheet.listed), {})

    @classmethod
    def read(cls, sheet: Sheet, kept: Mapping[str, Any] | None) -> Self:
        """A kept layout; columns that are no longer declared are left out."""
        known = {entry.key for entry in sheet.fields}
        if kept is None or not (keys := tuple(key for key in kept.get("keys", ()) if key in known)):
            return cls.delivered(sheet)
        widths = {str(key): int(width) for key, width in dict(kept.get("widths", {})).items() if key in known}
        sort = str(kept.get("sort", ""))
        return cls(keys, widths, sort if sort in known else "", bool(kept.get("descending", False)))

    def kept(self) -> dict[str, Any]:
        """Plain values for the settings file."""
        return {
            "keys": list(self.keys),
            "widths": dict(self.widths),
            "sort": self.sort,
            "descending": self.descending,
        }

    def columns(self, sheet: Sheet) -> tuple[SheetField, ...]:
        """The fields of its columns."""
        return tuple(sheet.field(key) for key in self.keys)

    def widened(self, key: str, width: int) -> Self:
        """The same with one column dragged to another width."""
        return replace(self, widths={**self.widths, key: width})

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """The same, sorted by another column."""
        return replace(self, sort=key, descending=descending)

    def showing(self, keys: tuple[str, ...]) -> Self:
        """The same with other columns."""
        return replace(self, keys=keys, widths={key: width for key, width in self.widths.items() if key in keys})
