"""What is written, thrown away and decided on several computers, and what their clocks say meanwhile."""

import pytest
from sqlalchemy import select

from desktop.models.person import Person
from sync import rowmeta
from sync.server import downlink
from sync.server.tables import REGISTERS
from tests.people import AN, HOA, HUE
from tests.sync.engine.facts import differences, province_facts
from tests.sync.engine.forging import Pen
from tests.sync.engine.world import COMMUNE, World

YEAR_MS = 365 * 24 * 60 * 60 * 1000


def test_an_edit_brings_back_what_another_computer_threw_away_and_is_listed(world: World) -> None:
    (a, b), row = world.sharing()
    a.trash(row)
    b.edit(row, phone="0912000222")
    world.check()
    assert a.lives(row)
    assert b.lives(row)
    assert a.conflicts() == b.conflicts() == {(row, rowmeta.ROW)}
    a.settle(row, {rowmeta.ROW: False})
    world.check()
    assert a.conflicts() == b.conflicts() == set()
    assert b.lives(row)


def test_what_is_thrown_away_in_spite_of_an_edit_stays_away(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    a.trash(row)
    b.edit(row, phone="0912000222")
    world.meet_all(rounds=2)
    b.settle(row, {rowmeta.ROW: True})
    world.check()
    assert not a.lives(row)
    assert not b.lives(row)
    assert a.conflicts() == b.conflicts() == set()


def test_what_is_taken_out_of_the_trash_lives_everywhere(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    a.trash(row)
    world.meet_all(a, b)
    assert not b.lives(row)
    b.untrash(row)
    world.check()
    assert a.lives(row)
    assert (a.value(row, "phone"), a.conflicts()) == (AN["phone"], set())


def test_both_throw_away_and_one_takes_out_again(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    a.wall.ms += 1_000
    a.trash(row)
    b.trash(row)
    b.untrash(row)
    world.check()
    assert a.lives(row) == b.lives(row)
    a.settle(row, {rowmeta.ROW: False})
    world.check()
    assert b.lives(row)


def test_the_same_decision_on_two_computers_leaves_nothing_to_decide(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    a.edit(row, full_name="Lê Thị Ân")
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(rounds=2)
    assert a.conflicts() == b.conflicts() == {(row, 1)}
    for each in (a, b):
        each.settle(row, {1: "Lê Thị Ấn"})
    assert a.conflicts() == b.conflicts() == set()
    world.check()
    assert a.values(row) == {"Lê Thị Ấn"}
    assert len(a.facts()[2, row][1].heads) == 2  # two edits, one value


def test_a_conflict_between_equal_values_is_none_also_on_the_computer_that_writes(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    form = b.form(row)
    a.edit(row, full_name="Lê Thị Ân")
    world.meet_all(a, b)
    b.settle(row, {1: "Lê Thị Ân"}, form)
    assert len(b.facts()[2, row][1].heads) == 2
    assert b.conflicts() == set()
    world.check()


def test_a_form_opened_before_something_arrived_hides_nothing_of_it(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    form = b.form(row)
    a.edit(row, full_name="Lê Thị Ân", phone="0912000222")
    world.meet_all(a, b)
    b.edit(row, form, full_name="Lê Thị Ấn")
    assert b.conflicts() == {(row, 1)}
    world.check()
    assert a.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"}
    assert b.value(row, "phone") == "0912000222"


@pytest.mark.parametrize("years", [73, -26])
def test_a_wrong_clock_changes_the_order_of_showing_and_nothing_else(file_world: World, years: int) -> None:
    world = file_world
    a, b, c = world.computer(), world.computer(), world.computer()
    row = a.add(**AN)
    world.meet_all()
    a.wall.ms += years * YEAR_MS
    a.edit(row, full_name="Lê Thị Ân")
    other = a.add(**HOA)
    b.edit(row, full_name="Lê Thị Ấn")
    world.meet_all(b, a, c)
    a.edit(other, phone="0912000333")
    a.edit(row, note="Ghi chú")
    world.check()
    facts = province_facts(world.database, COMMUNE)
    latest = (world.wall.ms + 5 * 60 * 1000) << 16
    assert all(head.eff <= latest for row in facts.values() for cell in row.values() for head in cell.heads.values())
    shown = {each.value(row) for each in (a, b, c)}
    assert len(shown) == 1
    assert years < 0 or shown == {"Lê Thị Ân"}
    assert all(each.values(row) == {"Lê Thị Ân", "Lê Thị Ấn"} for each in (a, b, c))
    c.settle(row, {1: "Lê Thị An"})
    world.check()
    assert a.value(row) == "Lê Thị An"


def test_a_clock_far_ahead_is_corrected_in_what_is_given_back_too(file_world: World) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    row = a.add(**AN)
    world.meet_all(rounds=2)
    copy = world.back_up_province()
    world.put_back_province(copy, told=True)
    for blob in world.answer(a):
        a.take(blob)
    a.wall.ms += 73 * YEAR_MS
    a.edit(row, note="Ghi chú")
    state, changes = a.ups()
    world.deliver([state])
    world.meet(b)
    world.deliver([changes, state])
    world.check()
    latest = (world.wall.ms + 5 * 60 * 1000) << 16
    assert all(head.eff <= latest for head in a.facts()[2, row][18].heads.values())


def test_a_provinces_clock_in_the_past_or_future_harms_nobody(file_world: World) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    row = a.add(**AN)
    for years in (-26, 73, -20):
        world.wall.ms += years * YEAR_MS
        a.edit(row, note=f"Ghi chú {years}")
        b.add(**HUE)
        world.meet_all(a, b)
    world.check()


@pytest.mark.parametrize("value", [7, True, b"\x00\xff", None])
def test_a_value_of_a_wrong_type_is_kept_and_not_shown(file_world: World, value: object) -> None:
    world = file_world
    (a, b), row = world.sharing()
    (name,) = world.logged()
    pen = Pen(b, b"p" * 16)
    world.deliver([pen.sealed(pen.log(row, {5: value, 15: "có"}, {5: {name: 1}, 15: {name: 1}}))])  # type: ignore[dict-item]
    world.check()
    assert (a.value(row, "phone"), a.value(row, "party_member")) == (None, None)
    assert a.values(row, 5) == {value}
    a.edit(row, phone="0912000222", party_member=False)
    world.check()
    assert (b.value(row, "phone"), b.value(row, "party_member")) == ("0912000222", 0)
    assert a.values(row, 5) == {"0912000222"}


def test_an_edit_beside_a_value_of_a_wrong_type_keeps_both(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    (name,) = world.logged()
    form = a.form(row)
    pen = Pen(b, b"p" * 16)
    world.deliver([pen.sealed(pen.log(row, {5: 7}, {5: {name: 1}}, clock_ms=a.wall.ms + 60_000))])
    world.meet(a)
    a.edit(row, form, phone="0912000222")
    world.check()
    assert a.values(row, 5) == b.values(row, 5) == {7, "0912000222"}
    assert (row, 5) in a.conflicts()


def test_a_date_that_is_none_is_kept_and_breaks_no_list(world: World) -> None:
    (a, b), row = world.sharing()
    (name,) = world.logged()
    pen = Pen(b, b"p" * 16)
    world.deliver([pen.sealed(pen.log(row, {2: "không rõ"}, {2: {name: 1}}))])
    world.check()
    with a.store.reading() as db:
        assert db.execute(select(Person.__table__.c.birth_date)).scalar() is None
    assert a.values(row, 2) == {"không rõ"}
    a.edit(row, birth_date="1962-05")
    world.check()
    assert b.value(row, "birth_date") == "1962-05"
    with world.database.reading() as db:
        assert db.execute(select(REGISTERS[2].c.birth_date)).scalar() == "1962-05"


def test_a_delta_gives_the_same_as_a_first_load(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = file_world
    a, early, late = world.computer(), world.computer(), world.computer()
    rows = a.add_all([AN, HOA, HUE])
    world.meet_all(a, early)
    a.edit(rows[0], full_name="Lê Thị Ân")
    early.edit(rows[0], full_name="Lê Thị Ấn")
    a.trash(rows[1])
    world.meet_all(a, early, a)
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    world.meet(late)
    assert late.exchange.standings().has_whole_cells
    assert differences(early.facts(), late.facts()) == []
    assert early.conflicts() == late.conflicts() == {(rows[0], 1)}
    world.check()


def test_nothing_moves_where_nothing_is_new(file_world: World) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    a.add(**AN)
    world.settle()
    before, standings = world.steps(), [each.standing() for each in (a, b)]
    for _ in range(3):
        for each in (a, b):
            met = world.meet(each)
            assert ([taken.records for taken in met.taken], met.downs) == ([0], [])
    assert (world.steps(), [each.standing() for each in (a, b)]) == (before, standings)
    world.check()
