"""`sohoi-server enrol`: invites one computer of a commune, by a code or by a stick."""

import argparse
from pathlib import Path
from typing import Any

from desktop.models.commune_names import commune_name
from sync.carriers.stick import StickCarrier
from sync.certificate import write_invitation
from sync.code import write_code
from sync.server.commands.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which commune, and how."""
    parser.add_argument("--commune", required=True, metavar="MÃ", help="mã xã, 5 chữ số")
    parser.add_argument("--stick", metavar="DIR", help="ghi giấy mời vào USB này thay vì in mã")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns the code, or the file that was written."""
    with context.opened() as opened:
        if args.stick:
            stick = StickCarrier(Path(args.stick))
            stick.prepare()
        invitation = opened.province.invite(args.commune)
        name = commune_name(args.commune)
        answer: dict[str, Any] = {"commune": args.commune, "commune_name": name}
        if args.stick:
            path = stick.put_invitation(args.commune, write_invitation(invitation, opened.keys.private))
            said = f"Đã ghi giấy mời một máy của {name} vào {path}."
            return {**answer, "file": str(path), "say": said}
        code = write_code(invitation.secret, opened.keys.tls)
        addresses = list(opened.keys.addresses)
    where = f"\nĐịa chỉ máy chủ: {addresses[0]}" if addresses else ""
    said = f"Mã nối một máy của {name} (dùng một lần): {code}{where}"
    return {**answer, "code": code, "addresses": addresses, "say": said}
