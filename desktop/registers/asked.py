"""What a list is asked for: values alone, known before anything that reads them is."""

from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

Test = Literal["is", "is_not", "empty", "filled", "from", "to", "contains"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one column.

    Attributes:
        value: A stored value; a list of them for "is" and "is_not"; ignored for "empty" and "filled".
    """

    key: str
    test: Test
    value: Any = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows.

    Attributes:
        text: As typed in the search box; words in any order, marks optional.
        sort: Key of the column to sort by; the row's title when empty.
        trash: The deleted rows instead of the living.
        only: The rows that were chosen by hand, and no others; empty for no such limit.
    """

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False
    trash: bool = False
    only: tuple[UUID, ...] = ()


EVERYTHING: Final = Query()
