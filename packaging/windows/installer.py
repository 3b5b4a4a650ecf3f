"""The installer, made by makensis."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import layout


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
