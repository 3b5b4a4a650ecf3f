"""The licences of everything that is shipped: a folder of texts, and a list that a person can read."""

import shutil
from collections.abc import Iterable, Mapping
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

import layout
from origins import Origin
from parts import Pin, normalized, pinned

LIST: Final = "DANH-SACH.txt"
HEAD: Final = """Sổ Hội dùng những phần dưới đây. Toàn văn giấy phép của mỗi phần ở thư mục cùng tên.

Qt và PySide6 được dùng theo giấy phép LGPL 3: là những tệp .dll và .pyd riêng trong thư mục _internal,
có thể thay bằng bản khác cùng loại.

"""
QT: Final = frozenset({"pyside6-essentials", "shiboken6"})
GNU: Final = ("base-files-LGPL-3.txt", "base-files-GPL-3.txt")


class LicenceMissing(Exception):
    """A part is shipped and no text of its licence is known."""


def licence_of(packages: Path, origin: Origin) -> str:
    """What a supplier says its licence is: an expression, or a few words."""
    match origin.kind:
        case "own":
            return "MIT"
        case "python":
            return "PSF-2.0"
        case "debian":
            return str(next(each["licence"] for each in pinned()["debian"] if each["package"] == origin.name))
    told = HeaderParser().parsestr((record_folder(packages, origin.name) / "METADATA").read_text(encoding="utf-8"))
    classified = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    said = told["License-Expression"] or told["License"] or (classified[0].rsplit(" :: ", 1)[1] if classified else "")
    return str(said).splitlines()[0] if said else "xem toàn văn"


def record_folder(packages: Path, name: str) -> Path:
    """The `.dist-info` folder of a wheel."""
    for folder in packages.glob("*.dist-info"):
        if normalized(folder.name.removesuffix(".dist-info").rsplit("-", 1)[0]) == name:
            return folder
    raise LicenceMissing(f"{name} is not among the unpacked packages")


def write(origins: Iterable[Origin], packages: Path, parts: Mapping[Pin, Path], python: Path, into: Path) -> None:
    """Write the folder anew.

    Args:
        python: Windows' Python, which has its licence beside it.
    Raises:
        LicenceMissing: a part has no text.
    """
    shutil.rmtree(into, ignore_errors=True)
    by_name = {file.name: file for file in parts.values()}
    lines = []
    for origin in origins:
        match origin.kind:
            case "own":
                texts = [layout.ROOT / "LICENSE"]
            case "python":
                texts = [python / "LICENSE.txt"]
            case "debian":
                texts = [by_name[f"{origin.name}-copyright.txt"]]
            case _:
                texts = _texts_of_wheel(record_folder(packages, origin.name))
        if origin.name in QT:  # the wheel brings only the text for those who bought another licence
            texts = [by_name[name] for name in GNU]
        if not texts:
            raise LicenceMissing(f"{origin.name} {origin.version} brings no text of its licence")
        folder = into / origin.name
        folder.mkdir(parents=True)
        for text in texts:
            shutil.copyfile(text, folder / f"{text.stem if text.suffix == '.txt' else text.name}.txt")
        lines.append(f"{origin.name} {origin.version}: {licence_of(packages, origin)}")
    (into / LIST).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")


def _texts_of_wheel(record: Path) -> list[Path]:
    inside = [each for each in (record / "licenses").rglob("*") if each.is_file()]
    beside = [each for each in record.iterdir() if each.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))]
    return sorted([*inside, *(each for each in beside if each.is_file())])
