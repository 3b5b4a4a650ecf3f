"""Branches and hamlets that become one."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models.branch import Branch
from desktop.models.dates import PartialDate
from desktop.models.hamlet import Hamlet
from desktop.models.record import records
from desktop.registers.mergers import CannotTakeOver, Mergers, NothingToMerge, can_merge, references_to
from desktop.registers.query import Filter, Query
from desktop.registers.undo import Undo
from sync.tables import ACT, CHANGE
from tests.registers.village import BAN_DAY, NA_PANG, Village, small_village


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def mergers(village: Village) -> Mergers:
    return Mergers(village.store)


def members_of(village: Village, branch: UUID) -> int:
    return len(village.register("member").find(Query(filters=(Filter("branch_id", "is", branch),))))


def test_the_references_are_those_that_are_declared() -> None:
    named = {(record.__tablename__, field.key) for record, field in references_to(Branch)}
    assert {
        ("membership", "branch_id"),
        ("group", "branch_id"),
        ("meeting", "branch_id"),
        ("branch", "merged_into"),
    } <= named
    assert {("person", "hamlet_id"), ("household", "hamlet_id"), ("branch", "hamlet_id")} <= {
        (record.__tablename__, field.key) for record, field in references_to(Hamlet)
    }


def test_branches_and_hamlets_can_be_merged_and_people_cannot() -> None:
    assert {record.__tablename__ for record in records() if can_merge(record)} == {"branch", "hamlet"}


def test_the_preview_counts_what_holds_today_and_changes_nothing(village: Village, mergers: Mergers) -> None:
    source, target = village.branches["Bản Dạy"], village.branches["Na Pặng"]
    village.add("group", name="Tổ 1", branch_id=source)
    village.member("Ma Thị Lan", "Bản Dạy", left_on=PartialDate("2025"))
    merger = mergers.preview(Branch, [source], target)
    assert (merger.into, merger.ending, merger.text) == ("Na Pặng", ("Bản Dạy",), "2 hội viên, 1 tổ")
    assert members_of(village, source) == 2


def test_members_groups_and_meetings_follow_and_the_old_branch_ends(village: Village, mergers: Mergers) -> None:
    source, target = village.branches["Bản Dạy"], village.branches["Na Pặng"]
    group = village.add("group", name="Tổ 1", branch_id=source)
    meeting = village.add("meeting", title="Họp", branch_id=source)
    mergers.merge(Branch, [source], target)
    assert members_of(village, target) == len(NA_PANG) + len(BAN_DAY)
    assert village.register("group").open(group).values["branch_id"] == target
    assert village.register("meeting").open(meeting).values["branch_id"] == target
    ended = village.register("branch").open(source)
    assert (ended.values["status"], ended.values["merged_into"]) == ("ended", target)
    assert [name for _, name in mergers.choices(Branch)] == ["Na Pặng"]


def test_a_merger_is_one_act_and_undo_puts_everything_back(village: Village, mergers: Mergers) -> None:
    source, target = village.branches["Bản Dạy"], village.branches["Na Pặng"]
    mergers.merge(Branch, [source], target)
    with village.store.reading() as db:
        newest = db.execute(select(ACT).order_by(ACT.c.id.desc())).first()
        assert newest is not None
        rows = len(db.execute(select(CHANGE).where(CHANGE.c.act == newest.id)).all())
    assert (newest.label, rows) == ("Nhập Bản Dạy vào Na Pặng", len(BAN_DAY) + 1)
    undone = Undo(village.store).take_back(newest.id)
    assert (undone.rows, undone.kept) == (rows, 0)
    assert members_of(village, source) == len(BAN_DAY)
    assert village.register("branch").open(source).values["status"] == "active"


def test_what_an_earlier_merger_ended_points_to_the_last_one(village: Village, mergers: Mergers) -> None:
    last = village.branch("Chi hội 1")
    mergers.merge(Branch, [village.branches["Bản Dạy"]], village.branches["Na Pặng"])
    mergers.merge(Branch, [village.branches["Na Pặng"]], last)
    assert village.register("branch").open(village.branches["Bản Dạy"]).values["merged_into"] == last


def test_hamlets_take_people_households_and_branches_along(village: Village, mergers: Mergers) -> None:
    one, other, third = (village.add("hamlet", name=name) for name in ("Xóm 1", "Xóm 2", "Xóm 10"))
    person = village.add("person", full_name="Lò Thị Pâng", hamlet_id=one)
    household = village.add("household", name="Hộ Pâng", hamlet_id=other)
    branch = village.branch("Chi hội xóm 1", hamlet_id=one)
    assert [name for _, name in mergers.choices(Hamlet)] == ["Xóm 1", "Xóm 2", "Xóm 10"]
    merger = mergers.merge(Hamlet, [one, other], third)
    assert merger.text == "1 người, 1 chi hội, 1 hộ gia đình"
    assert village.register("person").open(person).values["hamlet_id"] == third
    assert village.register("household").open(household).values["hamlet_id"] == third
    assert village.register("branch").open(branch).values["hamlet_id"] == third


def test_a_branch_is_not_merged_into_itself_nor_into_an_ended_one(village: Village, mergers: Mergers) -> None:
    source, target = village.branches["Bản Dạy"], village.branches["Na Pặng"]
    with pytest.raises(NothingToMerge):
        mergers.merge(Branch, [source], source)
    mergers.merge(Branch, [source], target)
    with pytest.raises(CannotTakeOver):
        mergers.merge(Branch, [target], source)
    assert members_of(village, target) == 5
