"""`sohoi recover`: a new password by the recovery code."""

import argparse
from typing import Any

from desktop.commands.context import Context
from desktop.registers.office import recover


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The code on the sheet; the new password comes as every password does."""
    parser.add_argument("--code", required=True, metavar="MÃ", help="mã khôi phục trên phiếu")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns who has the new password."""
    user = recover(context.data, args.code, context.password("Mật khẩu mới: "), context.user)
    return {"user": user.label, "say": f"Đã đặt mật khẩu mới cho {user.label}."}
