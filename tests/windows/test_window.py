"""The installed window on Qt's own platform for Windows, driven by the keyboard; its pictures go into the gallery."""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from desktop.demo.commune import PASSWORD
from sync.carriers.stick_layout import BUNDLE
from tests.windows.computer import Computer
from tests.windows.screen_watch import are_apart, colours

TITLE = "Sổ Hội"
SIZE = (1366, 768)
FEWEST_COLOURS = 100
PALETTE = 128
MAKING_S = 120.0

Show = Callable[..., Image.Image]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Path]:
    """Where pictures of the window are put; those of the gallery are renewed from it if that is asked for."""
    folder = tmp_path_factory.mktemp("hinh")
    yield folder
    if gallery := pytestconfig.getoption("--pictures"):
        for path in folder.glob("*.png"):
            Image.open(path).quantize(PALETTE).save(gallery / f"windows-{path.name}", optimize=True)


@pytest.fixture(scope="module")
def demo(computer: Computer) -> Iterator[Path]:
    """The window is open on the demo commune; gives its data folder."""
    folder = computer.local / "SoHoi-Demo"
    with computer.at_work("--demo") as running:
        computer.wait_until((folder / "settings.json").is_file, "the demo commune is there", MAKING_S)
        yield folder
        computer.screen.press("alt+F4")
        assert running.wait(timeout=30) == 0


@pytest.fixture
def show(computer: Computer, pictures: Path) -> Show:
    """Takes a picture, named, of what a key brings up, and looks whether it can be one of the window at work."""

    def showing(name: str, key: str = "") -> Image.Image:
        screen = computer.screen
        whole = screen.once()
        if key:
            screen.press(key)
            whole = screen.after(whole)
        picture = screen.window(TITLE, whole)
        picture.save(pictures / f"{name}.png")
        assert picture.size == SIZE
        assert colours(picture) >= FEWEST_COLOURS
        return picture

    return showing


def test_every_page_comes_up_at_its_key(demo: Path, show: Show) -> None:
    names = ("home", "member", "household", "meeting", "support")
    pages = {"home": show("home")} | {name: show(name, f"ctrl+{at}") for at, name in enumerate(names[1:], 2)}
    assert [(one, other) for one, other in combinations(names, 2) if not are_apart(pages[one], pages[other])] == []
    assert not are_apart(pages["home"], show("home", "ctrl+1"))


def test_a_new_member_is_begun_and_left(demo: Path, show: Show) -> None:
    register = show("member", "ctrl+2")
    show("member-form", "ctrl+n")
    assert not are_apart(register, show("member", "Escape"))
    show("home", "ctrl+1")


def test_people_are_found_without_marks(demo: Path, computer: Computer, show: Show) -> None:
    home = computer.screen.once()
    computer.screen.press("ctrl+k")
    computer.screen.type("bui thi")
    computer.screen.after(home)
    found = show("search")
    assert are_apart(found, show("home", "Escape"))


def test_the_keys_are_told_and_the_computer_is_locked_and_opened(demo: Path, computer: Computer, show: Show) -> None:
    show("member", "ctrl+2")
    home = show("home", "ctrl+1")
    show("shortcuts", "F1")
    assert not are_apart(home, show("home", "Escape"))
    show("locked", "ctrl+l")
    computer.screen.type(PASSWORD)
    assert not are_apart(home, show("home", "Return"))


def test_nothing_went_wrong_meanwhile(demo: Path) -> None:
    told = [line for path in (demo / "logs").iterdir() for line in path.read_text("utf-8").splitlines()]
    assert told
    assert [line for line in told if "ERROR" in line or "CRITICAL" in line or "Traceback" in line] == []


def test_a_double_click_on_a_bundle_opens_the_window(computer: Computer, show: Show) -> None:
    bundle = computer.home / "Documents" / f"{'0' * 32}{BUNDLE}"
    bundle.write_bytes(b"")
    before = computer.screen.picture()
    assert computer.run("start", bundle).code == 0
    computer.screen.after(before)
    show("first-run")
    assert computer.run("taskkill", "/f", "/im", computer.window.name).code == 0
