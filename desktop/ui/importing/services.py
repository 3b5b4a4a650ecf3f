"""What the import page needs from the rest of the program, and what it asks of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.models.kinds import today as civil_today
from desktop.models.sheets import Sheet
from desktop.registers.query import Query
from desktop.registers.undo import Undo
from desktop.ui.importing.storing import Storing
from desktop.ui.texts import import_page as texts


def ask_for_file(parent: QWidget) -> Path | None:
    """Let her pick a list; None when she thinks better of it."""
    name, _ = QFileDialog.getOpenFileName(parent, texts.CHOOSE_TITLE, "", texts.FILTER)
    return Path(name) if name else None


@dataclass(frozen=True, slots=True)
class ImportServices:
    """The doors that the page uses; `storing` and `undo` are asked on worker threads.

    Attributes:
        sheets: Registers that a list can go into, the likeliest first.
    """

    sheets: Sequence[Sheet]
    storing: Storing
    undo: Undo
    choose_file: Callable[[QWidget], Path | None] = ask_for_file
    today: Callable[[], date] = civil_today


@dataclass(frozen=True, slots=True)
class RowsWanted:
    """Rows of a register that she wants to see.

    Attributes:
        title: What they have in common: "Thêm từ danh-sach.xlsx".
    """

    sheet: Sheet
    query: Query
    title: str
