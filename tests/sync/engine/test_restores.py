"""Old copies of a computer or of the province put back, disks cloned: what anybody still holds comes back."""

import shutil

import pytest

from sync import uplink
from sync.server import downlink
from sync.server.tables import INCARNATION
from sync.standing import Standing
from tests.people import AN, HOA, HUE
from tests.sync.engine.computer import Computer
from tests.sync.engine.facts import province_facts
from tests.sync.engine.world import COMMUNE, World


def test_a_computer_put_back_gets_its_own_acknowledged_work_again(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    copy = world.back_up(a)
    a.edit(row, phone="0912000222")
    other = a.add(**HOA)
    world.meet(a)
    a.edit(row, note="Chưa gửi")
    a.put_back(copy)
    assert a.value(other) is None
    world.meet(a)
    assert (a.value(row, "phone"), a.value(other), a.value(row, "note")) == ("0912000222", HOA["full_name"], None)
    a.edit(row, phone="0912000333")
    world.check()
    assert (b.value(row, "phone"), b.conflicts()) == ("0912000333", set())


def test_work_never_sent_is_all_that_a_computer_put_back_has_lost(file_world: World) -> None:
    """Its copy is of the time before it ever met the province."""
    world = file_world
    a, b = world.computer(), world.computer()
    copy = world.back_up(a)
    row = a.add(**AN)
    world.meet_all(a, b)
    a.put_back(copy)
    fresh = a.add(**HUE)
    world.check()
    assert (a.value(row), b.value(fresh)) == (AN["full_name"], HUE["full_name"])
    assert all(numbers == [1] for numbers in world.logged().values())


def test_two_clones_stay_two_and_lose_nothing(file_world: World) -> None:
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    world.meet(a)
    b = world.clone(a)
    a.edit(row, phone="0912000222")
    b.edit(row, note="Ghi chú")
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.check()
    assert len(world.logged()) == 3  # the incarnation from before, and one of each
    assert a.values(row) == b.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    assert (a.value(row, "note"), b.value(row, "phone")) == ("Ghi chú", "0912000222")


def test_a_clone_that_stopped_in_the_middle_of_an_incarnation_falls_silent(file_world: World) -> None:
    """It can not verify an acknowledgement of what its twin wrote on."""
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    a.close()
    clone_folder = world.home / "stopped"
    shutil.copytree(a.folder, clone_folder)
    a.start()
    journal = a.store._tables._journal
    name = bytes.fromhex(a.store.ask("SELECT hex(incarnation) FROM incarnation")[0][0])
    journal._incarnation, journal._mine = name, [name]
    a.edit(row, note="Viết tiếp")
    world.meet(a)
    world.computers.append(Computer(clone_folder, a.sender, a.wall))
    world.check()


@pytest.mark.parametrize("told", [False, True])
def test_a_province_put_back_gets_back_what_any_computer_holds(world: World, told: bool) -> None:
    a, b, c = world.computer(), world.computer(), world.computer()
    row = a.add(**AN)
    world.meet_all(rounds=2)
    copy = world.back_up_province()
    a.edit(row, phone="0912000222")
    other = c.add(**HOA)
    world.meet_all(a, c, b)
    world.computers.remove(c)  # its disk dies: only the others hold its work
    c.close()
    world.put_back_province(copy, told=told)
    assert province_facts(world.database, COMMUNE).keys() == {(2, row)}
    b.edit(row, note="Sau khi phục hồi")
    world.check()
    facts = province_facts(world.database, COMMUNE)
    assert facts[2, other][1].winner[1].value == HOA["full_name"]
    assert facts[2, row][5].winner[1].value == "0912000222"
    assert (a.value(row, "note"), a.waiting(), a.conflicts()) == ("Sau khi phục hồi", 0, set())
    assert not a.exchange.standing().gives_back
    assert world.province.timeline().counter == 2


def test_acknowledgements_fall_back_to_what_a_province_put_back_still_has(file_world: World) -> None:
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    world.meet_all(rounds=2)
    copy = world.back_up_province()
    a.edit(row, phone="0912000222")
    world.meet_all(rounds=2)
    (before,) = a.acked().values()
    world.put_back_province(copy, told=True)
    assert (before, a.waiting()) == (2, 0)
    for blob in world.answer(a):
        assert a.take(blob).acknowledged == 0
    assert (list(a.acked().values()), a.waiting()) == ([1], 1)
    assert a.exchange.standing().gives_back
    world.check()
    assert list(world.logged().values()) == [[1, 2]]


def test_state_is_given_until_the_province_has_every_part_of_one_set(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uplink, "ROWS_IN_BUNDLE", 1)
    world = file_world
    a, b = world.computer(), world.computer()
    rows = a.add_all([AN, HOA, HUE])
    world.meet_all(a, b)
    empty = world.back_up_province()
    a.edit(rows[0], note="Chỉ còn ở đây")
    world.meet_all(a, b)
    world.computers.remove(a)
    a.close()
    world.put_back_province(empty)
    for blob in world.answer(b):
        b.take(blob)
    token = b.standing().gives_back
    assert len(token) == 16
    state = b.ups()[:3]
    world.deliver(state[:2])  # the last one is lost
    for blob in world.answer(b):
        b.take(blob)
    assert b.standing().gives_back == token
    again = b.ups()
    assert len(again) == 4
    world.deliver([again[2]])  # parts of two sets do not make a whole one
    for blob in world.answer(b):
        b.take(blob)
    assert b.standing().gives_back == token
    world.deliver(again)
    for blob in world.answer(b):
        b.take(blob)
    assert b.standing().gives_back == b""
    world.check()
    assert province_facts(world.database, COMMUNE)[2, rows[0]][18].winner[1].value == "Chỉ còn ở đây"


def test_one_twin_giving_everything_does_not_speak_for_the_other(file_world: World) -> None:
    world = file_world
    (a, c), row = world.sharing()
    b = world.clone(a)
    copy = world.back_up_province()
    c.edit(row, note="Chỉ còn ở đây")
    world.meet_all(c, b)
    world.computers.remove(c)
    c.close()
    world.put_back_province(copy, told=True)
    world.meet_all(b, rounds=1)
    world.meet_all(a, rounds=3)
    assert (a.standing().gives_back, len(b.standing().gives_back)) == (b"", 16)
    world.check()
    assert a.value(row, "note") == "Chỉ còn ở đây"


def test_a_dead_timelines_bundle_changes_nothing(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    copy = world.back_up_province()
    a.edit(row, phone="0912000222")
    world.meet(a)
    late = world.answer(b)
    world.put_back_province(copy, told=True)
    world.meet(b)
    before = b.state()
    assert [b.take(blob).outcome for blob in late] == ["unfit"]
    assert b.state() == before
    world.check()


def test_acknowledgements_never_fall_within_a_timeline(file_world: World) -> None:
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    world.deliver(a.ups())
    early = world.answer(a)
    for number in range(3):
        a.edit(row, note=f"Ghi chú {number}")
    world.meet(a)
    before = a.acked()
    assert [a.take(blob).outcome for blob in early] == ["known"]
    assert a.acked() == before
    world.check()


def test_late_bundles_of_before_a_restore_start_no_more_timelines(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    copy = world.back_up_province()
    a.edit(row, phone="0912000222")
    world.meet_all(a, b)
    asked = [(each, each.standing()) for each in (a, b)]
    world.put_back_province(copy)
    for _ in range(3):
        for computer, standing in asked:
            world.answer(computer, standing)
    assert world.province.timeline().counter == 2
    world.check()
    assert world.province.timeline().counter == 2


def test_a_computer_that_hears_of_two_lives_with_one_number_is_not_stuck(file_world: World) -> None:
    """Two copies of the province were put back, each began a life of its own, one went on."""
    world = file_world
    (a, b), row = world.sharing()
    copy = world.back_up_province()
    world.put_back_province(copy, told=True)
    world.meet(a)
    world.put_back_province(copy, told=True)
    world.meet(b)
    a.edit(row, phone="0912000222")
    world.check()
    assert world.province.timeline().counter == 3
    assert b.value(row, "phone") == "0912000222"


def test_a_first_load_in_parts_takes_them_in_any_order_and_asks_again_for_a_lost_one(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downlink, "ROWS_IN_PART", 2)
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    world = file_world
    a = world.computer()
    rows = a.add_all([AN, HOA, HUE, AN, HOA])
    world.meet(a)
    b = world.computer()
    first, second, third = world.answer(b)
    assert [b.take(blob).is_loading for blob in (third, first)] == [True, True]
    assert b.exchange.standings().is_loading
    assert b.standing() == Standing()
    assert b.value(rows[4]) == HOA["full_name"]
    b.restart()
    again = world.answer(b)
    assert len(again) == 3
    assert [b.take(blob).is_loading for blob in (again[0], again[1])] == [True, False]
    assert not b.standing().gives_back  # all parts are of one and the same state
    assert [b.take(second).outcome, b.take(third).outcome] == ["known", "known"]
    world.check()
    assert b.exchange.standings().has_whole_cells


def test_parts_of_an_abandoned_load_are_given_back(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downlink, "ROWS_IN_PART", 1)
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    world = file_world
    a = world.computer()
    rows = a.add_all([AN, HOA])
    world.meet(a)
    b = world.computer()
    keep = world.back_up_province()
    a.edit(rows[0], note="Chỉ ở một phần")
    a.edit(rows[1], note="Chỉ ở một phần")
    world.meet(a)
    parts = world.answer(b)
    b.take(parts[0])
    world.computers.remove(a)
    a.close()
    world.put_back_province(keep)  # to before it, and nobody tells
    for blob in world.answer(b):
        b.take(blob)
    assert len(b.standing().gives_back) == 16
    world.check()
    held = {facts[18].winner[1].value for facts in province_facts(world.database, COMMUNE).values() if 18 in facts}
    assert held == {"Chỉ ở một phần"}


def test_a_load_begun_before_more_was_written_ends_with_it(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downlink, "ROWS_IN_PART", 1)
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    world = file_world
    a = world.computer()
    rows = a.add_all([AN, HOA])
    world.meet(a)
    b = world.computer()
    old = world.answer(b)
    b.take(old[0])
    a.edit(rows[0], note="Giữa chừng")
    world.meet(a)
    new = world.answer(b)
    b.take(new[1])
    assert b.take(old[1]).is_loading
    world.check()
    assert b.value(rows[0], "note") == "Giữa chừng"


def test_records_left_out_that_are_not_here_are_asked_for_in_full(file_world: World) -> None:
    """The answer was made for this computer as it was before an old copy of it was put back."""
    world = file_world
    (a, _), row = world.sharing()
    copy = world.back_up(a)
    a.edit(row, phone="0912000222")
    world.deliver(a.ups())
    parts = world.answer(a)
    a.put_back(copy)
    before = a.facts()
    assert [a.take(blob).outcome for blob in parts] == ["incomplete"]
    assert (a.standing().wants_full, a.facts()) == (True, before)
    met = world.meet(a)
    assert met.outcomes == ["applied"]
    assert (a.standing().wants_full, a.value(row, "phone")) == (False, "0912000222")
    world.check()


def test_an_incarnation_that_was_only_named_is_filled_when_its_log_arrives(file_world: World) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    row = a.add(**AN)
    empty = world.back_up_province()
    world.meet_all(a, b)
    world.put_back_province(empty, told=True)
    for blob in world.answer(b):
        b.take(blob)
    world.deliver(b.ups())
    with world.database.reading() as db:
        assert [(row.seq, row.reported) for row in db.execute(INCARNATION.select())] == [(0, 1)]
    world.check()
    assert (b.value(row), list(world.logged().values())) == (AN["full_name"], [[1]])
