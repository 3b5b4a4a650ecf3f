"""`sohoi-server password`: the province's keys under another password."""

import argparse
from typing import Any

from sync.clock import Clock
from sync.server import keyring
from sync.server.commands.context import Context
from sync.server.web.staff import Staff


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose password at the console changes with it."""
    parser.add_argument(
        "--admin", default="", metavar="TÊN", help="đổi cả mật khẩu trang quản trị của người này, cho giống"
    )


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the folder, and whose password at the console is the new one too. The server may go on serving."""
    old = context.password()
    keyring.unlock(context.folder, old)  # before anybody types a new one
    new = context.new_password()
    if args.admin:
        with context.opened(old) as opened:
            staff = Staff(opened.database, Clock())
            staff.require(args.admin)
            keyring.change_password(context.folder, old, new)
            staff.change_password(args.admin, new)
    else:
        keyring.change_password(context.folder, old, new)
    console = (
        f"Mật khẩu trang quản trị của {args.admin} cũng là mật khẩu mới."
        if args.admin
        else "Mật khẩu đăng nhập trang quản trị không đổi; muốn đổi theo, hãy thêm --admin TÊN."
    )
    return {
        "folder": str(context.folder),
        "admin": args.admin,
        "say": (
            f"Đã đổi mật khẩu của máy chủ trong {context.folder}. {console}\n"
            "Bản sao lưu cũ vẫn mở bằng mật khẩu cũ: hãy sao lưu lại ngay bằng sohoi-server backup."
        ),
    }
