"""A backup is one file that brings the register back on another computer, or says why not."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.errors import WrongPassword
from desktop.accounts.keys import KeyFile, opener, recovery_opener
from desktop.accounts.wraps import Cost
from desktop.store import backups, opening, schema, swap
from desktop.store.backup_errors import (
    BackupDamaged,
    BackupDiskFull,
    BackupFailed,
    BackupGone,
    BackupNewer,
    BackupNoRoom,
    BackupTruncated,
    NotABackup,
    PlaceGone,
    PlaceReadOnly,
    PlaceTaken,
    SourceDamaged,
)
from desktop.store.backup_file import MAGIC, BackupFile, write
from desktop.store.backup_rotation import back_up_automatically, is_due, listed, to_keep
from desktop.store.backups import RESTORED_FROM, back_up, peek, prove, restore
from desktop.store.engine import connect
from desktop.store.folder import AlreadyARegister, DataFolder, NoRoom
from desktop.store.folder_lock import FolderInUse
from desktop.store.volumes import SystemProbe
from desktop.ui.texts.backups import ERRORS
from sync.errors import AppError, all_app_errors
from tests.store.disks import file_size_limit, small_disk, write_protected

PASSWORD = "hoa gạo tháng ba"
SECRET = "Nguyễn Thị Bí Mật 012345678901"
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


class RoomyProbe(SystemProbe):
    """This computer, but with as much room as is said."""

    def __init__(self, free_bytes: int = 10**12) -> None:
        self.free = free_bytes

    def free_bytes(self, folder: Path) -> int:
        return self.free


@dataclass
class Office:
    """A computer with a register on it."""

    folder: DataFolder
    key: bytes
    code: str

    def write(self, *drafts: str) -> None:
        with closing(connect(self.folder.database, self.key)) as connection:
            for draft in drafts:
                connection.execute("INSERT INTO draft VALUES (?, ?, ?, 1)", (draft, b"\0" * 16, SECRET.encode()))

    def grow(self, kib: int) -> None:
        with closing(connect(self.folder.database, self.key)) as connection:
            connection.execute("CREATE TABLE filler (x)")
            connection.execute(
                "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                " INSERT INTO filler SELECT randomblob(4000) FROM n",
                (kib // 4,),
            )

    def drafts(self) -> list[str]:
        return drafts_in(self.folder.database, self.key)


def drafts_in(database: Path, key: bytes) -> list[str]:
    with closing(connect(database, key, read_only=True)) as connection:
        return [text for (text,) in connection.execute("SELECT key FROM draft ORDER BY key").fetchall()]


def meta(office_key: bytes, folder: DataFolder, key: str) -> bytes | None:
    with closing(connect(folder.database, office_key, read_only=True)) as connection:
        row = connection.execute("SELECT value FROM local_meta WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else None


def new_office(path: Path) -> Office:
    folder = DataFolder(path, probe=RoomyProbe()).create()
    made = KeyFile.create(folder.keys, "Lan", PASSWORD, cost=Cost(7 * 1024, 5, 1))
    opening.create(folder.database, made.key, commune="06001")
    return Office(folder, made.key, made.recovery_code)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = new_office(tmp_path / "office")
    office.write("một", "hai")
    yield office
    office.folder.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def backup(office: Office, stick: Path) -> Path:
    back_up(office.folder, office.key, stick / "so.sohoi", program="0.1.0", now=NOON)
    return stick / "so.sohoi"


@pytest.fixture
def laptop(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "laptop", probe=RoomyProbe())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---- there and back


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


# ---- bad files


def _damage_first_byte(data: bytes) -> bytes:
    return b"X" + data[1:]


def _damage_header(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


def _damage_last_byte(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda data: b"", BackupTruncated),
        (lambda data: data[:9], BackupTruncated),
        (lambda data: data[:20], BackupTruncated),
        (lambda data: data[:300], BackupTruncated),
        (lambda data: data[:-1], BackupTruncated),
        (lambda data: data + b"\0", BackupDamaged),
        (lambda data: b"PK\x03\x04 an ordinary zip file", NotABackup),
        (_damage_first_byte, NotABackup),
        (_damage_header, BackupDamaged),
        (_damage_last_byte, BackupDamaged),
        (lambda data: MAGIC + b"\x02" + data[16:], BackupNewer),
        (lambda data: MAGIC + b"\x00" + data[16:], BackupDamaged),
    ],
)
def test_a_bad_file_is_called_what_it_is_and_changes_nothing(
    backup: Path, tmp_path: Path, change: Callable[[bytes], bytes], error: type[AppError]
) -> None:
    other = new_office(tmp_path / "other")
    other.write("của máy này")
    backup.write_bytes(change(backup.read_bytes()))
    before = names(other.folder.path)
    with pytest.raises(error):
        restore(backup, other.folder, opener(PASSWORD), replacing=True)
    assert other.drafts() == ["của máy này"]
    assert names(other.folder.path) == before
    other.folder.close()


def test_any_changed_byte_is_found(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    changed = tmp_path / "changed.sohoi"
    for position in [*range(0, 400, 13), *range(400, len(data), len(data) // 30)]:
        flipped = bytearray(data)
        flipped[position] ^= 0x10
        changed.write_bytes(flipped)
        with pytest.raises((NotABackup, BackupDamaged, BackupTruncated, BackupNewer)):
            prove(changed, opener(PASSWORD), tmp_path)


def test_a_database_swapped_for_another_is_found_by_its_key(
    office: Office, tmp_path: Path, stick: Path, backup: Path
) -> None:
    stranger = new_office(tmp_path / "other")
    back_up(stranger.folder, stranger.key, stick / "other.sohoi")
    stranger.folder.close()
    ours, theirs = BackupFile.read(backup), BackupFile.read(stick / "other.sohoi")
    theirs.extract(tmp_path / "database", backups.ignore_progress)
    header = replace(theirs.header, keys_bytes=ours.header.keys_bytes, keys_sha256=ours.header.keys_sha256)
    write(stick / "forged.sohoi", header, ours.keys, tmp_path / "database", backups.ignore_progress)
    with pytest.raises(BackupDamaged):
        prove(stick / "forged.sohoi", opener(PASSWORD), tmp_path)


def test_a_newer_programs_register_is_left_alone(backup: Path, laptop: DataFolder, tmp_path: Path) -> None:
    whole = BackupFile.read(backup)
    whole.extract(tmp_path / "database", backups.ignore_progress)
    newer = replace(whole.header, schema=schema.VERSION + 1)
    write(backup, newer, whole.keys, tmp_path / "database", backups.ignore_progress)
    with pytest.raises(BackupNewer):
        restore(backup, laptop, opener(PASSWORD))
    assert not laptop.path.exists()


def test_a_backup_that_is_gone_is_told(stick: Path, laptop: DataFolder) -> None:
    with pytest.raises(BackupGone):
        restore(stick / "so.sohoi", laptop, opener(PASSWORD))
    with pytest.raises(BackupGone):
        peek(stick)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.sohoi"
    for content in (data, MAGIC + data, MAGIC + b"\x01" + data):
        path.write_bytes(content)
        with pytest.raises((NotABackup, BackupTruncated, BackupDamaged, BackupNewer)):
            peek(path)


# ---- bad places


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


# ---- by itself


def test_automatic_backups_are_due_when_something_changed_and_time_has_passed(office: Office) -> None:
    with closing(connect(office.folder.database, office.key)) as working:  # like the program, which keeps one open
        working.execute("SELECT count(*) FROM draft").fetchone()
        now = datetime.now()
        assert is_due(office.folder, now)
        back_up_automatically(office.folder, office.key, now=now)
        assert not is_due(office.folder, now + timedelta(days=2))
        office.write("ba")
    assert not is_due(office.folder, now + timedelta(hours=1), every=timedelta(hours=12))
    assert is_due(office.folder, now + timedelta(hours=13), every=timedelta(hours=12))
    assert is_due(office.folder, now - timedelta(days=400))


def test_automatic_backups_thin_themselves_and_touch_no_others(office: Office) -> None:
    (office.folder.backups / "của tôi.sohoi").write_bytes(b"mine")
    first = datetime(2026, 11, 20, 8, 0)
    for day in range(3):
        for hour in range(2):
            back_up_automatically(office.folder, office.key, now=first + timedelta(days=day, hours=hour))
    assert [backup.made for backup in listed(office.folder)] == [
        datetime(2026, 11, 22, 9, 0),
        datetime(2026, 11, 21, 9, 0),
        datetime(2026, 11, 20, 9, 0),
    ]
    assert prove(listed(office.folder)[-1].path, opener(PASSWORD), office.folder.path)["draft"] == 2
    assert (office.folder.backups / "của tôi.sohoi").exists()


def test_two_years_of_daily_backups_keep_days_weeks_and_months() -> None:
    last = datetime(2026, 11, 21, 12, 0)
    kept = sorted(to_keep(last - timedelta(days=days) for days in range(730)), reverse=True)
    assert kept[:7] == [last - timedelta(days=days) for days in range(7)]
    assert len(kept) <= 7 + 5 + 12
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len({moment.isocalendar()[:2] for moment in kept if moment > last - timedelta(days=35)}) == 5


MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), max_size=60)


@given(MOMENTS)
def test_thinning_keeps_the_newest_and_thinning_again_changes_nothing(moments: list[datetime]) -> None:
    kept = to_keep(moments)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept
    assert len(kept) <= 24
    assert to_keep(kept) == kept


def test_every_failure_of_backups_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert {error.code for error in all_app_errors() if error.code.startswith("backup.")} == set(ERRORS)
