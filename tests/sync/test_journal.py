"""The journal on a plain database that knows no registers: dots, contexts, chain, and forms that overlap."""

from collections.abc import Iterator
from itertools import pairwise

import cbor2
import pytest
from sqlalchemy import Connection, create_engine, select

from sync.clock import Clock, milliseconds
from sync.journal import AS_STORED, NOTHING, Act, ChangedMeanwhile, ContextMissing, Journal, Shown, Touched
from sync.record import ChangeRecord, Op, chain, decode, genesis
from sync.rowmeta import ROW, RowMeta, pack, unpack
from sync.tables import ACT, CHANGE, INCARNATION, METADATA, ROW_META

DEVICE, ACTOR = b"\xdd" * 16, b"\xaa" * 16
EDIT = Act(ACTOR, "edit", "Sửa hội viên")
ROW_A, ROW_B = b"a" * 16, b"b" * 16


@pytest.fixture
def db() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        METADATA.create_all(connection)
        yield connection
    engine.dispose()


class Wall:
    def __init__(self) -> None:
        self.ms = 1_795_000_000_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def journal(wall: Wall) -> Journal:
    return Journal(DEVICE, Clock(wall), strict=True)


def born(row: bytes, **fields: str) -> Touched:
    return Touched(2, row, Op.SET, {int(key[1:]): value for key, value in fields.items()}, born=True)


def edited(row: bytes, number: int, old: str, new: str) -> Touched:
    return Touched(2, row, Op.SET, {number: new}, {number: old})


def log(db: Connection) -> list[ChangeRecord]:
    return [decode(data) for data in db.execute(select(CHANGE.c.record).order_by(CHANGE.c.id)).scalars()]


def blob(db: Connection, row: bytes) -> bytes:
    return db.execute(select(ROW_META.c.meta).where(ROW_META.c.row == row)).scalar_one()


def heads(db: Connection, row: bytes, number: int, shown: str | None = None) -> list[object]:
    cell = unpack(blob(db, row), {number: shown}).cell(number)
    return [head.value for head in cell.heads.values()]


def incarnations(db: Connection) -> list[bytes]:
    return list(db.execute(select(INCARNATION.c.incarnation).order_by(INCARNATION.c.id)).scalars())


def test_rows_of_one_transaction_share_an_act_and_a_tx(db: Connection, journal: Journal) -> None:
    act = journal.append(db, [born(ROW_A, f1="An"), born(ROW_B, f1="Hòa")], NOTHING, EDIT).act
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], Shown({(2, ROW_A): blob(db, ROW_A)}), EDIT)
    assert [(record.seq, record.tx) for record in log(db)] == [(1, 1), (2, 1), (3, 3)]
    assert list(db.execute(select(CHANGE.c.act).order_by(CHANGE.c.id)).scalars()) == [act, act, act + 1]
    named = db.execute(select(ACT.c.actor, ACT.c.reason, ACT.c.label)).all()
    assert named == [(ACTOR, "edit", "Sửa hội viên")] * 2


def test_old_values_are_kept_beside_the_record(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], AS_STORED, EDIT)
    first, second = db.execute(select(CHANGE.c.old).order_by(CHANGE.c.id)).scalars()
    assert (first, cbor2.loads(second)) == (None, {1: "An"})


def test_a_save_covers_what_its_form_showed(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An", f2="1962")], NOTHING, EDIT)
    shown = Shown({(2, ROW_A): blob(db, ROW_A)})
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], shown, EDIT)
    record = log(db)[-1]
    assert record.seen == {1: {incarnations(db)[0]: 1}}
    assert heads(db, ROW_A, 1, "Ân") == ["Ân"]


def test_each_program_start_writes_under_an_incarnation_of_its_own(db: Connection, wall: Wall) -> None:
    for row in (b"1" * 16, b"2" * 16, b"3" * 16):
        Journal(DEVICE, Clock(wall)).append(db, [born(row, f1="An")], NOTHING, EDIT)
    rows = db.execute(select(INCARNATION).order_by(INCARNATION.c.id)).all()
    assert len({row.incarnation for row in rows}) == 3
    assert [row.seq for row in rows] == [1, 1, 1]
    for parent, child in pairwise(rows):
        assert (child.parent, child.parent_seq, child.parent_hash) == (parent.incarnation, parent.seq, parent.hash)


def test_a_start_that_writes_nothing_leaves_no_incarnation(db: Connection, wall: Wall) -> None:
    Journal(DEVICE, Clock(wall))
    assert incarnations(db) == []


def test_the_chain_verifies_from_genesis(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An"), born(ROW_B, f1="Hòa")], NOTHING, EDIT)
    journal.append(db, [edited(ROW_B, 1, "Hòa", "Hoà")], AS_STORED, EDIT)
    tip = db.execute(select(INCARNATION)).one()
    current = genesis(DEVICE, tip.incarnation, tip.certificate_hash, tip.parent, tip.parent_seq, tip.parent_hash)
    for line in db.execute(select(CHANGE).order_by(CHANGE.c.id)):
        current = chain(current, line.record)
        assert line.hash == current[:16]
    assert (tip.hash, tip.seq) == (current, 3)


def test_stamps_grow_when_the_clock_is_set_back(db: Connection, journal: Journal, wall: Wall) -> None:
    for number, ms in enumerate((1_795_000_000_000, 946_684_800_000, 4_070_908_800_000, 1_795_000_000_000)):
        wall.ms = ms
        journal.append(db, [born(bytes([number]) * 16, f1="An")], NOTHING, EDIT)
    stamps = [record.clock for record in log(db)]
    assert stamps == sorted(set(stamps))
    assert milliseconds(stamps[-1]) == 4_070_908_800_000


def test_a_second_form_that_did_not_show_the_new_value_is_told(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An", f2="1962")], NOTHING, EDIT)
    shown = Shown({(2, ROW_A): blob(db, ROW_A)})
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], shown, EDIT)
    with pytest.raises(ChangedMeanwhile):
        journal.append(db, [edited(ROW_A, 1, "Ân", "Anh")], shown, EDIT)
    journal.append(db, [edited(ROW_A, 2, "1962", "1963")], shown, EDIT)  # another field: nothing to tell


