"""What holds on both roads and both databases: nothing is lost, nothing is doubled, nothing goes astray."""

from uuid import UUID

import pytest

from desktop.exchange.enrolment import joined
from desktop.importing.store_list import ListStore
from desktop.importing.understand import read_list
from desktop.models.dates import PartialDate
from desktop.models.sheets import MEMBER
from desktop.registers.office_settings import OfficeSettings, read_settings, save_settings
from desktop.registers.overviews import Overviews
from sync.bundle import open_bundle
from sync.payload import read_frame
from tests.e2e.exchange.compare import fields_here, fields_there, history_here, log_here, log_there
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.conftest import COMMUNE, OTHER_COMMUNE, Found
from tests.e2e.exchange.roads import Road
from tests.e2e.exchange.rounds import assert_equal
from tests.e2e.exchange.sheets_to_import import write_sheet

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


def test_what_one_typed_the_other_has_with_its_history(
    desktop: Computer, laptop: Computer, road: Road, an: UUID
) -> None:
    laptop.change(an, phone="0912000222", note="Chuyển số tháng 11")
    laptop.restart()
    laptop.change(an, phone="0912000333")
    desktop.restart()
    desktop.change(an, occupation="Giáo viên")
    road.exchange(desktop, laptop, desktop)
    assert_equal(desktop, laptop, road.province)
    assert log_here(desktop.store) == log_here(laptop.store) == log_there(road.province.database, COMMUNE)
    assert history_here(desktop.store) == history_here(laptop.store)
    told = [(entry[1], [field[:3] for field in entry[4]]) for entry in history_here(desktop.store)[an.hex][:3]]
    assert ("Hoàng Thị Mai", [("phone", "0912000222", "0912000333")]) in told
    assert desktop.values(an)["occupation"] == laptop.values(an)["occupation"] == "Giáo viên"


def test_home_counts_what_a_first_load_brought(
    desktop: Computer, laptop: Computer, found: Found, road: Road, an: UUID
) -> None:
    late = found("Ma Thị Thủy", COMMUNE)
    assert Overviews(late.store).read().members == 0
    road.join(late)
    overview = Overviews(late.store).read()
    assert (overview.members, overview.is_empty, overview.waiting) == (1, False, 0)
    late.restart()
    assert Overviews(late.store).read().members == 1


def test_a_computer_that_joins_late_gets_what_was_typed_before_it_with_its_history(
    desktop: Computer, found: Found, road: Road
) -> None:
    road.join(desktop)
    an = desktop.add(desktop.add_branch("Chi hội Na Pặng"), full_name="Lê Thị An", birth_date=PartialDate("1962"))
    desktop.wall.ms += 60_000
    desktop.change(an, phone="0912000222")
    road.exchange(desktop)
    late = found("Hoàng Thị Mai", COMMUNE)
    road.join(late)
    road.exchange(desktop, late)
    assert_equal(desktop, late, road.province)
    assert log_here(desktop.store) == log_here(late.store) == log_there(road.province.database, COMMUNE)
    assert history_here(desktop.store) == history_here(late.store)
    last = history_here(late.store)[an.hex][0]
    assert last[4] == [("phone", "", "0912000222", "0912000222")]


def test_what_one_trashed_and_took_back_the_other_has_so(
    desktop: Computer, laptop: Computer, road: Road, an: UUID
) -> None:
    laptop.members.remove([an])
    road.exchange(laptop, desktop)
    assert desktop.members.open(an).is_trashed
    desktop.members.restore([an])
    road.exchange(desktop, laptop)
    assert not laptop.members.open(an).is_trashed
    assert_equal(desktop, laptop, road.province)


def test_a_setting_chosen_on_both_before_they_met_is_one(desktop: Computer, laptop: Computer, road: Road) -> None:
    save_settings(desktop.store, OfficeSettings(variant="B", place="Hội trường xã"))
    laptop.wall.ms += 1000
    save_settings(laptop.store, OfficeSettings(variant="C"))
    road.join(desktop, laptop)
    road.exchange(desktop, laptop)
    for computer in (desktop, laptop):
        settings = read_settings(computer.store)
        assert (settings.variant, settings.place) == ("C", "Hội trường xã")
        assert sum(table == "setting" for table, _ in fields_here(computer.store)) == 2
    assert_equal(desktop, laptop, road.province)


def test_another_commune_receives_nothing_of_hers(
    desktop: Computer, laptop: Computer, found: Found, road: Road, an: UUID
) -> None:
    elsewhere = found("Ma Thị Thủy", OTHER_COMMUNE)
    road.join(elsewhere)
    own = elsewhere.add_branch("Chi hội Khe Vàng")
    elsewhere.add(own, full_name="Ma Thị Dung", birth_date=PartialDate("1990"))
    laptop.change(an, phone="0912000222")
    road.exchange(desktop, laptop, elsewhere, desktop, elsewhere)
    assert {row["unit_id"] for row in fields_here(elsewhere.store).values()} == {OTHER_COMMUNE}
    assert fields_here(elsewhere.store) == fields_there(road.province.database, OTHER_COMMUNE)
    assert_equal(desktop, laptop, road.province)
    rows = {
        unit: {row for _, row in fields_there(road.province.database, unit)} for unit in (COMMUNE, OTHER_COMMUNE)
    }  # fmt: skip
    enrolments = {each.device: each for each in map(joined, (desktop.store, laptop.store, elsewhere.store)) if each}
    units = {device: OTHER_COMMUNE if device == enrolments_of(elsewhere) else COMMUNE for device in enrolments}
    seen = 0
    for device, sealed in road.province.said:
        identity = enrolments[device].keys.identity
        opened = open_bundle(sealed.blob, [identity], lambda _manifest: road.province.keys.private.public.verify)
        assert opened.manifest.unit == units[device]
        assert opened.manifest.recipients == (enrolments[device].keys.public.recipient,)
        for frame in opened.frames:
            logs, _, cells = read_frame(frame)
            named = {record.row.hex() for log in logs for record in log.records} | {each.row.hex() for each in cells}
            assert named <= rows[units[device]]
            assert ("Lê Thị An".encode() in frame) <= (units[device] == COMMUNE)
            seen += len(named)
    assert seen > 5


def enrolments_of(computer: Computer) -> bytes:
    """The id of a computer."""
    enrolment = joined(computer.store)
    assert enrolment is not None
    return enrolment.device


def test_an_imported_list_of_five_hundred_arrives_whole(
    desktop: Computer, laptop: Computer, road: Road, tmp_path_factory: pytest.TempPathFactory
) -> None:
    road.join(desktop, laptop)
    path = tmp_path_factory.mktemp("danh-sach") / "danh-sach.xlsx"
    write_sheet(path, 500)
    outcome = ListStore(desktop.store).store(MEMBER, read_list(path, MEMBER), label="Nhập danh-sach.xlsx")
    assert len(outcome.added) == 500
    road.exchange(desktop, laptop)
    assert_equal(desktop, laptop, road.province)
    assert len(laptop.members.find()) == 500
    acts = {line[4] for line in log_there(road.province.database, COMMUNE).values()}
    assert "Nhập danh-sach.xlsx" in acts
    assert desktop.waiting == laptop.waiting == 0
