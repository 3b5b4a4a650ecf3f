"""Disks that are copied, put back or lost, at the office and at the province: what anybody still holds comes back."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.models.dates import PartialDate
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.roads import Road
from tests.e2e.exchange.rounds import assert_equal

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def twin(desktop: Computer, an: UUID, tmp_path: Path) -> Iterator[Computer]:
    """The office's disk, cloned; both go on."""
    twin = Computer.started(desktop.copied(tmp_path / "song-sinh"))
    yield twin
    twin.close()


def test_both_clones_of_a_disk_lose_nothing(
    desktop: Computer, laptop: Computer, twin: Computer, road: Road, an: UUID
) -> None:
    desktop.change(an, phone="0912000222", birth_date=PartialDate("1963"))
    twin.change(an, occupation="Giáo viên", birth_date=PartialDate("1964"))
    road.exchange(desktop, twin, laptop, desktop, twin)
    for computer in (desktop, twin, laptop):
        values = computer.values(an)
        assert (values["phone"], values["occupation"]) == ("0912000222", "Giáo viên")
        ((card,)) = computer.desk.conflicts()
        assert {choice.text for choice in card.fields[0].choices} == {"1963", "1964"}
        assert computer.waiting == 0
    assert_equal(desktop, laptop, road.province)
    assert_equal(twin, laptop, road.province)


def test_a_computer_whose_old_disk_was_put_back_gets_its_sent_work_again(
    desktop: Computer, laptop: Computer, road: Road, an: UUID, tmp_path: Path
) -> None:
    old = desktop.copied(tmp_path / "ban-cu")
    desktop.change(an, phone="0912000222")
    road.exchange(desktop, laptop)
    desktop.change(an, note="chưa kịp gửi")
    desktop.put_back(old)
    assert desktop.values(an)["phone"] == "0912000111"
    desktop.change(an, occupation="Nông dân")
    road.exchange(desktop, laptop, desktop)
    for computer in (desktop, laptop):
        values = computer.values(an)
        assert (values["phone"], values["occupation"], values["note"]) == ("0912000222", "Nông dân", None)
    assert_equal(desktop, laptop, road.province)


@pytest.mark.parametrize("is_told", [True, False], ids=["by command", "silently"])
def test_a_province_put_back_gets_everything_again(
    desktop: Computer, laptop: Computer, road: Road, an: UUID, tmp_path: Path, is_told: bool
) -> None:
    province = road.province
    if is_told:
        province.back_up(tmp_path / "tinh.sao-luu")
    copy = None if is_told else province.copied()
    laptop.change(an, phone="0912000222")
    road.exchange(laptop, desktop)
    desktop.change(an, birth_date=PartialDate("1962-05"))
    road.exchange(desktop, laptop)
    if copy is None:
        province.restore(tmp_path / "tinh.sao-luu")
    else:
        province.put_back(copy)
    laptop.change(an, occupation="Giáo viên")
    for _ in range(2):
        road.exchange(laptop, desktop)
    assert not laptop.desk.status().give_back
    assert not desktop.desk.status().give_back
    assert_equal(desktop, laptop, province)
    values = desktop.values(an)
    assert (values["phone"], values["birth_date"], values["occupation"]) == ("0912000222", "1962-05", "Giáo viên")
    said = len(province.said)
    road.exchange(laptop, desktop)
    assert len(province.said) == said
