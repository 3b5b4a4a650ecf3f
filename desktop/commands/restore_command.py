"""`sohoi restore`: the register of a backup file into this computer's data folder."""

import argparse
from pathlib import Path
from typing import Any

from desktop.accounts.keys import opener, recovery_opener
from desktop.commands.context import Context
from desktop.store.backups import restore
from desktop.store.folder import DataFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and how it is opened."""
    parser.add_argument("file", metavar="TỆP")
    parser.add_argument("--code", default="", metavar="MÃ", help="mã khôi phục, thay cho mật khẩu")
    parser.add_argument("--replace", action="store_true", help="thay sổ đang có (sổ cũ được giữ lại bên cạnh)")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns how many rows each register has now, and where a replaced one was put."""
    unlock = recovery_opener(args.code) if args.code else opener(context.password(), context.user or None)
    done = restore(Path(args.file), DataFolder(context.data), unlock, replacing=args.replace)
    return {
        "rows": done.rows,
        "replaced": str(done.replaced) if done.replaced else None,
        "say": f"Đã khôi phục vào {context.data}." + (f" Sổ cũ nằm ở {done.replaced}." if done.replaced else ""),
    }
