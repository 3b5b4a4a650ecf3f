"""The command line of the server: one parser, one answer, one way to refuse."""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

from sync.errors import AppError
from sync.server.texts import explain

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
COMMANDS: Final = {
    "init": "lập máy chủ của tỉnh: khóa, cơ sở dữ liệu, người quản trị đầu tiên",
    "serve": "chạy máy chủ",
    "enrol": "cấp mã nối máy, hoặc ghi giấy mời vào USB",
    "stick": "nhận dữ liệu từ USB và ghi câu trả lời lên đó",
    "held": "xem các gói chờ người xem; nhận vào sổ hoặc để riêng",
    "password": "đổi mật khẩu của máy chủ",
    "backup": "sao lưu vào một tệp",
    "restore": "khôi phục từ một tệp sao lưu",
}


def command_module(command: str) -> Any:
    """The module that carries out a command; it has `add_arguments(parser)` and `run(context, args)`."""
    return import_module(f"sync.server.commands.{command}_command")


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser; only the asked-for command's own options are loaded."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu của máy chủ")
    shared.add_argument(
        "--database", default=argparse.SUPPRESS, metavar="URL",
        help="địa chỉ PostgreSQL (mặc định: tệp mã hóa trong thư mục dữ liệu)",
    )  # fmt: skip
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="trả lời bằng một tài liệu JSON")
    top = argparse.ArgumentParser(prog="sohoi-server", description="Sổ Hội: máy chủ của tỉnh.", parents=[shared])
    commands = top.add_subparsers(dest="command", metavar="LỆNH", required=True)
    for name, what in COMMANDS.items():
        own = commands.add_parser(name, help=what, description=what, parents=[shared])
        if name == command:
            command_module(name).add_arguments(own)
    return top


def run(argv: Sequence[str]) -> int:
    """Carry out one command.

    Returns:
        0 done, 1 refused with a reason; wrong usage leaves with 2 before anything begins.
    """
    command = next((word for word in argv if word in COMMANDS), "")
    args = parser(command).parse_args(argv)
    as_json = getattr(args, "json", False)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        from sync.server.commands.context import Context

        answer: dict[str, Any] | None = command_module(args.command).run(Context.of(args), args)
    except AppError as error:
        if as_json:
            print_json({"error": error.code, "message": explain(error)})
        else:
            print(explain(error), file=sys.stderr)
        return REFUSED
    if answer is None:  # it has said what there was to say
        return DONE
    if as_json:
        print_json({key: value for key, value in answer.items() if key != "say"})
    else:
        print(answer["say"])
    return REFUSED if answer.get("ok") is False else DONE


def print_json(answer: dict[str, Any]) -> None:
    """One document on standard output."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()
