"""Putting a restored register in the place of another, so that a power cut at any point leaves one of them whole.

The restored files wait in `restore-ready-<time>`, complete and checked, before the first old file moves; from then on
the move can only go forward, and whoever opens the folder next finishes it. The old files end up in `replaced-<time>`.
"""

import shutil
from pathlib import Path

from sync.renaming import replace, sync_folder

WORKSHOP = ".making-"
_MAKING = "restore-part-"
_READY = "restore-ready-"
_REPLACED = "replaced-"
# the log files of the old database go with it, before the new one comes: SQLite would apply them to whatever lies there
_NAMES = {
    "register.db": ("register.db-wal", "register.db-shm", "register.db-journal", "register.db"),
    "keys.json": ("keys.json.bak", "keys.json"),
}


def begin(folder: Path, stamp: str) -> Path:
    """Make the place where a restored register is put together."""
    making = folder / (_MAKING + stamp)
    making.mkdir()
    return making


def commit(making: Path) -> Path | None:
    """Put the complete register in place and give the folder with the old one, if there was one."""
    sync_folder(making)
    stamp = making.name.removeprefix(_MAKING)
    replace(making, making.with_name(_READY + stamp))
    sync_folder(making.parent)
    finish(making.parent)
    aside = making.with_name(_REPLACED + stamp)
    return aside if aside.is_dir() else None


def is_pending(folder: Path) -> bool:
    """Tell whether a restore stopped between its two halves."""
    return any(folder.glob(_READY + "*/register.db"))


def finish(folder: Path) -> None:
    """Complete an interrupted restore, and sweep away what a killed restore or backup left half-made."""
    for ready in sorted(folder.glob(_READY + "*")):
        _move_in(ready, folder)
    for half_made in (*folder.glob(_MAKING + "*"), *folder.glob(f"backups/{WORKSHOP}*")):
        shutil.rmtree(half_made, ignore_errors=True)


def _move_in(ready: Path, folder: Path) -> None:
    aside = folder / (_REPLACED + ready.name.removeprefix(_READY))
    for name, old_names in _NAMES.items():
        if not (ready / name).exists():
            continue  # it is in place already
        for old_name in old_names:
            if (folder / old_name).exists():
                aside.mkdir(exist_ok=True)
                replace(folder / old_name, aside / old_name)
        replace(ready / name, folder / name)
    if aside.is_dir():
        sync_folder(aside)
    sync_folder(folder)
    ready.rmdir()
