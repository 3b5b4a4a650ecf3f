"""Where the inputs of a form look up rows of other registers."""

from collections.abc import Sequence
from uuid import UUID

from desktop.models.fields import Privacy
from desktop.models.record import record_named
from desktop.models.sheets import Sheet, SheetField, sheet_of
from desktop.registers.query import Query
from desktop.registers.register import Gone
from desktop.ui.registers.services import RegisterServices
from desktop.ui.widgets.chosen import Reference

_MOST = 60
_SUBTITLE_FIELDS = 2


class RegisterReferences:
    """Finds rows to refer to; a row's listed fields stand under its title."""

    def __init__(self, services: RegisterServices) -> None:
        self._register = services.register

    def find(self, register: str, text: str) -> Sequence[Reference]:
        """The first rows whose search text matches, by title."""
        sheet = sheet_of(record_named(register))
        rows = self._register(sheet)
        numbers = rows.find(Query(text=text))[:_MOST]
        columns = [title_of(sheet), *_beside(sheet)]
        found = rows.rows(numbers, columns)
        return [
            Reference(found[number].id, found[number].cells[0], " · ".join(filter(None, found[number].cells[1:])))
            for number in numbers
            if number in found
        ]

    def named(self, register: str, row_id: UUID) -> Reference | None:
        """The row of a stored id."""
        try:
            opened = self._register(sheet_of(record_named(register))).open(row_id)
        except Gone:
            return None
        return Reference(row_id, opened.title)


def title_of(sheet: Sheet) -> SheetField:
    """The field that names a row of the sheet."""
    return next(entry for entry in sheet.fields if entry.part == 0 and entry.field.key == sheet.main.__title__)


def _beside(sheet: Sheet) -> list[SheetField]:
    title = title_of(sheet)
    plain = [entry for entry in sheet.listed if entry != title and entry.field.privacy is Privacy.OFFICE]
    return plain[:_SUBTITLE_FIELDS]


def target_of(entry: SheetField) -> Sheet:
    """The plain sheet of the register that a reference points to."""
    return sheet_of(record_named(entry.field.kind.target))


def can_be_named(sheet: Sheet) -> bool:
    """Whether a row can be begun with its title alone."""
    required = [entry for entry in sheet.fields if entry.field.required]
    titles = [entry for entry in required if entry.field.key == sheet.main.__title__]
    return required == titles and bool(titles) and titles[0].field.kind.name in ("text", "name")
