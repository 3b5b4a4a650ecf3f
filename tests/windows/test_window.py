"""The installed window on Qt's own platform for Windows, at work on the demo commune, driven by the keyboard."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from desktop.demo.commune import PASSWORD
from tests.windows.computer import Computer
from tests.windows.gallery import Gallery
from tests.windows.screen_watch import are_apart

PAGES = ("home", "member", "household", "meeting", "support")
MAKING_S = 300.0
ENDING_S = 120.0


@pytest.fixture(scope="module")
def demo(computer: Computer) -> Iterator[Path]:
    """The window is open; gives the demo commune's data folder. Each test leaves the home page behind it."""
    folder = computer.local / "SoHoi-Demo"
    with computer.at_work(computer.window, "--demo") as running:
        computer.wait_until((folder / "settings.json").is_file, "the demo commune is there", MAKING_S)
        computer.screen.once()
        yield folder
        computer.screen.press("alt+F4")
        assert running.wait(ENDING_S) == 0


def test_every_page_comes_up_at_its_key(demo: Path, gallery: Gallery) -> None:
    shown = {name: gallery.show(f"ctrl+{at}", keep=name) for at, name in enumerate(PAGES[1:], 2)}
    shown["home"] = gallery.show("ctrl+1", keep="home")
    assert [pair for pair in combinations(PAGES, 2) if not are_apart(shown[pair[0]], shown[pair[1]])] == []


def test_a_new_member_is_begun_and_left(demo: Path, gallery: Gallery) -> None:
    register = gallery.show("ctrl+2")
    gallery.show("ctrl+n", keep="member-form")
    gallery.return_to(register, "Escape")
    gallery.show("ctrl+1")


def test_people_are_found_without_marks(demo: Path, computer: Computer, gallery: Gallery) -> None:
    home = gallery.show()
    gallery.show("ctrl+k")
    computer.screen.type("bui thi")
    found = gallery.show(keep="search")
    assert are_apart(home, found)
    assert are_apart(found, gallery.show("Escape"))


def test_the_keys_are_told(demo: Path, gallery: Gallery) -> None:
    home = gallery.show()
    gallery.show("F1")
    gallery.return_to(home, "Escape")


def test_the_computer_is_locked_and_opened(demo: Path, computer: Computer, gallery: Gallery) -> None:
    home = gallery.show()
    gallery.show("ctrl+l", keep="locked")
    computer.screen.type(PASSWORD)
    gallery.return_to(home, "Return")


def test_nothing_went_wrong_meanwhile(demo: Path) -> None:
    told = [line for path in (demo / "logs").iterdir() for line in path.read_text("utf-8").splitlines()]
    assert told
    assert [line for line in told if "ERROR" in line or "CRITICAL" in line or "Traceback" in line] == []
