"""`sohoi enrol`: joins the province, over the network by a code or by an invitation on a stick."""

import argparse
import platform
from pathlib import Path
from typing import Any

from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.commands.exchange_steps import UNSTOPPED, unreported


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """By which road, and what the computer is called."""
    road = parser.add_mutually_exclusive_group(required=True)
    road.add_argument("--server", metavar="URL", help="địa chỉ máy chủ tỉnh")
    road.add_argument("--stick", metavar="DIR", help="USB có giấy mời của tỉnh")
    parser.add_argument("--code", default="", metavar="MÃ", help="mã kết nối do tỉnh cấp, đi cùng --server")
    parser.add_argument("--name", default=platform.node() or "Máy tính", metavar="TÊN", help="tên gọi của máy này")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns whether the computer has joined, and whom; a stick's answer comes with a later `sync --stick`."""
    from desktop.exchange.making import make_desk

    office = context.enter()
    try:
        office.require(Act.CHANGE_SETTINGS)
        desk = make_desk(office)
        if args.stick:
            desk.enrol_by_stick(Path(args.stick), args.name, unreported, UNSTOPPED)
        else:
            desk.enrol_by_code(args.server, args.code, args.name, unreported, UNSTOPPED)
        status = desk.status()
    finally:
        office.close()
    said = f"Máy này đã nối với {status.province}."
    if not status.joined:
        said = f"Đã ghi lời xin nối vào USB. Hãy mang USB tới {status.province}, rồi chạy lại sohoi sync --stick."
    return {
        "joined": status.joined,
        "pending": status.invitation_pending,
        "province": status.province,
        "server": status.server,
        "device_name": status.device_name,
        "waiting": status.waiting,
        "say": said,
    }
