"""`sohoi`: the window, or one command."""

import sys
from collections.abc import Sequence

from desktop.commands.cli import COMMANDS, parser, run


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 refused with a reason, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if any(word in COMMANDS for word in words):
        return run(words)
    args = parser().parse_args(words)
    from desktop.app import open_window

    return open_window(data=getattr(args, "data", None), demo=args.demo)


if __name__ == "__main__":
    sys.exit(main())
