"""What the installer leaves on a computer, without a question and without an administrator."""

from importlib.metadata import PathDistribution
from pathlib import Path, PureWindowsPath

import pytest

from desktop.version import day_told, program_day
from sync.carriers.stick_layout import BUNDLE, INVITATION
from tests.windows import registry
from tests.windows.computer import Computer
from tests.windows.figures import MB, Figures, size_of

LARGEST_INSTALLER = 60 * MB
LARGEST_PROGRAM = 170 * MB


def test_the_program_lies_in_the_folder_of_the_person_and_nowhere_else(computer: Computer) -> None:
    assert computer.window.is_file()
    assert computer.commands.is_file()
    assert PureWindowsPath(computer.wine.path(computer.program)).parts[-4:-2] == ("AppData", "Local")
    for folder in ("Program Files", "ProgramData"):
        assert not list((computer.wine.drive / folder).rglob("SoHoi*"))


def test_it_can_be_begun_from_the_start_menu_and_from_the_desktop(computer: Computer) -> None:
    assert {path.parent.name for path in computer.shortcuts} >= {"Desktop"}
    assert any("Start Menu" in path.parts for path in computer.shortcuts)


def test_windows_lists_it_among_the_programs_with_its_version(computer: Computer, version: str) -> None:
    told = computer.registry(registry.UNINSTALL)[""]
    assert told["DisplayName"].startswith("Sổ Hội")
    assert told["DisplayVersion"] == version
    assert PureWindowsPath(told["InstallLocation"]) == PureWindowsPath(computer.wine.path(computer.program))
    assert told["Publisher"]
    size_kib = int(told["EstimatedSize"].removeprefix("dword:"), 16)
    assert 0.5 < size_kib * 1024 / size_of(computer.program) < 2
    for what in ("UninstallString", "QuietUninstallString"):
        assert computer.has(registry.words(told[what])[0])


def test_the_program_knows_of_which_day_it_is(computer: Computer, version: str) -> None:
    record = PathDistribution(computer.program / "_internal" / f"sohoi-{version}.dist-info")
    assert day_told(record.metadata) == program_day() is not None


@pytest.mark.parametrize("suffix", [BUNDLE, INVITATION])
def test_what_comes_from_the_province_opens_with_it(computer: Computer, suffix: str) -> None:
    file = computer.home / "Documents" / f"từ tỉnh{suffix}"
    program, *words = computer.opener(file)
    assert PureWindowsPath(program) == PureWindowsPath(computer.wine.path(computer.window))
    assert words == [computer.wine.path(file)]


def test_nothing_was_written_for_all_users_of_the_computer(computer: Computer) -> None:
    for key in (r"Software\Microsoft\Windows\CurrentVersion\Uninstall\SoHoi", r"Software\SoHoi"):
        assert computer.registry(rf"HKEY_LOCAL_MACHINE\{key}") == {}


def test_installer_and_program_are_small(computer: Computer, figures: Figures, installer: Path) -> None:
    packed, installed = installer.stat().st_size, size_of(computer.program)
    figures.size("installer", packed)
    figures.size("installed", installed)
    assert packed <= LARGEST_INSTALLER
    assert installed <= LARGEST_PROGRAM
