"""No known name and no citizen id stands in any byte that reaches the disk."""

import multiprocessing.util
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop.accounts.keys import KeyFile
from desktop.models.dates import PartialDate
from desktop.models.person import Person
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.search import Search
from desktop.store.backups import back_up
from desktop.store.folder import DataFolder
from desktop.store.opening import create
from desktop.store.store import open_store
from sync.journal import AS_STORED
from sync.slow_key import Cost
from tests.people import COMMUNE, crowd
from tests.store.worker import saving

SECRETS = ("Quàng Thị Phướng", "quang thi phuong", "019199977731", "Khuổi Đeng Thượng")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of its own, for SQLite and for Python."""
    multiprocessing.util.get_temp_dir()  # chosen now, for the path of a socket may not be long
    place = tmp_path / "tam"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def traces(*folders: Path) -> list[str]:
    """Where a secret can be read, in any of the ways text is written."""
    spellings = [secret.encode(code) for secret in SECRETS for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path.name
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings)
    ]


def test_the_search_for_traces_finds_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x Quàng Thị Phướng", "utf-8")
    (tmp_path / "b").write_bytes("019199977731".encode("utf-16-le"))
    (tmp_path / "c").write_text("Quàng")
    assert traces(tmp_path) == ["a", "b"]


def test_names_and_citizen_ids_stand_in_no_byte_of_the_disk(tmp_path: Path, temporary: Path) -> None:
    folder = DataFolder(tmp_path / "so").create()
    key = KeyFile.create(folder.keys, "Lan", "hoa gạo tháng ba", cost=Cost(7 * 1024, 5, 1)).key
    create(folder.database, key, commune=COMMUNE)
    store = open_store(folder.path, key, strict=True)
    members = Register(store, MEMBER)
    branch = Register(store, sheet_named("branch")).add({"name": SECRETS[3]})
    known = {"full_name": SECRETS[0], "citizen_id": SECRETS[2], "branch_id": branch, "sex": "female"}
    row_id = members.add({**known, "birth_date": PartialDate("1979")})
    assert traces(tmp_path) == []
    members.save(members.open(row_id), {"note": f"Chị {SECRETS[0]}", "full_name": "Quàng Thị Phương"})
    members.save(members.open(row_id), {"full_name": SECRETS[0]})
    with store.writing(AS_STORED, reason="import", label=f"Nhập {SECRETS[0]}") as session:
        store.add_rows(session, Person, [{**values, "note": SECRETS[0]} for values in crowd(3_000)])
        session.execute(update(Person).values(address=SECRETS[3]))
    assert Search(store).find("phướng")
    members.find(Query(SECRETS[0]))
    with store.reading() as db:  # a sort too big for memory pages, by a column without index
        everybody = select(Person.__table__).order_by(Person.__table__.c.note, Person.__table__.c.address)
        assert len(db.execute(everybody).all()) == 3_001
    members.remove([row_id])
    back_up(folder, key, folder.backups / "sao-luu.sohoi")
    assert traces(tmp_path) == []
    store.close()
    assert traces(tmp_path) == []
    assert {path.name for path in folder.path.iterdir()} >= {"register.db", "keys.json", "backups"}


def test_a_killed_program_leaves_no_trace_either(folder: Path, temporary: Path) -> None:
    with saving(folder, 5) as (_program, reports):
        for _ in range(40):
            reports.recv()
    assert (folder / "register.db-wal").stat().st_size > 0
    names = {person["full_name"] for person in crowd(400, 5)} | {person["citizen_id"] for person in crowd(400, 5)}
    left = b"".join(path.read_bytes() for place in (folder, temporary) for path in place.rglob("*") if path.is_file())
    assert [name for name in names if name.encode() in left] == []
