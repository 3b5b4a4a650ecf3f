"""The installer's script, made into an installer of next to nothing: for either makensis, and never half signed."""

import subprocess
from pathlib import Path

import layout
import pytest

I386, AMD64 = 0x014C, 0x8664


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A program folder with one small file."""
    folder = tmp_path / "SoHoi"
    folder.mkdir()
    (folder / "SoHoi.exe").write_bytes(b"MZ")
    return folder


def packed(nothing: Path, **told: str) -> Path | None:
    """The installer that makensis makes of the script; None where it refuses."""
    out = nothing.with_name("SoHoi-1.2.3-setup.exe")
    told |= {"QUICK": "", "VERSION": "1.2.3", "SOURCE": str(nothing), "OUT": str(out), "ICON": str(layout.ICON)}
    words = ["makensis", "-V1", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in told.items())]
    done = subprocess.run([*words, layout.NSI], check=False)
    assert (done.returncode == 0) == out.is_file()
    return out if out.is_file() else None


def machine(program: Path) -> int:
    """For which processor a Windows program is, as its header tells."""
    held = program.read_bytes()
    header = int.from_bytes(held[0x3C:0x40], "little")
    return int.from_bytes(held[header + 4 : header + 6], "little")


@pytest.mark.parametrize(("told", "expected"), [({}, AMD64), ({"TARGET": "x86-unicode"}, I386)], ids=["amd64", "x86"])
def test_either_makensis_makes_it_without_a_warning(nothing: Path, told: dict[str, str], expected: int) -> None:
    made = packed(nothing, **told)
    assert made is not None
    assert machine(made) == expected


@pytest.mark.parametrize(("command", "made"), [("true", True), ("false", False)])
def test_no_installer_is_made_when_its_uninstaller_could_not_be_signed(nothing: Path, command: str, made: bool) -> None:
    assert (packed(nothing, SIGN=command) is not None) == made


def test_a_signing_command_is_run_in_the_folder_of_the_script(nothing: Path) -> None:
    assert packed(nothing, SIGN="test -f windows/sign.ps1 -a -f") is not None
