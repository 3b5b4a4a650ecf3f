"""What nobody caught is in the log and is told calmly."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import app_run
from desktop.app import Program
from desktop.app_bugs import catch_bugs, say_sorry
from desktop.app_run import open_window
from desktop.helpdesk.logs import begin_log, end_log
from desktop.store.settings_file import Settings
from desktop.ui.theme import Look, apply_look


@pytest.fixture
def hooks() -> Iterator[None]:
    """The interpreter's own hooks again, afterwards."""
    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    handler = begin_log(tmp_path)
    assert handler is not None
    yield tmp_path / "sohoi.log"
    end_log(handler)


def fault() -> Exception:
    """One that was raised."""
    try:
        raise KeyError("Trần Thị An")
    except KeyError as error:
        return error


def test_a_bug_is_logged_and_told_with_the_same_reference(hooks: None, log_file: Path) -> None:
    told: list[str] = []
    catch_bugs(told.append)
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    written = log_file.read_text("utf-8")
    assert len(told) == 1
    assert f"bug {told[0]}" in written
    assert "builtins.KeyError" in written
    assert "Trần Thị An" not in written


def test_a_bug_on_another_thread_is_logged(hooks: None, log_file: Path) -> None:
    catch_bugs(lambda _reference: None)

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "builtins.ZeroDivisionError" in log_file.read_text("utf-8")


def test_a_bug_in_the_window_is_told_above_the_page(hooks: None, tmp_path: Path, qapp: QApplication) -> None:
    apply_look(Look())
    program = Program(tmp_path / "so")
    catch_bugs(program.say_bug)
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    notice = program.window.strip.notice
    assert notice is not None
    assert notice.text.startswith("Có lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn an toàn.")
    program.end()
    program.window.deleteLater()


def test_where_no_window_opens_a_message_says_so(
    hooks: None, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def broken(_path: Path) -> Settings:
        raise RuntimeError("no settings")

    monkeypatch.setattr(Settings, "load", broken)
    monkeypatch.setattr(app_run, "QApplication", lambda _words: qapp)
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, title, text: said.append(f"{title}. {text}"))
    assert open_window(data=str(tmp_path / "so")) == 1
    assert said[0].startswith("Sổ Hội chưa mở được. ")


def test_the_message_is_a_dialog_that_closes(qapp: QApplication) -> None:
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.close()

    QTimer.singleShot(0, look)
    say_sorry("2211-080102")
    assert "2211-080102" in seen[0]


def test_a_register_whose_keys_are_damaged_says_so_instead_of_a_window(
    hooks: None, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "so"
    folder.mkdir()
    (folder / "register.db").write_bytes(b"x" * 4096)
    (folder / "keys.json").write_text("no keys")
    said: list[str] = []
    monkeypatch.setattr(app_run, "QApplication", lambda _words: qapp)
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, title, text: said.append(text))
    assert open_window(data=str(folder)) == 1
    assert "khóa" in said[0]
    assert "[accounts." in (folder / "logs" / "sohoi.log").read_text("utf-8")
    for handler in list(logging.getLogger().handlers):
        if type(handler).__name__ == "PlainLog":
            end_log(handler)
