"""The door of the section about this computer, opened on an office; what it needs is loaded when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.registers.office import Office

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check
    from desktop.ui.helpdesk.report import Report


class OfficeMachine:
    """This computer, as an open office sees it."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def look(self) -> Sequence[Check]:
        from desktop.helpdesk.checks import look_at
        from desktop.helpdesk.facts import clocks_of
        from desktop.ui.printing.printers import find_printers

        return look_at(self._office.folder, clocks_of(self._office), find_printers().names)

    def test(self, began: Callable[[str, int], None]) -> Report:
        from desktop.helpdesk.facts import clocks_of
        from desktop.helpdesk.self_test import STEPS
        from desktop.ui.helpdesk.report import run_report
        from desktop.ui.printing.printers import find_printers

        def told(what: str) -> None:
            began(what, len(STEPS))

        return run_report(self._office.folder.path, clocks_of(self._office), find_printers().names, told)

    def save(self, path: Path, report: Report | None) -> None:
        from desktop.ui.helpdesk.support_data import save_support_file

        save_support_file(path, self._office.folder, self._office, report=report)
