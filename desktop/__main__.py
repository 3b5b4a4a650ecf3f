"""`sohoi`: the window, or one command."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

from desktop.commands.cli import COMMANDS, command_module, is_command, run, window_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 refused with a reason, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_vietnamese()
    if is_command(words):
        if sys.stdout is None:  # the windowed program on Windows has no console to answer on
            from desktop.ui.helpdesk.told import run_in_a_window

            what = next((COMMANDS[word] for word in words if word in COMMANDS), "Sổ Hội")
            return run_in_a_window(what[0].upper() + what[1:], lambda: run(words, _module))
        return run(words, _module)
    args = window_parser().parse_args(words)
    from desktop.app_run import open_window

    return open_window(data=getattr(args, "data", None), demo=args.demo, file=args.file)


def _module(command: str) -> Any:
    if command == "tour":
        from desktop.tour import command as tour

        return tour
    return command_module(command)


def _speak_vietnamese() -> None:
    """A pipe on Windows has the old code page, in which half of the letters do not exist."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
