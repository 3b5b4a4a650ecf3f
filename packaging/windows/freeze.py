"""PyInstaller, run by Windows' Python under Wine."""

import os
import shutil
from pathlib import Path

import layout
from wine import Wine

FIXED = {
    "SOURCE_DATE_EPOCH": str(layout.EPOCH),
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
}


def freeze(wine: Wine, python: Path, parts: Path, into: Path, *, version: str) -> Path:
    """Make the program folder.

    Args:
        python: Windows' Python with its packages.
        parts: Where the fonts lie.
        into: Gets the folder `SoHoi`; the work files go beside it.
    Returns:
        The program folder.
    Raises:
        WindowsProgramFailed: PyInstaller did not come to its end.
    """
    work = into.parent / "work"
    for folder in (into, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _, said = wine.run(
        [
            wine.path(python / "python.exe"),
            *("-m", "PyInstaller", "--noconfirm", "--log-level=INFO"),
            *("--distpath", wine.path(into), "--workpath", wine.path(work), wine.path(layout.SPEC)),
        ],
        cwd=into.parent,
        seconds=1200,
        env=FIXED | {"PYTHONPATH": wine.path(layout.ROOT), "SOHOI_PARTS": wine.path(parts), "SOHOI_VERSION": version},
    )
    (into.parent / "freeze.log").write_text(said, encoding="utf-8")
    program = into / layout.PROGRAM_NAME
    settle_times(program)
    return program


def settle_times(folder: Path) -> None:
    """Give every file and folder the one time that all builds share."""
    for path in sorted(folder.rglob("*"), reverse=True):
        os.utime(path, (layout.EPOCH, layout.EPOCH))
    os.utime(folder, (layout.EPOCH, layout.EPOCH))
