"""What a register page asks on worker threads."""

from collections.abc import Sequence
from uuid import UUID

from desktop.models.sheets import Sheet
from desktop.registers.register import Register
from desktop.ui.registers.draft_watch import draft_key
from desktop.ui.registers.services import DraftLike, RegisterServices
from desktop.ui.tasks import CancelToken, Report


def number_of(register: Register, row_id: UUID, report: Report, token: CancelToken) -> int | None:
    """The row number of an id."""
    return register.number_of(row_id)


def ids_of(register: Register, numbers: Sequence[int], report: Report, token: CancelToken) -> list[UUID]:
    """The ids of row numbers."""
    return register.ids(numbers)


def waiting_draft(services: RegisterServices, sheet: Sheet, report: Report, token: CancelToken) -> DraftLike | None:
    """The draft of a new row that was never saved."""
    return services.drafts.find(draft_key(sheet, None))


def log_view(
    services: RegisterServices, sheet: str, rows: Sequence[UUID] | int, fields: Sequence[str],
    report: Report, token: CancelToken,
) -> None:  # fmt: skip
    """Note that sensitive fields were shown."""
    services.log_view(sheet, rows, fields)
