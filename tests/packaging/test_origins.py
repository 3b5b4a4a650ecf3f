"""Where what is shipped comes from, and what is left out of it."""

import base64
import hashlib
from pathlib import Path

import compare
import origins
import parts
import pytest
import unused

LIBRARY = b"MZ a library"


@pytest.fixture
def there(tmp_path: Path) -> dict[parts.Pin, Path]:
    """Two wheels among the parts."""
    found = {}
    for name in ("pyinstaller", "giver"):
        file = tmp_path / f"{name}.whl"
        file.write_bytes(name.encode())
        found[parts.Pin(name, "1.0", frozenset())] = file
    return found


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Where one of them is unpacked."""
    record = tmp_path / "packages" / "giver-1.0.dist-info" / "RECORD"
    record.parent.mkdir(parents=True)
    told = base64.urlsafe_b64encode(hashlib.sha256(LIBRARY).digest()).decode().rstrip("=")
    record.write_text(f"giver/library.pyd,sha256={told},{len(LIBRARY)}\n")
    return tmp_path / "packages"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program folder with a library of that wheel."""
    folder = tmp_path / "SoHoi"
    (folder / "_internal").mkdir(parents=True)
    (folder / "SoHoi.exe").write_bytes(b"MZ our own")
    (folder / "_internal" / "library.pyd").write_bytes(LIBRARY)
    return folder


def test_every_binary_is_traced_to_who_gave_it(program: Path, packages: Path, there: dict[parts.Pin, Path]) -> None:
    found = {each.name: sorted(each.files) for each in origins.trace(program, packages, there, [])}
    assert found == {"sohoi": ["SoHoi.exe"], "CPython": [], "pyinstaller": [], "giver": ["_internal/library.pyd"]}


@pytest.mark.parametrize("name", ["stray.dll", "without-a-suffix"])
def test_a_binary_from_nobody_knows_where_stops_the_build(
    program: Path, packages: Path, there: dict[parts.Pin, Path], name: str
) -> None:
    (program / "_internal" / name).write_bytes(b"MZ from the build's own computer")
    with pytest.raises(origins.OriginUnknown, match=name):
        origins.trace(program, packages, there, [])


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/qml/QtQuick/qmldir",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "cryptography-50.0.2.dist-info/direct_url.json",
    ],
)
def test_what_the_program_never_loads_is_left_out(path: str) -> None:
    assert unused.is_unused(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PIL/PngImagePlugin.py",
        "sohoi-0.1.0.dist-info/METADATA",
    ],
)
def test_what_the_program_needs_stays(path: str) -> None:
    assert not unused.is_unused(path)


def test_the_server_stays_behind_but_for_its_sentences() -> None:
    root = Path(__file__).parents[2]
    behind = unused.server_modules(root)
    assert "sync.server.province" in behind
    assert "sync.server.texts" not in behind


def test_two_builds_are_compared_file_by_file(tmp_path: Path, program: Path) -> None:
    first = compare.listed(program)
    compare.write_list(first, tmp_path / "list")
    assert compare.differing(first, compare.read_list(tmp_path / "list")) == []
    (program / "_internal" / "library.pyd").write_bytes(b"another")
    (program / "new.json").write_bytes(b"{}")
    assert compare.differing(first, compare.listed(program)) == ["_internal/library.pyd", "new.json"]
