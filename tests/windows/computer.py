"""A Windows computer for a test: what is installed on it, and its programs run as people and scripts run them."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

from program import Program
from wine import Wine

from tests.windows import registry
from tests.windows.processes import Processes
from tests.windows.screen_watch import Screen

PASSWORD = "một mật khẩu đủ dài"
LONG_S = 300.0
PATIENCE_S = 240.0
_SILENT = "/S"


@dataclass(frozen=True, slots=True)
class Said:
    """How a program ended and what it wrote, byte for byte."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Its answer; fails where that is not UTF-8."""
        return self.out.decode("utf-8").replace("\r\n", "\n")

    @property
    def answer(self) -> dict[str, Any]:
        """The answer of a command that was asked for `--json`."""
        told: dict[str, Any] = json.loads(self.text)
        return told


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive of a computer.

    Attributes:
        drive: Where Windows sees it.
        folder: What it is on Linux.
    """

    drive: PureWindowsPath
    folder: Path


class Computer:
    """One prefix of its own, on a screen of its own.

    Attributes:
        wine: The prefix; `wine.drive` is C:, and every folder of Linux lies below Z:.
        screen: What is shown, and the keyboard.
        stick: Plugged into drive E:.
    """

    def __init__(self, wine: Wine, stick: Path) -> None:
        self.wine = wine
        self.stick = Stick(PureWindowsPath("E:\\"), stick)
        self._processes = Processes(wine.prefix)
        self.screen = Screen(wine.display, self._processes.are_at_work)
        self.local = wine.local_appdata

    @property
    def program(self) -> Path:
        """Where the installer puts the program."""
        return self.local / "Programs" / "SoHoi"

    @property
    def window(self) -> Path:
        """The program with a window."""
        return self.program / "SoHoi.exe"

    @property
    def commands(self) -> Path:
        """The program without a window."""
        return self.program / "sohoi-cli.exe"

    @property
    def data(self) -> Path:
        """Where a register lies when nobody says otherwise."""
        return self.local / "SoHoi"

    @property
    def home(self) -> Path:
        """The folder of the person who uses the computer."""
        return self.local.parents[1]

    @property
    def shortcuts(self) -> list[Path]:
        """Everything in her Start menu and on her desktop that begins the program or takes it away."""
        menu = self.local.parent / "Roaming" / "Microsoft" / "Windows" / "Start Menu"
        found = [*menu.rglob("*.lnk"), *(self.home / "Desktop").glob("*.lnk")]
        return sorted(path for path in found if _leads_to(path, self.program.name))

    def switch_on(self) -> None:
        """Start what Windows runs behind every program, so that no program has to wait for it."""
        drive = self.stick.drive.drive.lower()
        (self.wine.prefix / "dosdevices" / drive).symlink_to(self.stick.folder)
        self.wine.run(["reg", "add", r"HKLM\Software\Wine\Drives", "/v", drive, "/d", "floppy", "/f"])
        self.wine.settle()  # kinds of drives are looked up when the computer starts
        self.wine.stay()
        self.wine.run(["wineboot"])

    def switch_off(self) -> None:
        """End everything that runs."""
        self.wine.stop()
        self._processes.end()

    def start(self, *words: object) -> Program:
        """Start a program and go on; paths among the words are told as Windows spells them."""
        return self.wine.start(self._spelled(words), env={"SOHOI_PASSWORD": PASSWORD})

    def run(self, *words: object) -> Said:
        """Run a program to its end."""
        running = self.start(*words)
        return Said(running.wait(LONG_S), running.out, running.err)

    def ask(self, *words: object) -> tuple[int, dict[str, Any]]:
        """Exit code and answer of one of the installed program's commands."""
        said = self.run(self.commands, *words, "--json")
        assert said.out, said.err.decode("utf-8", "replace")
        return said.code, said.answer

    def install(self, installer: Path) -> int:
        """Run an installer without a window; returns its exit code."""
        return self.run(installer, _SILENT).code

    def uninstall(self) -> int:
        """Take the program away, as Windows' own list of programs does without a window, and wait until it is gone.

        The uninstaller goes on from a copy of itself, for nothing removes its own file; its last work is that list.
        """
        uninstaller, *words = registry.words(self.registry(registry.UNINSTALL)[""]["QuietUninstallString"])
        code = self.run(uninstaller, *words).code
        self.wait_until(lambda: not self.registry(registry.UNINSTALL), "Windows lists the program no more")
        return code

    def registry(self, key: str) -> registry.Keys:
        """What the registry holds below a key; nothing where there is no such key."""
        told = self.wine.drive / "registry.reg"
        if self.run("reg", "export", key, told, "/y").code:
            return {}
        try:
            return registry.read(told.read_text("utf-16"), key)
        finally:
            told.unlink()

    def has(self, path: str) -> bool:
        """Whether there is a file of this name, as Windows spells it."""
        return self.wine.drive.joinpath(*PureWindowsPath(path).parts[1:]).is_file()

    def wait_until(self, holds: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> None:
        """Wait until something holds; fails when it does not come about."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"waited for {seconds:.0f} s in vain: {what}"
            time.sleep(0.1)

    def opener(self, file: Path) -> list[str]:
        """The command line that a double click on a file runs, by what the registry says of its suffix."""
        kind = self.registry(rf"{registry.CLASSES}\{file.suffix}")[""][""]
        command = self.registry(rf"{registry.CLASSES}\{kind}")[r"shell\open\command"][""]
        return [word.replace("%1", self.wine.path(file)) for word in registry.words(command)]

    @contextmanager
    def at_work(self, *words: object) -> Iterator[Program]:
        """The window is open while the block lasts, begun by the words; ended by force if it is still there then."""
        running = self.start(*words)
        try:
            self.screen.first()
            yield running
        finally:
            if not running.has_ended:
                self.end(running, self.window)

    def end(self, running: Program, program: Path) -> None:
        """End a program by force, as Windows does, and with it every other one of its name."""
        assert self.run("taskkill", "/f", "/im", program.name).code == 0
        running.wait(PATIENCE_S)

    def _spelled(self, words: Sequence[object]) -> list[str]:
        return [self.wine.path(word) if isinstance(word, Path) else str(word) for word in words]


def _leads_to(shortcut: Path, folder: str) -> bool:
    held = shortcut.read_bytes()
    return any(f"\\{folder}\\".encode(encoding) in held for encoding in ("cp1252", "utf-16-le"))
