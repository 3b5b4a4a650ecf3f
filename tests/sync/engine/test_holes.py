"""A computer's own log with a hole in it: an old copy was put back, and part of what came after only as cells."""

import pytest

from sync import outbox
from sync.server import downlink
from tests.people import AN
from tests.sync.engine.facts import counted
from tests.sync.engine.world import World


def test_a_hole_in_its_own_log_is_not_sent_closed(file_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_RECORDS", 1)
    monkeypatch.setattr(downlink, "_is_log_short", lambda db, unit: False)
    world = file_world
    a = world.computer()
    row = a.add(**AN)
    copy = world.back_up(a)
    journal = a.store._tables._journal
    (name,) = a.store.ask("SELECT incarnation FROM incarnation")[0]
    journal._incarnation, journal._mine = name, [name]
    a.edit(row, phone="0912000222")
    a.edit(row, note="Ghi chú")
    a.edit(row, address="Xóm 2")
    first, second, third, late = a.ups()
    world.deliver([first, second, third])
    a.put_back(copy)
    for blob in world.answer(a):
        a.take(blob)
    world.deliver([late])
    world.check()
    assert (a.value(row, "phone"), a.value(row, "note"), a.value(row, "address")) == ("0912000222", "Ghi chú", "Xóm 2")
    assert list(world.logged().values()) == [[1, 2, 3, 4]]
    assert counted(world.database) == (4, 0, 0)
    assert a.conflicts() == set()
