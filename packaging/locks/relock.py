"""Renew the lock files beside this script: `.venv/bin/python packaging/locks/relock.py [--upgrade]`.

Without `--upgrade` a package keeps the version it is locked at, as long as the `.in` files allow it.
"""

import json
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

LOCKS = Path(__file__).resolve().parent
RESOLVER = "uv>=0.13"


@dataclass(frozen=True, slots=True)
class Target:
    """One lock file and the machine it is for."""

    source: str
    lock: str
    python: str
    platform: str
    leave_out: tuple[str, ...] = ()

    def arguments(self) -> list[str]:
        """What the resolver is told, so that the lock names versions and hashes and no host."""
        return [
            "pip",
            "compile",
            self.source,
            f"--output-file={self.lock}",
            f"--python-version={self.python}",
            f"--python-platform={self.platform}",
            "--generate-hashes",
            "--only-binary=:all:",
            "--no-python-downloads",
            "--system-certs",
            "--no-header",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--quiet",
            *(f"--no-emit-package={name}" for name in self.leave_out),
        ]


TARGETS = (
    Target("dev.in", "linux-py311.txt", "3.11", "x86_64-manylinux_2_34"),
    Target("runtime.in", "windows-py313.txt", "3.13", "x86_64-pc-windows-msvc", leave_out=("pip",)),
    Target("windows-build.in", "windows-build.txt", "3.13", "x86_64-pc-windows-msvc"),
    Target("bench-anki.in", "bench-anki.txt", "3.11", "x86_64-manylinux_2_36"),
)
POUCHDB = LOCKS / "bench-pouchdb"


def main(extra: list[str]) -> None:
    """Resolve every target with a resolver of its own, which leaves no trace in `.venv`."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder, "bin")
        subprocess.run([programs / "pip", "install", "--quiet", RESOLVER], check=True)
        for target in TARGETS:
            print(target.lock, file=sys.stderr)
            subprocess.run(
                [programs / "uv", *target.arguments(), *extra],
                cwd=LOCKS,
                stdout=subprocess.DEVNULL,
                check=True,
            )
    relock_pouchdb()


def relock_pouchdb() -> None:
    """Renew what Node.js gets for the measurements; the lock names versions and hashes and no host."""
    asked = ("--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit")
    subprocess.run(["npm", "install", *asked], cwd=POUCHDB, stdout=subprocess.DEVNULL, check=True)
    path = POUCHDB / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
