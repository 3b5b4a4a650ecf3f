"""`python -m sync.server` = `sohoi-server`: the province's server, or one command."""

import sys
from contextlib import suppress

from sync.server.commands.cli import run


def main() -> int:
    """Run the command that was asked for."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
