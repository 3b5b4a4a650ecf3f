"""`sohoi init`: makes the store and its first user."""

import argparse
from typing import Any

from desktop.accounts.roles import Role
from desktop.commands.context import Context
from desktop.registers.office import Founding, found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which commune, and who keeps its register."""
    parser.add_argument("--commune", required=True, metavar="MÃ", help="mã xã, 5 chữ số")
    parser.add_argument("--name", required=True, metavar="TÊN", help="họ tên người dùng đầu tiên")
    parser.add_argument("--role", choices=[str(role) for role in Role], default=str(Role.CHAIR))


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the folder, the user's label and the recovery code, which is shown this once."""
    asked = Founding(args.commune, args.name, context.password("Mật khẩu mới: "), Role(args.role))
    founded = found(context.data, asked)
    office = founded.office
    try:
        return {
            "folder": str(office.folder.path),
            "commune": office.store.commune,
            "commune_name": office.commune_name,
            "user": office.user.label,
            "recovery_code": founded.recovery_code,
            "say": f"Đã lập sổ của {office.commune_name}.\nMã khôi phục (hãy chép ra giấy): {founded.recovery_code}",
        }
    finally:
        office.close()
