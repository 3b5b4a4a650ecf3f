"""Records held for a claim that nobody could vouch for yet: shown as soon as somebody can, listed until then."""

import pytest
from sqlalchemy import select

from sync.cell import Cell, Head
from sync.payload import RowCells
from sync.rowmeta import RowMeta
from sync.server.tables import QUARANTINE
from tests.people import AN
from tests.sync.engine.facts import counted
from tests.sync.engine.forging import NOBODY, Pen
from tests.sync.engine.world import World

LATE, HELD = b"l" * 16, b"p" * 16


def listed(world: World) -> list[str]:
    with world.database.reading() as db:
        return list(db.execute(select(QUARANTINE.c.reason)).scalars())


def test_a_record_is_shown_once_what_it_has_seen_arrives(world: World) -> None:
    (a, b), row = world.sharing()
    late, pen = Pen(a, LATE), Pen(b, HELD)
    seen = late.log(row, {18: "Ghi chú"})
    follows, next_one = pen.log(row, {18: "Ghi chú mới"}, {18: {LATE: 1}}), pen.log(row, {14: "Nông dân"})
    world.deliver([pen.sealed(follows, next_one)])
    world.meet_all(a, b)
    assert (counted(world.database), listed(world)) == ((2, 1, 0), ["poison"])
    assert (a.value(row, "note"), a.value(row, "occupation")) == (None, "Nông dân")
    world.deliver([late.sealed(seen)])
    assert (counted(world.database), listed(world)) == ((4, 0, 0), [])
    world.check()
    assert [each.values(row, 18) for each in (a, b)] == [{"Ghi chú mới"}] * 2


def test_a_record_is_shown_once_somebody_gives_back_what_it_has_seen(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    pen = Pen(b, HELD)
    world.deliver([pen.sealed(pen.log(row, {18: "Ghi chú mới"}, {18: {LATE: 1}}))])
    assert counted(world.database) == (1, 1, 0)
    cell = Cell({LATE: 1}, {(LATE, 1): Head("Ghi chú", 1, NOBODY)})
    world.deliver([Pen(a, LATE).state(RowCells(2, row, RowMeta({18: cell})))])
    assert (counted(world.database), listed(world)) == ((2, 0, 0), [])
    world.check()
    assert [each.values(row, 18) for each in (a, b)] == [{"Ghi chú mới"}] * 2


def test_what_was_never_reported_stays_on_the_list_beside_what_is_released(file_world: World) -> None:
    world = file_world
    (a, b), row = world.sharing()
    late, pen = Pen(a, LATE), Pen(b, HELD)
    world.deliver([
        pen.sealed(
            pen.log(row, {18: "Ghi chú mới"}, {18: {LATE: 1}}), pen.log(row, {5: "0999999999"}, {5: {LATE: 2}}),
            pen.log(row, {5: "0999999998"}, {5: {LATE: 1, b"x" * 16: 1}}),
        )
    ])  # fmt: skip
    (records,) = world.province.all_held().records
    assert (records.reason, records.count) == ("poison", 3)
    world.province.see_records(records.number, "Bà Tư")
    world.deliver([late.sealed(late.log(row, {14: "Nông dân"}))])
    assert (counted(world.database), listed(world)) == ((3, 2, 0), ["poison"] * 2)
    pen = Pen(b, b"q" * 16)
    world.deliver([pen.sealed(pen.log(row, {5: "0999999997"}, {5: {LATE: 9}}))])
    (records,) = world.province.all_held().records
    assert records.count == 1
    world.check()
    assert (a.value(row, "note"), a.value(row, "phone")) == ("Ghi chú mới", AN["phone"])


@pytest.mark.parametrize("seen_first", [False, True])
def test_a_record_held_while_it_waits_leaves_the_list_when_it_is_shown(file_world: World, seen_first: bool) -> None:
    world = file_world
    (a, b), row = world.sharing()
    late, pen = Pen(a, LATE), Pen(b, HELD)
    seen = late.sealed(late.log(row, {18: "Ghi chú"}))
    first, second = pen.log(row, {5: "0912000333"}), pen.log(row, {18: "Ghi chú mới"}, {18: {LATE: 1}})
    world.deliver([pen.sealed(second)])
    assert (counted(world.database), listed(world)) == ((1, 0, 1), ["poison"])
    for blob in (seen, pen.sealed(first)) if seen_first else (pen.sealed(first), seen):
        world.deliver([blob])
    assert (counted(world.database), listed(world)) == ((4, 0, 0), [])
    world.check()
    assert a.values(row, 18) == {"Ghi chú mới"}


def test_what_a_computer_claims_that_may_know_more_may_be_named_by_others(file_world: World) -> None:
    """The province lost what one computer wrote; who follows on an edit that had seen it is not held for it."""
    world = file_world
    (a, b), row = world.sharing()
    copy = world.back_up_province()
    b.edit(row, note="Mất theo máy")
    world.meet_all(b, a)
    a.edit(row, note="Đã thấy")
    last = a.ups()
    world.put_back_province(copy, told=True)
    world.deliver(last)
    for each in (a, b):  # both disks die
        world.computers.remove(each)
        each.close()
    c, d = world.computer(), world.computer()
    world.meet(c)
    c.edit(row, note="Nối tiếp")
    world.meet_all(c, d)
    assert (counted(world.database)[1], d.values(row, 18)) == (0, {"Nối tiếp"})
    world.check()
