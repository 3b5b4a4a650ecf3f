"""What every command is given: where the data is, who acts, and how to answer."""

import argparse
import getpass
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.helpdesk.logs import begin_log, end_log, log_start
from desktop.registers.office import Office, enter
from desktop.store.folder import DataFolder, default_folder
from desktop.version import program_version
from sync.errors import AppError

log = logging.getLogger(__name__)

PASSWORD = "SOHOI_PASSWORD"


@dataclass(frozen=True, slots=True)
class Context:
    """The options that all commands share.

    Attributes:
        data: The data folder.
        user: Whose name was given; empty for the first user.
    """

    data: Path
    user: str

    @classmethod
    def of(cls, args: argparse.Namespace) -> "Context":
        """Read the shared options."""
        data = getattr(args, "data", None)
        return cls(Path(data) if data else default_folder(demo=getattr(args, "demo", False)), getattr(args, "user", ""))

    def password(self, prompt: str = "Mật khẩu: ") -> str:
        """From the environment, else asked for; an empty one where nobody can be asked."""
        if (given := os.environ.get(PASSWORD)) is not None:
            return given
        may_ask = sys.stdin is not None and sys.stdin.isatty()  # the windowed program on Windows has no console
        return getpass.getpass(prompt, stream=sys.stderr) if may_ask else ""

    @contextmanager
    def logged(self, command: str) -> Iterator[None]:
        """Write the log of the data folder meanwhile, where a register lies there; what goes wrong stands in it."""
        folder = DataFolder(self.data)
        handler = begin_log(folder.logs) if folder.is_register else None
        log_start(program_version(), command)
        try:
            yield
        except AppError as error:
            log.info("refused %s", error.code)
            raise
        except Exception:
            log.exception("bug")
            raise
        finally:
            if handler is not None:
                end_log(handler)

    def enter(self) -> Office:
        """Open the register as the named user."""
        return enter(self.data, self.user, self.password())
