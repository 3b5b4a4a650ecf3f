"""What a person must look at first: held whole or record by record, listed, and shown to nobody."""

import os
from dataclasses import replace

import pytest
from sqlalchemy import select

from sync.cell import Cell, Head
from sync.payload import Known, RowCells
from sync.record import Op
from sync.rowmeta import RowMeta
from sync.server.tables import QUARANTINE, RAW_BUNDLE
from tests.people import AN, HOA
from tests.sync.engine.facts import counted, province_facts
from tests.sync.engine.forging import NOBODY, Pen
from tests.sync.engine.world import COMMUNE, OTHER_COMMUNE, World


def listed(world: World) -> list[tuple[str, bytes | None]]:
    with world.database.reading() as db:
        return [tuple(row) for row in db.execute(select(QUARANTINE.c.reason, QUARANTINE.c.row))]


def test_a_context_that_nobody_can_have_seen_is_held_and_silences_nobody(world: World) -> None:
    (a, b), row = world.sharing()
    (name,) = world.logged()
    pen = Pen(b, b"p" * 16)
    poison = pen.log(row, {5: "0999999999"}, {5: {name: 1_000}})
    harmless = pen.log(row, {18: "Ghi chú"})
    assert [each.outcome for each in world.deliver([pen.sealed(poison, harmless)])] == ["applied"]
    assert counted(world.database) == (2, 1, 0)
    assert listed(world) == [("poison", row)]
    world.meet(a)
    assert (a.value(row, "phone"), a.value(row, "note")) == (AN["phone"], "Ghi chú")
    a.edit(row, phone="0912000222")
    world.check()
    assert (b.value(row, "phone"), b.conflicts()) == ("0912000222", set())


def test_the_author_of_a_record_that_is_held_is_told_that_it_arrived(file_world: World) -> None:
    """Its log goes on behind it; only the people who look at what is held decide about it."""
    world = file_world
    (a, b), row = world.sharing()
    journal = a.store._tables._journal
    seen, journal._context = journal._context, lambda *_: {5: {b"x" * 16: 7}}
    a.edit(row, phone="0912000222")
    journal._context = seen
    a.edit(row, note="Ghi chú")
    world.meet_all(a, b)
    assert (a.waiting(), listed(world)) == (0, [("poison", row)])
    assert (b.value(row, "phone"), b.value(row, "note")) == (AN["phone"], "Ghi chú")
    world.settle()
    assert [each for each in world.problems(cells=False) if "I23" not in each] == []


def test_a_record_that_is_held_while_it_waits_is_listed_once(file_world: World) -> None:
    world = file_world
    (_, b), row = world.sharing()
    pen = Pen(b, b"p" * 16)
    first, second = pen.log(row, {18: "Ghi chú"}), pen.log(row, {5: "0999999999"}, {5: {b"x" * 16: 7}})
    world.deliver([pen.sealed(second), pen.sealed(second), pen.sealed(first)])
    assert counted(world.database) == (2, 1, 0)
    assert listed(world) == [("poison", row)]
    world.settle()
    assert world.problems() == []


def test_a_row_of_another_commune_is_not_touched(world: World) -> None:
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    row = a.add(**AN)
    world.meet_all(a, b)
    pen = Pen(b, b"p" * 16)
    foreign, own = pen.log(row, {5: "0999999999"}), pen.log(b"r" * 16, {1: "Người của xã"})
    world.deliver([pen.sealed(foreign, own)])
    assert counted(world.database) == (2, 1, 0)
    assert [reason for reason, _ in listed(world)] == ["scope"]
    world.check()
    assert (a.value(row, "phone"), b.value(row, "phone")) == (AN["phone"], None)
    assert b.value(b"r" * 16) == "Người của xã"
    assert province_facts(world.database, OTHER_COMMUNE).keys() == {(2, b"r" * 16)}


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_a_computer_that_was_shut_out_has_its_bundles_held(file_world: World, status: str) -> None:
    world = file_world
    (a, b), row = world.sharing()
    world.province.set_status(a.device, status)
    a.edit(row, phone="0912000222")
    (blob,) = a.ups()
    taken = [world.province.take(blob) for _ in range(2)]
    assert [(each.outcome, each.reason) for each in taken] == [("held", status)] * 2
    assert counted(world.database) == (1, 0, 0)
    world.meet(b)
    assert b.value(row, "phone") == AN["phone"]
    world.province.set_status(a.device, "active")
    a.edit(row, note="Lại được nhận")
    world.check()
    assert (b.value(row, "phone"), b.value(row, "note")) == ("0912000222", "Lại được nhận")


def test_a_bundle_of_an_unknown_sender_is_refused_and_not_kept(file_world: World) -> None:
    world = file_world
    a, stranger = world.computer(), world.computer()
    stranger.add(**AN)
    object.__setattr__(stranger.sender, "device", os.urandom(16))
    (blob,) = stranger.ups()
    taken = world.province.take(blob)
    assert (taken.outcome, taken.reason) == ("refused", "bundle.sender_unknown")
    with world.database.reading() as db:
        assert db.execute(select(RAW_BUNDLE.c.id)).all() == []
    world.computers.remove(stranger)
    stranger.close()
    assert a.facts() == {}


def test_a_bundle_about_another_commune_is_held(file_world: World) -> None:
    world = file_world
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    pen = Pen(b, b"p" * 16)
    taken = world.province.take(pen.sealed(pen.log(b"r" * 16, {1: "Ai đó"}), unit=COMMUNE))
    assert (taken.outcome, taken.reason) == ("held", "unit")
    world.meet(a)
    assert a.facts() == province_facts(world.database, COMMUNE) == {}
    world.check()


