"""`sohoi`: the window, or one command."""

import sys
from collections.abc import Sequence
from typing import Any

from desktop.commands.cli import COMMANDS, command_module, parser, run


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 refused with a reason, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if any(word in COMMANDS for word in words):
        return run(words, _module)
    args = parser().parse_args(words)
    from desktop.app import open_window

    return open_window(data=getattr(args, "data", None), demo=args.demo)


def _module(command: str) -> Any:
    if command == "tour":
        from desktop.tour import command as tour

        return tour
    return command_module(command)


if __name__ == "__main__":
    sys.exit(main())
