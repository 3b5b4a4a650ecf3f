"""A failure at every statement of applying a bundle: the state is that before it or after it, and the exchange goes on.

What is durable when the program or the machine is killed is the databases' own promise; tests/store/test_crash.py and
tests/sync/server/test_crash.py hold them to it.
"""

from typing import Any

import pytest
from sqlalchemy import select

from sync import rowmeta
from sync.server import downlink, tables
from tests.people import AN, HOA, HUE
from tests.sync.engine.computer import Computer
from tests.sync.engine.faults import Counter, Struck, computer_struck, province_struck
from tests.sync.engine.world import World


def province_state(world: World) -> dict[str, list[Any]]:
    """Every row of the province's tables."""
    with world.database.reading() as db:
        return {
            table.name: sorted(map(repr, db.execute(select(table)).all())) for table in tables.METADATA.sorted_tables
        }


def prepared(world: World) -> tuple[Computer, Computer, list[bytes]]:
    """Two computers that have edits, deletes, conflicts and new rows for each other."""
    a, b = world.computer(), world.computer()
    rows = a.add_all([AN, HOA, HUE])
    world.meet_all(a, b)
    a.edit(rows[0], full_name="Lê Thị Ân", phone="0912000222")
    b.edit(rows[0], full_name="Lê Thị Ấn")
    a.trash(rows[1])
    b.edit(rows[1], note="Ghi chú")
    a.add(**AN)
    b.add(**HOA)
    return a, b, rows


def strikes_until_taken(world: World, blob: bytes) -> int:
    """Strike at the first, second, ... statement of taking a bundle; each leaves the province as it was."""
    before, strikes = province_state(world), 0
    while True:
        strikes += 1
        with province_struck(world.database._writer, Counter(strikes)) as counter:
            try:
                world.province.take(blob)
            except Struck:
                assert province_state(world) == before
                continue
        assert counter.count < strikes
        return strikes


def test_the_province_has_all_of_a_bundle_or_nothing(world: World) -> None:
    a, b, rows = prepared(world)
    world.meet(a)
    (blob,) = b.ups()
    before = province_state(world)
    assert strikes_until_taken(world, blob) > 10
    assert province_state(world) != before
    world.check()
    assert a.conflicts() == b.conflicts() == {(rows[0], 1), (rows[1], rowmeta.ROW)}


def test_the_province_has_all_of_what_is_given_back_or_nothing(file_world: World) -> None:
    world = file_world
    a, b, _ = prepared(world)
    copy = world.back_up_province()
    world.meet_all(rounds=2)
    assert b.conflicts()
    world.put_back_province(copy)
    for blob in world.answer(a):
        a.take(blob)
    state, *_ = a.ups()
    strikes_until_taken(world, state)
    world.check()


@pytest.mark.parametrize("is_first_load", [False, True])
def test_a_computer_has_all_of_a_bundle_or_nothing(
    file_world: World, monkeypatch: pytest.MonkeyPatch, is_first_load: bool
) -> None:
    world = file_world
    a, b, rows = prepared(world)
    world.meet_all(a)
    reader = b
    if is_first_load:
        monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
        reader = world.computer()
        with reader.store.local_writing():
            pass
    else:
        world.deliver(b.ups())
    (blob,) = world.answer(reader)
    before, standing = reader.state(), reader.standing()
    strikes = 0
    while True:
        strikes += 1
        with computer_struck(monkeypatch, Counter(strikes)) as counter:
            try:
                applied = reader.take(blob)
            except Struck:
                pass
            else:
                break
        assert reader.standing() == standing
        assert reader.state() == before
    assert (applied.outcome, counter.count < strikes) == ("applied", True)
    assert strikes > 10
    assert reader.store.check() == []
    world.check()
    assert a.conflicts() == b.conflicts() == {(rows[0], 1), (rows[1], rowmeta.ROW)}


def test_a_computer_that_ends_in_the_middle_begins_again_at_the_beginning(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = file_world
    a, b, _ = prepared(world)
    world.meet(a)
    world.deliver(b.ups())
    (blob,) = world.answer(b)
    with computer_struck(monkeypatch, Counter(9)), pytest.raises(Struck):
        b.take(blob)
    before = b.facts()
    b.restart()
    assert (b.facts(), b.store.check()) == (before, [])
    b.edit(next(iter(before))[1], note="Sau khi khởi động lại")
    world.check()


def test_sealing_changes_nothing(file_world: World) -> None:
    world = file_world
    a, b, _ = prepared(world)
    before = a.state()
    a.ups()
    assert a.state() == before
    world.meet_all(a, b)
    world.check()
