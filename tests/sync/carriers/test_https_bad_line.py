"""A line that breaks at any byte: what was sent once is not sent again, and nothing is applied twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.store import Store
from sync.bundle import Sealed
from sync.carriers.https_errors import ServerCut, ServerNonsense, ServerUnreachable
from sync.carriers.https_line import Timing
from sync.carriers.https_messages import SMALL
from sync.standing import Standing
from tests.people import COMMUNE
from tests.sync.server.web.lines import Plan, detour
from tests.sync.server.web.towns import HURRIED, Computer, Town, fill, running_town, waiting

WHOLE = Plan()
STUBBORN = Timing(connect_s=5, read_s=5, attempts=20, pause_s=0.01)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with running_town(tmp_path / "tinh") as town:
        yield town


@pytest.fixture
def computer(town: Town) -> Computer:
    return town.computer()


@pytest.fixture
def large(store: Store, computer: Computer) -> Sealed:
    """A bundle of some chunks."""
    fill(store, 60, letters=3000)
    (sealed,) = waiting(store, computer)
    assert len(sealed.blob) > 4 * SMALL
    return sealed


@pytest.fixture
def small(store: Store, computer: Computer) -> Sealed:
    """A bundle that travels whole."""
    fill(store, 3)
    (sealed,) = waiting(store, computer)
    assert len(sealed.blob) < SMALL
    return sealed


def changes(town: Town) -> int:
    return sum(unit.changes for unit in town.province.overview())


@pytest.mark.slow
def test_a_cut_anywhere_on_the_way_up_only_costs_the_chunk_it_hit(
    town: Town, computer: Computer, large: Sealed
) -> None:
    step = len(large.blob) // 12
    for number, cut in enumerate(range(step, len(large.blob), step)):
        sealed = Sealed(bytes(15) + bytes([number]), large.blob, large.manifest)
        with detour(town.url, Plan(up=cut), WHOLE) as line, computer.carrier(line.url) as carrier:
            assert carrier.send(sealed).outcome in ("applied", "known")
            assert line.connections == 2
            assert line.passed_up < len(large.blob) + cut // 2 + 2 * SMALL
    assert changes(town) == large.manifest.records


@pytest.mark.slow
def test_a_cut_anywhere_on_the_way_back_loses_no_outcome(town: Town, computer: Computer, large: Sealed) -> None:
    for number, cut in enumerate(range(600, 3600, 250)):
        sealed = Sealed(bytes(15) + bytes([number]), large.blob, large.manifest)
        with detour(town.url, Plan(down=cut), WHOLE) as line, computer.carrier(line.url) as carrier:
            assert carrier.send(sealed).outcome in ("applied", "known")
    assert changes(town) == large.manifest.records


@pytest.mark.slow
def test_a_small_bundle_survives_a_cut_at_any_byte(town: Town, computer: Computer, small: Sealed) -> None:
    for number, cut in enumerate(range(700, len(small.blob) + 2400, 400)):
        sealed = Sealed(bytes(15) + bytes([number]), small.blob, small.manifest)
        with detour(town.url, Plan(up=cut), WHOLE) as line, computer.carrier(line.url) as carrier:
            assert carrier.send(sealed).outcome in ("applied", "known")
    assert changes(town) == small.manifest.records


def test_a_line_that_always_breaks_early_still_gets_there(town: Town, computer: Computer, large: Sealed) -> None:
    with detour(town.url, Plan(up=12_000)) as line, computer.carrier(line.url, timing=STUBBORN) as carrier:
        assert carrier.send(large).outcome == "applied"
        assert line.connections > 10
    assert changes(town) == large.manifest.records


def test_a_line_too_bad_for_anything_is_given_up_in_the_end(town: Town, computer: Computer, large: Sealed) -> None:
    with detour(town.url, Plan(up=2500)) as line, computer.carrier(line.url) as carrier, pytest.raises(ServerCut):
        carrier.send(large)
    assert changes(town) == 0


def test_what_was_sent_before_giving_up_is_not_sent_again(town: Town, computer: Computer, large: Sealed) -> None:
    once = Timing(attempts=1)
    cut = len(large.blob) * 3 // 4
    with (
        detour(town.url, Plan(up=cut)) as line,
        computer.carrier(line.url, timing=once) as carrier,
        pytest.raises(ServerCut),
    ):
        carrier.send(large)
    with detour(town.url, WHOLE) as line, computer.carrier(line.url) as carrier:
        assert carrier.send(large).outcome == "applied"
        assert line.passed_up < len(large.blob) * 2 // 3


@pytest.mark.slow
def test_a_changed_byte_anywhere_stops_that_connection_and_nothing_else(
    town: Town, computer: Computer, large: Sealed
) -> None:
    for number, at in enumerate(range(100, len(large.blob), len(large.blob) // 12)):
        sealed = Sealed(bytes(15) + bytes([number]), large.blob, large.manifest)
        with detour(town.url, Plan(garble=at), WHOLE) as line, computer.carrier(line.url) as carrier:
            try:
                assert carrier.send(sealed).outcome in ("applied", "known")
            except ServerNonsense:
                assert at < 1000  # within the handshake: whoever answers so may be anybody
    assert changes(town) == large.manifest.records


def test_silence_counts_as_a_cut(town: Town, computer: Computer, large: Sealed) -> None:
    deaf = Timing(connect_s=2, read_s=0.5, attempts=3, pause_s=0.01)
    with (
        detour(town.url, Plan(up=60_000, is_silent=True), WHOLE) as line,
        computer.carrier(line.url, timing=deaf) as carrier,
    ):
        assert carrier.send(large).outcome == "applied"
        assert line.connections == 2


def test_a_line_that_is_silent_from_the_beginning_is_no_line(town: Town, computer: Computer) -> None:
    deaf = Timing(connect_s=0.3, read_s=0.3, attempts=3, pause_s=0.01)
    with (
        detour(town.url, Plan(up=0, is_silent=True)) as line,
        computer.carrier(line.url, timing=deaf) as carrier,
        pytest.raises(ServerUnreachable),
    ):
        carrier.hello()


@pytest.mark.slow
def test_a_cut_anywhere_on_the_way_down_goes_on_from_there(town: Town, computer: Computer, large: Sealed) -> None:
    with computer.carrier() as carrier:
        carrier.send(large)
    other = town.computer("Máy xách tay")
    with other.carrier() as carrier:
        (whole,) = carrier.fetch(Standing())
    step = len(whole) // 10
    for cut in range(step, len(whole), step):
        with detour(town.url, Plan(down=cut), Plan(down=cut), WHOLE) as line, other.carrier(line.url) as carrier:
            assert list(carrier.fetch(Standing())) == [whole]


def test_a_download_goes_on_another_day(tmp_path: Path, town: Town, computer: Computer, large: Sealed) -> None:
    with computer.carrier() as carrier:
        carrier.send(large)
    other, folder = town.computer("Máy xách tay"), tmp_path / "tai-ve"
    once = Timing(attempts=1)
    with (
        detour(town.url, Plan(down=len(large.blob) // 2)) as line,
        other.carrier(line.url, folder=folder, timing=once) as carrier,
        pytest.raises(ServerCut),
    ):
        list(carrier.fetch(Standing()))
    (kept,) = folder.iterdir()
    assert kept.stat().st_size > len(large.blob) // 4
    with (
        detour(town.url, Plan(down=len(large.blob) * 3 // 4)) as line,
        other.carrier(line.url, folder=folder, timing=once) as carrier,
    ):
        assert len(list(carrier.fetch(Standing()))) == 1
    assert list(folder.iterdir()) == []


def test_what_was_kept_damaged_is_fetched_anew(tmp_path: Path, town: Town, computer: Computer, large: Sealed) -> None:
    with computer.carrier() as carrier:
        carrier.send(large)
    other, folder = town.computer("Máy xách tay"), tmp_path / "tai-ve"
    with (
        detour(town.url, Plan(down=len(large.blob) // 2)) as line,
        other.carrier(line.url, folder=folder, timing=Timing(attempts=1)) as carrier,
        pytest.raises(ServerCut),
    ):
        list(carrier.fetch(Standing()))
    (kept,) = folder.iterdir()
    kept.write_bytes(bytes(kept.stat().st_size))
    with other.carrier(folder=folder) as carrier:
        (blob,) = carrier.fetch(Standing())
    assert blob.startswith(b"age-encryption.org")


class Stopped(Exception):
    pass


def test_stopping_takes_effect_between_chunks_and_leaves_what_was_sent(
    town: Town, computer: Computer, large: Sealed
) -> None:
    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise Stopped

    with computer.carrier() as carrier:
        with pytest.raises(Stopped):
            carrier.send(large, check=check)
        assert changes(town) == 0
        assert carrier.send(large).outcome == "applied"


def test_stopping_while_waiting_to_try_again_takes_effect(town: Town, computer: Computer, large: Sealed) -> None:
    waits = Timing(attempts=5, pause_s=600)
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise Stopped

    with (
        detour(town.url, Plan(up=30_000)) as line,
        computer.carrier(line.url, timing=waits) as carrier,
        pytest.raises(Stopped),
    ):
        carrier.send(large, check=check)


def test_a_line_that_breaks_while_joining_joins_once(town: Town) -> None:
    computer = Computer(town)
    blob = computer.request(town.province.invite(COMMUNE).secret).blob
    for cut in (700, 1000, 1400):
        with detour(town.url, Plan(down=cut), WHOLE) as line, computer.carrier(line.url, timing=HURRIED) as carrier:
            assert carrier.enrol(blob)
    assert len(town.province.overview()[0].computers) == 1
