"""What was built from what, so that a second call builds only what changed."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import layout

CODE: Final = ("desktop", "sync", "packaging/locks/windows-py313.txt", "packaging/locks/windows-build.txt")
FREEZING: Final = (*CODE, "pyproject.toml", "CHANGELOG.md", "LICENSE", "packaging/sohoi.spec", "packaging/windows")
PACKING: Final = (*FREEZING, "packaging/installer.nsi")
AFTER_FREEZING: Final = frozenset({
    "compare.py", "icon.py", "installer.py", "licences.py", "origins.py", "pack.ps1", "sbom.py", "side.bmp", "sign.ps1",
    "sign.py",
})  # fmt: skip


def fingerprint(paths: Iterable[str], *more: str, but: frozenset[str] = frozenset()) -> str:
    """One SHA-256 over the content of files, and of all files in folders, of this repository.

    Args:
        more: Further words that what is built depends on.
        but: File names that do not count.
    """
    whole = hashlib.sha256(json.dumps(more).encode())
    for path in paths:
        start = layout.ROOT / path
        for file in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if file.is_file() and file.suffix != ".pyc" and file.name not in but:
                whole.update(f"{file.relative_to(layout.ROOT)} {layout.digest(file)}\n".encode())
    return whole.hexdigest()


def is_current(stamp: Path, wanted: str, results: Iterable[Path]) -> bool:
    """Tell whether the results are there, are what was built, and were built from what is wanted."""
    try:
        noted: object = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return noted == {"from": wanted, "to": _state(results)}


def note(stamp: Path, wanted: str, results: Iterable[Path]) -> None:
    """Keep what was built from what."""
    stamp.write_text(json.dumps({"from": wanted, "to": _state(results)}, indent=1), encoding="utf-8")


def _state(results: Iterable[Path]) -> dict[str, str]:
    state = {}
    for path in results:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                state[str(file.relative_to(layout.ROOT))] = layout.digest(file)
    return state
