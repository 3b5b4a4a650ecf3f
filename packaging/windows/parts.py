"""The parts that the Windows program is made of: fetched by name, accepted by hash alone.

Wheels are pinned by the lock files; Windows' Python, the fonts of papers and some licences by parts.json. A part that
differs in one byte from its pin stops the build, also when it was fetched long ago.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import layout

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PLATFORM = ("--only-binary=:all:", "--platform=win_amd64", "--python-version=3.13", "--implementation=cp")


class PartRefused(Exception):
    """A part is not the one that is pinned."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One part.

    Attributes:
        name: As packages are compared: small letters, hyphens.
        hashes: SHA-256 in hex of every file that may stand for it.
        file: Its file name where that is fixed; a wheel's is found by name and version.
        source: Where a file of a Debian package lies on this computer.
    """

    name: str
    version: str
    hashes: frozenset[str]
    file: str = ""
    source: str = ""

    def is_named_by(self, file: str) -> bool:
        """Tell whether a file says by its name that it is this part."""
        if self.file:
            return file == self.file
        words = file.split("-")
        return file.endswith(".whl") and (normalized(words[0]), words[1]) == (self.name, self.version)


def normalized(name: str) -> str:
    """A package name as packages are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of_lock(lock: Path) -> list[Pin]:
    """Every package of a lock file.

    Raises:
        PartRefused: a package stands there without a hash.
    """
    found = []
    for block in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if named := _REQUIREMENT.match(block):
            hashes = frozenset(_HASH.findall(block))
            if not hashes:
                raise PartRefused(f"{lock.name} pins {named[1]} by no hash")
            found.append(Pin(normalized(named[1]), named[2], hashes))
    return found


def pinned() -> dict[str, Any]:
    """parts.json: what no lock file can pin."""
    read: dict[str, Any] = json.loads(layout.PINS.read_text(encoding="utf-8"))
    return read


def part_name(package: str, source: str) -> str:
    """How a file of a Debian package is called among the parts."""
    name = source.rsplit("/", 1)[1]
    return name if name.endswith(".ttf") else f"{package}-{name}.txt"


def all_pins(locks: Iterable[Path] = layout.LOCKS) -> list[Pin]:
    """Every part of the build."""
    read = pinned()
    python = read["python"]
    sdist = f"{python['package'].replace('-', '_')}-{python['version']}.tar.gz"
    return [
        *(pin for lock in locks for pin in pins_of_lock(lock)),
        Pin(python["package"], python["version"], frozenset([python["sha256"]]), sdist),
        *(
            Pin(package["package"], package["version"], frozenset([sha]), part_name(package["package"], source), source)
            for package in read["debian"]
            for source, sha in package["files"].items()
        ),
    ]


def accept(folder: Path, pins: Sequence[Pin]) -> dict[Pin, Path]:
    """Look at every file that lies among the parts; what is no part any more is removed.

    Returns:
        The parts that are there.
    Raises:
        PartRefused: a file bears the name of a part and is not it.
    """
    there: dict[Pin, Path] = {}
    for file in sorted(folder.iterdir()):
        pin = next((each for each in pins if each.is_named_by(file.name)), None)
        if pin is None:
            file.unlink()
            continue
        found = layout.digest(file)
        if found not in pin.hashes:
            raise PartRefused(
                f"{file.name} is not the part that is pinned: its SHA-256 is {found}. Nothing is built with it."
                f" If a download was damaged, remove {file} and build again."
            )
        there[pin] = file
    return there


def gather(folder: Path) -> dict[Pin, Path]:
    """Fetch what is missing and accept everything.

    Returns:
        Each part and its file.
    Raises:
        PartRefused: a part is missing, or not the one that is pinned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pins = all_pins()
    there = accept(folder, pins)
    missing = [pin for pin in pins if pin not in there]
    if any(not pin.file for pin in missing):
        for lock in layout.LOCKS:
            _run_pip(
                "download", "--no-deps", "--require-hashes", *PLATFORM, f"--dest={folder}", f"--requirement={lock}"
            )
    for pin in missing:
        if pin.source:
            shutil.copyfile(_of_debian(pin), folder / pin.file)
        elif pin.file:
            _fetch_sdist(pin, folder / pin.file)
    there = accept(folder, pins)
    if lacking := sorted(f"{pin.name} {pin.version}" for pin in pins if pin not in there):
        raise PartRefused(f"these parts could not be had: {', '.join(lacking)}")
    return there


def wheels(there: dict[Pin, Path]) -> dict[Pin, Path]:
    """Those parts that are Python packages."""
    return {pin: file for pin, file in there.items() if not pin.file}


def install(files: Iterable[Path], into: Path) -> None:
    """Unpack wheels for Windows, all at once: a second call would not merge into folders that two of them share."""
    shutil.rmtree(into, ignore_errors=True)
    _run_pip("install", "--no-deps", "--no-index", "--no-compile", *PLATFORM, f"--target={into}", *map(str, files))


def _of_debian(pin: Pin) -> Path:
    source = Path(pin.source)
    if not source.is_file():
        raise PartRefused(f"{source} is missing. packaging/setup/setup.sh windows installs {pin.name}.")
    return source


def _fetch_sdist(pin: Pin, into: Path) -> None:
    part = into.with_suffix(".part")
    _run(str(layout.HERE / "sdist.py"), pin.name, pin.version, str(part))
    part.replace(into)


def _run_pip(*words: str) -> None:
    _run("-m", "pip", "--disable-pip-version-check", "--no-input", *words)


def _run(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PartRefused(
            f"{' '.join(words[:3])} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        )
