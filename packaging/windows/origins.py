"""Where each file of the program folder comes from: a wheel, Windows' Python, a Debian package, this repository.

A program, a library or a font of unknown origin stops the build.
"""

import ast
import base64
import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import layout
from parts import Pin, normalized, pinned

OWN: Final = frozenset({"SoHoi.exe", "sohoi-cli.exe"})
BINARY_SUFFIXES: Final = frozenset({".exe", ".dll", ".pyd", ".ttf", ".otf"})
PYTHON: Final = "CPython"


class OriginUnknown(Exception):
    """A binary in the program folder came from nobody knows where."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One supplier.

    Attributes:
        kind: "wheel", "python", "debian" or "own".
        sha256: Of the package as it was fetched; empty for Debian's and for our own.
        files: Bundled binaries, by their path in the program folder, with their SHA-256.
    """

    kind: str
    name: str
    version: str
    sha256: str = ""
    files: dict[str, str] = field(default_factory=dict, compare=False)


def recorded(packages: Path) -> dict[str, tuple[str, str]]:
    """What the wheels say of their files.

    Returns:
        SHA-256 in hex of each file, and the name and version of its wheel.
    """
    found = {}
    for record in sorted(packages.glob("*.dist-info/RECORD")):
        name, version = record.parent.name.removesuffix(".dist-info").rsplit("-", 1)
        with record.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                if row[1].startswith("sha256="):
                    told = row[1].removeprefix("sha256=")
                    sha = base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)).hex()
                    found[sha] = (normalized(name), version)
    return found


def is_binary(file: Path) -> bool:
    """Tell whether a file is a program, a library or a font, by its name or by how it begins."""
    with file.open("rb") as opened:
        return file.suffix.lower() in BINARY_SUFFIXES or opened.read(2) == b"MZ"


def trace(program: Path, packages: Path, parts: Mapping[Pin, Path], frozen: Iterable[str]) -> list[Origin]:
    """Find the supplier of every binary, and of every Python module that is packed into the program.

    Args:
        program: The program folder.
        packages: Where the wheels are unpacked.
        parts: Every part and its file.
        frozen: Names of the packages whose modules were packed.
    Returns:
        The suppliers that gave anything, by kind and name.
    Raises:
        OriginUnknown: the text names the files.
    """
    wheels = {pin.name: (pin, file) for pin, file in parts.items() if not pin.file}
    of_wheels, read = recorded(packages), pinned()
    of_python = set(read["python"]["files"].values())
    of_debian = {sha: each for each in read["debian"] for sha in each["files"].values()}
    found: dict[tuple[str, str], Origin] = {}

    def origin(kind: str, name: str, version: str, sha: str = "") -> Origin:
        return found.setdefault((kind, name), Origin(kind, name, version, sha))

    def of_wheel(name: str) -> Origin:
        pin, file = wheels[name]
        return origin("wheel", name, pin.version, layout.digest(file))

    origin("own", "sohoi", layout.program_version())
    origin("python", PYTHON, read["python"]["cpython"], read["python"]["sha256"])
    of_wheel("pyinstaller")  # the programs begin with its loader
    for name in frozen:
        of_wheel(name)
    unknown = []
    for file in sorted(each for each in program.rglob("*") if each.is_file() and is_binary(each)):
        path, sha = file.relative_to(program).as_posix(), layout.digest(file)
        if sha in of_wheels:
            giver = of_wheel(of_wheels[sha][0])
        elif sha in of_python:
            giver = origin("python", PYTHON, read["python"]["cpython"])
        elif sha in of_debian:
            giver = origin("debian", of_debian[sha]["package"], of_debian[sha]["version"])
        elif path in OWN:
            giver = origin("own", "sohoi", layout.program_version())
        else:
            unknown.append(path)
            continue
        giver.files[path] = sha
    if unknown:
        raise OriginUnknown(f"nobody knows where these come from: {', '.join(unknown)}")
    return [found[key] for key in sorted(found)]


def frozen_packages(work: Path, packages: Path) -> set[str]:
    """The wheels of which modules were packed into the program, as PyInstaller's own list tells.

    Args:
        work: PyInstaller's work folder.
    """
    owners = {}
    for record in packages.glob("*.dist-info/RECORD"):
        name = normalized(record.parent.name.removesuffix(".dist-info").rsplit("-", 1)[0])
        with record.open(encoding="utf-8", newline="") as rows:
            owners.update({row[0]: name for row in csv.reader(rows)})
    _, modules = ast.literal_eval((work / "sohoi/PYZ-00.toc").read_text(encoding="utf-8"))
    marker, found = "/site-packages/", set()
    for _, source, _ in modules:
        path = str(source).replace("\\", "/")
        if marker in path:
            found.add(owners[path.split(marker, 1)[1]])
    return found
