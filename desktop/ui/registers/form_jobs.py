"""What a form asks of the register, on worker threads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.models.sheets import Sheet
from desktop.registers.register import Gone
from desktop.registers.rows import Opened
from desktop.registers.undo import Undoable
from desktop.ui.registers.draft_watch import draft_key
from desktop.ui.registers.references import target_of, title_of
from desktop.ui.registers.relations import title_in
from desktop.ui.registers.services import DraftLike, RegisterServices
from desktop.ui.tasks import CancelToken, Report


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with."""

    opened: Opened | None
    draft: DraftLike | None
    preset_words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a form came to.

    Attributes:
        was_added: Whether the row is new.
        doubts: Sentences about what may be worth another look.
        undoable: The act, as the undo button takes it back.
    """

    sheet: Sheet
    id: UUID
    title: str
    was_added: bool
    doubts: tuple[str, ...] = ()
    undoable: Undoable | None = None


def begin(
    services: RegisterServices, sheet: Sheet, row_id: UUID | None, preset: Mapping[str, Any],
    report: Report, token: CancelToken,
) -> Begun:  # fmt: skip
    """Read the row, a draft of it, and the words of what the form begins with."""
    opened = services.register(sheet).open(row_id) if row_id else None
    words = {
        key: title_in(services, target_of(sheet.field(key)), value)
        for key, value in preset.items()
        if isinstance(value, UUID)
    }
    return Begun(opened, services.drafts.find(draft_key(sheet, row_id)), words)


def add(
    services: RegisterServices, sheet: Sheet, values: Mapping[str, Any], doubts: tuple[str, ...],
    report: Report, token: CancelToken,
) -> Saved:  # fmt: skip
    """Record a new row and forget its draft."""
    register = services.register(sheet)
    row_id = register.add(values)
    services.drafts.drop(draft_key(sheet, None))
    return Saved(sheet, row_id, register.open(row_id).title, True, doubts, services.undo.last())


def save(
    services: RegisterServices, sheet: Sheet, opened: Opened, changes: Mapping[str, Any], force: bool,
    doubts: tuple[str, ...], report: Report, token: CancelToken,
) -> Saved:  # fmt: skip
    """Write the changes to a row and forget its draft."""
    register = services.register(sheet)
    register.save(opened, changes, force=force)
    services.drafts.drop(draft_key(sheet, opened.id))
    title = title_of(sheet)
    words = title.field.kind.format(changes[title.key]) if isinstance(changes.get(title.key), str) else opened.title
    return Saved(sheet, opened.id, words, False, doubts, services.undo.last() if changes else None)


def reopen(services: RegisterServices, sheet: Sheet, row_id: UUID, report: Report, token: CancelToken) -> Opened | None:
    """The row as it is stored now; None when it has gone."""
    try:
        return services.register(sheet).open(row_id)
    except Gone:
        return None


def add_named(
    services: RegisterServices, sheet: Sheet, name: str, report: Report, token: CancelToken
) -> tuple[UUID, str]:
    """Begin a row of another register by its title alone, with what a closed choice there begins with."""
    values = {
        entry.key: entry.field.default
        for entry in sheet.fields
        if entry.field.kind.name == "choice" and entry.field.default is not None
    }
    title = title_of(sheet)
    value = title.field.kind.parse(name)
    row_id = services.register(sheet).add({**values, title.key: value})
    return row_id, title.field.kind.format(value)
