"""`sohoi-server backup`: the province in one file, opened and counted before it is called done."""

import argparse
from pathlib import Path
from typing import Any

from sync.server.backup import backup
from sync.server.commands.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", metavar="TỆP")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the file, its size and its rows by table. The server may go on serving meanwhile."""
    target = Path(args.file).expanduser()
    with context.opened() as opened:
        rows = backup(opened.database, context.folder, target, opened.keys)
    return {
        "file": str(target),
        "size_bytes": target.stat().st_size,
        "rows": rows,
        "say": f"Đã sao lưu vào {target} và đã mở thử bản sao. Mở lại bằng mật khẩu hiện nay của máy chủ.",
    }
