"""The installer, made by makensis."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import layout

NSIS_HOMES: Final = (Path("/usr/share/nsis"), Path("/usr/local/share/nsis"))


class InstallerFailed(Exception):
    """makensis did not come to its end; the text has its last words."""


def make(program: Path, out: Path, *, version: str, quick: bool = False) -> None:
    """Pack the program folder; the uninstaller inside is signed on the way.

    Args:
        quick: Fast compression, for an installer that only a test needs.
    Raises:
        InstallerFailed: see the text.
    """
    sign = shlex.join([sys.executable, str(layout.HERE / "sign.py")])
    told = {"VERSION": version, "SOURCE": str(program), "OUT": str(out), "ICON": str(layout.ICON), "SIGN": sign}
    words = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in told.items())]
    if quick:
        words.append("-DQUICK")
    done = subprocess.run(
        [*words, str(layout.NSI)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(layout.EPOCH)},
    )
    if done.returncode:
        raise InstallerFailed(f"makensis ended with {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def built_in() -> dict[str, Path]:
    """What makensis puts into an installer of its own: its loader and the plug-ins that the script calls."""
    home = next((each for each in NSIS_HOMES if each.is_dir()), None)
    if home is None:
        raise InstallerFailed("makensis is not installed where it was looked for")
    return {
        "loader (lzma_solid-amd64-unicode)": home / "Stubs/lzma_solid-amd64-unicode",
        "System.dll": home / "Plugins/amd64-unicode/System.dll",
        "nsDialogs.dll": home / "Plugins/amd64-unicode/nsDialogs.dll",
    }
