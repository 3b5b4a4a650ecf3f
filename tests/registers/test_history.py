"""History: who changed what, when, from what to what; and back to any version."""

from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from desktop.models.office import Officer
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.history import History, HistoryEntry
from desktop.registers.register import Register
from desktop.store.store import Store
from sync.ids import uuid7
from tests.people import AN, Wall


@pytest.fixture
def branch(store: Store) -> UUID:
    return Register(store, sheet_named("branch")).add({"name": "Na Pặng", "status": "active"})


@pytest.fixture
def lan(store: Store) -> UUID:
    """The officer Lan, signed in."""
    with store.writing(reason="found") as session:
        officer = Officer(full_name="Trần Thị Lan", role="chair")
        session.add(officer)
        officer_id = officer.id
    store.actor = officer_id.bytes
    return officer_id


def told(entry: HistoryEntry) -> list[tuple[str, str, str]]:
    return sorted((change.field.label, change.before, change.after) for change in entry.changes)


def test_every_field_is_told_with_who_when_and_from_what(
    members: Register, store: Store, branch: UUID, lan: UUID, wall: Wall
) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    wall.ms += 60_000
    members.save(members.open(row_id), {"phone": None, "party_member": False, "birth_date": PartialDate("1962-05-03")})
    edit, birth = History(store).of(MEMBER, row_id)
    assert (edit.what, edit.who, edit.op, edit.here) == ("Sửa hội viên Lê Thị An", "Trần Thị Lan", "set", True)
    assert told(edit) == [
        ("Ngày sinh", "1962", "03/05/1962"),
        ("Điện thoại", "0912000111", ""),
        ("Đảng viên", "Có", "Không"),
    ]
    assert (birth.what, birth.op) == ("Thêm hội viên Lê Thị An", "set")
    assert ("Họ và tên", "", "Lê Thị An") in told(birth)
    assert ("Chi hội", "", "Na Pặng") in told(birth)
    assert (edit.at - birth.at).total_seconds() == 60


def test_a_part_is_told_with_its_row(members: Register, store: Store, branch: UUID) -> None:
    other = Register(store, sheet_named("branch")).add({"name": "Bản Dạy", "status": "active"})
    row_id = members.add({**AN, "branch_id": branch})
    members.save(members.open(row_id), {"branch_id": other, "note": "chuyển xóm"})
    edit, _ = History(store).of(MEMBER, row_id)
    assert told(edit) == [("Chi hội", "Na Pặng", "Bản Dạy"), ("Ghi chú", "", "chuyển xóm")]


def test_trash_and_restore_are_told(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    members.remove([row_id])
    members.restore([row_id])
    assert [entry.op for entry in History(store).of(MEMBER, row_id)] == ["restore", "trash", "set"]


def test_the_program_itself_and_an_unknown_officer_have_a_name_too(
    members: Register, store: Store, branch: UUID
) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    store.actor = uuid7().bytes
    members.save(members.open(row_id), {"note": "x"})
    assert [entry.who for entry in History(store).of(MEMBER, row_id)] == ["Người dùng đã xóa", "Chương trình"]


def test_a_version_can_be_put_back(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    members.save(members.open(row_id), {"full_name": "Lê Thị Ân", "phone": "0900000001", "party_member": None})
    first = History(store).of(MEMBER, row_id)[-1]
    keys = {(entry.record, entry.field.key): entry.key for entry in MEMBER.fields}
    values = {
        keys[change.record, change.field.key]: change.value
        for change in first.changes
        if (change.record, change.field.key) in keys
    }
    members.save(members.open(row_id), values)
    opened = members.open(row_id).values
    assert {key: opened[key] for key in AN} == AN
    assert opened["branch_id"] == branch
    assert store.check() == []


def test_history_is_never_shortened_by_the_trash(members: Register, store: Store, branch: UUID) -> None:
    row_id = members.add({**AN, "branch_id": branch})
    for number in range(5):
        members.save(members.open(row_id), {"note": f"lần {number}"})
    members.remove([row_id])
    assert len(History(store).of(MEMBER, row_id)) == 7
