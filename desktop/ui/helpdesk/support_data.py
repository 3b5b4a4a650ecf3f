"""Puts a support file together: from an open office, or from what is left when it does not open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.helpdesk.checks import look_at
from desktop.helpdesk.facts import clocks_of, problem_facts, register_facts
from desktop.helpdesk.support_file import Told, write_support_file
from desktop.registers.office import Office
from desktop.store.folder import DataFolder
from desktop.store.settings_file import Settings
from desktop.ui.helpdesk.report import Report
from desktop.ui.printing.printers import find_printers
from desktop.ui.texts import helpdesk as texts
from desktop.version import program_version
from sync.errors import AppError


def save_support_file(
    path: Path, folder: DataFolder, office: Office | None, *, report: Report | None = None,
    problem: BaseException | None = None,
) -> None:  # fmt: skip
    """Write it; takes a moment.

    Args:
        office: None where the register does not open; `problem` says why.
        report: Of the last self-test; without one this computer is looked at and nothing is tried.
    Raises:
        SupportFileUnwritable: nothing was written.
    """
    now = datetime.now()
    checks = report.checks if report else look_at(folder, clocks_of(office), find_printers().names)
    told = Told(
        program_version(), checks, report.steps if report else (), report.code if report else "",
        _register(office, problem), Settings.load(folder.settings), folder.logs,
        texts.READ_FIRST.format(when=f"{now:%H:%M} ngày {now:%d/%m/%Y}"),
    )  # fmt: skip
    write_support_file(path, told, now)


def _register(office: Office | None, problem: BaseException | None) -> dict[str, object]:
    if office is None:
        return {**problem_facts(problem)} if problem is not None else {}
    try:
        return register_facts(office)
    except AppError as error:
        return {**problem_facts(error)}
