"""What a person decides about bundles and records that are held, and that whoever decides is remembered."""

from hashlib import sha256

import pytest
from sqlalchemy import select, update

from sync.server.holding import HeldHopeless, HeldUnknown
from sync.server.tables import QUARANTINE, RAW_BUNDLE
from tests.people import AN
from tests.sync.engine.facts import counted
from tests.sync.engine.forging import Pen
from tests.sync.engine.world import COMMUNE, OTHER_COMMUNE, World

LAN = "lan"


def decided(world: World) -> list[tuple[str, str, str, int]]:
    return [(each.who, each.act, each.reason, each.records) for each in world.province.all_held().decisions]


def kept(world: World) -> list[bytes]:
    with world.database.reading() as db:
        return [bytes(blob) for blob in db.execute(select(RAW_BUNDLE.c.blob)).scalars()]


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_a_bundle_of_a_computer_that_was_shut_out_is_taken_in_all_the_same(world: World, status: str) -> None:
    (a, b), row = world.sharing()
    world.province.set_status(a.device, status)
    a.edit(row, phone="0912000222")
    (blob,) = a.ups()
    assert [each.outcome for each in world.deliver([blob])] == ["held"]
    (held,) = world.province.all_held().bundles
    assert (held.digest, held.unit, held.device_name) == (sha256(blob).digest(), COMMUNE, "Máy 1")
    assert (held.size, held.reason, held.at_ms) == (len(blob), status, world.wall.ms)
    taken = world.province.release(held.digest[:6], LAN)
    assert (taken.outcome, taken.records) == ("applied", 1)
    assert world.province.all_held().bundles == ()
    assert decided(world) == [(LAN, "applied", status, 1)]
    world.meet(b)
    assert b.value(row, "phone") == "0912000222"
    assert world.province.device(a.device).status == status
    world.province.set_status(a.device, "active")
    world.check()
    assert a.waiting() == 0


def test_what_came_by_another_road_meanwhile_counts_once(world: World) -> None:
    (a, b), row = world.sharing()
    world.province.set_status(a.device, "suspended")
    a.edit(row, phone="0912000222")
    world.deliver(a.ups())
    world.province.set_status(a.device, "active")
    a.edit(row, phone="0912000333")
    world.meet_all(a, b)
    before = world.steps(), counted(world.database)
    (held,) = world.province.all_held().bundles
    assert world.province.release(held.digest, LAN).records == 0
    assert (world.steps(), counted(world.database)) == before
    world.check()
    assert b.value(row, "phone") == "0912000333"


def test_a_bundle_that_was_set_aside_stays_and_can_still_be_taken_in(world: World) -> None:
    (a, b), row = world.sharing()
    world.province.set_status(a.device, "revoked")
    a.edit(row, phone="0912000222")
    (blob,) = a.ups()
    world.deliver([blob])
    digest = sha256(blob).digest()
    for _ in range(2):
        world.province.set_aside(digest, LAN)
    found = world.province.all_held()
    assert (found.bundles, [each.digest for each in found.aside], found.count) == ((), [digest], 0)
    assert blob in kept(world)
    assert [each.held for each in world.province.overview() if each.unit == COMMUNE] == [0]
    assert world.province.take(blob).outcome == "known"
    world.meet(b)
    assert b.value(row, "phone") == AN["phone"]
    assert world.province.release(digest, "mai").outcome == "applied"
    assert decided(world) == [("mai", "applied", "revoked", 1), (LAN, "set_aside", "revoked", 0)]
    world.meet(b)
    assert b.value(row, "phone") == "0912000222"


def test_what_is_no_longer_held_cannot_be_decided_about(world: World) -> None:
    a = world.computer()
    a.add(**AN)
    (blob,) = a.ups()
    world.deliver([blob])
    for digest in (sha256(blob).digest(), b"", b"\x00" * 32):
        with pytest.raises(HeldUnknown):
            world.province.release(digest, LAN)
        with pytest.raises(HeldUnknown):
            world.province.set_aside(digest, LAN)
    assert decided(world) == []


