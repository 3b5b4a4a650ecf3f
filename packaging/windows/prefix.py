"""A Wine prefix that Python 3.13 and Qt 6.11 run in: `prefix.py make PATH [--stand-ins DIR]`.

Windows 10 by its version, with stand-ins for the two system libraries that Wine 8 lacks. They go into the prefix's
system32 and never into what is shipped.
"""

import argparse
import hashlib
import shutil
import subprocess
from pathlib import Path

from screen import screen
from wine import Wine

SOURCES = Path(__file__).resolve().parent / "stand_ins"
LIBRARIES = {"bcryptprimitives": ["-ladvapi32"], "icuuc": []}
COMPILER = "x86_64-w64-mingw32-gcc"
STAMP = "sohoi-prefix"


def compile_stand_ins(into: Path) -> list[Path]:
    """Compile the stand-ins that are missing or older than their source.

    Returns:
        The libraries, absolute.
    """
    into.mkdir(parents=True, exist_ok=True)
    made = []
    for name, libraries in LIBRARIES.items():
        source, library = SOURCES / f"{name}.c", into.absolute() / f"{name}.dll"
        if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(
                [COMPILER, "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-s", "-o", library, source, *libraries],
                check=True,
            )
        made.append(library)
    return made


def make(path: Path, stand_ins: Path, display: str) -> Wine:
    """Make a prefix anew, or keep one that this same script made.

    Args:
        path: The prefix; whatever lies there unfinished is removed.
        stand_ins: Where the compiled libraries lie or are to lie.
        display: A running X screen, such as ":99".
    Raises:
        WindowsProgramFailed: Wine could not make it.
    """
    wine = Wine(path.absolute(), display)
    wanted = fingerprint()
    stamp = wine.prefix / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return wine
    if wine.prefix.exists():
        wine.stop()
        shutil.rmtree(wine.prefix)
    wine.prefix.mkdir(parents=True)
    wine.run(["wineboot", "--init"], seconds=300)
    wine.settle()
    _keep_home_out(wine)
    for library in compile_stand_ins(stand_ins):
        shutil.copy2(library, wine.drive / "windows" / "system32")
    wine.run(["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"], seconds=120)
    wine.settle()
    stamp.write_text(wanted, encoding="ascii")
    return wine


def _keep_home_out(wine: Wine) -> None:
    """Wine links the desktop and the documents to this computer's home; programs shall find folders of their own."""
    for folder in (wine.drive / "users").glob("*/*"):
        if folder.is_symlink():
            folder.unlink()
            folder.mkdir()


def fingerprint() -> str:
    """What a prefix is made from, as one SHA-256 in hex."""
    whole = hashlib.sha256()
    for source in sorted([Path(__file__), *SOURCES.glob("*.c")]):
        whole.update(source.read_bytes())
    return whole.hexdigest()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["make"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--stand-ins", type=Path, help="where the compiled stand-ins lie (default: beside the prefix)")
    args = parser.parse_args()
    with screen() as display:
        wine = make(args.path, args.stand_ins or args.path.absolute().parent / "stand-ins", display)
        wine.stop()
    print(wine.prefix)


if __name__ == "__main__":
    main()
