"""Which rows of other sheets belong to a row: whatever declares a reference to its register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.models.fields import Privacy
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.query import Filter, Query
from desktop.registers.register import Gone
from desktop.registers.rows import Row
from desktop.ui.registers.references import title_of
from desktop.ui.registers.services import RegisterServices

_SHOWN = 8
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Relation:
    """A sheet whose rows may refer to a row, and the field by which they do.

    Attributes:
        heading: What such rows are called, with the field where a sheet refers in more than one way.
    """

    sheet: Sheet
    field: SheetField
    heading: str

    def query(self, row_id: UUID) -> Query:
        """The rows that refer to a row."""
        return Query(filters=(Filter(self.field.key, "is", row_id),))

    @property
    def columns(self) -> tuple[SheetField, ...]:
        """What is shown of each: its listed fields, without the one that refers."""
        shown = [entry for entry in self.sheet.listed if entry != self.field and entry.field.privacy is Privacy.OFFICE]
        return tuple(shown[:_COLUMNS]) or (title_of(self.sheet),)


@dataclass(frozen=True, slots=True)
class Related:
    """The rows found by one relation: how many, and the first few."""

    relation: Relation
    count: int
    rows: tuple[Row, ...]


def relations_of(sheet: Sheet, sheets: Mapping[str, Sheet]) -> list[Relation]:
    """Every way in which rows of other sheets refer to rows of this one.

    A sheet of several records stands in for the plain sheets of those records; a row's own parts are left out, they
    are shown with it.
    """
    own = {part.record for part in sheet.parts} | {sheet.main}
    seen: set[tuple[str, str]] = set()
    found: list[tuple[Sheet, SheetField]] = []
    for other in sorted(sheets.values(), key=lambda one: (-len(one.parts), one.main.__table_id__)):
        for entry in other.fields:
            kind, name = entry.field.kind, (entry.record.__tablename__, entry.field.key)
            refers = kind.name == "reference" and kind.target == sheet.main.__tablename__
            if refers and name not in seen and other.main not in own and entry.record not in own:
                seen.add(name)
                found.append((other, entry))
    names = [other.name for other, _ in found]
    return [
        Relation(other, entry, f"{other.title} · {entry.field.label}" if names.count(other.name) > 1 else other.title)
        for other, entry in sorted(found, key=lambda pair: pair[0].main.__table_id__)
    ]


def read_related(services: RegisterServices, relations: Sequence[Relation], row_id: UUID) -> list[Related]:
    """The related rows of a row; asked on a worker thread."""
    found = []
    for relation in relations:
        register = services.register(relation.sheet)
        numbers = register.find(relation.query(row_id))
        rows = register.rows(numbers[:_SHOWN], relation.columns)
        first = tuple(rows[number] for number in numbers[:_SHOWN] if number in rows)
        found.append(Related(relation, len(numbers), first))
    return found


def title_in(services: RegisterServices, sheet: Sheet, row_id: UUID) -> str:
    """The title of a row, empty when it is gone; asked on a worker thread."""
    try:
        return services.register(sheet).open(row_id).title
    except Gone:
        return ""
