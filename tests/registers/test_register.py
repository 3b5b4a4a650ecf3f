"""A register: add, read, save, trash and bring back the rows of a sheet."""

from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from desktop.models.sheets import HOUSEHOLD, sheet_named
from desktop.registers.query import Query
from desktop.registers.register import Gone, Refused, Register
from desktop.store.store import Store
from sync.ids import uuid7
from sync.journal import ChangedMeanwhile
from sync.rowmeta import unpack
from tests.people import AN, HOA, HUE, crowd


@pytest.fixture
def branch(store: Store) -> UUID:
    return Register(store, sheet_named("branch")).add({"name": "Na Pặng", "status": "active"})


def heads(store: Store, table: int, number: int) -> list[object]:
    """The values that stand side by side in one field of the only row of a table; None for the one shown."""
    with store.reading() as db:
        blob = db.exec_driver_sql("SELECT meta FROM row_meta WHERE table_id = ?", (table,)).scalar_one()
    return sorted((head.value for head in unpack(blob).cell(number).heads.values()), key=str)


def test_a_member_is_a_person_with_a_membership(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch, "joined_on": PartialDate("2007-03")})
    opened = members.open(row_id)
    assert opened.title == "Lê Thị An"
    assert (opened.values["birth_date"].text, opened.values["joined_on"].text) == ("1962", "03/2007")
    assert (opened.values["party_member"], opened.titles["branch_id"]) == (True, "Na Pặng")
    assert len(opened.shown.rows) == 2
    assert members.number_of(row_id) == 1
    assert store.check() == []


def test_columns_read_as_a_person_reads_them(members: Register, branch: UUID) -> None:
    row_id = members.add({**HUE, "branch_id": branch, "joined_on": PartialDate("2007")})
    columns = [members.sheet.field(key) for key in ("full_name", "birth_date", "branch_id", "joined_on", "phone")]
    (number,) = members.find()
    (row,) = members.rows([number, 99], columns).values()
    assert row.id == row_id
    assert row.cells == ("Đặng Thị Huệ", "05/11/1988", "Na Pặng", "2007", "")
    assert members.ids([number]) == [row_id]


def test_saving_writes_the_changed_fields_alone(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    opened = members.open(row_id)
    members.save(opened, {**opened.values, "phone": "0988000222", "card_no": "7"})
    members.save(members.open(row_id), {"phone": "0988000222"})
    again = members.open(row_id)
    assert (again.values["phone"], again.values["card_no"], again.values["full_name"]) == (
        "0988000222",
        "7",
        "Lê Thị An",
    )
    with store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM change").scalar() == 1 + 2 + 2
    assert store.check() == []


def test_what_the_rules_forbid_is_refused_and_nothing_is_stored(members: Register, store: Store) -> None:
    with pytest.raises(Refused) as caught:
        members.add({"full_name": "Lê Thị An"})
    assert "branch_id" in {problem.field for problem in caught.value.problems}
    with store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0


def test_a_save_from_a_second_form_is_told_and_hers_can_be_kept(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    first, second = members.open(row_id), members.open(row_id)
    members.save(first, {"phone": "0911111111"})
    with pytest.raises(ChangedMeanwhile):
        members.save(second, {"phone": "0922222222"})
    assert members.open(row_id).values["phone"] == "0911111111"
    members.save(second, {"note": "ghi chú"})
    members.save(second, {"phone": "0922222222"}, force=True)
    assert members.open(row_id).values["phone"] == "0922222222"
    assert heads(store, 2, 5) == ["0911111111", None]
    members.save(members.open(row_id), {"phone": "0933333333"})  # who has seen both settles it
    assert heads(store, 2, 5) == [None]
    assert store.check() == []


def test_the_trash_takes_what_belongs_to_a_row_and_gives_it_back(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    members.remove([row_id])
    assert members.find() == []
    assert members.open(row_id).is_trashed
    (number,) = members.find(Query(trash=True))
    assert members.rows([number], [members.sheet.field("branch_id")])[number].cells == ("Na Pặng",)
    with pytest.raises(Gone):
        members.save(members.open(row_id), {"phone": "0911111111"})
    members.restore([row_id])
    assert members.find() == [number]
    assert members.open(row_id).values["branch_id"] == branch
    assert store.check() == []


def test_what_was_in_the_trash_before_stays_there(members: Register, store: Store, branch: UUID, wall: object) -> None:
    households = Register(store, HOUSEHOLD)
    row_id = households.add({"name": "Hộ bà An", "poverty_class": "poor"})
    with store.reading() as db:
        (status,) = db.exec_driver_sql("SELECT id FROM poverty_status").scalars()
    wall.ms += 1
    Register(store, sheet_named("poverty_status")).remove([UUID(bytes=status)])
    wall.ms += 1
    households.remove([row_id])
    households.restore([row_id])
    assert households.open(row_id).values["poverty_class"] is None
    assert store.check() == []


@pytest.mark.slow
def test_many_rows_are_changed_trashed_and_restored_as_one_act_each(
    members: Register, store: Store, branch: UUID
) -> None:
    other = Register(store, sheet_named("branch")).add({"name": "Bản Dạy", "status": "active"})
    with store.writing(reason="import", label="Nhập danh sách") as session:
        ids = [members.insert(session, {**values, "branch_id": branch}) for values in crowd(600)]
    assert members.change_all(ids, {"branch_id": other}, label="Chuyển 600 hội viên sang Bản Dạy") == 600
    members.remove(ids)
    assert members.find() == []
    members.restore(ids)
    assert len(members.find(Query())) == 600
    with store.reading() as db:
        acts = db.exec_driver_sql(
            "SELECT a.label, count(*) FROM change c JOIN act a ON a.id = c.act GROUP BY a.id"
        ).all()
    assert [tuple(act) for act in acts[2:]] == [
        ("Nhập danh sách", 1200), ("Chuyển 600 hội viên sang Bản Dạy", 600),
        ("Xóa 600 hội viên", 1200), ("Lấy lại 600 hội viên", 1200),
    ]  # fmt: skip
    assert store.check() == []


def test_a_row_that_never_was_is_gone(members: Register) -> None:
    with pytest.raises(Gone):
        members.open(uuid7())


def test_a_part_is_added_only_when_something_is_said_of_it(store: Store) -> None:
    households = Register(store, HOUSEHOLD)
    first = households.add({"name": "Hộ bà An"})
    second = households.add({"name": "Hộ bà Hòa", "poverty_class": "poor"})
    with store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM poverty_status").scalar() == 1
    households.save(households.open(first), {"poverty_class": "near_poor"})
    assert households.open(first).values["poverty_class"] == "near_poor"
    assert households.open(second).values["poverty_class"] == "poor"


def test_a_person_without_membership_is_no_row_of_the_members(members: Register, store: Store) -> None:
    Register(store, sheet_named("person")).add(HOA)
    assert members.find() == []
