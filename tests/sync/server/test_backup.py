"""A province in one file and back, between the two kinds of database, whole or not at all."""

import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from desktop.models.record import registry
from sync.clock import Clock
from sync.server import keyring, timelines
from sync.server.backup import backup, prove, restore
from sync.server.backup_errors import BackupDamaged, BackupNewer, BackupUnwritable, DatabaseTaken, NotABackup
from sync.server.database import FILE, Database
from sync.server.keeper import Keeper
from sync.server.key_errors import KeysExist, KeysMissing, WrongPassword
from sync.server.keyring import ProvinceKeys
from sync.server.tables import CONSOLE_USER, METADATA, QUARANTINE, TIMELINE, UNIT
from sync.standing import Timeline
from tests.people import Wall
from tests.sync.server.places import Place, fresh_database
from tests.sync.server.test_keyring import CHEAP, PASSWORD

CLOCK = Clock(Wall())
OTHER_PASSWORD = "mật khẩu mới hẳn"


@pytest.fixture(scope="module")
def keys() -> ProvinceKeys:
    return ProvinceKeys.generate("Tỉnh Thử")


@pytest.fixture
def full(place: Place, keys: ProvinceKeys) -> Iterator[Database]:
    """A province at work: every table has rows, on each kind of database in turn."""
    keyring.create(place.folder, keys, PASSWORD, cost=CHEAP)
    database = Database.open(place.url, place.folder, keys.database_key)
    with database.writing() as db:
        timelines.begin(db, "init", now_ms=1)
        for table in METADATA.sorted_tables:
            if table not in (TIMELINE, CONSOLE_USER) and table.name != "server_meta":
                keeper = Keeper(db)
                specs = {spec.name: spec for spec in registry().tables}
                if table.name in specs:
                    spec = specs[table.name]
                    examples = {"text": "1962", "int": 2**40, "bool": True, "bytes": bytes(range(16))}
                    values = {field.number: examples[field.wire] for field in spec.fields}
                    keeper.show(spec, "05491", [(os.urandom(16), values, None) for _ in range(40)])
        db.execute(insert(UNIT), {"code": "05491", "name": "Xã Thử", "joined_ms": 5})
        db.execute(
            insert(CONSOLE_USER),
            {"name": "an", "verifier": b"\x00\xff", "role": "admin", "created_ms": 5, "active": False},
        )
        db.execute(
            insert(QUARANTINE), [{"unit": "05491", "at_ms": n, "reason": "rule", "detail": "x"} for n in range(3)]
        )
        keeper.keep_metas({(2, os.urandom(16)): os.urandom(900) for _ in range(300)}, "05491")
        keeper.append_changes(
            (1, seq, bytes(32), "05491", 1, 2, os.urandom(16), 0, None, os.urandom(200)) for seq in range(1, 500)
        )
    yield database
    database.close()


