"""What the exchange needs of the program around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.exchange.desk import ExchangeDesk
from desktop.ui.texts import exchange as texts

if TYPE_CHECKING:
    from desktop.ui.widgets.chosen import ReferenceSource


@dataclass(frozen=True, slots=True)
class ExchangeRights:
    """What the role of who is signed in carries.

    Attributes:
        exchange: Send and receive.
        join: Join the province with this computer.
        settle: Choose between values that differ.
    """

    exchange: bool = True
    join: bool = True
    settle: bool = True


class DeskDoor:
    """Opens the desk when it is first asked for, on whichever thread that is, and once."""

    def __init__(self, make: Callable[[], ExchangeDesk]) -> None:
        self._make = make
        self._desk: ExchangeDesk | None = None
        self._lock = Lock()

    def __call__(self) -> ExchangeDesk:
        """The desk; may take long the first time."""
        with self._lock:
            if self._desk is None:
                self._desk = self._make()
            return self._desk


def choose_folder(parent: QWidget) -> Path | None:
    """Let her point at a stick that the program did not recognise."""
    chosen = QFileDialog.getExistingDirectory(parent, texts.CHOOSE_FOLDER)
    return Path(chosen) if chosen else None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ExchangeServices:
    """The doors of the exchange page.

    Attributes:
        references: Where another value of a field that refers is looked up; asked for when one is shown.
        now: The computer's clock, aware.
    """

    rights: ExchangeRights = ExchangeRights()
    references: Callable[[], ReferenceSource | None] = lambda: None
    choose_folder: Callable[[QWidget], Path | None] = choose_folder
    now: Callable[[], datetime] = _now
