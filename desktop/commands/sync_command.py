"""`sohoi sync`: one exchange with the province, over the network or by a stick."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.commands.exchange_steps import UNSTOPPED, unreported


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """By which road."""
    road = parser.add_mutually_exclusive_group()
    road.add_argument("--server", default="", metavar="URL", help="địa chỉ máy chủ tỉnh (mặc định: địa chỉ đã biết)")
    road.add_argument("--stick", metavar="DIR", help="USB mang dữ liệu")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns what went, what came, and what waits afterwards, as counts."""
    from desktop.exchange.making import make_desk

    office = context.enter()
    try:
        office.require(Act.EDIT)
        desk = make_desk(office, server=args.server)
        if args.stick:
            outcome = desk.by_stick(Path(args.stick), unreported, UNSTOPPED)
        else:
            outcome = desk.by_network(unreported, UNSTOPPED)
        status = desk.status()
        conflicts = sum(len(card.fields) for card in desk.conflicts())
    finally:
        office.close()
    return {
        **asdict(outcome),
        "waiting": status.waiting,
        "on_stick": status.on_stick,
        "conflicts": conflicts,
        "joined": status.joined,
        "loading": status.loading,
        "give_back": status.give_back,
        "received_on": status.received_on.isoformat() if status.received_on else None,
        "say": f"Đã gửi {outcome.sent} thay đổi, nhận {outcome.received}, biên nhận {outcome.acknowledged}; "
        f"còn chờ biên nhận {status.waiting}, chờ chọn {conflicts} ô.",
    }