def test_keeping_hers_writes_under_a_fresh_incarnation_and_keeps_both_values(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    shown = Shown({(2, ROW_A): blob(db, ROW_A)}, forced=True)
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], shown, EDIT)
    journal.append(db, [edited(ROW_A, 1, "Ân", "Anh")], shown, EDIT)
    assert len(incarnations(db)) == 2
    assert sorted(map(str, heads(db, ROW_A, 1, "Anh"))) == ["Anh", "Ân"]
    assert unpack(blob(db, ROW_A), {1: "Anh"}).cell(1).winner[1].value == "Anh"


def test_a_third_form_is_told_of_a_value_saved_before_another_form_was_forced(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An", f2="1962")], NOTHING, EDIT)
    shown = {(2, ROW_A): blob(db, ROW_A)}
    journal.append(
        db,
        [
            edited(ROW_A, 1, "An", "Ân"),
        ],
        Shown(shown),
        EDIT,
    )
    journal.append(db, [edited(ROW_A, 2, "1962", "1963")], Shown(shown), EDIT)
    journal.append(db, [edited(ROW_A, 2, "1963", "1964")], Shown(shown, forced=True), EDIT)
    with pytest.raises(ChangedMeanwhile):
        journal.append(db, [edited(ROW_A, 1, "Ân", "Anh")], Shown(shown), EDIT)


def test_a_strict_journal_refuses_a_change_nobody_gave_the_context_of(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    with pytest.raises(ContextMissing):
        journal.append(db, [edited(ROW_A, 1, "An", "Ân")], NOTHING, EDIT)


def test_without_a_context_a_change_can_only_stand_beside_the_old_value(db: Connection, wall: Wall) -> None:
    journal = Journal(DEVICE, Clock(wall))
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], NOTHING, EDIT)
    assert sorted(map(str, heads(db, ROW_A, 1, "Ân"))) == ["An", "Ân"]
    assert log(db)[-1].seen == {}
    assert len(incarnations(db)) == 2


def test_where_another_value_outranks_the_one_written_the_table_is_to_be_put_right(db: Connection, wall: Wall) -> None:
    journal = Journal(DEVICE, Clock(wall))
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    meta = unpack(blob(db, ROW_A), {1: "An"})
    ((dot, head),) = meta.cell(1).heads.items()
    future = RowMeta({1: type(meta.cell(1))(meta.cell(1).ctx, {dot: type(head)("An", 2**63, ACTOR)})})
    db.execute(ROW_META.update().values(meta=pack(future)))
    appended = journal.append(db, [edited(ROW_A, 1, "An", "Ân")], NOTHING, EDIT)
    assert appended.corrections == {(2, ROW_A): {1: "An"}}
    assert sorted(map(str, heads(db, ROW_A, 1, "An"))) == ["An", "Ân"]


def test_the_trash_covers_everything_seen_of_the_row(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An")], NOTHING, EDIT)
    journal.append(db, [edited(ROW_A, 1, "An", "Ân")], AS_STORED, EDIT)
    journal.append(db, [Touched(2, ROW_A, Op.DELETE, {})], AS_STORED, EDIT)
    assert log(db)[-1].seen == {ROW: {incarnations(db)[0]: 2}}
    assert unpack(blob(db, ROW_A)).cell(ROW).winner[1].value is True
    journal.append(db, [Touched(2, ROW_A, Op.RESTORE, {})], AS_STORED, EDIT)
    life = unpack(blob(db, ROW_A)).cell(ROW)
    assert [head.value for head in life.heads.values()] == [False]


def test_a_row_born_into_the_trash_logs_both(db: Connection, journal: Journal) -> None:
    journal.append(db, [born(ROW_A, f1="An"), Touched(2, ROW_A, Op.DELETE, {}, born=True)], NOTHING, EDIT)
    made, trashed = log(db)
    assert (made.op, trashed.op, trashed.seen) == (Op.SET, Op.DELETE, {ROW: {incarnations(db)[0]: 1}})
    assert unpack(blob(db, ROW_A)).cell(ROW).winner[1].value is True


def test_a_thousand_rows_changed_at_once_are_each_found(db: Connection, journal: Journal) -> None:
    rows = [number.to_bytes(16, "big") for number in range(1_200)]
    journal.append(db, [born(row, f1="An") for row in rows], NOTHING, EDIT)
    journal.append(db, [edited(row, 1, "An", "Ân") for row in rows], AS_STORED, EDIT)
    assert [record.seq for record in log(db)] == list(range(1, 2_401))
    assert all(record.seen for record in log(db)[1_200:])
