"""Two computers of a commune and a province, over the network."""

from pathlib import Path

import pytest

from desktop.exchange.desk import Way
from desktop.models.dates import PartialDate
from tests.e2e.exchange.computers import Computer, silent
from tests.e2e.exchange.conftest import COMMUNE
from tests.e2e.exchange.provinces import NAME, Watched
from tests.e2e.exchange.rounds import assert_equal

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def server(province: Watched):
    """The province's address."""
    with province.on_the_network() as address:
        yield address


def test_a_computer_joins_by_a_code_and_everything_it_held_goes_up(
    desktop: Computer, province: Watched, server: str
) -> None:
    desktop.enrol_by_code(server, province.code(COMMUNE), "Máy văn phòng")
    status = desktop.desk.status()
    assert (status.joined, status.province, status.server, status.device_name) == (True, NAME, server, "Máy văn phòng")
    assert status.waiting == 1
    outcome = desktop.by_network()
    assert (outcome.sent, outcome.acknowledged, outcome.refused) == (1, 1, 0)
    status = desktop.desk.status()
    assert (status.waiting, status.clock_offset_s, status.last_way) == (0, 0, Way.NETWORK)
    assert status.received_on is not None


def test_two_computers_and_the_province_end_equal(
    desktop: Computer, laptop: Computer, province: Watched, server: str
) -> None:
    desktop.enrol_by_code(server, province.code(COMMUNE), "Máy văn phòng")
    laptop.enrol_by_code(server, province.code(COMMUNE), "Máy xách tay")
    for computer in (desktop, laptop, desktop):
        computer.by_network()
    branch = desktop.add_branch("Chi hội Na Pặng")
    an = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"), phone="0912000111")
    hoa = desktop.add(branch, full_name="Nguyễn Thị Hòa", birth_date=PartialDate("1975-03"))
    for computer in (desktop, laptop):
        computer.by_network()
    laptop.change(an, phone="0912000222")
    laptop.restart()
    laptop.members.remove([hoa])
    desktop.change(an, birth_date=PartialDate("1962-05-17"))
    for computer in (desktop, laptop, desktop):
        computer.by_network()
    assert_equal(desktop, laptop, province)
    assert all(silent(computer.by_network()) for computer in (desktop, laptop, desktop))


def test_with_nothing_new_an_exchange_moves_no_data(desktop: Computer, province: Watched, server: str) -> None:
    desktop.enrol_by_code(server, province.code(COMMUNE), "Máy văn phòng")
    desktop.by_network()
    said = len(province.said)
    for _ in range(3):
        assert silent(desktop.by_network())
    assert len(province.said) == said


def test_a_computer_that_joined_over_the_network_can_go_on_by_stick(
    desktop: Computer, laptop: Computer, province: Watched, server: str, stick: Path
) -> None:
    for computer, name in ((desktop, "Máy văn phòng"), (laptop, "Máy xách tay")):
        computer.enrol_by_code(server, province.code(COMMUNE), name)
        computer.by_network()
    desktop.by_network()
    branch = desktop.add_branch("Chi hội Bản Mới")
    desktop.by_stick(stick)
    assert desktop.desk.status().on_stick == desktop.waiting == 1
    province.receive(stick)
    laptop.by_network()
    assert laptop.office.register("branch").open(branch).title == "Chi hội Bản Mới"
    assert desktop.by_stick(stick).acknowledged == 1
    assert_equal(desktop, laptop, province)


def test_a_copy_of_a_register_that_had_not_joined_joins_as_a_computer_of_its_own(
    desktop: Computer, province: Watched, server: str, tmp_path: Path
) -> None:
    twin = Computer.started(desktop.copied(tmp_path / "ban-sao"))
    try:
        for computer, name in ((desktop, "Máy văn phòng"), (twin, "Máy xách tay")):
            computer.enrol_by_code(server, province.code(COMMUNE), name)
        desktop.add_branch("Chi hội Na Pặng")
        twin.add_branch("Chi hội Bản Mới")
        for computer in (desktop, twin, desktop):
            computer.by_network()
        (unit,) = province.province.overview()
        assert {each.name for each in unit.computers} == {"Máy văn phòng", "Máy xách tay"}
        assert_equal(desktop, twin, province)
        assert desktop.waiting == twin.waiting == 0
    finally:
        twin.close()
