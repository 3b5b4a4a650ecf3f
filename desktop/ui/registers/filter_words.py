"""Which fields of a sheet one filters by, and how a filter reads."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.models.fields import Privacy
from desktop.models.record import fields_of, record_named
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.query import Filter
from desktop.ui.registers.references import title_of
from desktop.ui.texts import registers as texts

CHOSEN_KINDS = ("reference", "choice", "catalogue")
RANGED_KINDS = ("date", "civil_date", "datetime", "money", "gold", "integer")
_MOST = 3


def quick_fields(sheet: Sheet) -> tuple[SheetField, ...]:
    """The fields that may have a filter of their own above the list: those with few values, the listed ones first."""
    few = [
        entry
        for entry in sheet.fields
        if entry.field.kind.name in CHOSEN_KINDS
        and entry.field.privacy is not Privacy.SENSITIVE
        and not _is_of_people(sheet, entry)
        and entry != title_of(sheet)
    ]
    few.sort(key=lambda entry: (not entry.field.listed, CHOSEN_KINDS.index(entry.field.kind.name), entry.field.listed))
    return tuple(few[:_MOST])


def _is_of_people(sheet: Sheet, entry: SheetField) -> bool:
    """Whether a reference points to people or to what belongs to them, who are many; or back to its own register."""
    kind = entry.field.kind
    if kind.name != "reference":
        return False
    refers = (field.kind.target for field in fields_of(record_named(kind.target)) if field.kind.name == "reference")
    return kind.target in ("person", sheet.main.__tablename__) or "person" in refers


def filter_fields(sheet: Sheet, *, sensitive: bool) -> tuple[SheetField, ...]:
    """All fields that can be filtered by."""
    return tuple(entry for entry in sheet.fields if sensitive or entry.field.privacy is not Privacy.SENSITIVE)


def read_aloud(sheet: Sheet, asked: Filter, titles: Mapping[UUID, str]) -> str:
    """A filter in words: "Đảng viên: Có"."""
    entry = sheet.field(asked.key)
    if asked.test in texts.FILTER_STATES:
        return f"{entry.field.label}: {texts.FILTER_STATES[asked.test]}"
    values = asked.value if isinstance(asked.value, list | tuple) else [asked.value]
    words = ", ".join(_word(entry, value, titles, plain=asked.test == "contains") for value in values)
    return texts.FILTER_TESTS[asked.test].format(label=entry.field.label, value=words)


def _word(entry: SheetField, value: Any, titles: Mapping[UUID, str], *, plain: bool) -> str:
    if plain:
        return f"“{value}”"
    if isinstance(value, UUID):
        return titles.get(value, texts.ONE_CHOSEN)
    return entry.field.kind.format(value)
