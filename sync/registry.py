"""What the exchange core knows of the registers: permanent numbers and wire types, no names it would act on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Wire = Literal["text", "int", "bool", "bytes"]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One synced column.

    Attributes:
        number: Permanent id on the wire, 1 to 63 within its table.
        column: Column name on this side.
        wire: How a value travels.
        review: Two different values ask a person; otherwise the latest is shown.
        reads: Whether a text can be shown in the column; None where any can.
    """

    number: int
    column: str
    wire: Wire
    review: bool = False
    reads: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One synced table; its rows bear `id` (16 bytes), `unit_id` and `deleted_at` beside the fields."""

    number: int
    name: str
    fields: tuple[FieldSpec, ...]

    def by_number(self) -> dict[int, FieldSpec]:
        """The fields by their permanent number."""
        return {field.number: field for field in self.fields}


class Registry:
    """Tables by number and by name."""

    def __init__(self, tables: Iterable[TableSpec]) -> None:
        self.tables = tuple(tables)
        self._by_number = {table.number: table for table in self.tables}
        self._by_name = {table.name: table for table in self.tables}
        if len(self._by_number) != len(self.tables):
            raise ValueError("a table number stands twice")

    def table(self, number: int) -> TableSpec:
        """The table with this permanent number; KeyError when it is not known here."""
        return self._by_number[number]

    def named(self, name: str) -> TableSpec:
        """The table with this name; KeyError when there is none."""
        return self._by_name[name]

    def knows(self, number: int) -> bool:
        """Whether this side has the table at all."""
        return number in self._by_number
