"""Windows programs run by Wine in a prefix of their own."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from types import MappingProxyType

from program import Program

SERVER = "wineserver"
QUIET = {
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",  # no Mono, no Gecko, no entries in this desktop's menu
}


class WindowsProgramFailed(Exception):
    """A program under Wine ended badly; the text has its last words."""


@dataclass(frozen=True, slots=True)
class Wine:
    """One prefix, that is one Windows computer, and how programs run on it.

    Attributes:
        prefix: Absolute folder; made by `prefix.make`.
        display: The X screen, such as ":99".
        extra: Environment variables that every program gets.
    """

    prefix: Path
    display: str
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def drive(self) -> Path:
        """Where the prefix keeps C:."""
        return self.prefix / "drive_c"

    @property
    def local_appdata(self) -> Path:
        """Where %LOCALAPPDATA% of the prefix's user lies."""
        users = [each for each in (self.drive / "users").iterdir() if each.name != "Public"]
        return users[0] / "AppData" / "Local"

    def environment(self, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """The whole environment of a program: this process's own, less Python's and Qt's, and the prefix's."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "WINE"))}
        return own | QUIET | {"WINEPREFIX": str(self.prefix), "DISPLAY": self.display} | dict(self.extra) | dict(more)

    def path(self, of: Path) -> str:
        """How a program under Wine names a file of this computer."""
        of = of.absolute()
        if of.is_relative_to(self.drive):
            return str(PureWindowsPath("C:/") / of.relative_to(self.drive))
        return str(PureWindowsPath("Z:/") / of.relative_to("/"))

    def start(
        self, words: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] = MappingProxyType({})
    ) -> Program:
        """Start a program and go on; files among the words are in Windows' spelling."""
        return Program(["wine", *words], self.environment(env), cwd)

    def run(
        self,
        words: Sequence[str],
        *,
        seconds: float = 600,
        cwd: Path | None = None,
        ok: Sequence[int] = (0,),
        env: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, str]:
        """Run a program to its end.

        Args:
            words: The program and its arguments; files in Windows' spelling.
            seconds: When it is ended by force.
            ok: Exit codes that are no failure.
            env: More variables of its environment.
        Returns:
            Exit code and what it printed: first its answer, then its errors.
        Raises:
            WindowsProgramFailed: another exit code, or too slow.
        """
        program = self.start(words, cwd=cwd, env=env)
        try:
            code = program.wait(seconds)
        except subprocess.TimeoutExpired as exc:
            self.stop()
            raise WindowsProgramFailed(f"{words[0]} took more than {seconds:.0f} s\n{_said(program)[-4000:]}") from exc
        if code not in ok:
            raise WindowsProgramFailed(f"{' '.join(words)} ended with {code}\n{_said(program)[-4000:]}")
        return code, _said(program)

    def stay(self) -> None:
        """Keep Windows running between programs, from now until `stop`."""
        quiet = subprocess.DEVNULL
        command = [SERVER, "-p"]
        subprocess.run(command, env=self.environment(), check=True, stdin=quiet, stdout=quiet, stderr=quiet)

    def settle(self) -> None:
        """Wait until every program of the prefix has ended and the registry is written."""
        subprocess.run([SERVER, "-w"], env=self.environment(), check=True, timeout=120)

    def stop(self) -> None:
        """End every program of the prefix."""
        subprocess.run([SERVER, "-k"], env=self.environment(), check=False, timeout=60)


def _said(program: Program) -> str:
    return (program.out + program.err).decode("utf-8", "replace").replace("\r\n", "\n")
