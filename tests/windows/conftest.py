"""The installed program on Windows computers of its own: `pytest tests/windows --installer SETUP.EXE`.

Without an installer there is nothing to collect here. With `--pictures docs/screens` the gallery's pictures of the
installed program are renewed.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging" / "windows"))

from prefix import make
from screen import screen

from tests.windows.computer import Computer, Stick
from tests.windows.figures import Figures
from tests.windows.gallery import Gallery
from tests.windows.province import Province, running_province

STAND_INS = Path(__file__).resolve().parents[2] / "build" / "windows" / "stand-ins"
UTF8 = {"LC_ALL": "C.UTF-8"}  # in these Wine spells the names of files
FIGURES = pytest.StashKey[Figures]()
WIDTH, HEIGHT = 1380, 800  # room for a window of 1366 x 768 and its frame


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("windows", "the program as an installer brings it to Windows")
    group.addoption("--installer", type=Path, metavar="SETUP.EXE", help="the installer to prove")
    group.addoption("--pictures", type=Path, metavar="DIR", help="renew the pictures of a gallery")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    return None if config.getoption("--installer", None) else True


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = Figures()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(FIGURES, Figures()).lines():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """What was measured, told at the end."""
    return pytestconfig.stash[FIGURES]


@pytest.fixture(scope="session")
def installer(pytestconfig: pytest.Config) -> Path:
    """The installer to prove."""
    path: Path = pytestconfig.getoption("--installer")
    assert path.is_file(), f"there is no {path}"
    return path.absolute()


@pytest.fixture(scope="session")
def previous(installer: Path) -> Path:
    """An installer of the version before, with a file that the new one no longer has."""
    path = installer.with_name("SoHoi-0.0.9-setup.exe")
    assert path.is_file(), f"there is no {path}"
    return path


@pytest.fixture(scope="session")
def python(installer: Path) -> Path:
    """The Python that the program is made of, for programs that stand for Windows' own and for other people's."""
    path = installer.parent / "python" / "python.exe"
    assert path.is_file(), f"there is no {path}"
    return path


@pytest.fixture(scope="session")
def bought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Computer]]:
    """Gives new computers, each on a screen of its own, and takes them away at the end."""
    with ExitStack() as until:

        def buying(name: str) -> Computer:
            folder = tmp_path_factory.mktemp(name)
            until.callback(shutil.rmtree, folder)
            display = until.enter_context(screen(WIDTH, HEIGHT))
            (folder / "usb").mkdir()
            wine = replace(make(folder / "prefix", STAND_INS, display), extra=UTF8)
            computer = Computer(wine, folder / "usb")
            until.callback(computer.switch_off)
            computer.switch_on()
            return computer

        yield buying


@pytest.fixture(scope="session")
def computer(bought: Callable[[str], Computer], installer: Path) -> Computer:
    """A computer on which the new version was installed, and nothing before it."""
    computer = bought("may-moi")
    code = computer.install(installer)
    assert code == 0, f"the installer ended with {code}"
    return computer


@pytest.fixture(scope="session")
def version(installer: Path) -> str:
    """The version that the installer's name tells."""
    told = re.fullmatch(r"SoHoi-(.+)-setup\.exe", installer.name)
    assert told, installer.name
    return told[1]


@pytest.fixture
def gallery(computer: Computer, pytestconfig: pytest.Config) -> Gallery:
    """Takes pictures of the window on the computer's screen."""
    return Gallery(computer.screen, pytestconfig.getoption("--pictures"))


@pytest.fixture
def stick(computer: Computer) -> Stick:
    """An empty stick in the computer."""
    for left in computer.stick.folder.iterdir():
        shutil.rmtree(left)
    return computer.stick


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """A province on this computer's Linux, answering at a port of its own."""
    with running_province(tmp_path / "tinh") as province:
        yield province
