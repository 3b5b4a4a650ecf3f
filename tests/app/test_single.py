"""Starting the program again leads to the window that is open."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app_single import Door, hand_over, place_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def door(tmp_path: Path, qapp: QApplication) -> Iterator[Door]:
    """A window that listens."""
    door = Door(tmp_path / "so")
    assert door.is_open
    yield door
    door.close()


def start_again(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", "--data", str(folder), *words], cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("file", ["", "Tải về/0a1b.sohoi"])
def test_a_second_start_hands_its_file_over_and_ends(file: str, door: Door, tmp_path: Path, qtbot: QtBot) -> None:
    with (
        qtbot.waitSignal(door.asked, timeout=60_000) as asked,
        start_again(tmp_path / "so", *filter(None, [file])) as second,
    ):
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert second.returncode == 0
    assert asked.args == [str(ROOT / file) if file else ""]
    assert not (tmp_path / "so").exists()


def test_where_no_window_is_open_nothing_is_handed_over(tmp_path: Path, qapp: QApplication) -> None:
    assert not hand_over(tmp_path / "so", "")


def test_another_folder_has_a_window_of_its_own(door: Door, tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "khac", "")
    assert place_of(tmp_path / "so") != place_of(tmp_path / "khac")
    assert str(tmp_path.name) not in place_of(tmp_path / "so")


@pytest.mark.parametrize("words", [b"\n", b"[]\n", b'{"file": 5}\n', b"\xff\xfe\n", b'{"other": "x"}\n', b"x" * 70_000])
def test_nonsense_opens_nothing_and_ends_nothing(words: bytes, door: Door, tmp_path: Path, qtbot: QtBot) -> None:
    files: list[str] = []
    door.asked.connect(files.append)
    caller = QLocalSocket()
    caller.connectToServer(place_of(tmp_path / "so"))
    assert caller.waitForConnected(2_000)
    caller.write(words)
    caller.flush()
    qtbot.wait(100)
    assert [file for file in files if file] == []
    assert door.is_open


def test_what_a_killed_program_left_behind_is_in_nobodys_way(tmp_path: Path, qapp: QApplication) -> None:
    probe = QLocalServer()
    assert probe.listen(place_of(tmp_path / "so"))
    left = Path(probe.fullServerName())
    probe.close()
    left.write_bytes(b"")
    door = Door(tmp_path / "so")
    assert door.is_open
    door.close()
    left.unlink(missing_ok=True)
