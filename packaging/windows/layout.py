"""Where things lie while the Windows program is built, and what its version is."""

import hashlib
import tomllib
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
LOCKS: Final = (ROOT / "packaging/locks/windows-py313.txt", ROOT / "packaging/locks/windows-build.txt")
PINS: Final = HERE / "parts.json"
SPEC: Final = ROOT / "packaging/sohoi.spec"
NSI: Final = ROOT / "packaging/installer.nsi"
ICON: Final = HERE / "sohoi.ico"
BUILD: Final = ROOT / "build/windows"
PROGRAM_NAME: Final = "SoHoi"
EPOCH: Final = 1767225600  # 2026-01-01: every file of the program bears this time, so that a build can be repeated


def program_version() -> str:
    """The version in pyproject.toml, such as "0.1.0"."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def digest(file: Path) -> str:
    """SHA-256 of a file in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
