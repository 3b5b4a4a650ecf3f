"""A backup is one file that brings the register back on another computer, or says why not."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.accounts.errors import WrongPassword
from desktop.accounts.keys import KeyFile, opener, recovery_opener
from desktop.store import backups, opening, schema, swap
from desktop.store.backups import RESTORED_FROM, back_up, peek, prove, restore
from desktop.store.engine import connect
from desktop.store.folder import AlreadyARegister, DataFolder
from desktop.store.folder_lock import FolderInUse
from tests.store.offices import NOON, PASSWORD, SECRET, Office, RoomyProbe, drafts_in, meta, names, new_office


@pytest.mark.parametrize("by", ["password", "recovery code"])
def test_a_backup_opens_on_another_computer(office: Office, backup: Path, laptop: DataFolder, by: str) -> None:
    unlock = opener(PASSWORD) if by == "password" else recovery_opener(office.code)
    restored = restore(backup, laptop, unlock)
    assert restored.made_at == NOON
    assert restored.rows["draft"] == 2
    assert restored.replaced is None
    key = KeyFile.open(laptop.keys).unlock("Lan", PASSWORD).key
    assert drafts_in(laptop.database, key) == ["hai", "một"]
    opening.prepare(laptop.database, key)
    laptop.open().close()


def test_a_restored_register_knows_that_it_was_restored(office: Office, backup: Path, laptop: DataFolder) -> None:
    restore(backup, laptop, opener(PASSWORD), now=NOON + timedelta(days=3))
    mark = json.loads(meta(office.key, laptop, RESTORED_FROM) or b"")
    assert mark == {
        "backup": peek(backup).id,
        "made_at": "2026-11-21T05:00:00+00:00",
        "restored_at": "2026-11-24T05:00:00+00:00",
    }
    assert meta(office.key, office.folder, RESTORED_FROM) is None
    with closing(connect(laptop.database, office.key)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_backup_says_what_it_is_without_a_password(backup: Path) -> None:
    header = peek(backup)
    assert header.made == NOON
    assert header.program == "0.1.0"
    assert header.schema == schema.VERSION
    assert [user.label for user in KeyFile.open(backup.parent.parent / "office" / "keys.json").users] == ["Lan"]


def test_a_backup_is_proved_without_restoring_it(backup: Path, tmp_path: Path) -> None:
    assert prove(backup, opener(PASSWORD), tmp_path)["draft"] == 2
    assert names(tmp_path) == ["office", "stick"]
    with pytest.raises(WrongPassword):
        prove(backup, opener("không phải"), tmp_path)


def test_a_backup_holds_the_moment_it_began_and_writers_go_on(office: Office, stick: Path) -> None:
    def write_meanwhile(done: int, total: int) -> None:
        if done < total:
            office.write(f"lúc {len(office.drafts())}")

    office.grow(12_000)
    back_up(office.folder, office.key, stick / "so.sohoi", report=write_meanwhile)
    assert len(office.drafts()) > 3
    assert prove(stick / "so.sohoi", opener(PASSWORD), stick)["draft"] == 2
    assert names(stick) == ["so.sohoi"]


def test_nothing_readable_lies_anywhere_at_any_time(office: Office, stick: Path, laptop: DataFolder) -> None:
    def look(_done: int, _total: int) -> None:
        for path in office.folder.path.parent.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert SECRET.encode() not in data
                assert b"SQLite format 3" not in data
                assert office.key not in data

    back_up(office.folder, office.key, stick / "so.sohoi", report=look)
    restore(stick / "so.sohoi", laptop, opener(PASSWORD), report=look)
    look(0, 0)


def test_a_backup_again_under_the_same_name_replaces_the_old_one(office: Office, backup: Path) -> None:
    office.write("ba")
    back_up(office.folder, office.key, backup)
    assert prove(backup, opener(PASSWORD), backup.parent)["draft"] == 3
    assert names(backup.parent) == ["so.sohoi"]


# ---- replacing a register


def test_a_register_is_replaced_only_when_that_was_said(tmp_path: Path, backup: Path) -> None:
    other = new_office(tmp_path / "other")
    with pytest.raises(AlreadyARegister):
        restore(backup, other.folder, opener(PASSWORD))
    assert other.drafts() == []
    other.folder.close()


def test_a_replaced_register_is_kept_aside_whole(office: Office, tmp_path: Path, backup: Path) -> None:
    other = new_office(tmp_path / "other")
    other.write("của máy này")
    restored = restore(backup, other.folder, opener(PASSWORD), replacing=True)
    assert other.folder.is_open
    other.folder.close()
    assert drafts_in(other.folder.database, office.key) == ["hai", "một"]
    assert restored.replaced
    old = DataFolder(restored.replaced, probe=RoomyProbe()).open()
    assert drafts_in(old.database, KeyFile.open(old.keys).unlock("Lan", PASSWORD).key) == ["của máy này"]
    old.close()


def test_a_register_open_in_another_window_is_not_replaced(tmp_path: Path, backup: Path) -> None:
    other = new_office(tmp_path / "other")
    with pytest.raises(FolderInUse):
        restore(backup, DataFolder(tmp_path / "other", probe=RoomyProbe()), opener(PASSWORD), replacing=True)
    other.folder.close()


def test_a_wrong_password_restores_nothing(backup: Path, laptop: DataFolder) -> None:
    with pytest.raises(WrongPassword):
        restore(backup, laptop, opener("không phải"))
    assert not laptop.path.exists()


class PowerCut(BaseException):
    """The light goes out."""


@pytest.mark.parametrize("moves_done", range(9))
def test_a_power_cut_while_replacing_leaves_one_whole_register(
    office: Office, tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, moves_done: int
) -> None:
    other = new_office(tmp_path / "other")
    other.write("của máy này")
    other.folder.close()
    real, done = swap.replace, 0

    def move(source: Path, target: Path) -> None:
        nonlocal done
        if done == moves_done:
            raise PowerCut
        done += 1
        real(source, target)

    monkeypatch.setattr(swap, "replace", move)
    monkeypatch.setattr(backups.shutil, "rmtree", lambda *_, **__: None)  # nobody tidies up in the dark
    try:
        restore(backup, other.folder, opener(PASSWORD), replacing=True)
    except PowerCut:
        cut = True
    else:
        cut = False
    monkeypatch.undo()
    with DataFolder(tmp_path / "other", probe=RoomyProbe()).open() as folder:
        key = KeyFile.open(folder.keys).unlock("Lan", PASSWORD).key
        found = drafts_in(folder.database, key)
    assert found == (["của máy này"] if cut and moves_done == 0 else ["hai", "một"])
    kept = {name for name in names(tmp_path / "other") if not name.startswith("replaced-")}
    assert kept <= {"backups", "keys.json", "keys.json.bak", "logs", "outbox", "register.db", "sohoi.lock"}


KILLED = """
import os, sys
from pathlib import Path
from desktop.store.backups import back_up
from desktop.store.folder import DataFolder
def die_at_the_end(done, total):
    if done >= total:
        os.kill(os.getpid(), 9)
back_up(DataFolder(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]), Path(sys.argv[3]), report=die_at_the_end)
"""


def test_a_killed_backup_leaves_the_old_one_and_is_swept_away(office: Office, backup: Path) -> None:
    before = backup.read_bytes()
    arguments = [str(office.folder.path), office.key.hex(), str(backup)]
    assert subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode == -9
    assert backup.read_bytes() == before
    office.folder.close()
    office.folder.open()
    assert names(office.folder.backups) == []
