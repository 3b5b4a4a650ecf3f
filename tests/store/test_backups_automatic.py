"""Backups that are made without being asked for, and thinned."""

from contextlib import closing
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.keys import opener
from desktop.store.backup_rotation import back_up_automatically, is_due, listed, to_keep
from desktop.store.backups import prove
from desktop.store.engine import connect
from tests.store.offices import PASSWORD, Office


def test_automatic_backups_are_due_when_something_changed_and_time_has_passed(office: Office) -> None:
    with closing(connect(office.folder.database, office.key)) as working:  # like the program, which keeps one open
        working.execute("SELECT count(*) FROM draft").fetchone()
        now = datetime.now()
        assert is_due(office.folder, now)
        back_up_automatically(office.folder, office.key, now=now)
        assert not is_due(office.folder, now + timedelta(days=2))
        office.write("ba")
    assert not is_due(office.folder, now + timedelta(hours=1), every=timedelta(hours=12))
    assert is_due(office.folder, now + timedelta(hours=13), every=timedelta(hours=12))
    assert is_due(office.folder, now - timedelta(days=400))


def test_automatic_backups_thin_themselves_and_touch_no_others(office: Office) -> None:
    (office.folder.backups / "của tôi.sohoi").write_bytes(b"mine")
    first = datetime(2026, 11, 20, 8, 0)
    for day in range(3):
        for hour in range(2):
            back_up_automatically(office.folder, office.key, now=first + timedelta(days=day, hours=hour))
    assert [backup.made for backup in listed(office.folder)] == [
        datetime(2026, 11, 22, 9, 0),
        datetime(2026, 11, 21, 9, 0),
        datetime(2026, 11, 20, 9, 0),
    ]
    assert prove(listed(office.folder)[-1].path, opener(PASSWORD), office.folder.path)["draft"] == 2
    assert (office.folder.backups / "của tôi.sohoi").exists()


def test_two_years_of_daily_backups_keep_days_weeks_and_months() -> None:
    last = datetime(2026, 11, 21, 12, 0)
    kept = sorted(to_keep(last - timedelta(days=days) for days in range(730)), reverse=True)
    assert kept[:7] == [last - timedelta(days=days) for days in range(7)]
    assert len(kept) <= 7 + 5 + 12
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert len({moment.isocalendar()[:2] for moment in kept if moment > last - timedelta(days=35)}) == 5


MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), max_size=60)


@given(MOMENTS)
def test_thinning_keeps_the_newest_and_thinning_again_changes_nothing(moments: list[datetime]) -> None:
    kept = to_keep(moments)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept
    assert len(kept) <= 24
    assert to_keep(kept) == kept
