"""Opening: each file that cannot be opened says why, and is left as it was."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.models.person import Person
from desktop.store import schema
from desktop.store.engine import keyed
from desktop.store.folder import AlreadyARegister, FolderReadOnly
from desktop.store.opening import NewerFile, NoRegister, Unreadable, create
from desktop.store.store import open_store
from desktop.store.troubles import Damaged, DiskTrouble
from sync.errors import AppError
from sync.whole_file import PART
from tests.people import AN, COMMUNE, KEY
from tests.store.disks import write_protected

OTHER_KEY = bytes(32)
PAGE = 4096


@pytest.fixture
def register(folder: Path) -> Path:
    """A register file with a person in it, closed."""
    store = open_store(folder, KEY)
    with store.writing(reason="add") as session:
        session.add(Person(**AN))
    store.close()
    return folder / "register.db"


def flip(offset: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:offset] + bytes([data[offset] ^ 1]) + data[offset + 1 :]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda _data: b"", Damaged),
        (lambda data: data[: 2 * PAGE], Damaged),
        (lambda data: data[: len(data) // 2], Damaged),
        (lambda data: data[:-PAGE], Damaged),
        (flip(2000), Damaged),
        (flip(3), Unreadable),  # the salt: without it no key opens anything
        (lambda data: data[:100], Unreadable),
        (lambda data: b"PK\x03\x04" + data[4:], Unreadable),
        (lambda _data: b"Chi hoi Na Pang\n" * 1000, Unreadable),
    ],
    ids=["empty", "two pages", "half", "one page short", "first page", "salt", "start", "zip", "text"],
)
def test_a_spoilt_file_is_told_and_left_as_it_is(
    register: Path, spoil: Callable[[bytes], bytes], error: type[AppError]
) -> None:
    spoilt = spoil(register.read_bytes())
    register.write_bytes(spoilt)
    with pytest.raises(error):
        open_store(register.parent, KEY)
    assert register.read_bytes() == spoilt


def test_damage_beyond_the_first_pages_shows_when_it_is_read_or_checked(register: Path) -> None:
    store = open_store(register.parent, KEY)
    with store.reading() as db:
        (page,) = db.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'person'").one()
    store.close()
    data = register.read_bytes()
    register.write_bytes(flip((page - 1) * PAGE + 99)(data))
    store = open_store(register.parent, KEY)
    with pytest.raises(Damaged), store.reading() as db:
        db.exec_driver_sql("SELECT * FROM person").all()
    assert {finding.code for finding in store.check()} == {"page"}
    store.close()


def test_another_key_is_not_called_damage(register: Path) -> None:
    with pytest.raises(Unreadable):
        open_store(register.parent, OTHER_KEY)
    open_store(register.parent, KEY).close()


def test_a_folder_without_a_register_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoRegister):
        open_store(tmp_path, KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_file_is_refused_and_left_as_it_is(register: Path) -> None:
    connection = keyed(register, KEY)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.execute("DROP TABLE local_meta")  # whatever a newer program may have done
    connection.close()
    before = register.read_bytes()
    with pytest.raises(NewerFile):
        open_store(register.parent, KEY)
    assert register.read_bytes() == before


def test_a_file_of_another_program_under_this_key_is_refused(tmp_path: Path) -> None:
    connection = keyed(tmp_path / "register.db", KEY)
    connection.execute("CREATE TABLE something_else(id INTEGER)")
    connection.close()
    with pytest.raises(Damaged):
        open_store(tmp_path, KEY)


def test_making_a_register_never_overwrites_one(register: Path) -> None:
    before = register.read_bytes()
    with pytest.raises(AlreadyARegister):
        create(register, KEY, commune=COMMUNE)
    assert register.read_bytes() == before


def test_what_a_broken_off_making_left_behind_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.with_name(path.name + PART).write_bytes(b"half")
    create(path, KEY, commune=COMMUNE)
    assert [left.name for left in tmp_path.iterdir()] == ["register.db"]
    store = open_store(tmp_path, KEY)
    assert store.check() == []
    store.close()


def test_two_registers_are_two_devices(tmp_path: Path) -> None:
    devices = set()
    for name in ("mot", "hai"):
        (tmp_path / name).mkdir()
        create(tmp_path / name / "register.db", KEY, commune=COMMUNE)
        store = open_store(tmp_path / name, KEY)
        devices.add(store.meta("device"))
        store.close()
    assert len(devices) == 2


def test_a_read_only_folder_is_told_at_the_first_save(register: Path) -> None:
    def use() -> None:
        store = open_store(register.parent, KEY)
        with store.writing(reason="add") as session:
            session.add(Person(**AN))

    with write_protected(register.parent), pytest.raises((FolderReadOnly, DiskTrouble)):
        use()


def test_a_file_copied_while_the_program_was_killed_opens_with_its_log(register: Path, tmp_path: Path) -> None:
    store = open_store(register.parent, KEY)
    with store.writing(reason="add") as session:
        session.add(Person(**AN))
    copy = tmp_path / "ban-sao"
    shutil.copytree(register.parent, copy)
    store.close()
    again = open_store(copy, KEY)
    with again.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM person").scalar() == 2
    assert again.check() == []
    again.close()


def test_the_raw_key_is_used_as_it_is(register: Path) -> None:
    connection = sqlcipher.connect(str(register))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert connection.execute("SELECT full_name FROM person").fetchall() == [("Lê Thị An",)]
    connection.close()
    assert os.path.getsize(register) % PAGE == 0
