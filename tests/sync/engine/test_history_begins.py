"""From where a computer can tell what happened to a row: whole cells come in place of the records that made them."""

from uuid import UUID

import pytest

from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.history import History
from desktop.registers.history_gaps import Lacking
from desktop.registers.register import Register
from sync.server import downlink
from tests.people import AN
from tests.sync.engine.computer import Computer
from tests.sync.engine.world import World


def lacking(computer: Computer, row: UUID) -> Lacking:
    return History(computer.store).lacking(MEMBER, row)


def member(computer: Computer) -> UUID:
    """A member in a branch, whose membership is a part of her row."""
    branch = Register(computer.store, sheet_named("branch")).add({"name": "Na Pặng", "status": "active"})
    return Register(computer.store, MEMBER).add({**AN, "branch_id": branch})


@pytest.fixture
def snapshots(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of every commune counts as too long to be sent whole."""
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)


def test_a_computer_that_has_the_whole_log_lacks_nothing(file_world: World) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    row = member(a)
    world.meet_all(a, b, rounds=2)
    a.edit(row.bytes, phone="0912000222")
    b.edit(row.bytes, phone="0912000333")
    world.settle()
    assert [lacking(each, row) for each in (a, b)] == [Lacking.NOTHING] * 2


@pytest.mark.usefixtures("snapshots")
def test_after_a_first_load_without_the_log_the_past_is_lacking(file_world: World) -> None:
    world = file_world
    a = world.computer()
    row = member(a)
    world.meet(a)
    late = world.computer()
    world.meet(late)
    assert History(late.store).of(MEMBER, row) == []
    assert (lacking(late, row), lacking(a, row)) == (Lacking.EARLIER, Lacking.NOTHING)


@pytest.mark.usefixtures("snapshots")
@pytest.mark.parametrize("is_here", [True, False])
def test_what_happens_after_it_is_told_and_the_past_stays_lacking(file_world: World, is_here: bool) -> None:
    """Even where every field was written anew since, for what was written had seen what stood there before."""
    world = file_world
    a = world.computer()
    row = member(a)
    world.meet(a)
    late = world.computer()
    world.meet(late)
    for each in (late, a):
        each.wall.ms += 60_000
    (late if is_here else a).edit(row.bytes, phone="0912000222")
    world.settle()
    assert len(History(late.store).of(MEMBER, row)) == 1
    assert lacking(late, row) is Lacking.EARLIER


@pytest.mark.usefixtures("snapshots")
def test_a_row_that_is_born_after_it_lacks_nothing(file_world: World) -> None:
    world = file_world
    a = world.computer()
    member(a)
    world.meet(a)
    late = world.computer()
    world.meet(late)
    here, there = member(late), member(a)
    world.settle()
    a.edit(here.bytes, phone="0912000222")
    a.trash(there.bytes)
    world.settle()
    assert [lacking(late, each) for each in (here, there)] == [Lacking.NOTHING] * 2


def test_what_only_a_restored_province_gave_back_is_lacking_in_between(file_world: World) -> None:
    world = file_world
    a, b, c = world.computer(), world.computer(), world.computer()
    row = UUID(bytes=a.add(**AN))
    world.meet_all(a, b, rounds=2)
    copy = world.back_up_province()
    kept = world.back_up(a)
    a.wall.ms += 60_000
    a.edit(row.bytes, phone="0912000222")
    world.meet_all(a, c)
    world.put_back_province(copy, told=True)
    a.put_back(kept)
    world.settle()
    assert c.value(row.bytes, "phone") == b.value(row.bytes, "phone") == "0912000222"
    assert b.exchange.standings().has_whole_cells
    assert (lacking(b, row), len(History(b.store).of(MEMBER, row))) == (Lacking.SOME, 1)
