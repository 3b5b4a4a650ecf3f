"""Rows as lists and forms show them: plain values, nothing that holds a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.models.sheets import SheetField
from sync.journal import Shown


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list.

    Attributes:
        cells: What is read in each column asked for, in that order.
    """

    id: UUID
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One row as a form shows it.

    Attributes:
        values: By sheet key.
        titles: What references show, by sheet key.
        shown: To be handed back with the save; see `Shown`.
        is_trashed: Whether it lies in the trash.
    """

    id: UUID
    title: str
    values: Mapping[str, Any]
    titles: Mapping[str, str]
    shown: Shown
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer of the search box.

    Attributes:
        sheet: Name of the sheet that shows it.
    """

    sheet: str
    id: UUID
    title: str
    subtitle: str = ""
    number: int = field(default=0, repr=False)


def cell_text(entry: SheetField, value: Any) -> str:
    """What a column reads for a value that came out of `SheetQuery.shown`."""
    if value is None:
        return ""
    return str(value) if entry.field.kind.name == "reference" else entry.field.kind.format(value)
