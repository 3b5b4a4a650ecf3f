"""How the window begins: at a double click on a bundle, and how long it takes beside the least that Qt can do."""

import time
from pathlib import Path

import pytest

from sync.carriers.stick_layout import BUNDLE
from tests.windows.computer import Computer
from tests.windows.figures import Figures
from tests.windows.gallery import Gallery

LEAST = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication(sys.argv)
button = QPushButton("Sổ Hội")
button.resize(800, 600)
button.show()
app.exec()
"""
STARTS = 2
ENDING_S = 120.0


@pytest.fixture
def least(computer: Computer, python: Path) -> tuple[Path, ...]:
    """The words that begin a program of one button, with the Python and the Qt that the program is made of."""
    script = computer.home / "Documents" / "nut.py"
    script.write_text(LEAST, "utf-8")
    return python, script


def test_a_double_click_on_what_the_province_sent_begins_the_first_run(computer: Computer, gallery: Gallery) -> None:
    bundle = computer.home / "Documents" / f"từ tỉnh{BUNDLE}"
    bundle.write_bytes(b"")
    with computer.at_work(*computer.opener(bundle)) as running:
        gallery.show(keep="first-run")
        computer.screen.press("alt+F4")
        assert running.wait(ENDING_S) == 0


def test_how_long_a_start_takes_is_told_beside_that_of_a_button(
    computer: Computer, least: tuple[Path, ...], figures: Figures
) -> None:
    for name, words in (("start", (computer.window,)), ("start of one button", least)):
        figures.seconds(name, min(_seconds_until_shown(computer, *words) for _ in range(STARTS)))


def _seconds_until_shown(computer: Computer, *words: Path) -> float:
    computer.wait_until(computer.screen.is_empty, "nothing else is on the screen")
    begun = time.monotonic()
    running = computer.start(*words)
    try:
        computer.screen.first()
        return time.monotonic() - begun
    finally:
        computer.end(running, words[0])
