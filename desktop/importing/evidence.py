"""What the values under a heading say about the field they belong to."""

from collections.abc import Sequence
from typing import Any

from desktop.importing.date_values import ShortYear
from desktop.importing.grid import Cell
from desktop.importing.mapping import Target
from desktop.importing.values import Trouble, is_blank, is_ditto, reader_of

_UNTELLING = 0.5
_TELLING = frozenset({"citizen_id", "phone", "ethnic_group"})  # kinds and catalogues that nothing else looks like
_LOOKED_AT = 60


def fit(target: Target, cells: Sequence[Cell]) -> float:
    """How many of a column's values a field could take: 0 none, 1 all; 0.5 where values cannot tell.

    Args:
        cells: Some of the column's cells, from below its heading.
    """
    told = [cell for cell in cells if not is_blank(cell) and not is_ditto(cell)][:_LOOKED_AT]
    if not told:
        return _UNTELLING
    if target.kind.name in ("text", "note", "reference"):
        return _UNTELLING if any(isinstance(cell, str) for cell in told) or target.kind.name != "reference" else 0.3
    reader = reader_of(target.kind, told)
    values = [reader(cell) for cell in told]
    return sum(map(_is_taken, values)) / len(values)


def speaks_for_itself(target: Target, cells: Sequence[Cell]) -> bool:
    """Whether the values alone, under no heading or a strange one, can be nothing else than this field's."""
    if target.kind.name not in _TELLING and target.kind.target not in _TELLING:
        return False
    told = [cell for cell in cells if not is_blank(cell) and not is_ditto(cell)][:_LOOKED_AT]
    reader = reader_of(target.kind, told)
    clean = sum(not isinstance(reader(cell), Trouble) for cell in told)
    return len(told) >= 3 and clean >= 0.9 * len(told)


def _is_taken(value: Any) -> bool:
    if isinstance(value, Trouble):
        return value.reason in ("citizen_id.eleven_digits", "date.order_unclear")
    return value is not None and not (isinstance(value, ShortYear) and value.month is None)


def is_single_word(cell: Cell) -> bool:
    """Whether a cell could be a given name standing apart."""
    return isinstance(cell, str) and cell.replace("'", "").isalpha() and len(cell) <= 12
