"""The command line: one parser, one answer, one way to refuse."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from desktop.commands.context import Context
from sync.errors import AppError

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
COMMANDS = {
    "init": "lập sổ mới và người dùng đầu tiên",
    "recover": "đặt mật khẩu mới bằng mã khôi phục",
    "import": "nhập một danh sách Excel hoặc CSV",
    "export": "xuất một sổ ra .xlsx, .csv hoặc .json",
    "enrol": "nối máy này với tỉnh, bằng mã hoặc bằng USB",
    "sync": "gửi – nhận một lần, qua mạng hoặc bằng USB",
    "roster": "in danh sách dự họp (HN-01) ra PDF",
    "backup": "sao lưu vào một tệp",
    "restore": "khôi phục từ một tệp sao lưu",
    "check": "kiểm tra sổ",
    "self-test": "thử máy này và chương trình, trong một thư mục tạm",
    "support": "lưu tệp hỗ trợ để gửi cho người giúp; không có thông tin của ai",
    "tour": "làm cả một ngày việc trên xã mẫu, để lại hình và PDF",
}
if getattr(sys, "frozen", False):
    del COMMANDS["tour"]  # the installed program takes neither the province nor the tour along


_WHAT = "Sổ Hội: sổ hội viên của Hội LHPN xã."
_FILES = "Không có lệnh: mở cửa sổ. Thay cho lệnh có thể là tên một gói dữ liệu của Sổ Hội để mở."

Find = Callable[[str], Any]


def command_module(command: str) -> Any:
    """The module that carries out a command; it has `add_arguments(parser)` and `run(context, args)`."""
    return import_module(f"desktop.commands.{command.replace('-', '_')}_command")


def is_command(words: Sequence[str]) -> bool:
    """Tell whether the words are for the commands: one of them, a call for help, or a word that is no file either."""
    if any(word in COMMANDS or word in ("-h", "--help") for word in words):
        return True
    file = _first_word(words)
    return bool(file) and not (os.path.exists(file) or os.path.splitext(file)[1] or os.path.dirname(file))


def window_parser() -> argparse.ArgumentParser:
    """The parser of what opens the window: perhaps with a file, as a double click on one does."""
    top = argparse.ArgumentParser(prog="sohoi", description=_WHAT, parents=[_shared()])
    _add_demo(top)
    top.add_argument("file", nargs="?", default="", metavar="TỆP", help="gói dữ liệu của Sổ Hội để mở")
    return top


def parser(command: str = "", find: Find = command_module) -> argparse.ArgumentParser:
    """The parser; only the asked-for command's own options are loaded."""
    shared = _shared()
    top = argparse.ArgumentParser(prog="sohoi", description=_WHAT, epilog=_FILES, parents=[shared])
    _add_demo(top)
    commands = top.add_subparsers(dest="command", metavar="LỆNH")
    for name, what in COMMANDS.items():
        own = commands.add_parser(name, help=what, description=what, parents=[shared])
        if name == command:
            find(name).add_arguments(own)
    return top


def run(argv: Sequence[str], find: Find = command_module) -> int:
    """Carry out one command.

    Args:
        find: Gives the module of a command; the tour's stands above this package.
    Returns:
        0 done, 1 refused with a reason; wrong usage leaves with 2 before anything begins.
    """
    command = next((word for word in argv if word in COMMANDS), "")
    args = parser(command, find).parse_args(argv)
    as_json = getattr(args, "json", False)
    _warn_on_stderr()
    context = Context.of(args)
    try:
        with context.logged(args.command):
            answer: dict[str, Any] = find(args.command).run(context, args)
    except AppError as error:
        from desktop.ui.texts import explain

        if as_json:
            _print_json({"error": error.code, "message": explain(error)})
        else:
            print(explain(error), file=sys.stderr)
        return REFUSED
    if as_json:
        _print_json({key: value for key, value in answer.items() if key != "say"})
    else:
        print(answer["say"])
    return REFUSED if answer.get("ok") is False else DONE


def _warn_on_stderr() -> None:
    """What is told of in the log of the data folder is no business of a script's but where something is wrong."""
    if sys.stderr is not None and not logging.getLogger().handlers:
        shown = logging.StreamHandler(sys.stderr)
        shown.setLevel(logging.WARNING)
        logging.getLogger().addHandler(shown)


def _shared() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu")
    shared.add_argument(
        "--user", default=argparse.SUPPRESS, metavar="TÊN", help="người dùng (mặc định: người đầu tiên)"
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="trả lời bằng một tài liệu JSON")
    return shared


def _add_demo(top: argparse.ArgumentParser) -> None:
    top.add_argument("--demo", action="store_true", default=False, help="mở xã mẫu, trong thư mục riêng")


def _first_word(words: Sequence[str]) -> str:
    """The first that is neither an option nor the value of one."""
    after_option = False
    for word in words:
        if not word.startswith("-") and not after_option:
            return word
        after_option = word in ("--data", "--user")
    return ""


def _print_json(answer: dict[str, Any]) -> None:
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
