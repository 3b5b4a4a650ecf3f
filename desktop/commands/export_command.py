"""`sohoi export`: a sheet to a file."""

import argparse
from pathlib import Path
from typing import Any

from desktop.accounts.access_log import AccessAct
from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.models.fields import Privacy
from desktop.models.sheets import sheets
from desktop.registers.exporting import export


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which register, and into which file."""
    parser.add_argument("register", choices=sorted(sheets()), metavar="SỔ", help=", ".join(sorted(sheets())))
    parser.add_argument("-o", "--output", required=True, metavar="TỆP", help=".xlsx, .csv hoặc .json")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns how many rows were written and where."""
    office = context.enter()
    try:
        office.require(Act.EXPORT)
        sheet = sheets()[args.register]
        path = Path(args.output)
        rows = export(office.store, sheet, path)
        private = [entry.key for entry in sheet.fields if entry.field.privacy is not Privacy.OFFICE]
        if private:
            office.log_access(AccessAct.EXPORT, sheet.name, rows, private, path.name)
        return {"rows": rows, "file": str(path), "say": f"Đã xuất {rows} dòng vào {path}."}
    finally:
        office.close()
