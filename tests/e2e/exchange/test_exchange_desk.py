"""What the window is told of the exchange, and what goes on beside it."""

from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest

from desktop.exchange.desk import Stage, Step, Way
from desktop.exchange.enrolment import asked
from desktop.exchange.errors import ExchangeRunning, NotJoined
from desktop.exchange.memory import moment
from desktop.importing.store_list import ListStore
from desktop.importing.understand import read_list
from desktop.models.dates import PartialDate
from desktop.models.sheets import MEMBER
from sync.carriers.drives import StickDrive
from sync.carriers.stick import StickCarrier
from tests.e2e.exchange.computers import Computer, Unstopped, unreported
from tests.e2e.exchange.conftest import COMMUNE, Found
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.roads import ByNetwork, ByStick
from tests.e2e.exchange.rounds import assert_equal
from tests.e2e.exchange.sheets_to_import import write_sheet
from tests.sync.server.places import Place

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def place(file_place: Place) -> Place:
    """One kind of database is enough for what is told here."""
    return file_place


@pytest.fixture
def an(desktop: Computer, laptop: Computer, province: Watched, stick: Path) -> UUID:
    """Mrs An, known to two computers that have joined."""
    road = ByStick(province, stick)
    road.join(desktop, laptop)
    person = desktop.add(desktop.add_branch("Chi hội Na Pặng"), full_name="Lê Thị An", birth_date=PartialDate("1962"))
    road.exchange(desktop, laptop)
    return person


def test_a_computer_that_never_joined_has_no_province_and_says_so(desktop: Computer, stick: Path) -> None:
    status = desktop.desk.status()
    assert (status.joined, status.province, status.waiting, status.last_exchange) == (False, "", 1, None)
    assert status.waiting_since is not None
    assert not desktop.desk.network_due()
    for way in (desktop.by_network, lambda: desktop.by_stick(stick)):
        with pytest.raises(NotJoined):
            way()
    assert desktop.desk.history() == []


def test_every_step_is_told_in_its_order(laptop: Computer, an: UUID, province: Watched, stick: Path) -> None:
    laptop.change(an, phone="0912000222")
    told: list[Step] = []
    laptop.desk.by_stick(stick, told.append, Unstopped())
    assert list(dict.fromkeys(step.stage for step in told)) == [Stage.PREPARE, Stage.WRITE]
    province.receive(stick)
    told.clear()
    laptop.desk.by_stick(stick, told.append, Unstopped())
    stages = list(dict.fromkeys(step.stage for step in told))
    assert stages == [Stage.READ, Stage.APPLY, Stage.PREPARE, Stage.WRITE]
    with province.on_the_network() as server:
        laptop.change(an, phone="0912000333")
        told.clear()
        ByNetwork(province, server)
        laptop.desk._exchanges._server = server
        laptop.desk.by_network(told.append, Unstopped())
    stages = list(dict.fromkeys(step.stage for step in told))
    assert stages == [Stage.CONNECT, Stage.PREPARE, Stage.SEND, Stage.FETCH, Stage.APPLY]
    assert all(step.done <= step.total or not step.total for step in told)


def test_the_list_of_exchanges_tells_counts_and_problems(laptop: Computer, an: UUID, stick: Path) -> None:
    laptop.change(an, phone="0912000222")
    laptop.by_stick(stick)
    (StickCarrier(stick).root / "SoHoi" / "so-hoi.json").unlink()
    with pytest.raises(Exception, match=r".*"):
        laptop.by_stick(stick)
    problem, sent, *_ = laptop.desk.history()
    assert (problem.problem, problem.outcome.way) == ("stick.not_ours", Way.STICK)
    assert (sent.problem, sent.outcome.sent) == ("", 1)
    status = laptop.desk.status()
    assert (status.on_stick, status.waiting, status.problem) == (1, 1, "stick.not_ours")


