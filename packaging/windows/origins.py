"""Where each file of the program comes from: looked up by content among the parts, never guessed from a name."""

import ast
import email
import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

import cpython
import layout
from parts import Pin, pinned

BINARY: Final = frozenset({".dll", ".exe", ".otf", ".pyd", ".ttf"})
TEXTS: Final = layout.HERE / "licence_texts"  # what a part is licensed under and does not carry
BOOTLOADER: Final = "pyinstaller"


class OriginUnknown(Exception):
    """The program has binaries that no part brought."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A part, as those who audit the program want it named.

    Attributes:
        name: As its makers write it.
        licence: Expression or short text as the part states it.
        purl: Package URL, https://github.com/package-url/purl-spec.
        sha256: Of the part's file as it was fetched, in hex; of Python's source package for Python.
        texts: File name and licence text.
    """

    name: str
    version: str
    licence: str
    purl: str
    sha256: str
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts, searchable.

    Attributes:
        binaries: Origin by SHA-256 of a binary's content.
        modules: Origin by path within the folder of packages, with slashes.
        bootloader: The origin of what PyInstaller makes a program's start of.
    """

    binaries: Mapping[str, Origin]
    modules: Mapping[str, Origin]
    python: Origin
    bootloader: Origin


def look_into(there: Mapping[Pin, Path]) -> Parts:
    """Open every part.

    Args:
        there: What `parts.gather` returned.
    """
    binaries: dict[str, Origin] = {}
    modules: dict[str, Origin] = {}
    bootloader = None
    python = _python(there)
    for pin, file in there.items():
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as wheel:
                origin = _of_wheel(pin, file, wheel)
                for name in wheel.namelist():
                    modules[name] = origin
                    if PurePosixPath(name).suffix in BINARY:
                        binaries[hashlib.sha256(wheel.read(name)).hexdigest()] = origin
            if pin.name == BOOTLOADER:
                bootloader = origin
        elif PurePosixPath(pin.file).suffix in BINARY:
            binaries[layout.digest(file)] = _of_font(pin, layout.digest(file))
    if bootloader is None:
        raise OriginUnknown(f"{BOOTLOADER} is not among the parts")
    binaries |= dict.fromkeys(pinned()["python"]["files"].values(), python)
    return Parts(binaries, modules, python, bootloader)


def of_binaries(program: Path, parts: Parts, own: Iterable[Path]) -> dict[Path, Origin]:
    """The origin of every binary in the program folder.

    Args:
        own: Those that this build made itself, of the bootloader and the program's modules.
    Raises:
        OriginUnknown: naming each that no part brought.
    """
    made = set(own)
    found, unknown = {}, []
    for file in sorted(program.rglob("*")):
        if file.suffix.lower() not in BINARY:
            continue
        origin = parts.bootloader if file in made else parts.binaries.get(layout.digest(file))
        if origin is None:
            unknown.append(file.relative_to(program).as_posix())
        else:
            found[file] = origin
    if unknown:
        raise OriginUnknown(f"no part brought {', '.join(unknown)}")
    return found


def of_modules(contents: Path, site: Path, parts: Parts) -> set[Origin]:
    """The origins of the modules in the program's archive.

    Args:
        contents: PyInstaller's `PYZ-00.toc`.
        site: The folder of packages that it read.
    """
    _, listed = ast.literal_eval(contents.read_text(encoding="utf-8"))[:2]
    here = PureWindowsPath("Z:", *site.absolute().parts)
    found = set()
    for _, source, _ in listed:
        path = PureWindowsPath(source)
        if path.is_relative_to(here):
            found.add(parts.modules[path.relative_to(here).as_posix()])
    return found


def _of_wheel(pin: Pin, file: Path, wheel: zipfile.ZipFile) -> Origin:
    names = wheel.namelist()
    info = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
    about = email.message_from_bytes(wheel.read(f"{info}/METADATA"))
    texts = [
        (PurePosixPath(name).name, wheel.read(name).decode("utf-8", "replace"))
        for name in sorted(names)
        if name.startswith(info) and not name.endswith("/") and _is_licence(PurePosixPath(name))
    ]
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    stated = about["License-Expression"] or about["License"] or ", ".join(classified)
    expression = stated.splitlines()[0][:200] if stated else "see its text"
    purl = f"pkg:pypi/{pin.name}@{pin.version}"
    return Origin(about["Name"], pin.version, expression, purl, layout.digest(file), _completed(pin.name, texts))


def _is_licence(path: PurePosixPath) -> bool:
    name = path.name.lower()
    return "licenses" in path.parts or name.startswith(("license", "licence", "copying", "notice"))


def _completed(name: str, texts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    more = json.loads((TEXTS / "belongs.json").read_text(encoding="utf-8")).get(name, [])
    return (*texts, *((file, (TEXTS / file).read_text(encoding="utf-8")) for file in more))


def _python(there: Mapping[Pin, Path]) -> Origin:
    pins = pinned()["python"]
    sdist = next(file for pin, file in there.items() if pin.name == pins["package"])
    text = cpython.read(sdist, pins)["LICENSE.txt"].decode("utf-8", "replace")
    version = pins["cpython"]
    return Origin(
        "CPython", version, "PSF-2.0", f"pkg:generic/python@{version}", pins["sha256"], (("LICENSE.txt", text),)
    )


def _of_font(pin: Pin, sha256: str) -> Origin:
    purl = f"pkg:deb/debian/{pin.name}@{pin.version}"
    return Origin(pin.name, pin.version, "OFL-1.1", purl, sha256, _completed(pin.name, ()))
