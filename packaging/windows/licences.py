"""The licences of all parts: one list, and the text of each, to lie in the program folder."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import layout
from origins import Origin

LIST: Final = "LICENCES.txt"
HEAD: Final = """Sổ Hội {version} is made of the parts below, each under its own licence; Sổ Hội itself is under the MIT
License (SoHoi.txt). Qt and PySide6 are used under the LGPL, version 3: their libraries lie in _internal as files of
their own and may be exchanged for changed ones. The texts lie beside this list.
"""


def write(parts: Iterable[Origin], version: str, into: Path) -> None:
    """Make the folder of licences.

    Args:
        into: A folder that does not exist yet.
    """
    into.mkdir(parents=True)
    (into / "SoHoi.txt").write_bytes((layout.ROOT / "LICENSE").read_bytes())
    lines = [HEAD.format(version=version)]
    for origin in sorted(set(parts), key=lambda each: each.name.lower()):
        names = [_file_name(origin, name) for name, _ in origin.texts]
        for name, (_, text) in zip(names, origin.texts, strict=True):
            (into / name).write_text(text, encoding="utf-8", newline="\r\n")
        lines.append(f"{origin.name} {origin.version}: {origin.licence}" + "".join(f"\n    {name}" for name in names))
    (into / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")


def _file_name(origin: Origin, name: str) -> str:
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{origin.name}-{name}")
    return stem if stem.lower().endswith((".txt", ".md", ".rst")) else f"{stem}.txt"