def test_two_exchanges_never_run_at_once(laptop: Computer, an: UUID, stick: Path) -> None:
    met: list[type[BaseException]] = []

    def again(_step: Step) -> None:
        try:
            laptop.desk.by_stick(stick, unreported, Unstopped())
        except ExchangeRunning as error:
            met.append(type(error))

    laptop.change(an, phone="0912000222")
    laptop.desk.by_stick(stick, again, Unstopped())
    assert set(met) == {ExchangeRunning}
    assert not laptop.desk.network_due() or laptop.waiting


def test_who_types_while_it_runs_is_not_disturbed(
    desktop: Computer, laptop: Computer, an: UUID, province: Watched
) -> None:
    failed: list[BaseException] = []

    def type_on() -> None:
        try:
            for number in range(25):
                laptop.change(an, note=f"dòng {number}")
        except BaseException as error:
            failed.append(error)

    with province.on_the_network() as server:
        for computer in (desktop, laptop):
            computer.desk._exchanges._server = server
        typing = Thread(target=type_on)
        typing.start()
        while typing.is_alive():
            laptop.by_network()
        typing.join()
        assert failed == []
        for computer in (laptop, desktop, laptop):
            computer.by_network()
    assert desktop.values(an)["note"] == "dòng 24"
    assert_equal(desktop, laptop, province)


def test_a_stick_is_seen_with_what_lies_on_it_for_this_computer(
    laptop: Computer, an: UUID, province: Watched, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "anh-cuoi"
    strange.mkdir()
    drives = [StickDrive(path, path.name, 1, 2, False) for path in (stick, strange)]
    monkeypatch.setattr("desktop.exchange.making.plugged_in", lambda: drives)
    ours, foreign = laptop.desk.sticks()
    assert (ours.is_ours, ours.has_answer, ours.has_invitation) == (True, False, False)
    assert (foreign.is_ours, foreign.label) == (False, "anh-cuoi")
    laptop.change(an, phone="0912000222")
    laptop.by_stick(stick)
    province.receive(stick)
    province.invite_on(stick, COMMUNE)
    (ours, _) = laptop.desk.sticks()
    assert (ours.has_answer, ours.has_invitation) == (True, True)


def test_a_first_load_in_parts_is_whole_with_the_last_of_them(
    desktop: Computer, found: Found, province: Watched, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.downlink.ROWS_IN_PART", 60)
    monkeypatch.setattr("sync.server.downlink._is_log_short", lambda _db, _unit: False)
    road = ByStick(province, stick)
    road.join(desktop)
    write_sheet(tmp_path / "ds.xlsx", 120)
    ListStore(desktop.store).store(MEMBER, read_list(tmp_path / "ds.xlsx", MEMBER), label="Nhập ds.xlsx")
    road.exchange(desktop)
    laptop = found("Hoàng Thị Mai", COMMUNE)
    province.invite_on(stick, COMMUNE)
    laptop.enrol_by_stick(stick, "Máy xách tay")
    province.receive(stick)
    asking = asked(laptop.store)
    assert asking is not None
    folder = stick / "SoHoi" / "tra-loi" / asking.device.hex()
    parts = sorted(folder.iterdir())
    assert len(parts) > 3
    lost = parts[-1].read_bytes()
    parts[-1].unlink()
    assert laptop.by_stick(stick).history_from is None
    status = laptop.desk.status()
    assert (status.joined, status.loading) == (True, True)
    assert 0 < len(laptop.members.find()) < 120
    assert laptop.store.check() == []
    folder.mkdir(exist_ok=True)
    parts[-1].write_bytes(lost)
    assert laptop.by_stick(stick).history_from == moment(laptop.store.clock.now_ms()).date()
    assert not laptop.desk.status().loading
    road.exchange(laptop, desktop)
    assert laptop.by_stick(stick).history_from is None
    assert_equal(desktop, laptop, province)
    assert len(laptop.members.find()) == 120