@pytest.mark.parametrize("status", ["active", "suspended"])
def test_nobody_can_let_in_what_is_about_another_commune(file_world: World, status: str) -> None:
    """Even where the computer is shut out, which alone might be waived."""
    world = file_world
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    world.province.set_status(b.device, status)
    pen = Pen(b, b"p" * 16)
    world.deliver([pen.sealed(pen.log(b"r" * 16, {1: "Ai đó"}), unit=COMMUNE)])
    (held,) = world.province.all_held().bundles
    if status == "suspended":
        assert world.province.release(held.digest, LAN).reason == "unit"
    with pytest.raises(HeldHopeless):
        world.province.release(held.digest, LAN)
    assert decided(world) == []
    world.meet(a)
    assert a.facts() == {}
    world.province.set_aside(held.digest, LAN)
    assert world.province.all_held().bundles == ()


def test_what_makes_no_sense_may_be_tried_again_and_is_held_on(file_world: World) -> None:
    world = file_world
    a = world.computer()
    pen = Pen(a, b"p" * 16)
    pen.hash = bytes(32)
    world.province.set_status(a.device, "suspended")
    world.deliver([pen.sealed(pen.log(b"r" * 16, {1: "Ai đó"}))])
    (held,) = world.province.all_held().bundles
    assert held.reason == "suspended"
    taken = world.province.release(held.digest, LAN)
    assert (taken.outcome, taken.reason) == ("held", "bundle.nonsense")
    assert [each.reason for each in world.province.all_held().bundles] == ["bundle.nonsense"]
    assert counted(world.database) == (0, 0, 0)
    assert decided(world) == []


def test_what_an_older_program_could_not_read_is_taken_in_when_it_is_tried_again(file_world: World) -> None:
    world = file_world
    a = world.computer()
    a.add(**AN)
    world.province.set_status(a.device, "suspended")
    world.deliver(a.ups())
    world.province.set_status(a.device, "active")
    with world.database.writing() as db:
        db.execute(update(RAW_BUNDLE).values(reason="bundle.nonsense"))
    (held,) = world.province.all_held().bundles
    assert world.province.release(held.digest, LAN).outcome == "applied"
    world.check()
    assert a.waiting() == 0


def test_the_log_of_another_commune_is_held_for_good(file_world: World) -> None:
    world = file_world
    a, b = world.computer(COMMUNE), world.computer(OTHER_COMMUNE)
    a.add(**AN)
    world.meet_all(a, b)
    (name,) = world.logged()
    pen = Pen(b, name)
    world.deliver([pen.sealed(pen.log(b"r" * 16, {1: "Ai đó"}))])
    (held,) = world.province.all_held().bundles
    assert (held.reason, held.unit, held.is_hopeless) == ("bundle.other_unit", OTHER_COMMUNE, True)


def test_a_bundle_says_what_is_in_it_before_anybody_decides(file_world: World) -> None:
    world = file_world
    a = world.computer()
    world.province.set_status(a.device, "suspended")
    a.add(**AN)
    (blob,) = a.ups()
    world.deliver([blob])
    held, manifest = world.province.held(sha256(blob).digest())
    assert manifest is not None
    assert manifest.records == a.waiting() > 0
    with world.database.writing() as db:
        db.execute(update(RAW_BUNDLE).values(blob=blob[:-9]))
    assert world.province.held(held.digest)[1] is None
    assert world.province.release(held.digest, LAN).reason == "bundle.damaged"


def test_records_that_are_held_leave_the_list_once_somebody_has_seen_them(world: World) -> None:
    a = world.computer()
    row = a.add(**AN)
    world.meet(a)
    pen = Pen(a, b"p" * 16)
    poison = [pen.log(row, {5: f"091200011{n}"}, {5: {b"x" * 16: 7}}) for n in range(2)]
    world.deliver([pen.sealed(*poison)])
    (group,) = world.province.all_held().records
    assert (group.unit, group.device_name, group.reason, group.count) == (COMMUNE, "Máy 1", "poison", 2)
    assert world.province.held_records(group.number) == group
    assert [each.held for each in world.province.overview() if each.unit == COMMUNE] == [1]
    before = counted(world.database)
    world.province.see_records(group.number, LAN)
    with pytest.raises(HeldUnknown):
        world.province.see_records(group.number, LAN)
    assert world.province.all_held().records == ()
    assert decided(world) == [(LAN, "seen", "poison", 2)]
    assert [each.held for each in world.province.overview() if each.unit == COMMUNE] == [0]
    assert counted(world.database) == before
    with world.database.reading() as db:
        assert len(db.execute(select(QUARANTINE.c.id)).all()) == 2