@pytest.fixture
def made(full: Database, place: Place, keys: ProvinceKeys, tmp_path: Path) -> Path:
    backup(full, place.folder, tmp_path / "tinh.sohoi-tinh", keys, clock=CLOCK)
    return tmp_path / "tinh.sohoi-tinh"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Where a restore goes: a file, or a database of its own."""
    if request.param == "sqlite":
        yield None
        return
    with fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as db:
        return {
            table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
            if table is not TIMELINE
        }


def test_everything_comes_back_in_either_database_and_a_new_life_begins(
    full: Database, made: Path, keys: ProvinceKeys, tmp_path: Path, new_url: str | None
) -> None:
    new = tmp_path / "máy mới"
    restored = restore(made, new, PASSWORD, url=new_url, clock=CLOCK)
    assert keyring.unlock(new, PASSWORD) == keys
    assert restored.made_ms == CLOCK.now_ms()
    assert restored.replaced is None
    database = Database.open(new_url, new, keys.database_key)
    assert contents(database) == contents(full)
    with database.reading() as db, full.reading() as before:
        assert timelines.current(db) == restored.timeline
        assert timelines.current(before).counter == 1
        assert restored.timeline.counter == 2
        assert [row.reason for row in db.execute(select(TIMELINE).order_by(TIMELINE.c.counter))] == ["init", "restore"]
    database.close()
    assert (new / FILE).exists() == (new_url is None)


def test_work_goes_on_after_a_restore(made: Path, keys: ProvinceKeys, tmp_path: Path, new_url: str | None) -> None:
    restore(made, tmp_path / "mới", PASSWORD, url=new_url)
    database = Database.open(new_url, tmp_path / "mới", keys.database_key)
    with database.writing() as db:
        db.execute(insert(QUARANTINE), {"unit": "05491", "at_ms": 9, "reason": "rule", "detail": "new"})
        assert db.execute(select(QUARANTINE.c.id).order_by(QUARANTINE.c.id)).scalars().all() == [1, 2, 3, 4]
    database.close()


def test_two_restores_from_one_backup_are_two_lives(made: Path, tmp_path: Path) -> None:
    lives = [restore(made, tmp_path / str(number), PASSWORD).timeline for number in range(2)]
    assert lives[0].counter == lives[1].counter
    assert lives[0] != lives[1]
    assert Timeline() not in lives


def test_others_write_while_a_backup_is_made_and_it_holds_one_moment(
    full: Database, place: Place, keys: ProvinceKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sync.server import copying

    before = contents(full)
    copy_rows, done = copying._rows, []

    def meanwhile(db: object, table: object) -> object:
        done.append(True)
        if len(done) == 3:
            with full.writing() as other:
                other.execute(insert(UNIT), {"code": "05494", "name": "Xã Khác", "joined_ms": 6})
        return copy_rows(db, table)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_rows", meanwhile)
    rows = backup(full, place.folder, tmp_path / "b", keys)
    assert len(done) > 3
    assert len(contents(full)["unit"]) == 2
    assert rows == {name: len(lines) for name, lines in before.items()} | {"timeline": 1}


def test_a_backup_says_nothing_to_whoever_lacks_the_password(made: Path, keys: ProvinceKeys) -> None:
    data = made.read_bytes()
    for secret in (b"05491", "Xã Thử".encode(), keys.database_key, keys.private.signing, b"PRIVATE KEY"):
        assert secret not in data
    assert made.stat().st_mode & 0o077 == 0


def test_nothing_is_left_beside_a_backup(full: Database, made: Path, place: Place) -> None:
    assert [path.name for path in made.parent.iterdir() if path.is_file()] == [made.name]
    assert [path.name for path in place.folder.iterdir() if path.is_dir()] == []


def test_a_province_is_not_overwritten_unasked(made: Path, place: Place, full: Database) -> None:
    before = contents(full)
    with pytest.raises(KeysExist):
        restore(made, place.folder, PASSWORD, url=place.url)
    assert contents(full) == before


def test_a_province_in_postgresql_is_not_overwritten_unasked(made: Path, postgres: str, tmp_path: Path) -> None:
    with fresh_database(postgres) as url:
        first = restore(made, tmp_path / "một", PASSWORD, url=url)
        with pytest.raises(DatabaseTaken):
            restore(made, tmp_path / "hai", PASSWORD, url=url)
        assert list((tmp_path / "hai").iterdir()) == []
        again = restore(made, tmp_path / "ba", PASSWORD, url=url, replacing=True)
        assert (again.rows, again.timeline.counter) == (first.rows, first.timeline.counter)
        assert again.timeline != first.timeline


def test_what_is_replaced_is_put_aside(full: Database, made: Path, place: Place, keys: ProvinceKeys) -> None:
    with full.writing() as db:
        db.execute(insert(UNIT), {"code": "05494", "name": "Xã sau bản sao lưu", "joined_ms": 6})
    full.close()
    keyring.change_password(place.folder, PASSWORD, OTHER_PASSWORD, cost=CHEAP)
    restored = restore(made, place.folder, PASSWORD, url=place.url, replacing=True, clock=CLOCK)
    assert keyring.unlock(place.folder, PASSWORD) == keys
    database = Database.open(place.url, place.folder, keys.database_key)
    assert len(contents(database)["unit"]) == 1
    database.close()
    assert restored.replaced is not None
    assert keyring.unlock(restored.replaced, OTHER_PASSWORD) == keys
    if place.url is None:
        old = Database.open(None, restored.replaced, keys.database_key)
        assert len(contents(old)["unit"]) == 2
        old.close()


def test_another_password_restores_nothing(made: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassword):
        restore(made, tmp_path / "mới", OTHER_PASSWORD)
    assert list((tmp_path / "mới").iterdir()) == []


def test_a_backup_is_proved_without_touching_anything(
    made: Path, keys: ProvinceKeys, tmp_path: Path, full: Database
) -> None:
    assert prove(made, tmp_path, keys) == {name: len(rows) for name, rows in contents(full).items()} | {"timeline": 1}


class TestDamage:
    """What may become of a backup on its way."""

    @pytest.fixture(scope="class")
    @staticmethod
    def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ProvinceKeys]:
        folder = tmp_path_factory.mktemp("tinh")
        keys = ProvinceKeys.generate("Tỉnh Thử")
        keyring.create(folder, keys, PASSWORD, cost=CHEAP)
        database = Database.open(None, folder, keys.database_key)
        backup(database, folder, folder / "b", keys)
        database.close()
        return folder / "b", keys

    @pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.999])
    def test_a_backup_cut_short_is_refused(
        self, whole: tuple[Path, ProvinceKeys], tmp_path: Path, share: float
    ) -> None:
        data = whole[0].read_bytes()
        (tmp_path / "b").write_bytes(data[: int(len(data) * share)])
        with pytest.raises(BackupDamaged):
            restore(tmp_path / "b", tmp_path / "mới", PASSWORD)
        assert list((tmp_path / "mới").iterdir()) == []

    @pytest.mark.parametrize("at", range(20, 1000, 70))
    def test_a_flipped_bit_is_noticed(self, whole: tuple[Path, ProvinceKeys], tmp_path: Path, at: int) -> None:
        data = bytearray(whole[0].read_bytes())
        place = len(data) * at // 1000
        data[place] ^= 0x10
        (tmp_path / "b").write_bytes(data)
        with pytest.raises(BackupDamaged):
            restore(tmp_path / "b", tmp_path / "mới", PASSWORD)

    def test_a_forged_database_is_noticed(self, whole: tuple[Path, ProvinceKeys], tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        Database.open(None, other, os.urandom(32)).close()
        forged = self.rewritten(whole[0], tmp_path / "b", {FILE: (other / FILE).read_bytes()})
        with pytest.raises(BackupDamaged):
            restore(forged, tmp_path / "mới", PASSWORD)

    @pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", os.urandom(5000)])
    def test_any_other_file_is_no_backup(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "b").write_bytes(data)
        with pytest.raises(NotABackup):
            restore(tmp_path / "b", tmp_path / "mới", PASSWORD)

    def test_another_archive_and_a_missing_file_are_no_backup(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "b", "w") as archive:
            archive.writestr("letter.txt", "hello")
        for name in ("b", "gone"):
            with pytest.raises(NotABackup):
                restore(tmp_path / name, tmp_path / "mới", PASSWORD)

    def test_a_newer_backup_is_left_to_a_newer_program(self, whole: tuple[Path, ProvinceKeys], tmp_path: Path) -> None:
        newer = self.rewritten(whole[0], tmp_path / "b", {}, version=2)
        with pytest.raises(BackupNewer):
            restore(newer, tmp_path / "mới", PASSWORD)

    def test_a_place_that_takes_no_file_is_named(self, whole: tuple[Path, ProvinceKeys], tmp_path: Path) -> None:
        file, keys = whole
        database = Database.open(None, file.parent, keys.database_key)
        with pytest.raises(BackupUnwritable):
            backup(database, file.parent, tmp_path / "not there" / "b", keys)
        (tmp_path / "b").mkdir()
        with pytest.raises(BackupUnwritable):
            backup(database, file.parent, tmp_path / "b", keys)
        assert [path.name for path in tmp_path.iterdir()] == ["b"]
        with pytest.raises(KeysMissing):
            backup(database, tmp_path, tmp_path / "c", keys)
        database.close()

    def test_an_older_backup_of_that_name_stays_until_the_new_one_is_proved(
        self, whole: tuple[Path, ProvinceKeys], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, keys = whole
        shutil.copy(file, tmp_path / "b")
        database = Database.open(None, file.parent, keys.database_key)
        monkeypatch.setattr("sync.server.backup.prove", lambda *_: {})
        with pytest.raises(BackupDamaged):
            backup(database, file.parent, tmp_path / "b", keys)
        assert (tmp_path / "b").read_bytes() == file.read_bytes()
        assert [path.name for path in tmp_path.iterdir()] == ["b"]
        database.close()

    @staticmethod
    def rewritten(file: Path, to: Path, changed: dict[str, bytes], *, version: int = 1) -> Path:
        """The backup with other files in it, and digests that fit them."""
        import hashlib

        with zipfile.ZipFile(file) as archive:
            files = {name: archive.read(name) for name in archive.namelist()} | changed
        header = json.loads(files.pop("backup.json"))
        header["version"] = version
        header["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        with zipfile.ZipFile(to, "w") as archive:
            for name, data in {"backup.json": json.dumps(header).encode(), **files}.items():
                archive.writestr(name, data)
        return to
