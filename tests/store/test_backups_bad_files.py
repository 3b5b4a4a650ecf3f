"""What is no backup, or is one no more, is called what it is and changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.keys import opener
from desktop.store import backups, schema
from desktop.store.backup_errors import (
    BackupDamaged,
    BackupGone,
    BackupNewer,
    BackupTruncated,
    NotABackup,
)
from desktop.store.backup_file import MAGIC, BackupFile, write
from desktop.store.backups import back_up, peek, prove, restore
from desktop.store.folder import DataFolder
from sync.errors import AppError
from tests.store.offices import PASSWORD, Office, names, new_office


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
