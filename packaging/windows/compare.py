"""Compare two builds of the program folder, file by file: `compare.py A B`.

A and B are program folders, or lists that a build left (`SoHoi-<version>.files.sha256`, taken before signing: a
signature of a throw-away certificate is never the same twice). Ends with 1 when anything differs.
"""

import sys
from pathlib import Path

import layout


def listed(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a folder, by its path."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): layout.digest(each) for each in files}


def write_list(files: dict[str, str], into: Path) -> None:
    """Write such a list as `sha256sum` does."""
    into.write_text("".join(f"{sha}  {path}\n" for path, sha in files.items()), encoding="utf-8")


def read_list(file: Path) -> dict[str, str]:
    """Read such a list."""
    pairs = (line.split("  ", 1) for line in file.read_text(encoding="utf-8").splitlines())
    return {path: sha for sha, path in pairs}


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Paths that are not in both with the same content."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def main(words: list[str]) -> int:
    """The command line; returns the exit code."""
    one, other = (listed(path) if path.is_dir() else read_list(path) for path in map(Path, words))
    odd = differing(one, other)
    for path in odd:
        print(path)
    print(f"{len(one)} and {len(other)} files, {len(odd)} differ")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
