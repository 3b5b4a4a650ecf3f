"""`sohoi support FILE`: what whoever helps needs to know, in one file, with nothing of anybody in it."""

import argparse
from pathlib import Path
from typing import Any

from desktop.commands.context import Context
from desktop.helpdesk.facts import clocks_of
from desktop.store.folder import DataFolder
from desktop.ui.helpdesk.report import run_report
from desktop.ui.helpdesk.support_data import save_support_file
from desktop.ui.printing.printers import find_printers
from desktop.ui.texts import helpdesk as texts
from sync.errors import AppError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the file goes."""
    parser.add_argument("file", metavar="TỆP", help="tên tệp .zip sẽ được ghi")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the file, the self-test's code, and why the register did not open, where it did not.

    A register that is locked, damaged or open in the window is no reason to leave the file out.

    Raises:
        SupportFileUnwritable: nothing was written.
    """
    path = Path(args.file).absolute()
    report = run_report(context.data, clocks_of(None), find_printers().names)
    try:
        office = context.enter()
    except AppError as error:
        save_support_file(path, DataFolder(context.data), None, report=report, problem=error)
        problem = error.code
    else:
        try:
            save_support_file(path, office.folder, office, report=report)
        finally:
            office.close()
        problem = ""
    said = [texts.FILE_SAVED.format(file=path), texts.SPOKEN.format(code=report.code)]
    return {"file": str(path), "code": report.code, "problem": problem, "say": "\n".join(said)}
