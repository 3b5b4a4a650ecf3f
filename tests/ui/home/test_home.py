"""The home page on a real store."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.dates import PartialDate
from desktop.models.kinds import today
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Meetings, lines_for
from desktop.registers.overview import Behind
from desktop.registers.overviews import Overviews
from desktop.reports.coverage import BranchFigure
from desktop.ui.home.chart import FEW, choose_bars
from desktop.ui.home.page import HomePage, HomeServices
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import home as texts
from desktop.ui.theme import Look, apply_look
from desktop.ui.widgets.boxes import scrolling
from tests.registers.village import Village, crowd, empty_village, small_village
from tests.ui.overflow import overflowing


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


def home(qtbot: QtBot, runner: TaskRunner, village: Village) -> HomePage:
    services = HomeServices(Overviews(village.store).read, today, "Nguyễn Thị Lan")
    page = HomePage(services, runner)
    qtbot.addWidget(page)
    page.resize(1146, 640)
    page.show()
    page.come_up()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is not page.loading, timeout=10_000)
    return page


def meeting_in(village: Village, days: int) -> None:
    at = (datetime.combine(today(), datetime.min.time()) + timedelta(days=days, hours=23)).strftime("%Y-%m-%dT%H:%M")
    values = {"title": "Sinh hoạt quý IV", "starts_at": at, "place": "Nhà văn hóa"}
    Meetings(village.store).save(values, lines_for(Invitees(village.store).of_branches()))


def test_the_first_run_offers_to_import_a_list(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    with empty_village(tmp_path) as village:
        page = home(qtbot, runner, village)
        assert page.stack.currentWidget() is page.nobody
        with qtbot.waitSignal(page.import_wanted):
            page.empty.button.click()
        with qtbot.waitSignal(page.add_wanted):
            page.by_hand.click()


def test_she_is_greeted_and_told_the_day(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    page = home(qtbot, runner, village)
    assert page.hello.text() == "Xin chào, Nguyễn Thị Lan"
    assert page.day.text() == texts.long_day(today())


def test_the_roster_of_the_next_meeting_is_one_click_away(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    meeting_in(village, 2)
    page = home(qtbot, runner, village)
    assert page.meeting.what.text() == "Sinh hoạt quý IV"
    assert page.meeting.people.text() == "5 người trong danh sách"
    (row,) = Meetings(village.store).listed()
    with qtbot.waitSignal(page.print_wanted) as printed:
        page.meeting.print_button.click()
    with qtbot.waitSignal(page.meeting_wanted) as opened:
        page.meeting.open_button.click()
    assert printed.args == opened.args == [row.id]


def test_without_a_meeting_she_is_offered_to_make_one(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    page = home(qtbot, runner, village)
    assert not page.meeting.print_button.isVisible()
    with qtbot.waitSignal(page.meeting_wanted) as opened:
        page.meeting.new_button.click()
    assert opened.args == [None]


def test_every_figure_leads_to_the_rows_behind_it(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    first = today().replace(day=1)
    village.member("Lý Thị Mới", "Na Pặng", joined_on=PartialDate(first.isoformat()))
    household = village.add("household", name="Hộ An", head_id=village.people["Trần Thị An"])
    village.add("poverty_status", household_id=household, poverty_class="poor")
    village.add("denominator", kind="statistics", as_of=PartialDate("2025"), women=10, source="Thống kê 2025")
    page = home(qtbot, runner, village)
    wanted: list[Behind] = []
    page.rows_wanted.connect(wanted.append)
    for number in (page.stats.members, page.stats.change, page.stats.coverage, page.stats.poor):
        number.click()
    assert [each.sheet for each in wanted] == ["member", "member", "denominator", "household"]
    assert [len(village.register(each.sheet).find(each.query)) for each in wanted] == [6, 1, 1, 1]
    assert page.stats.coverage.figure.text() == "60,0 %"
    assert page.stats.coverage.note.text() == "Mẫu số 10: Thống kê 2025"
    assert page.stats.change.figure.text() == "+1"


def test_coverage_without_a_figure_of_women_says_what_to_do(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    page = home(qtbot, runner, village)
    assert page.stats.coverage.figure.text() == "–"
    assert texts.NO_COVERAGE_NOTE in page.stats.coverage.note.text()


def test_coverage_over_a_hundred_warns_and_shows(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    village.add("denominator", kind="statistics", as_of=PartialDate("2025"), women=4, source="Thống kê 2025")
    page = home(qtbot, runner, village)
    assert page.stats.coverage.figure.text() == "125,0 %"
    assert page.stats.coverage.note.text() == texts.COVERAGE_OVER


def test_what_needs_review_is_a_link_each(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    village.member("Nguyễn Thị Hoà", "Bản Dạy")
    page = home(qtbot, runner, village)
    link = page.review.links[0]
    assert isinstance(link, QPushButton)
    assert link.text() == "2 người có thể ghi trùng"
    with qtbot.waitSignal(page.rows_wanted) as asked:
        link.click()
    assert asked.args is not None
    assert asked.args[0].sheet == "person"


def test_the_chart_is_drawn_after_the_page_and_a_bar_opens_its_branch(
    qtbot: QtBot, runner: TaskRunner, village: Village
) -> None:
    page = home(qtbot, runner, village)
    with qtbot.waitSignal(page.chart.view.drawn, timeout=10_000):
        pass
    drawn = page.chart._drawn
    assert drawn is not None
    with qtbot.waitSignal(page.rows_wanted) as asked:
        page.chart.view.clicked.emit(10, drawn.head + drawn.line * 0.5)
    assert asked.args is not None
    assert len(village.register("member").find(asked.args[0].query)) == 3
    assert drawn.branches[0] == village.branches["Na Pặng"]
    assert drawn.branch_at(10_000) is None
    assert "Na Pặng: 3" in drawn.words


def test_a_branch_under_the_threshold_is_marked_in_words(qtbot: QtBot, runner: TaskRunner, village: Village) -> None:
    village.add("denominator", kind="statistics", as_of=PartialDate("2025"), women=10, source="x",
                branch_id=village.branches["Na Pặng"])  # fmt: skip
    page = home(qtbot, runner, village)
    qtbot.waitUntil(lambda: page.chart._drawn is not None, timeout=10_000)
    assert page.chart._drawn is not None
    assert page.chart._drawn.words == "Na Pặng: 30,0 % (dưới 60 %)"
    assert "1 chi hội chưa có mẫu số" in page.chart.note.text()
    page.chart.switch.click()
    qtbot.waitUntil(lambda: page.chart._drawn is not None and "Bản Dạy: 2" in page.chart._drawn.words)


def test_many_branches_show_the_few_that_matter_until_all_are_asked_for() -> None:
    branches = [BranchFigure(uuid4(), f"Chi hội {n}", n, Decimal(n)) for n in range(30)]
    assert [each.members for each in choose_bars(branches, coverage=True, everything=False).branches] == list(
        range(FEW)
    )
    assert choose_bars(branches, coverage=False, everything=False).branches[0].members == 29
    assert len(choose_bars(branches, coverage=False, everything=True).branches) == 30


def test_times_are_said_from_where_one_stands() -> None:
    day = date(2026, 11, 21)
    assert texts.meeting_time("2026-11-21T08:00", day) == "Hôm nay, 08:00"
    assert texts.meeting_time("2026-11-22T08:00", day) == "Ngày mai, 08:00"
    assert texts.meeting_time("2026-11-24T08:00", day) == "Thứ Ba, 24/11/2026, 08:00"
    assert [texts.days_since(day - timedelta(days=n), day) for n in (0, 1, 3)] == ["hôm nay", "hôm qua", "3 ngày trước"]


def test_home_brings_in_no_drawing_library_before_it_is_on_screen() -> None:
    heavy = ("pypdfium2", "reportlab", "PySide6.QtPrintSupport")
    code = f"import sys, desktop.ui.home.page; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_everything_on_the_page_can_be_read(qtbot: QtBot, look: Look, runner: TaskRunner, village: Village) -> None:
    crowd(village, 200, branches=14)
    meeting_in(village, 1)
    for name in ("Na Pặng", "Chi hội 3"):
        village.add("denominator", kind="statistics", as_of=PartialDate("2025"), women=30, source="Thống kê 2025",
                    branch_id=village.branches[name])  # fmt: skip
    page = home(qtbot, runner, village)
    qtbot.waitUntil(lambda: runner.is_idle and overflowing(page) == [])


def test_the_page_is_scrolled_by_one_bar_alone_in_large_letters(
    qtbot: QtBot, runner: TaskRunner, village: Village
) -> None:
    meeting_in(village, 3)
    page = home(qtbot, runner, village)
    frame = scrolling(page)
    qtbot.addWidget(frame)
    frame.resize(1020, 580)
    frame.show()
    apply_look(Look("light", 200))
    qtbot.waitUntil(lambda: page.full.verticalScrollBar().maximum() > 0)
    assert frame.verticalScrollBar().maximum() == 0
    assert page.full.horizontalScrollBar().maximum() == 0


def test_the_empty_page_can_be_read(qtbot: QtBot, look: Look, runner: TaskRunner, tmp_path: Path) -> None:
    with empty_village(tmp_path) as village:
        page = home(qtbot, runner, village)
        qtbot.waitUntil(lambda: overflowing(page) == [])
