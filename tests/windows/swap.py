"""The three folders that an upgrade swaps, laid out as a power cut leaves them at each instant."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Literal

from tests.windows import registry
from tests.windows.computer import Computer

Version = Literal["old", "new"]
Lying = tuple[Version, Literal["whole", "part"]]

PUT_RIGHT: Final = "SoHoi"
"""The value of `registry.RUN_ONCE` that the installer writes."""
_BEGIN: Final = "import subprocess, sys; sys.exit(subprocess.run(open(sys.argv[1]).read()).returncode)"


@dataclass(frozen=True, slots=True)
class Left:
    """What a cut leaves.

    Attributes:
        listed: Which version Windows' list of programs tells.
        warned: Whether the installer has told Windows to put things right.
        place: What lies where the program belongs.
        fresh: What lies where the new program is unpacked.
        stale: What lies where the old one makes room.
    """

    listed: Version
    warned: bool
    place: Lying | None
    fresh: Lying | None = None
    stale: Lying | None = None


class Instant(Enum):
    """When the power fails, in the order of an upgrade."""

    UNPACKING = Left("old", False, ("old", "whole"), fresh=("new", "part"))
    BEFORE_BOTH_RENAMINGS = Left("old", True, ("old", "whole"), fresh=("new", "whole"))
    BETWEEN_THE_RENAMINGS = Left("old", True, None, fresh=("new", "whole"), stale=("old", "whole"))
    AFTER_BOTH_RENAMINGS = Left("old", True, ("new", "whole"), stale=("old", "whole"))
    CLEARING_AWAY = Left("new", True, ("new", "whole"), stale=("old", "part"))


class Swap:
    """One computer's folders.

    Args:
        kept: Both versions' program folders, somewhere else.
        versions: Their numbers.
        command: What the installer has Windows run after a cut.
    """

    def __init__(
        self, computer: Computer, kept: Mapping[Version, Path], versions: Mapping[Version, str], command: str
    ) -> None:
        self._computer = computer
        self._kept = kept
        self._versions = versions
        self._command = command
        self.place = computer.program
        self.fresh = self.place.with_name("SoHoi.moi")
        self.stale = self.place.with_name("SoHoi.cu")

    def cut(self, instant: Instant) -> None:
        """Leave everything as the power does when it fails at this instant."""
        left = instant.value
        for folder, lying in ((self.place, left.place), (self.fresh, left.fresh), (self.stale, left.stale)):
            shutil.rmtree(folder, ignore_errors=True)
            if lying is not None:
                self._lay(folder, *lying)
        self._set(registry.UNINSTALL, "DisplayVersion", self._versions[left.listed])
        self._set(registry.RUN_ONCE, PUT_RIGHT, self._command if left.warned else None)

    def sign_in(self, python: Path) -> None:
        """She signs in: Windows forgets what it was to run once, and runs it, letter for letter.

        Args:
            python: Windows' Python, which begins it as Windows does.
        """
        if line := warning_on(self._computer):
            self._set(registry.RUN_ONCE, PUT_RIGHT, None)
            told = self._computer.home / "line.txt"
            told.write_text(line, "utf-8")
            assert self._computer.run(python, "-X", "utf8", "-c", _BEGIN, told).code == 0

    def holds(self, version: Version) -> bool:
        """Whether the program is one of the two, whole, and nothing else lies beside it."""
        beside = {folder for folder in (self.fresh, self.stale) if folder.exists()}
        return not beside and files_of(self.place) == files_of(self._kept[version])

    def _lay(self, folder: Path, version: Version, how: str) -> None:
        shutil.copytree(self._kept[version], folder, copy_function=os.link)
        if how == "part":
            for file in sorted(each for each in folder.rglob("*") if each.is_file())[::2]:
                file.unlink()

    def _set(self, key: str, name: str, value: str | None) -> None:
        told = self._computer.wine.drive / "set.reg"
        told.write_text(registry.written(key, name, value), "utf-16")
        assert self._computer.run("reg", "import", told).code == 0
        told.unlink()


def warning_on(computer: Computer) -> str | None:
    """What the installer has Windows run when she signs in again, if anything."""
    return computer.registry(registry.RUN_ONCE).get("", {}).get(PUT_RIGHT)


def files_of(folder: Path) -> set[str]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
