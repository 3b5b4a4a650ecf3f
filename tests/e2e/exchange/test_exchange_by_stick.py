"""Two computers of a commune and a province, by stick alone."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.models.dates import PartialDate
from sync.errors import AppError
from tests.e2e.exchange.compare import history_here
from tests.e2e.exchange.computers import Computer, unreported
from tests.e2e.exchange.conftest import COMMUNE
from tests.e2e.exchange.provinces import NAME, Watched
from tests.e2e.exchange.rounds import assert_equal, carry, join


class Stopped(AppError):
    """Somebody asked to stop."""

    code = "test.stopped"


class Died(Exception):
    """The machine went off."""


@dataclass(frozen=True)
class Stops:
    """Asks to stop once the first file lies on the stick."""

    stick: Path
    error: type[Exception]

    def check(self) -> None:
        if list((self.stick / "SoHoi").glob("gui-tinh/*/*.sohoi")):
            raise self.error


pytestmark = [pytest.mark.slow, pytest.mark.e2e]


def test_a_computer_joins_by_an_invitation_on_a_stick(desktop: Computer, province: Watched, stick: Path) -> None:
    province.invite_on(stick, COMMUNE)
    desktop.enrol_by_stick(stick, "Máy văn phòng")
    status = desktop.desk.status()
    assert (status.joined, status.invitation_pending, status.province) == (False, True, NAME)
    assert status.on_stick == status.waiting == 1  # Lan herself, as the register's first user
    (request, changes) = province.receive(stick)
    assert (request.outcome, changes.outcome, changes.records) == ("applied", "applied", 1)
    outcome = desktop.by_stick(stick)
    status = desktop.desk.status()
    assert (status.joined, status.invitation_pending, status.waiting) == (True, False, 0)
    assert outcome.acknowledged == 1
    assert status.device_name == "Máy văn phòng"


def test_two_computers_and_the_province_end_equal(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path
) -> None:
    join(desktop, province, stick, "Máy văn phòng")
    join(laptop, province, stick, "Máy xách tay")
    branch = desktop.add_branch("Chi hội Na Pặng")
    an = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"), phone="0912000111")
    hoa = desktop.add(branch, full_name="Nguyễn Thị Hòa", birth_date=PartialDate("1975-03"))
    carry(province, stick, desktop, laptop)
    laptop.change(an, phone="0912000222")
    laptop.restart()
    laptop.members.remove([hoa])
    desktop.change(an, birth_date=PartialDate("1962-05-17"))
    for _ in range(2):
        carry(province, stick, desktop, laptop)
    assert_equal(desktop, laptop, province)
    assert laptop.values(an)["birth_date"] == "1962-05-17"
    assert desktop.values(an)["phone"] == "0912000222"
    assert desktop.members.open(hoa).is_trashed
    assert history_here(desktop.store) == history_here(laptop.store)
    assert {entry[1] for entry in history_here(laptop.store)[an.hex]} == {"Nguyễn Thị Lan", "Hoàng Thị Mai"}


def test_what_only_a_stick_holds_any_more_outlives_an_old_copy_of_the_register(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    """The disk failed after the stick was written, and before it was carried to the province."""
    join(desktop, province, stick, "Máy văn phòng")
    join(laptop, province, stick, "Máy xách tay")
    an = desktop.add(desktop.add_branch("Chi hội Na Pặng"), full_name="Lê Thị An", birth_date=PartialDate("1962"))
    carry(province, stick, desktop, laptop)
    old = desktop.copied(tmp_path / "ban-cu")
    desktop.change(an, phone="0912000222")
    desktop.by_stick(stick)
    desktop.put_back(old)
    desktop.change(an, note="Sau khi cài lại máy")
    desktop.by_stick(stick)
    for _ in range(2):
        carry(province, stick, desktop, laptop)
    for computer in (desktop, laptop):
        values = computer.values(an)
        assert (values["phone"], values["note"]) == ("0912000222", "Sau khi cài lại máy")
    assert_equal(desktop, laptop, province)
    assert len(list((stick / "SoHoi" / "gui-tinh").glob("*/*.sohoi"))) == 2  # a greeting of each


@pytest.mark.parametrize("error", [Stopped, Died])
def test_a_request_that_was_all_that_reached_the_stick_is_answered_all_the_same(
    desktop: Computer, province: Watched, stick: Path, error: type[Exception]
) -> None:
    province.invite_on(stick, COMMUNE)
    with pytest.raises(error):
        desktop.desk.enrol_by_stick(stick, "Máy văn phòng", unreported, Stops(stick, error))
    assert desktop.desk.status().invitation_pending is (error is Died)
    desktop.restart()
    (request,) = province.receive(stick)
    assert request.outcome == "applied"
    desktop.enrol_by_stick(stick, "Máy văn phòng")
    province.receive(stick)
    desktop.by_stick(stick)
    status = desktop.desk.status()
    assert (status.joined, status.invitation_pending, status.waiting) == (True, False, 0)
