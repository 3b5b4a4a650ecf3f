"""Programs of two versions in one commune: what the older one does not know it keeps, sends on, and shows later."""

import pytest

from desktop.models.hamlet import Hamlet
from desktop.store.connection import connect
from tests.people import AN, HOA, KEY
from tests.sync.engine.facts import province_facts
from tests.sync.engine.older import HAMLET, NOTE, age, age_province, upgrade, upgrade_province
from tests.sync.engine.world import COMMUNE, World


def test_what_an_older_program_does_not_know_survives_its_edits_and_its_sending(file_world: World) -> None:
    """Its province has lost everything, so that all comes back from this one computer."""
    world = file_world
    a, old = world.computer(), world.computer()
    age(old)
    row = a.add(**AN, note="Ghi chú")
    hamlet = a.add(Hamlet, name="Xóm Đình", kind="thon")
    empty = world.back_up_province()
    world.meet_all(a, old)
    assert old.value(row, "note") is None
    assert old.edit(row, phone="0912000222")
    old.trash(row)
    old.untrash(row)
    world.computers.remove(a)
    a.close()
    world.put_back_province(empty, told=True)
    world.meet_all(old, rounds=3)
    facts = province_facts(world.database, COMMUNE)
    assert facts[2, row][NOTE].winner[1].value == "Ghi chú"
    assert facts[HAMLET, hamlet][1].winner[1].value == "Xóm Đình"
    fresh = world.computer()
    world.meet(fresh)
    assert (fresh.value(row, "note"), fresh.value(row, "phone")) == ("Ghi chú", "0912000222")
    assert fresh.value(hamlet, "name", Hamlet) == "Xóm Đình"
    world.check()


@pytest.mark.parametrize("is_trashed", [False, True])
def test_a_computer_that_is_upgraded_shows_what_it_had_kept(file_world: World, is_trashed: bool) -> None:
    world = file_world
    a, old = world.computer(), world.computer()
    age(old)
    row, other = a.add(**AN, note="Ghi chú"), a.add(**HOA)
    hamlet = a.add(Hamlet, name="Xóm Đình", kind="thon")
    world.meet_all(a, old)
    a.edit(other, note="Sau này")
    if is_trashed:
        a.trash(hamlet, record=Hamlet)
    world.meet_all(a, old)
    old.edit(row, phone="0912000222")
    before = old.facts()
    assert old.store.check() == []
    upgrade(old)
    assert (old.value(row, "note"), old.value(other, "note")) == ("Ghi chú", "Sau này")
    assert old.value(hamlet, "name", Hamlet) == "Xóm Đình"
    assert old.lives(hamlet, Hamlet) != is_trashed
    assert old.facts() == before
    assert old.store.check() == []
    assert [old.store.ask("SELECT count(*) FROM change WHERE incarnation IN (SELECT id FROM incarnation "
                          'WHERE "foreign" IS NOT 1)')] == [[(1,)]]  # migrating changes nothing  # fmt: skip
    old.edit(row, note="Ghi chú mới")
    world.check()
    assert a.value(row, "note") == "Ghi chú mới"


def test_what_two_wrote_different_while_one_did_not_know_the_field_is_decided_after_the_upgrade(
    file_world: World,
) -> None:
    world = file_world
    a, b, old = world.computer(), world.computer(), world.computer()
    age(old)
    row = a.add(**AN)
    world.meet_all()
    a.edit(row, note="Một")
    b.edit(row, note="Hai")
    world.meet_all(rounds=2)
    upgrade(old)
    assert old.values(row, NOTE) == {"Một", "Hai"}
    assert (row, NOTE) in old.conflicts()
    assert old.value(row, "note") == a.value(row, "note")
    old.settle(row, {NOTE: "Hai"})
    world.check()
    assert a.conflicts() == set()


def test_a_second_upgrade_changes_nothing(file_world: World) -> None:
    world = file_world
    old = world.computer()
    row = old.add(**AN, note="Ghi chú")
    world.meet(old)
    before = old.state()
    old.close()
    connection = connect(old.folder / "register.db", KEY)
    connection.execute("UPDATE local_meta SET value = x'00' WHERE key IN ('shape', 'edition')")
    connection.close()
    old.start()
    after = old.state()
    for state in (before, after):
        del state["local_meta"]
    assert after == before
    assert old.value(row, "note") == "Ghi chú"
    world.check()


def test_a_province_of_an_older_version_loses_nothing_and_shows_it_when_upgraded(world: World) -> None:
    a, b = world.computer(), world.computer()
    age_province(world)
    row = a.add(**AN, note="Ghi chú")
    hamlet = a.add(Hamlet, name="Xóm Đình", kind="thon")
    world.meet_all(a, b)
    a.edit(row, note="Ghi chú mới")
    b.trash(hamlet, record=Hamlet)
    world.check()
    assert (b.value(row, "note"), a.lives(hamlet, Hamlet)) == ("Ghi chú mới", False)
    upgrade_province(world)
    world.check()
