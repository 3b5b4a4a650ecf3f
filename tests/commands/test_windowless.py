"""The commands where there is no console, an old code page, or a file instead of a command."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.__main__ import main
from desktop.commands.cli import is_command, window_parser
from desktop.ui.helpdesk.told import ToldWindow, captured
from desktop.ui.texts import helpdesk as texts

ROOT = Path(__file__).parents[2]


def run_python(words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own that runs some words of Python."""
    return subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=os.environ | environment, capture_output=True, check=False,
        timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ([], False),
        (["--demo"], False),
        (["--data", "so"], False),
        (["self-test"], True),
        (["--data", "so", "check"], True),
        (["--help"], True),
        (["exprot"], True),
        (["0a1b.sohoi"], False),
        (["E:/SoHoi/tra-loi/00ff/0a1b.sohoi"], False),
        (["--data", "so", "thư mời.sohoi-moi"], False),
    ],
)
def test_a_file_is_told_from_a_command(words: list[str], is_one: bool) -> None:
    assert is_command(words) is is_one


def test_a_file_is_opened_by_the_window() -> None:
    asked = window_parser().parse_args(["--data", "so", "0a1b.sohoi"])
    assert (asked.file, asked.data, asked.demo) == ("0a1b.sohoi", "so", False)


def test_a_mistyped_command_is_wrong_usage_and_opens_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["exprot"])
    assert left.value.code == 2
    assert "self-test" in capsys.readouterr().err


def test_an_answer_keeps_its_letters_on_a_pipe_with_an_old_code_page() -> None:
    words = "from desktop.__main__ import main; main(['self-test', '--explain', '00001-00-8'])"
    done = run_python(words, PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "Máy in: cần xem" in done.stdout.decode("utf-8")


def test_without_a_console_the_answer_stands_in_a_window(tmp_path: Path) -> None:
    picture = tmp_path / "told.png"
    words = f"""
import sys
sys.stdin = sys.stdout = sys.stderr = None
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui.helpdesk import told
from desktop.__main__ import main
app = QApplication([])
def look():
    (window,) = [each for each in app.topLevelWidgets() if isinstance(each, told.ToldWindow)]
    if window.answer.toPlainText():
        window.grab().save({str(picture)!r})
        window.close()
    else:
        QTimer.singleShot(50, look)
QTimer.singleShot(0, look)
sys.exit(main(['self-test', '--explain', '00001-00-8']))
"""
    done = run_python(words, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0
    assert picture.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["self-test", "--explain", "1"], 1, "nghe nhầm"),
        (["check", "--data", "khong-co"], 1, "khong-co"),
        (["export"], 2, "usage"),
        (["support"], 2, "usage"),
    ],
)
def test_what_goes_wrong_is_shown_as_well(
    words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    ended, answer = captured(lambda: main(words))
    assert ended == code
    assert said in answer


def test_the_window_says_how_it_ended(qtbot: QtBot, qapp: QApplication) -> None:
    window = ToldWindow("Thử máy này")
    qtbot.addWidget(window)
    assert not window.copy_button.isEnabled()
    window.show_answer(0, "1. Máy in: tốt.")
    assert window.state.text() == texts.TOLD_DONE
    window.copy_button.click()
    assert qapp.clipboard().text() == "1. Máy in: tốt."
    window.show_answer(1, "")
    assert window.state.text() == texts.TOLD_BAD


@pytest.mark.slow
def test_a_support_file_is_saved_though_the_register_stays_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOHOI_PASSWORD", "mật khẩu của Lan")
    folder = tmp_path / "so"
    assert main(["init", "--commune", "05611", "--name", "Nguyễn Thị Lan", "--data", str(folder)]) == 0
    monkeypatch.setenv("SOHOI_PASSWORD", "sai rồi")
    assert main(["support", str(tmp_path / "a.zip"), "--data", str(folder)]) == 0
    monkeypatch.setenv("SOHOI_PASSWORD", "mật khẩu của Lan")
    assert main(["support", str(tmp_path / "b.zip"), "--data", str(folder)]) == 0
    capsys.readouterr()
    with zipfile.ZipFile(tmp_path / "a.zip") as closed, zipfile.ZipFile(tmp_path / "b.zip") as opened:
        assert b"accounts.wrong_password" in closed.read("tinh-hinh.json")
        assert b'"rows"' in opened.read("tinh-hinh.json")
        assert "start support version" in opened.read("nhat-ky/sohoi.log").decode()


def test_the_installed_program_offers_no_tour() -> None:
    words = "import sys; sys.frozen = True; from desktop.__main__ import main; sys.exit(main(['tour', 'x']))"
    done = run_python(words)
    assert done.returncode == 2
    assert b"self-test" in done.stderr


def test_a_command_that_goes_well_says_nothing_on_the_error_pipe(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "so")]
    first = ["init", "--commune", "05611", "--name", "Nguyễn Thị Lan", *data]
    words = f"import sys; from desktop.__main__ import main; sys.exit(main({first!r}) or main({['check', *data]!r}))"
    done = run_python(words, SOHOI_PASSWORD="mật khẩu của Lan")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "start check version" in (tmp_path / "so" / "logs" / "sohoi.log").read_text("utf-8")
