"""`sohoi-server restore`: makes the province of a backup the one of this server, as a new life."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from sync.server.backup import restore
from sync.server.commands.context import Context
from sync.server.commands.lease import leased


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where."""
    parser.add_argument("file", metavar="TỆP")
    parser.add_argument(
        "--replace", action="store_true", help="thay tỉnh đang có ở đây; các tệp cũ được cất vào thư mục riêng"
    )


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns when the backup was made, its rows by table and where the replaced files lie."""
    with leased(context.folder):
        restored = restore(
            Path(args.file).expanduser(), context.folder, context.password(), url=context.url, replacing=args.replace
        )
        context.note_place()
    made_at = datetime.fromtimestamp(restored.made_ms / 1000).astimezone()
    aside = f"\nCác tệp cũ được cất trong {restored.replaced}." if restored.replaced else ""
    return {
        "folder": str(context.folder),
        "made_at": made_at.isoformat(timespec="seconds"),
        "rows": dict(restored.rows),
        "timeline": restored.timeline.counter,
        "replaced": str(restored.replaced) if restored.replaced else "",
        "say": (
            f"Đã khôi phục bản sao lưu lúc {made_at:%H:%M ngày %d/%m/%Y}. "
            f"Các máy ở xã sẽ tự gửi lại phần còn thiếu ở lần gửi – nhận tới.{aside}"
        ),
    }
