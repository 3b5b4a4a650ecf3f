"""Copies of a running machine: what each wrote stays, whatever the other's numbers say."""

import pytest

from sync.server import downlink
from tests.people import AN, HOA
from tests.sync.engine.computer import Computer
from tests.sync.engine.facts import counted
from tests.sync.engine.world import World


def test_an_edit_that_follows_on_a_branch_silences_nothing_of_the_other(world: World) -> None:
    """The second branch wrote one field twice: its context names a number that is the first branch's too."""
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấ")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(a, b, c)
    assert c.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    world.check()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 3


def test_a_branch_set_apart_before_it_is_sent_silences_nothing_of_the_other(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấ")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet(a)
    for blob in world.answer(b):
        assert b.take(blob).restart
    world.check()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 3


def test_a_branch_written_on_after_a_restart_silences_nothing_of_the_other(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấ")
    b.restart()
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(a, b, c)
    world.check()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 3


def test_three_copies_of_which_two_share_the_beginning_of_a_branch_lose_nothing(file_world: World) -> None:
    world = file_world
    a, d = world.computer(), world.computer()
    row, other = a.add_all([AN, HOA])
    world.meet_all(a, d)
    b = world.twin(a)
    a.edit(row, phone="0912000444")
    b.edit(row, note="Chung")
    c = world.twin(b)
    b.edit(other, note="Máy thứ hai")
    c.edit(other, phone="0912000333")
    third = c.ups()
    world.deliver([*a.ups(), *b.ups(), *third])
    assert counted(world.database) == (6, 0, 0)
    world.check()
    assert (d.value(other, "note"), d.value(other, "phone")) == ("Máy thứ hai", "0912000333")


def test_a_row_trashed_on_one_branch_and_edited_on_the_other_asks_a_person(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, phone="0912000444")
    b.edit(row, note="Ghi chú")
    b.trash(row)
    b.restart()
    b.untrash(row)
    b.trash(row)
    world.check()
    assert [each.lives(row) for each in (a, b, c)] == [True] * 3
    assert [each.conflicts() for each in (a, b, c)] == [{(row, 0)}] * 3


def test_branches_of_branches_mean_what_their_writers_meant(file_world: World) -> None:
    """Three copies write one field twice each, and each program starts anew before it meets the province."""
    world = file_world
    (a, d), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="A")
    b.edit(row, full_name="Chung")
    c = world.twin(b)
    for computer, name in ((a, "A"), (b, "B"), (c, "C")):
        for number in range(2):
            computer.edit(row, full_name=f"{name}{number}")
        computer.restart()
        computer.edit(row, full_name=f"{name} cuối")
    world.check()
    assert [each.values(row) for each in (a, b, c, d)] == [{"A cuối", "B cuối", "C cuối"}] * 4


def _parted(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Computer, Computer, Computer], bytes]:
    """A computer, its copy and another one; the province was put back and sends everything as it is now.

    So no log tells one branch of the other. Both wrote the telephone.
    """
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    (a, c), row = world.sharing()
    backup = world.back_up_province()
    c.edit(row, occupation="Nông dân")
    world.meet_all(c, a)
    b = world.twin(a)
    a.edit(row, phone="0912000444")
    b.edit(row, note="Ghi chú")
    b.edit(row, phone="0912000222")
    world.put_back_province(backup, told=True)
    return (a, b, c), row


def test_a_copy_that_hears_of_the_other_branch_as_cells_alone_sees_both(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = file_world
    (a, b, c), row = _parted(world, monkeypatch)
    world.deliver([*a.ups(), *b.ups()])
    assert [b.take(blob).restart for blob in world.answer(b)] == [True]
    assert b.values(row, 5) == {"0912000444", "0912000222"}
    assert b.conflicts() == {(row, 5)}
    b.edit(row, address="Xóm 2")
    world.check()
    assert [each.values(row, 5) for each in (a, b, c)] == [{"0912000444", "0912000222"}] * 3
    assert [each.value(row, "note") for each in (a, b, c)] == ["Ghi chú"] * 3


def test_a_copy_that_hears_of_the_other_branch_as_cells_before_it_sends_its_own_sees_both(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = file_world
    (a, b, c), row = _parted(world, monkeypatch)
    world.deliver(a.ups())
    for blob in world.answer(b):
        b.take(blob)
    a.edit(row, full_name="Lê Thị Ân")
    world.meet(a)
    world.check()
    for each in (a, b, c):
        assert each.values(row, 5) == {"0912000444", "0912000222"}
        assert (each.value(row, "note"), each.value(row)) == ("Ghi chú", "Lê Thị Ân")


def test_a_third_computer_follows_a_province_put_back_that_hears_of_the_branches_in_the_other_order(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both branches begin with a record that they share, in one and the same bundle."""
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: True)
    world = file_world
    (a, c), row = world.sharing()
    copy = world.back_up_province()
    a.edit(row, occupation="Nông dân")
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.deliver([*a.ups(), *b.ups()])
    world.meet(c)
    assert c.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    world.computers.remove(a)  # its disk dies: only the third one holds its work
    a.close()
    world.put_back_province(copy)
    world.meet_all(b, c)
    assert c.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    world.check()
    assert [each.values(row) for each in (b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 2
