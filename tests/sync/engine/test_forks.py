"""One incarnation that goes on in two ways, as when a running machine is copied."""

from sqlalchemy import select

from sync.server.tables import INCARNATION
from tests.people import AN, HOA
from tests.sync.engine.facts import counted
from tests.sync.engine.world import World


def test_both_branches_are_kept_and_the_second_is_told_to_begin_anew(world: World) -> None:
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet(a)
    met = world.meet(b)
    assert [each.records for each in met.taken] == [1]
    assert [each.restart for each in met.applied] == [True]
    world.meet(c)
    assert c.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    assert c.conflicts() == {(row, 1)}
    assert counted(world.database) == (3, 0, 0)
    with world.database.reading() as db:
        forks = db.execute(select(INCARNATION.c.parent_seq, INCARNATION.c.seq).where(INCARNATION.c.is_fork)).all()
    assert [tuple(each) for each in forks] == [(1, 2)]
    world.check()


def test_what_follows_on_a_branch_follows_on_it(file_world: World) -> None:
    world = file_world
    a, c = world.computer(), world.computer()
    row, other = a.add_all([AN, HOA])
    world.meet_all(a, c)
    b = world.twin(a)
    a.edit(row, phone="0912000222")
    world.meet(a)
    b.edit(other, phone="0912000333")
    first = b.ups()
    b.edit(other, note="Nhánh thứ hai")
    both = b.ups()
    world.deliver([*first, *both, *first])
    assert counted(world.database) == (5, 0, 0)
    b.edit(other, note="Nhánh thứ hai, tiếp theo")
    world.check()
    assert (c.value(row, "phone"), c.value(other, "note")) == ("0912000222", "Nhánh thứ hai, tiếp theo")


def test_after_a_fork_each_goes_on_under_a_name_of_its_own(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, phone="0912000222")
    b.edit(row, note="Nhánh")
    world.meet_all(a, b, a)
    a.edit(row, occupation="Nông dân")
    b.edit(row, address="Xóm 2")
    world.meet_all(a, b)
    names = [name for (name,) in b.store.ask('SELECT incarnation FROM incarnation WHERE "foreign" IS NOT 1')]
    assert len(names) == 3  # the common one, the branch, and the one begun after it
    world.check()
    for each in (a, b, c):
        assert [each.value(row, key) for key in ("phone", "note", "occupation", "address")] == [
            "0912000222", "Nhánh", "Nông dân", "Xóm 2",
        ]  # fmt: skip


def test_what_two_branches_left_different_is_settled_for_all(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(rounds=2)
    b.settle(row, {1: "Lê Thị Ấn"})
    world.check()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ấn"}] * 3
    assert counted(world.database)[1] == 0


def test_a_branch_that_was_never_sent_is_set_apart_before_it_is(file_world: World) -> None:
    """The second computer hears of the first one's branch before the province has heard of its own."""
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    a.edit(row, full_name="Lê Thị Ân")
    a.trash(row)
    a.untrash(row)
    b.edit(row, full_name="Lê Thị Ấn")
    b.edit(row, phone="0912000222")
    world.meet(a)
    for blob in world.answer(b):
        assert b.take(blob).restart
    b.edit(row, note="Sau khi tách")
    unsent = b.ups()
    world.deliver(unsent)
    world.check()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 3
    assert (a.value(row, "phone"), a.value(row, "note")) == ("0912000222", "Sau khi tách")
    assert counted(world.database) == (7, 0, 0)


def test_a_branch_from_the_first_record_on_is_one_too(file_world: World) -> None:
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    world.meet(a)
    a.restart()
    journal = a.store._tables._journal
    with a.store.local_writing() as db:
        journal._tip(db)
    b = world.twin(a)
    a.edit(row, phone="0912000222")
    b.edit(row, note="Nhánh")
    world.meet_all(a, b)
    world.check()
    assert (a.value(row, "note"), b.value(row, "phone")) == ("Nhánh", "0912000222")


def test_a_province_put_back_may_hear_of_the_branches_in_the_other_order(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.twin(a)
    copy = world.back_up_province()
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(rounds=2)
    world.put_back_province(copy)
    world.meet_all(b, a, c)
    world.settle()
    assert [each.values(row) for each in (a, b, c)] == [{"Lê Thị Ân", "Lê Thị Ấn"}] * 3
    world.check()
