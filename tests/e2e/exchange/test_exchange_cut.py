"""Lines that break and sticks that are lost after the province has committed: nothing doubled, nothing lost."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from desktop.models.dates import PartialDate
from desktop.ui.tasks import Cancelled
from sync.carriers.https_errors import ServerCut, ServerUnreachable
from sync.carriers.https_line import Timing
from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from sync.server.tables import RAW_BUNDLE
from tests.e2e.exchange.compare import log_there
from tests.e2e.exchange.computers import Computer, unreported
from tests.e2e.exchange.conftest import COMMUNE
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.roads import ByStick
from tests.e2e.exchange.rounds import assert_equal
from tests.e2e.exchange.wires import Wire, wire

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def line(province: Watched, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The line to the province; who waits on it is less patient than people are."""
    monkeypatch.setattr("sync.carriers.https.Timing", partial(Timing, attempts=2, pause_s=0.01))
    with province.on_the_network() as server, wire(server) as line:
        yield line


@pytest.fixture
def an(desktop: Computer, laptop: Computer, province: Watched, line: Wire) -> UUID:
    """Mrs An, known to two computers that have joined."""
    for number, computer in enumerate((desktop, laptop), 1):
        computer.enrol_by_code(line.address, province.code(COMMUNE), f"Máy {number}")
    for computer in (desktop, laptop, desktop):
        computer.by_network()
    branch = desktop.add_branch("Chi hội Na Pặng")
    person = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"))
    for computer in (desktop, laptop):
        computer.by_network()
    return person


def after(province: Watched, name: str, then: Callable[[], None]) -> None:
    """Do something each time the province has done a thing, before it can say so."""
    done = getattr(province.province, name)

    def doing(*values: Any) -> Any:
        result = done(*values)
        then()
        return result

    setattr(province.province, name, doing)


@pytest.mark.parametrize("lost", ["take", "answer", "confirm"])
def test_the_reply_is_lost_after_the_province_committed(
    desktop: Computer, laptop: Computer, province: Watched, line: Wire, an: UUID, lost: str
) -> None:
    before = len(log_there(province.database, COMMUNE))
    desktop.change(an, phone="0912000222")

    def mute() -> None:
        line.is_mute = True

    after(province, lost, mute)
    with pytest.raises(AppError) as caught:
        desktop.by_network()
    assert caught.value.code in ("net.cut", "net.unreachable")
    assert desktop.desk.status().problem == caught.value.code
    assert desktop.waiting == (0 if lost == "confirm" else 1)
    line.is_mute = False
    province.restart()
    desktop.by_network()
    laptop.by_network()
    assert desktop.waiting == 0
    assert len(log_there(province.database, COMMUNE)) == before + 1
    assert laptop.values(an)["phone"] == "0912000222"
    assert_equal(desktop, laptop, province)


def test_the_admission_is_lost_on_the_way_and_asked_for_again(desktop: Computer, province: Watched, line: Wire) -> None:
    code = province.code(COMMUNE)

    def mute() -> None:
        line.is_mute = True

    after(province, "enrol", mute)
    with pytest.raises(AppError):
        desktop.enrol_by_code(line.address, code, "Máy văn phòng")
    assert not desktop.desk.status().joined
    assert not desktop.desk.status().invitation_pending
    line.is_mute = False
    province.restart()
    desktop.enrol_by_code(line.address, code, "Máy văn phòng")
    assert desktop.desk.status().joined
    (unit,) = province.province.overview()
    assert len(unit.computers) == 1
    desktop.by_network()
    assert desktop.waiting == 0


def test_a_line_that_breaks_anywhere_leaves_all_as_before_or_as_after(
    desktop: Computer, laptop: Computer, province: Watched, line: Wire, an: UUID
) -> None:
    for most in (1, 900, 2000, 4000, 6000, 8000):
        desktop.change(an, note=f"lần {most}")
        line.most = most
        with suppress(ServerCut, ServerUnreachable):
            desktop.by_network()
        assert desktop.store.check() == []
    line.most = 0
    desktop.by_network()
    laptop.by_network()
    assert desktop.waiting == 0
    assert laptop.values(an)["note"] == "lần 8000"
    assert_equal(desktop, laptop, province)


def test_a_stick_that_never_came_home_is_made_up_for_by_the_next(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    road = ByStick(province, stick)
    road.join(desktop, laptop)
    branch = desktop.add_branch("Chi hội Na Pặng")
    desktop.by_stick(stick)
    province.receive(stick)
    before = len(log_there(province.database, COMMUNE))
    assert desktop.desk.status().on_stick == desktop.waiting == 1  # she cannot know yet
    other = tmp_path / "USB-2"
    other.mkdir()
    StickCarrier(other).prepare()
    for _ in range(2):
        desktop.by_stick(other)
        province.receive(other)
    desktop.by_stick(other)
    assert desktop.waiting == 0
    assert len(log_there(province.database, COMMUNE)) == before
    laptop.by_stick(other)
    province.receive(other)
    laptop.by_stick(other)
    assert laptop.office.register("branch").open(branch).title == "Chi hội Na Pặng"
    assert_equal(desktop, laptop, province)
    desktop.by_stick(stick)  # the lost one turns up: what lies on it says nothing new
    assert_equal(desktop, laptop, province)


def test_after_a_cut_the_same_bytes_go_on_even_in_another_program(
    desktop: Computer, laptop: Computer, province: Watched, line: Wire, an: UUID
) -> None:
    for number in range(40):
        desktop.add_branch(f"Chi hội {number}")
    line.is_cut = True
    with pytest.raises(AppError):
        desktop.by_network()
    line.is_cut = False

    def mute() -> None:
        line.is_mute = True

    after(province, "take", mute)
    with pytest.raises(AppError):
        desktop.by_network()
    kept = {path.name: path.read_bytes() for path in (desktop.folder / "outbox").iterdir()}
    assert len(kept) == 2
    line.is_mute = False
    province.restart()
    desktop.restart()
    raw = bundles_at(province)
    desktop.by_network()
    assert bundles_at(province) == raw, "the province had it all"
    assert list((desktop.folder / "outbox").iterdir()) == []
    laptop.by_network()
    assert_equal(desktop, laptop, province)


def bundles_at(province: Watched) -> int:
    """How many different bundles the province ever took."""
    with province.database.reading() as db:
        return db.execute(select(func.count()).select_from(RAW_BUNDLE)).scalar_one()


class Stopping:
    """A person who asks to stop at the n-th chance."""

    def __init__(self, after: int) -> None:
        self.left = after

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_whoever_stops_it_anywhere_loses_nothing_and_can_go_on(
    desktop: Computer, laptop: Computer, province: Watched, line: Wire, an: UUID
) -> None:
    desktop.change(an, phone="0912000222")
    laptop.change(an, occupation="Giáo viên")
    laptop.by_network()
    stopped = 0
    for chance in range(40):
        try:
            desktop.desk.by_network(unreported, Stopping(chance))
            break
        except Cancelled:
            stopped += 1
    assert stopped > 3
    desktop.by_network()
    laptop.by_network()
    assert desktop.desk.network_due() is False
    assert_equal(desktop, laptop, province)
    assert desktop.desk.history()[0].problem == ""
