"""`sohoi backup`: the register in one file, checked before it is called done."""

import argparse
from pathlib import Path
from typing import Any

from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.store.backups import back_up


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", metavar="TỆP")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the file, its size and when it was made."""
    office = context.enter()
    try:
        office.require(Act.BACK_UP)
        target = Path(args.file)
        header = back_up(office.folder, office.key, target)
        return {
            "file": str(target),
            "size_bytes": target.stat().st_size,
            "made_at": header.made_at,
            "say": f"Đã sao lưu vào {target} và đã mở thử bản sao.",
        }
    finally:
        office.close()
