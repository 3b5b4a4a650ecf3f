"""Windows programs run by Wine in a prefix of their own."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

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

    def environment(self, **more: str) -> dict[str, str]:
        """The whole environment of a program: this process's own, less Python's and Qt's, and the prefix's."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "WINE"))}
        return own | QUIET | {"WINEPREFIX": str(self.prefix), "DISPLAY": self.display} | dict(self.extra) | more

    def path(self, of: Path) -> str:
        """How a program under Wine names a file of this computer."""
        of = of.absolute()
        if of.is_relative_to(self.drive):
            return str(PureWindowsPath("C:/") / of.relative_to(self.drive))
        return str(PureWindowsPath("Z:/") / of.relative_to("/"))

    def start(self, words: Sequence[str], *, cwd: Path | None = None, **env: str) -> subprocess.Popen[bytes]:
        """Start a program and go on; its output, both kinds, comes through the pipe `stdout`."""
        return subprocess.Popen(
            ["wine", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=self.environment(**env),
        )

    def run(
        self,
        words: Sequence[str],
        *,
        seconds: float = 600,
        cwd: Path | None = None,
        ok: Sequence[int] = (0,),
        **env: str,
    ) -> tuple[int, str]:
        """Run a program to its end.

        Args:
            words: The program and its arguments; files in Windows' spelling.
            seconds: When it is ended by force.
            ok: Exit codes that are no failure.
        Returns:
            Exit code and what it printed, both kinds together.
        Raises:
            WindowsProgramFailed: another exit code, or too slow.
        """
        program = self.start(words, cwd=cwd, **env)
        try:
            said = program.communicate(timeout=seconds)[0].decode("utf-8", "replace").replace("\r\n", "\n")
        except subprocess.TimeoutExpired as exc:
            program.kill()
            self.stop()
            said = program.communicate()[0].decode("utf-8", "replace")
            raise WindowsProgramFailed(f"{words[0]} took more than {seconds:.0f} s\n{said[-4000:]}") from exc
        if program.returncode not in ok:
            raise WindowsProgramFailed(f"{' '.join(words)} ended with {program.returncode}\n{said[-4000:]}")
        return program.returncode, said

    def settle(self) -> None:
        """Wait until every program of the prefix has ended and the registry is written."""
        subprocess.run([SERVER, "-w"], env=self.environment(), check=True, timeout=120)

    def stop(self) -> None:
        """End every program of the prefix."""
        subprocess.run([SERVER, "-k"], env=self.environment(), check=False, timeout=60)
