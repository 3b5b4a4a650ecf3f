"""Bundles that are lost, come twice, come out of order or cut anew: nothing is lost and nothing counts twice."""

from dataclasses import replace

import pytest

from sync import outbox
from tests.people import AN, HOA
from tests.sync.engine.facts import counted, province_facts
from tests.sync.engine.forging import Pen
from tests.sync.engine.world import COMMUNE, World


def test_records_beyond_a_gap_wait_while_their_cells_are_shown_already(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "MOST_RECORDS", 1)
    a, b = world.computer(), world.computer()
    row = a.add(**AN)
    a.edit(row, phone="0912000222")
    a.edit(row, note="Đã chuyển xóm")
    first, second, third = a.ups()
    assert [each.records for each in world.deliver([first, third])] == [1, 0]
    assert counted(world.database) == (1, 0, 1)
    assert {n: cell.winner[1].value for n, cell in province_facts(world.database, COMMUNE)[2, row].items()}[18] == (
        "Đã chuyển xóm"
    )
    world.meet(b)
    assert (b.value(row, "note"), b.value(row, "phone")) == ("Đã chuyển xóm", "0912000111")
    for blob in world.answer(a):
        a.take(blob)
    assert a.waiting() == 2  # only the acknowledgement waits for the gap
    world.deliver([second])
    assert counted(world.database) == (3, 0, 0)
    world.meet_all(a, b)
    assert (a.waiting(), b.value(row, "phone")) == (0, "0912000222")
    world.check()


def test_a_gap_that_never_fills_keeps_nobody_from_silence(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_RECORDS", 1)
    world = file_world
    (a, b), row = world.sharing()
    a.edit(row, phone="0912000222")
    a.edit(row, note="Ghi chú")
    world.deliver(a.ups()[1:])
    world.computers.remove(a)  # its disk dies
    a.close()
    world.check()
    assert b.value(row, "note") == "Ghi chú"
    assert b.value(row, "phone") == AN["phone"]
    assert counted(world.database) == (1, 0, 1)


def test_what_waits_several_times_is_kept_once_and_filled_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_RECORDS", 1)
    a = world.computer()
    row = a.add(**AN)
    for number in range(4):
        a.edit(row, note=f"Ghi chú {number}")
    ups = a.ups()
    world.deliver([ups[4], ups[2], ups[4], ups[2]])
    assert counted(world.database) == (0, 0, 2)
    monkeypatch.setattr(outbox, "MOST_RECORDS", 3)
    world.deliver(a.ups()[1:])  # the last two in one bundle, overlapping what waits
    world.deliver([ups[0], ups[3], ups[1]])
    applied, held, _ = counted(world.database)
    assert (applied, held) == (5, 0)
    world.check()
    assert counted(world.database) == (5, 0, 0)


def test_duplicates_and_bundles_cut_anew_change_nothing(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = file_world
    a, b = world.computer(), world.computer()
    rows = a.add_all([AN, HOA])
    a.edit(rows[0], phone="0912000222")
    whole = a.ups()
    monkeypatch.setattr(outbox, "MOST_RECORDS", 1)
    pieces = a.ups()
    assert (len(whole), len(pieces)) == (1, 2)  # one act is never split
    assert [each.records for each in world.deliver([pieces[1], *whole, *pieces, *whole])] == [0, 3, 0, 0, 0]
    assert counted(world.database) == (3, 0, 0)
    assert [each.outcome for each in world.deliver(whole)] == ["known"]
    world.meet_all(a, b)
    before = b.state()
    for blob in world.answer(b, outbox.Standing()):
        assert b.take(blob).outcome in ("known", "unfit")
    assert b.state() == before
    world.check()


def test_edits_that_arrive_before_the_first_load_of_their_row_wait_for_it(
    file_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart the second incarnation's bundle overtakes the first's."""
    monkeypatch.setattr(outbox, "MOST_LOGS", 1)
    world = file_world
    a, b = world.computer(), world.computer()
    row = a.add(**AN)
    a.restart()
    a.edit(row, phone="0912000222")
    first, second = a.ups()
    world.deliver([second])
    world.meet(b)
    assert b.value(row, "phone") == "0912000222"
    world.deliver([first])
    world.check()
    assert counted(world.database) == (2, 0, 0)
    assert (b.value(row), b.conflicts()) == (AN["full_name"], set())


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_parts_of_a_delta_fit_in_their_order_only_and_none_is_lost(
    file_world: World, monkeypatch: pytest.MonkeyPatch, order: tuple[int, ...]
) -> None:
    from sync.server import delta

    world = file_world
    a, b = world.computer(), world.computer()
    rows = [a.add(**AN) for _ in range(3)]
    world.meet(b)
    for row in rows:
        a.edit(row, note="Mới")
        world.meet(a)
    monkeypatch.setattr(delta, "RECORDS_IN_PART", 3)
    parts = world.answer(b)
    assert len(parts) == 2
    outcomes = [b.take(parts[at % 2]).outcome for at in order]
    assert outcomes[0] == ("applied" if order[0] % 2 == 0 else "unfit")
    world.check()
    assert [b.value(row, "note") for row in rows] == ["Mới"] * 3


def test_however_many_pieces_wait_they_follow_when_the_gap_is_filled(file_world: World) -> None:
    """The first of them comes last."""
    world = file_world
    (_, b), row = world.sharing()
    pen = Pen(b, b"p" * 16)
    first, *others = (pen.log(row, {18: f"Ghi chú {number}"}) for number in range(600))
    world.deliver([pen.sealed(*others)])
    assert counted(world.database) == (1, 0, 599)
    assert [each.records for each in world.deliver([pen.sealed(first)])] == [600]
    assert counted(world.database) == (601, 0, 0)
    world.check()


def test_what_waited_goes_out_with_the_bundle_that_it_waited_for(file_world: World) -> None:
    """The bundle brings as many records that are known as wait for it: it is not sent on as it came."""
    world = file_world
    (_, b), row = world.sharing()
    pen = Pen(b, b"p" * 16)
    first, second, third = (pen.log(row, {18: f"Ghi chú {number}"}) for number in range(3))
    both = replace(
        first, acts=(*first.acts, *second.acts), records=[*first.records, *second.records], after=second.after
    )
    world.deliver([pen.sealed(first), pen.sealed(third)])
    c = world.computer()
    world.meet(c)
    world.deliver([pen.sealed(both)])
    world.meet(c)
    assert c.store.ask(
        "SELECT c.seq FROM change c JOIN incarnation i ON i.id = c.incarnation WHERE i.incarnation = ?", pen.name
    ) == [(1,), (2,), (3,)]
    world.check()
