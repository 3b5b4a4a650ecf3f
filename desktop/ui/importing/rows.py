"""The rows of a list in the words of the window."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.importing.outcome import RowPlace
from desktop.models.sheets import Sheet, SheetField
from desktop.ui.texts import import_page as texts

_TELLING = ("birth_date", "citizen_id", "branch_id", "head_name", "phone")
_MOST = 3


def value_text(entry: SheetField, value: Any) -> str:
    """A value as a person reads it; a list names what it refers to by its title."""
    if value is None:
        return ""
    return str(value) if entry.field.kind.name == "reference" else entry.field.kind.format(value)


def place_text(place: RowPlace, *, with_sheet: bool) -> str:
    """Where a row stands: "14", with several sheets "Bắc · 14"."""
    return f"{place.sheet} · {place.row}" if with_sheet else str(place.row)


def title_of(sheet: Sheet, values: Mapping[str, Any]) -> str:
    """What names a row."""
    title = sheet.main.__title__
    return value_text(sheet.field(title), values.get(title)) or texts.NO_NAME


def telling(sheet: Sheet, keys: Sequence[str]) -> list[SheetField]:
    """The few fields, of those a list carries, that tell its rows apart."""
    known = {entry.key: entry for entry in sheet.fields}
    order = [key for key in _TELLING if key in keys] + [key for key in keys if key not in _TELLING]
    return [known[key] for key in order if key in known and key != sheet.main.__title__][:_MOST]


def facts(sheet: Sheet, values: Mapping[str, Any]) -> str:
    """A row in one line: "Nguyễn Thị Hòa · 12/03/1985 · Chi hội Bắc"."""
    told = [value_text(entry, values[entry.key]) for entry in telling(sheet, list(values))]
    return " · ".join([title_of(sheet, values), *filter(None, told)])


def changes_text(sheet: Sheet, changes: Mapping[str, Any]) -> str:
    """What a row would change: "Điện thoại: 0912345678; Đảng viên: có"."""
    known = {entry.key: entry for entry in sheet.fields}
    told = ((known[key], value) for key, value in changes.items() if key in known)
    return "; ".join(f"{entry.field.label}: {value_text(entry, value)}" for entry, value in told)
