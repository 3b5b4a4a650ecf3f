"""What lies in a data folder, whether it can be written, and that one program at a time has it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import folder as folder_module
from desktop.store.folder import (
    AlreadyARegister,
    DatabaseMissing,
    DataFolder,
    FolderMissing,
    FolderReadOnly,
    FolderUnusable,
    NoRoom,
    NotARegister,
    Room,
    default_folder,
)
from desktop.store.folder_lock import FolderInUse
from desktop.ui.texts import explain
from desktop.ui.texts.folder import ERRORS
from sync.errors import all_app_errors
from tests.store.disks import file_size_limit, small_disk, write_protected
from tests.store.folders import GB, MB, FakeProbe, opened

# ---- what lies in it


def test_a_new_folder_is_made_and_then_opened(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "a" / "so", probe=FakeProbe()).create() as made:
        assert made.is_open
        made.database.write_bytes(b"x")
        made.keys.write_bytes(b"x")
    with opened(tmp_path / "a" / "so") as folder:
        assert folder.backups.is_dir()
        assert folder.outbox.is_dir()
        assert folder.logs.is_dir()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        opened(tmp_path / "không có")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_register_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_keys_without_a_database_are_told(register: Path) -> None:
    (register / "register.db").unlink()
    with pytest.raises(DatabaseMissing):
        opened(register)


def test_a_new_register_is_never_made_over_another(register: Path) -> None:
    with pytest.raises(AlreadyARegister):
        DataFolder(register, probe=FakeProbe()).create()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "so").write_text("")
    with pytest.raises(FolderUnusable):
        DataFolder(tmp_path / "so", probe=FakeProbe()).create()
    with pytest.raises(FolderMissing):
        opened(tmp_path / "so")


def test_the_usual_place_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "sohoi"
    assert default_folder(demo=True) == tmp_path / "sohoi-demo"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert default_folder() == Path.home() / ".local" / "share" / "sohoi"


def test_on_windows_the_usual_place_does_not_roam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(folder_module.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_folder() == tmp_path / "SoHoi"
    assert default_folder(demo=True) == tmp_path / "SoHoi-Demo"


# ---- whether it can be written


def test_a_read_only_folder_is_told(register: Path) -> None:
    with write_protected(register), pytest.raises(FolderReadOnly):
        opened(register)


def test_a_read_only_database_in_a_good_folder_is_told(register: Path) -> None:
    folder = DataFolder(register, probe=FakeProbe())
    (register / "register.db").unlink()
    (register / "register.db").mkdir()  # what even root cannot open for writing
    with pytest.raises(FolderReadOnly):
        folder.open()
    assert not folder.is_open


def test_a_folder_on_a_full_disk_is_told_as_full_and_not_as_locked(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 16) as disk:
        (disk / "register.db").write_bytes(b"x")
        with pytest.raises(OSError, match=r"space|large"):
            (disk / "filler").write_bytes(b"x" * 40_000)
        with file_size_limit(1024), pytest.raises(NoRoom):
            opened(disk)


def test_a_nearly_full_disk_warns_and_then_stops_what_is_risky(register: Path) -> None:
    probe = FakeProbe(free=2 * GB)
    with opened(register, probe) as folder:
        assert folder.room is Room.PLENTY
        folder.require_room(GB)
        probe.free = 999 * MB
        assert folder.room is Room.LOW
        folder.require_room()
        with pytest.raises(NoRoom) as caught:
            folder.require_room(GB)
        assert caught.value.details["free_mb"] == 999
        assert caught.value.details["needed_mb"] == 1200
        probe.free = 199 * MB
        assert folder.room is Room.VERY_LOW
        with pytest.raises(NoRoom):
            folder.require_room()


def test_a_full_disk_still_lets_her_open_and_look(register: Path) -> None:
    with opened(register, FakeProbe(free=0)) as folder:
        assert folder.room is Room.VERY_LOW


# ---- one program at a time

HOLDER = """
import sys, time
from pathlib import Path
from desktop.store.folder import DataFolder
folder = DataFolder(Path(sys.argv[1])).open()
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def other_window(register: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(register)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_window_of_another_program_is_refused(register: Path, other_window: subprocess.Popen[str]) -> None:
    folder = DataFolder(register, probe=FakeProbe())
    with pytest.raises(FolderInUse) as caught:
        folder.open()
    assert not folder.is_open
    assert str(register) in explain(caught.value)


def test_a_program_that_was_killed_holds_nothing(register: Path, other_window: subprocess.Popen[str]) -> None:
    other_window.send_signal(signal.SIGKILL)
    other_window.wait()
    opened(register).close()


def test_a_second_window_of_this_program_is_refused_until_the_first_closes(register: Path) -> None:
    first = opened(register)
    with pytest.raises(FolderInUse):
        opened(register)
    first.close()
    first.close()
    opened(register).close()


def test_every_failure_of_the_folder_has_a_sentence_and_no_sentence_is_left_over() -> None:
    ours = ("desktop.store.folder", "desktop.store.folder_lock", "desktop.store.settings_file")
    assert {error.code for error in all_app_errors() if error.__module__ in ours} == set(ERRORS)
