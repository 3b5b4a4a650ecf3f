"""What the home page shows, and the settings of the office."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.models.dates import PartialDate
from desktop.registers.counted_overview import meetings_to_come, to_review
from desktop.registers.denominators import in_use
from desktop.registers.invitees import Invitees
from desktop.registers.kept_overview import kept_overview, still_to_come
from desktop.registers.meetings import Meetings, lines_for
from desktop.registers.office_settings import OfficeSettings, read_settings, save_settings
from desktop.registers.overview import (
    behind_branch,
    behind_households,
    behind_joined,
    behind_members,
    label_of,
)
from desktop.registers.overviews import Overviews
from desktop.registers.undo import Undo
from tests.registers.village import Village, empty_village, small_village

NOW = datetime(2026, 11, 21, 7, 30)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


def overview_of(village: Village) -> Overviews:
    return Overviews(village.store, lambda: NOW)


def test_an_empty_register_says_so(tmp_path: Path) -> None:
    with empty_village(tmp_path) as village:
        seen = overview_of(village).read()
    assert seen.is_empty
    assert (seen.members, seen.next_meeting, seen.coverage.percent) == (0, None, None)


def test_every_figure_has_as_many_rows_behind_it(village: Village) -> None:
    village.member("Lý Thị Mới", "Na Pặng", joined_on=PartialDate("2026-10-05"))
    head = village.people["Trần Thị An"]
    household = village.add("household", name="Hộ An", head_id=head)
    village.add("poverty_status", household_id=household, poverty_class="poor")
    seen = overview_of(village).read()
    for count, behind in (
        (seen.members, behind_members()),
        (seen.change.joined, behind_joined(seen.quarter)),
        (len(seen.poor_households), behind_households(seen.poor_households)),
        *((branch.members, behind_branch(branch.id)) for branch in seen.branches),
        *((review.rows, review.behind) for review in seen.to_review),
    ):
        assert len(village.register(behind.sheet).find(behind.query)) == count > 0
    assert not seen.is_empty


def test_the_next_meeting_is_the_first_that_has_not_long_begun(village: Village) -> None:
    meetings, everybody = Meetings(village.store), Invitees(village.store).of_branches()
    for title, at in (("Hôm qua", "2026-11-20T08:00"), ("Sáng nay", "2026-11-21T06:00"), ("Mai", "2026-11-22T08:00")):
        meetings.save({"title": title, "starts_at": at, "place": "Nhà văn hóa"}, lines_for(everybody))
    with village.store.reading() as db:
        found = still_to_come(meetings_to_come(db, NOW), NOW)
        assert found is not None
        assert (found.title, found.called) == ("Sáng nay", 5)
        hour_later = datetime(2026, 11, 21, 9, 1)
        later = still_to_come(meetings_to_come(db, hour_later), hour_later)
        assert later is not None
        assert later.title == "Mai"


def test_people_entered_twice_and_members_with_gaps_are_to_be_reviewed(village: Village) -> None:
    village.member("Nguyễn Thị Hoà", "Bản Dạy")
    village.member("Hoàng Thị Không Năm", None, birth_date=None, joined_on=PartialDate("2020"))
    with village.store.reading() as db:
        found = {review.what: review.rows for review in to_review(db)}
    assert found == {"duplicates": 2, "birth_date": 1, "branch_id": 1, "joined_on": 6}
    assert label_of("birth_date") == "ngày sinh"


def test_changes_wait_until_a_receipt_comes(village: Village) -> None:
    before = overview_of(village).read().waiting
    village.branch("Bản Mới")
    assert overview_of(village).read().waiting == before + 1


def test_settings_begin_with_their_defaults_and_are_read_back(village: Village) -> None:
    assert read_settings(village.store) == OfficeSettings()
    changed = OfficeSettings(variant="B", watch_percent=50, place="Hội trường xã").with_line("B", "issuer", "HỘI LHPN")
    save_settings(village.store, changed)
    assert read_settings(village.store) == changed
    assert changed.line("B", "issuer") == "HỘI LHPN"
    save_settings(village.store, changed.with_line("B", "issuer", None))
    assert read_settings(village.store).lines == {}
    assert overview_of(village).read().threshold == 50


def test_saving_settings_is_an_act_that_can_be_undone(village: Village) -> None:
    save_settings(village.store, OfficeSettings(watch_percent=50))
    last = Undo(village.store).last()
    assert last is not None
    Undo(village.store).take_back(last.act)
    assert read_settings(village.store) == OfficeSettings()


def test_a_setting_that_makes_no_sense_has_its_default(village: Village) -> None:
    village.add("setting", name="watch_percent", value="nhiều")
    village.add("setting", name="variant", value='"Z"')
    village.add("setting", name="blank_rows", value='"năm"')
    assert read_settings(village.store) == OfficeSettings()


def test_the_figures_of_women_in_use_are_listed_with_those_that_contradict_them(village: Village) -> None:
    for women, branch in ((900, None), (120, "Na Pặng"), (130, "Na Pặng")):
        branch_id = village.branches[branch] if branch else None
        village.add(
            "denominator",
            kind="statistics",
            as_of=PartialDate("2025"),
            women=women,
            source="Thống kê",
            branch_id=branch_id,
        )
    commune, branch_figure = in_use(village.store, NOW.date())
    assert (commune.branch_id, commune.base.women, commune.contradicting) == (None, 900, ())
    assert (branch_figure.branch, branch_figure.base.women, len(branch_figure.contradicting)) == ("Na Pặng", 120, 1)


def test_a_kept_overview_is_the_counted_one(village: Village) -> None:
    head = village.people["Trần Thị An"]
    household = village.add("household", name="Hộ An", head_id=head)
    village.add("poverty_status", household_id=household, poverty_class="poor")
    village.add("denominator", kind="women_18", as_of=PartialDate("2025"), women=40, source="UBND xã")
    village.member("Nguyễn Thị Hoà", "Bản Dạy")
    village.member("Hoàng Thị Không Năm", None, birth_date=None)
    everybody = lines_for(Invitees(village.store).of_branches())
    Meetings(village.store).save({"title": "Mai", "starts_at": "2026-11-22T08:00", "place": "Nhà văn hóa"}, everybody)
    counted = overview_of(village).read()
    assert counted.next_meeting is not None
    assert len(counted.to_review) > 1
    assert kept_overview(village.store, NOW) == counted


def test_a_kept_overview_ends_with_the_next_change_and_with_its_quarter(village: Village) -> None:
    overview_of(village).read()
    assert kept_overview(village.store, NOW.replace(month=12, day=31)) is not None
    assert kept_overview(village.store, NOW.replace(year=2027, month=1, day=1)) is None
    assert kept_overview(village.store, NOW.replace(day=20)) is None
    save_settings(village.store, OfficeSettings(watch_percent=75))
    assert kept_overview(village.store, NOW) is None
    assert overview_of(village).read().threshold == 75
    assert kept_overview(village.store, NOW) is not None
