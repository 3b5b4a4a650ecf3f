"""P7: one person saved from a form, and many inserted at once."""

import random
import time
from pathlib import Path
from typing import Any

from tests.bench.invented import Woman, women
from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.meters import percentile
from tests.bench.prepared import open_copy, prepare_commune

SAVES = 400
INSERTS = 20_000
RAW_KEY = b"\x5a" * 32


def ours(case: Case) -> Figures:
    """Through the register: change log, history and search index in the same commit."""
    from desktop.models.person import Person
    from desktop.models.sheets import MEMBER
    from desktop.registers.register import Register

    office = open_copy(case)
    register, rng = Register(office.store, MEMBER), random.Random(3)
    ids = register.ids(rng.sample(register.find(), min(SAVES, case.size)))
    times = []
    for number, row_id in enumerate(ids):
        opened = register.open(row_id)
        changes = _changes(number, opened.values["full_name"])
        began = time.perf_counter()
        register.save(opened, changes)
        times.append((time.perf_counter() - began) * 1000)
    rows = [_row(who) for who in women(_inserts(case), 5)]
    began = time.perf_counter()
    with office.store.writing(reason="import", label="Nhập danh sách") as session:
        office.store.add_rows(session, Person, rows)
    insert_s = time.perf_counter() - began
    office.close()
    return {"p50_ms": percentile(times, 0.5), "p99_ms": percentile(times, 0.99), "insert_s": insert_s}


def commit(case: Case) -> Figures:
    """The least a save can be: one UPDATE by key in a plain encrypted table, synchronous=FULL."""
    from sqlcipher3 import dbapi2

    db = dbapi2.connect(str(case.scratch / "bare.db"), isolation_level=None)
    for pragma in (f"key = \"x'{RAW_KEY.hex()}'\"", "journal_mode=WAL", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    db.execute("CREATE TABLE person(id INTEGER PRIMARY KEY, full_name TEXT, phone TEXT, note TEXT)")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO person VALUES(?,?,?,?)",
        [(number, who.name, who.phone, who.note) for number, who in enumerate(women(case.size))],
    )
    db.execute("COMMIT")
    times = []
    for number, row in enumerate(random.Random(3).sample(range(case.size), min(SAVES, case.size))):
        began = time.perf_counter()
        db.execute("UPDATE person SET note = ? WHERE id = ?", (f"Ghi lại lần {number}", row))
        times.append((time.perf_counter() - began) * 1000)
    db.close()
    return {"p50_ms": percentile(times, 0.5), "p99_ms": percentile(times, 0.99)}


def core(case: Case) -> Figures:
    """SQLAlchemy Core into the same columns of an encrypted file, with nothing watching."""
    from sqlalchemy import MetaData, insert
    from sqlalchemy.pool import StaticPool

    from desktop.models.person import Person
    from desktop.store.engine import connect, make_engine
    from sync.ids import uuid7

    path: Path = case.scratch / "bare.db"
    connect(path, RAW_KEY).execute("PRAGMA journal_mode=WAL").fetchall()
    engine = make_engine(lambda: connect(path, RAW_KEY), StaticPool)
    table = Person.__table__.to_metadata(MetaData())
    rows = [{"id": uuid7(), "unit_id": "05611", **_row(who)} for who in women(_inserts(case), 5)]
    with engine.begin() as db:
        table.create(db)
    began = time.perf_counter()
    with engine.begin() as db:
        db.execute(insert(table), rows)
    return {"insert_s": time.perf_counter() - began}


def _inserts(case: Case) -> int:
    return min(case.size, INSERTS)


def _changes(number: int, name: str) -> dict[str, Any]:
    if number % 3 == 0:
        return {"full_name": f"{name} Mai"}
    return {"phone": f"09{number:08}"} if number % 3 == 1 else {"note": f"Ghi lại lần {number}", "core_member": True}


def _row(who: Woman) -> dict[str, Any]:
    return {
        "full_name": who.name, "birth_date": who.birth, "sex": "female", "citizen_id": who.citizen_id,
        "phone": who.phone or None, "residence": "permanent", "ethnicity": who.ethnicity, "religion": who.religion,
        "education": who.education, "occupation": who.occupation, "party_member": who.in_party,
        "note": who.note or None,
    }  # fmt: skip


JOB = Job(
    "P7",
    "save one person; insert many",
    {OURS: Side(ours), "SQLAlchemy Core, no capture": Side(core), "bare commit": Side(commit)},
    (Target("p99_ms", 10, unit="ms"), Target("insert_s", 3, "SQLAlchemy Core, no capture")),
    prepare=prepare_commune,
)
