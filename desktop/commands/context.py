"""What every command is given: where the data is, who acts, and how to answer."""

import argparse
import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.registers.office import Office, enter
from desktop.store.folder import default_folder

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
        return getpass.getpass(prompt, stream=sys.stderr) if sys.stdin.isatty() else ""

    def enter(self) -> Office:
        """Open the register as the named user."""
        return enter(self.data, self.user, self.password())
