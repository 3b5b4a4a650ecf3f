"""Where no backup can be made, or none can be put back: told in words, and the older ones stay."""

from pathlib import Path

import pytest

from desktop.accounts.keys import opener
from desktop.store.backup_errors import (
    BackupDiskFull,
    BackupFailed,
    BackupNoRoom,
    PlaceGone,
    PlaceReadOnly,
    PlaceTaken,
    SourceDamaged,
)
from desktop.store.backups import back_up, peek, restore
from desktop.store.folder import NoRoom
from desktop.ui.texts.backups import ERRORS
from sync.errors import all_app_errors
from tests.store.disks import file_size_limit, small_disk, write_protected
from tests.store.offices import PASSWORD, Office, RoomyProbe, names, new_office


def test_a_place_that_is_gone_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(PlaceGone):
        back_up(office.folder, office.key, tmp_path / "rút rồi" / "so.sohoi")


def test_a_stick_pulled_on_the_way_is_told(office: Office, stick: Path) -> None:
    def pull(done: int, total: int) -> None:
        if done == total and list(stick.iterdir()):
            (stick / "so.sohoi.part").unlink()
            stick.rmdir()

    with pytest.raises(PlaceGone):
        back_up(office.folder, office.key, stick / "so.sohoi", report=pull)
    assert office.drafts() == ["hai", "một"]


def test_a_write_protected_stick_is_told(office: Office, stick: Path) -> None:
    office.folder.path.chmod(0o777)
    for path in office.folder.path.rglob("*"):
        path.chmod(0o777)
    with write_protected(stick), pytest.raises(PlaceReadOnly):
        back_up(office.folder, office.key, stick / "so.sohoi")
    assert names(stick) == []


def test_another_file_of_that_name_is_never_overwritten(office: Office, stick: Path) -> None:
    (stick / "danh-sach.xlsx").write_bytes(b"PK\x03\x04")
    for target in (stick / "danh-sach.xlsx", office.folder.database, office.folder.keys):
        before = target.read_bytes()
        with pytest.raises(PlaceTaken):
            back_up(office.folder, office.key, target)
        assert target.read_bytes() == before


def test_a_backup_that_would_not_fit_is_not_begun(office: Office, stick: Path) -> None:
    office.folder.probe = RoomyProbe(1_000_000)
    with pytest.raises(BackupNoRoom) as caught:
        back_up(office.folder, office.key, stick / "so.sohoi")
    assert caught.value.details["free_mb"] == 1
    assert caught.value.details["needed_mb"] > 1
    assert names(stick) == []


def test_a_disk_that_fills_up_on_the_way_keeps_the_older_backup(office: Office, tmp_path: Path) -> None:
    back_up(office.folder, office.key, tmp_path / "so.sohoi")
    before = (tmp_path / "so.sohoi").read_bytes()
    office.grow(2048)
    with small_disk(tmp_path / "small", 2048) as disk:
        (disk / "so.sohoi").write_bytes(before)
        with pytest.raises((BackupDiskFull, BackupFailed)):
            back_up(office.folder, office.key, disk / "so.sohoi")
        assert names(disk) == ["so.sohoi"]
        assert (disk / "so.sohoi").read_bytes() == before
        peek(disk / "so.sohoi")
    assert names(office.folder.backups) == []


def test_a_disk_that_fills_up_under_a_restore_keeps_the_register(office: Office, backup: Path, tmp_path: Path) -> None:
    other = new_office(tmp_path / "other")
    other.write("của máy này")
    with file_size_limit(50_000), pytest.raises(BackupDiskFull):
        restore(backup, other.folder, opener(PASSWORD), replacing=True)
    assert other.drafts() == ["của máy này"]
    other.folder.probe = RoomyProbe(200_000_000)
    with pytest.raises(NoRoom):
        restore(backup, other.folder, opener(PASSWORD), replacing=True)
    assert other.drafts() == ["của máy này"]
    other.folder.close()


def test_a_medium_that_gives_back_something_else_is_not_trusted(
    office: Office, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()
    monkeypatch.setattr("desktop.store.backup_file._digest", lambda path: b"\0" * 32)
    with pytest.raises(BackupFailed):
        back_up(office.folder, office.key, backup)
    assert backup.read_bytes() == before
    assert names(backup.parent) == ["so.sohoi"]


def test_no_backup_is_made_of_a_damaged_register(office: Office, backup: Path) -> None:
    before = backup.read_bytes()
    data = bytearray(office.folder.database.read_bytes())
    data[-2000] ^= 1
    office.folder.database.write_bytes(data)
    with pytest.raises(SourceDamaged):
        back_up(office.folder, office.key, backup)
    assert backup.read_bytes() == before


class Cancelled(Exception):
    """The person pressed stop."""


@pytest.mark.parametrize("at_call", range(4))
def test_a_cancelled_backup_leaves_nothing(office: Office, stick: Path, at_call: int) -> None:
    calls = 0

    def cancel(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > at_call:
            raise Cancelled

    try:
        back_up(office.folder, office.key, stick / "so.sohoi", report=cancel)
    except Cancelled:
        assert names(stick) == []
    else:
        assert calls <= at_call
    assert names(office.folder.backups) == []


def test_every_failure_of_backups_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert {error.code for error in all_app_errors() if error.code.startswith("backup.")} == set(ERRORS)