def test_a_commune_is_not_answered_with_what_is_for_another(file_world: World) -> None:
    world = file_world
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    a.add(**AN)
    world.meet_all(a, b)
    b.add(**HOA)
    world.check()
    assert len(a.facts()) == len(b.facts()) == 1
    assert world.leaks == []


def test_only_logs_go_up_with_changes(file_world: World) -> None:
    """A bundle goes on to the other computers as it came, so that nothing unexamined may stand in it."""
    world = file_world
    (a, b), row = world.sharing()
    (name,) = world.logged()
    pen = Pen(b, b"p" * 16)
    cell = Cell({name: 1_000}, {(name, 1_000): Head("0999999999", 1, NOBODY)})
    smuggled = RowCells(2, row, RowMeta({5: cell}))
    stub = Known(name, 1, 1, bytes(32), {1: 5})
    bundles = [pen.sealed(pen.log(row, {18: "Ghi chú"}), cells=[smuggled])]
    pen = Pen(b, b"q" * 16)
    bundles.append(pen.sealed(pen.log(row, {18: "Ghi chú"}), known=[stub]))
    assert [(each.outcome, each.reason) for each in world.deliver(bundles)] == [("held", "bundle.nonsense")] * 2
    world.meet(a)
    assert a.value(row, "phone") == AN["phone"]
    world.check()


def test_a_log_says_by_itself_when_it_is_shown(file_world: World) -> None:
    """A stamp beside a record is the province's word: one that goes up is not passed on."""
    world = file_world
    (a, b), row = world.sharing()
    pen = Pen(b, b"p" * 16)
    log = pen.log(row, {18: "Ghi chú"})
    world.deliver([pen.sealed(replace(log, effs=[1 << 60]))])
    a.edit(row, note="Ghi chú khác")
    world.check()
    assert all(head.eff < 1 << 60 for head in a.facts()[2, row][18].heads.values())


def test_a_log_that_does_not_begin_as_it_says_is_held_whole(file_world: World) -> None:
    world = file_world
    a = world.computer()
    pen = Pen(a, b"p" * 16)
    pen.hash = bytes(32)
    taken = world.province.take(pen.sealed(pen.log(b"r" * 16, {1: "Ai đó"}, op=Op.SET)))
    assert (taken.outcome, taken.reason) == ("held", "bundle.nonsense")
    assert counted(world.database) == (0, 0, 0)
    world.check()


def test_cells_that_name_another_communes_incarnation_stop_nobody(world: World) -> None:
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    row = a.add(**AN)
    world.meet_all(a, b)
    (name,) = world.logged()
    pen = Pen(b, b"p" * 16)
    cell = Cell({name: 9}, {(name, 9): Head("Ai đó", 1, NOBODY)})
    taken = world.deliver([pen.state(RowCells(2, b"r" * 16, RowMeta({1: cell})), RowCells(2, row, RowMeta({1: cell})))])
    assert [each.outcome for each in taken] == ["applied"]
    assert listed(world) == [("scope", row)]
    a.edit(row, note="Ghi chú")
    world.meet_all(a, b)
    assert (a.value(row), b.value(row)) == (AN["full_name"], None)
    world.settle()
    assert world.problems() == []


@pytest.mark.parametrize("number", [(1 << 63) - 1, (1 << 64) - 1])
def test_numbers_beyond_all_measure_are_held_or_kept_and_break_nothing(world: World, number: int) -> None:
    a = world.computer()
    row = a.add(**AN)
    world.meet(a)
    (name,) = world.logged()
    pen = Pen(a, b"p" * 16)
    far = pen.sealed(pen.log(row, {18: "Ghi chú"}, {18: {name: number}}))
    cell = Cell({name: number}, {(name, number): Head("Ai đó", number, NOBODY)})
    for blob in (
        far,
        Pen(a, b"q" * 16).sealed(replace(pen.log(row, {14: "x"}), first=number)),
        pen.state(RowCells(2, row, RowMeta({17: cell}))),
    ):
        assert world.province.take(blob).outcome in ("applied", "held", "refused")
    a.edit(row, phone="0912000222")
    met = world.meet(a)
    assert [each.outcome for each in met.taken] == ["applied"]
    world.settle()
    assert (a.value(row, "phone"), a.store.check()) == ("0912000222", [])


def test_numbers_that_a_database_cannot_keep_stop_nobody_else(world: World) -> None:
    """On a stick they would keep every other commune's bundles from being taken in."""
    (a, b), row = world.sharing()
    log = Pen(b, b"p" * 16).log(row, {18: "Ghi chú"})
    late = replace(log, acts=(log.acts[0]._replace(at_ms=(1 << 63) + (log.records[0].clock >> 16) - 1),))
    unknown = Pen(b, b"q" * 16).log(row, {18: "Ghi chú"}, table=1 << 40)
    cell = Cell({b"s" * 16: 1}, {(b"s" * 16, 1): Head("Ai đó", 1, NOBODY)})
    pen = Pen(b, b"t" * 16)
    for blob in (pen.sealed(late), pen.sealed(unknown), pen.state(RowCells(1 << 40, row, RowMeta({1: cell})))):
        assert world.province.take(blob).outcome in ("applied", "held")
    a.edit(row, phone="0912000222")
    world.meet_all(a, b)
    assert b.value(row, "phone") == "0912000222"
