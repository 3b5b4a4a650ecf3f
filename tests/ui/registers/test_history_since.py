"""The history of a row says from which day it is told here, where this computer was not sent all of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, insert

from desktop.models.sheets import MEMBER
from desktop.registers.history import HistoryEntry
from desktop.registers.history_gaps import Lacking
from desktop.ui.registers.detail_panel import HISTORY
from desktop.ui.registers.history_list import HistoryList
from desktop.ui.registers.page import RegisterPage
from desktop.ui.texts import registers as texts
from sync.tables import CHANGE, EXCHANGE
from tests.ui.registers.office import Office

OLD, NEW = (
    HistoryEntry(1, datetime(2026, month, 12, 4, tzinfo=UTC).astimezone(), "Trần Thị Lan", False, "Sửa", "set", ())
    for month in (3, 9)
)


@pytest.mark.parametrize(
    ("entries", "lacking", "said"),
    [
        ([NEW, OLD], Lacking.EARLIER, texts.HISTORY_SINCE.format(day="12/03/2026")),
        ([], Lacking.EARLIER, texts.HISTORY_NONE),
        ([NEW, OLD], Lacking.SOME, texts.HISTORY_SOME),
        ([NEW, OLD], Lacking.NOTHING, ""),
    ],
)
def test_it_is_said_below_the_oldest_entry(
    qtbot: QtBot, entries: list[HistoryEntry], lacking: Lacking, said: str
) -> None:
    history = HistoryList(MEMBER, entries, {}, edit=True, sensitive=True, lacking=lacking)
    qtbot.addWidget(history)
    history.show()
    assert (history.since.text(), history.since.isVisible()) == (said, bool(said))


def test_it_stays_below_when_older_entries_are_shown(qtbot: QtBot) -> None:
    history = HistoryList(MEMBER, [NEW] * 40, {}, edit=True, sensitive=True, lacking=Lacking.EARLIER)
    qtbot.addWidget(history)
    history.resize(400, 4000)
    history.show()
    history._more.click()
    qtbot.waitUntil(lambda: history.since.geometry().top() > 2000)
    assert not history._more.isVisible()


@pytest.mark.parametrize("is_late", [True, False])
def test_the_page_asks_the_log(
    people: list[UUID], open_page: Callable[..., RegisterPage], office: Office, settle: Callable[[], None],
    is_late: bool,
) -> None:  # fmt: skip
    members = office.register("member")
    (person,) = people[:1]
    if is_late:
        with office.store.local_writing() as db:
            db.execute(delete(CHANGE).where(CHANGE.c.row == person.bytes))
            db.execute(
                insert(EXCHANGE).values(
                    timeline_counter=1, timeline_nonce=bytes(16), feed_seq=1, feed_hash=bytes(32), wants_full=False,
                    gives_back=b"", has_whole_cells=True,
                )
            )  # fmt: skip
    members.save(members.open(person), {"phone": "0912000222"})
    page = open_page()
    page.show_row(person)
    settle()
    page.detail.show_tab(HISTORY)
    settle()
    (history,) = page.detail.tabs.findChildren(HistoryList)
    assert history.since.isVisible() == is_late
    assert history.since.text().startswith("Lịch sử trên máy này có từ ngày") == is_late
