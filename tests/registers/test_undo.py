"""Undo: any act, a whole import included, is taken back as an act of its own; later work stays."""

from uuid import UUID

import pytest

from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.models.sheets import HOUSEHOLD, MEMBER, sheet_named
from desktop.registers.history import History
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.undo import NothingToUndo, Undo
from desktop.store.store import Store, open_store
from sync.ids import uuid7
from tests.people import AN, HOA, KEY, crowd

IMPORT = 5_000


@pytest.fixture
def undo(store: Store) -> Undo:
    return Undo(store)


@pytest.fixture
def branch(store: Store) -> UUID:
    return Register(store, sheet_named("branch")).add({"name": "Na Pặng", "status": "active"})


def take_back(undo: Undo) -> tuple[str, int, int]:
    last = undo.last()
    assert last is not None
    done = undo.take_back(last.act)
    return done.label, done.rows, done.kept


def test_what_would_be_undone_is_named_and_counted(members: Register, undo: Undo, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    last = undo.last()
    assert last is not None
    assert (last.label, last.rows) == ("Thêm hội viên Lê Thị An", 2)
    members.save(members.open(row_id), {"phone": None})
    last = undo.last()
    assert last is not None
    assert (last.label, last.rows) == ("Sửa hội viên Lê Thị An", 1)


def test_an_act_is_named_by_the_title_that_its_row_bears_today(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    with store.reading() as db:
        labels = db.exec_driver_sql("SELECT label FROM act").scalars().all()
    assert not [label for label in labels if "Lê Thị An" in label]
    members.save(members.open(row_id), {"full_name": "Lê Thị Ánh"})
    assert [entry.what for entry in History(store).of(MEMBER, row_id)] == [
        "Sửa hội viên Lê Thị Ánh",
        "Thêm hội viên Lê Thị Ánh",
    ]


def test_an_act_on_a_part_is_named_by_the_row_that_it_belongs_to(store: Store, undo: Undo) -> None:
    households = Register(store, HOUSEHOLD)
    row_id = households.add({"name": "Hộ bà Hòa", "poverty_class": "poor"})
    households.save(households.open(row_id), {"poverty_class": "near_poor"})
    last = undo.last()
    assert last is not None
    assert (last.label, last.rows) == ("Sửa hộ bà Hòa", 1)


@pytest.mark.parametrize(
    ("sheet", "values", "said"),
    [
        ("branch", {"name": "Chi hội Na Pặng"}, "chi hội Na Pặng"),
        ("branch", {"name": "Na Pặng"}, "chi hội Na Pặng"),
        ("hamlet", {"name": "Xóm Na Pặng"}, "xóm Na Pặng"),
        ("hamlet", {"name": "Bản Chang"}, "thôn, xóm Bản Chang"),
        ("household", {"name": "Bà Hòa"}, "hộ Bà Hòa"),
        ("person", {"full_name": "Viên Thị Người"}, "người Viên Thị Người"),
    ],
)
def test_every_act_says_no_word_of_its_row_twice(
    sheet: str, values: dict[str, str], said: str, store: Store, undo: Undo
) -> None:
    register = Register(store, sheet_named(sheet))
    row_id = register.add(values)
    names = [entry.what for entry in History(store).of(register.sheet, row_id)]
    register.remove([row_id])
    last = undo.last()
    assert last is not None
    assert [*names, last.label] == [f"Thêm {said}", f"Xóa {said}"]


def test_a_surname_that_is_also_a_word_of_the_register_stays(members: Register, undo: Undo, branch: UUID) -> None:
    members.add({**AN, "full_name": "Viên Thị An", "branch_id": branch})
    last = undo.last()
    assert last is not None
    assert last.label == "Thêm hội viên Viên Thị An"


def test_an_added_row_goes_to_the_trash(members: Register, undo: Undo, store: Store, branch: UUID) -> None:
    members.add({**AN, "branch_id": branch})
    assert take_back(undo) == ("Thêm hội viên Lê Thị An", 2, 0)
    assert members.find() == []
    assert len(members.find(Query(trash=True))) == 1
    assert store.check() == []


def test_an_edit_is_put_back_and_an_emptied_field_filled(
    members: Register, undo: Undo, store: Store, branch: UUID
) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    members.save(members.open(row_id), {"phone": None, "party_member": False, "note": "mới", "card_no": "12"})
    assert take_back(undo) == ("Sửa hội viên Lê Thị An", 2, 0)
    opened = members.open(row_id).values
    assert (opened["phone"], opened["party_member"], opened["note"], opened["card_no"]) == (
        AN["phone"],
        True,
        None,
        None,
    )
    assert History(store).of(MEMBER, row_id)[0].what == "Hoàn tác: Sửa hội viên Lê Thị An"
    assert store.check() == []


def test_trash_and_restore_are_undone(members: Register, undo: Undo, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    members.remove([row_id])
    assert take_back(undo)[1:] == (2, 0)
    assert len(members.find()) == 1
    members.remove([row_id])
    members.restore([row_id])
    assert take_back(undo)[1:] == (2, 0)
    assert members.find() == []
    assert store.check() == []


def test_a_bulk_change_is_undone_row_by_row_to_what_each_was(
    members: Register, undo: Undo, store: Store, branch: UUID
) -> None:
    with store.writing(reason="import", label="Nhập") as session:
        ids = [members.insert(session, {**values, "branch_id": branch}) for values in crowd(300)]
    before = [members.open(row_id).values["occupation"] for row_id in ids[:40]]
    members.change_all(ids, {"occupation": "Hưu trí"}, label="Sửa 300 hội viên")
    assert take_back(undo) == ("Sửa 300 hội viên", 300, 0)
    assert [members.open(row_id).values["occupation"] for row_id in ids[:40]] == before
    assert store.check() == []


@pytest.mark.slow
def test_an_import_of_five_thousand_is_undone_in_one_step_but_for_rows_changed_since(
    members: Register, undo: Undo, store: Store, branch: UUID
) -> None:
    with store.writing(reason="import", label="Nhập Danh sách.xlsx") as session:
        ids = store.add_rows(session, Person, crowd(IMPORT))
        store.add_rows(session, Membership, [{"person_id": person, "branch_id": branch} for person in ids])
    imported = undo.last()
    assert imported is not None
    for row_id in ids[:3]:
        members.save(members.open(row_id), {"note": "đã gặp"})
    done = undo.take_back(imported.act)
    assert (done.label, done.rows, done.kept) == ("Nhập Danh sách.xlsx", 2 * IMPORT - 3, 3)
    with store.reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM person WHERE deleted_at IS NULL").scalar() == 3
    assert store.check() == []


def test_a_field_changed_since_is_kept_and_others_of_the_row_do_not_matter(
    members: Register, undo: Undo, store: Store, branch: UUID
) -> None:
    first = members.add({**AN, "branch_id": branch})
    second = members.add({**HOA, "branch_id": branch})
    members.change_all([first, second], {"occupation": "Hưu trí"}, label="Sửa 2 hội viên")
    bulk = undo.last()
    assert bulk is not None
    members.save(members.open(first), {"occupation": "Nông dân"})
    members.save(members.open(second), {"note": "đã gặp"})
    done = undo.take_back(bulk.act)
    assert (done.rows, done.kept) == (1, 1)
    assert members.open(first).values["occupation"] == "Nông dân"
    assert (members.open(second).values["occupation"], members.open(second).values["note"]) == (None, "đã gặp")


def test_acts_are_undone_one_after_the_other_and_each_once(
    members: Register, undo: Undo, store: Store, branch: UUID
) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    for note in ("một", "hai", "ba"):
        members.save(members.open(row_id), {"note": note})
    seen = []
    for _ in range(3):
        take_back(undo)
        seen.append(members.open(row_id).values["note"])
    assert seen == ["hai", "một", None]
    assert take_back(undo)[0] == "Thêm hội viên Lê Thị An"
    assert store.check() == []


def test_an_act_taken_back_already_or_never_done_is_refused(members: Register, undo: Undo, branch: UUID) -> None:
    members.add({**AN, "branch_id": branch})
    last = undo.last()
    assert last is not None
    undo.take_back(last.act)
    for act in (last.act, 999):
        with pytest.raises(NothingToUndo):
            undo.take_back(act)


def test_only_ones_own_acts_are_offered_and_they_survive_a_restart(
    members: Register, store: Store, branch: UUID
) -> None:
    members.add({**AN, "branch_id": branch})
    store.actor = uuid7().bytes
    assert Undo(store).last() is None
    other = open_store(store.path.parent, KEY, strict=True)
    last = Undo(other).last()
    assert last is not None
    assert last.label == "Thêm hội viên Lê Thị An"
    other.close()
