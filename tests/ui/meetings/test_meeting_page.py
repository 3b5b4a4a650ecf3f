"""The meeting page on a real store: invite, preview, print, mark, keep what was typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.registers.attendance_marks import Mark
from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Meetings, lines_for
from desktop.ui.frame.strip import Notice
from desktop.ui.meetings import editor as editor_module
from desktop.ui.meetings.lines_model import EXCUSED, PRESENT
from desktop.ui.meetings.page import MeetingsPage
from desktop.ui.meetings.who import Asked
from desktop.ui.printing.papers import Paper
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import meetings as texts
from desktop.ui.theme import Look
from tests.registers.village import Village, crowd, small_village
from tests.ui.meetings.doors import services
from tests.ui.overflow import overflowing


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def printed() -> list[Paper]:
    return []


@pytest.fixture
def page(qtbot: QtBot, runner: TaskRunner, village: Village, printed: list[Paper]) -> MeetingsPage:
    made = MeetingsPage(services(village, printed.append), runner)
    qtbot.addWidget(made)
    made.resize(1146, 640)
    made.show()
    made.come_up()
    return made


@pytest.fixture
def settled(qtbot: QtBot, runner: TaskRunner, page: MeetingsPage) -> Callable[[], None]:
    """Wait until nothing runs, waits or is about to run."""

    def wait() -> None:
        qtbot.waitUntil(lambda: runner.is_idle and not page.editor._soon.isActive(), timeout=10_000)

    return wait


def way(page: MeetingsPage, by: str) -> QAbstractButton:
    return next(button for button in page.editor.who.ways.buttons() if button.property("by") == by)


def names_on(paper: Paper) -> list[str]:
    document = pypdfium2.PdfDocument(paper.data)
    try:
        words = "\n".join(each.get_textpage().get_text_bounded() for each in document)
    finally:
        document.close()
    known = ("Trần Thị An", "Nguyễn Thị Hòa", "Đặng Thị Huệ", "Lê Thị Ánh", "Hoàng Thị Bích", "Ông Bí thư")
    return sorted((name for name in known if name in words), key=words.index)


def test_an_empty_page_says_what_will_be_here_and_offers_the_first_step(
    page: MeetingsPage, settled: Callable[[], None]
) -> None:
    settled()
    assert page.list.stack.currentWidget() is page.list.empty
    page.list.empty.button.click()
    assert page.stack.currentWidget() is page.editor


def test_a_new_meeting_invites_everybody_and_is_previewed_before_anything_is_saved(
    page: MeetingsPage, village: Village, settled: Callable[[], None]
) -> None:
    page.open_meeting(None)
    settled()
    assert page.editor.who.summary.text() == "5 người, 5 dòng trống"
    assert page.editor.printing.view.page_count > 0
    assert page.editor.what.editors["title"].text().startswith("Sinh hoạt chi hội tháng ")
    assert Meetings(village.store).listed() == []


def test_printing_saves_first_so_that_numbers_on_paper_are_kept(
    page: MeetingsPage, village: Village, printed: list[Paper], settled: Callable[[], None]
) -> None:
    page.open_meeting(None)
    settled()
    page.editor.what.editors["place"].set_text("Nhà văn hóa")
    page.editor.who.show_asked(Asked(branches=(village.branches["Na Pặng"],), guests=("Ông Bí thư",), blank_rows=3))
    page.editor.printing.print_button.click()
    settled()
    (paper,) = printed
    assert names_on(paper) == ["Trần Thị An", "Nguyễn Thị Hòa", "Đặng Thị Huệ", "Ông Bí thư"]
    (row,) = Meetings(village.store).listed()
    assert [line.name for line in Meetings(village.store).open(row.id).lines] == names_on(paper)
    assert row.branch == "Na Pặng"


def test_what_is_missing_is_said_under_its_input_and_nothing_is_printed(
    page: MeetingsPage, printed: list[Paper], settled: Callable[[], None]
) -> None:
    page.open_meeting(None)
    settled()
    page.editor.what.editors["place"].set_text("")
    page.editor.printing.print_button.click()
    settled()
    assert page.editor.what.editors["place"].problem
    assert printed == []


def test_each_way_of_inviting_gives_its_own_list(
    qtbot: QtBot, page: MeetingsPage, village: Village, settled: Callable[[], None]
) -> None:
    village.add("post_holding", person_id=village.people["Hoàng Thị Bích"], post="chair")
    people = Invitees(village.store).of_branches([village.branches["Bản Dạy"]])
    old = {"title": "Lần trước", "kind": "branch_meeting", "starts_at": "2026-08-01T08:00", "place": "x"}
    Meetings(village.store).save(old, lines_for(people))
    page.open_meeting(None)
    settled()
    way(page, "post").click()
    settled()
    assert page.editor.who.summary.text() == texts.NOBODY
    page.editor.who.posts.tick(["chair"])
    page.editor.who.posts.ticked.emit()
    settled()
    assert page.editor.who.summary.text().startswith("1 người")
    way(page, "last").click()
    settled()
    assert page.editor.who.summary.text().startswith("2 người")
    assert "Lần trước, 01/08/2026, 2 người" in page.editor.who.last.text()
    way(page, "hand").click()
    settled()
    assert page.editor.who.summary.text() == texts.NOBODY
    page.editor.who.person.line.setFocus()
    page.editor.who.person.line.setText("an")
    page.editor.who.person.line.textEdited.emit("an")
    qtbot.waitUntil(lambda: len(page.editor.who.person.list.suggestions) > 0)
    assert page.editor.who.person.list.choose_first()
    settled()
    assert page.editor.who.summary.text().startswith("1 người")


def test_ticking_a_branch_takes_all_branches_back_and_the_other_way_round(
    page: MeetingsPage, village: Village, settled: Callable[[], None]
) -> None:
    page.open_meeting(None)
    settled()
    branches = page.editor.who.branches
    branches.item(1).setCheckState(Qt.CheckState.Checked)
    assert branches.chosen() == [village.branches["Bản Dạy"]]
    branches.item(0).setCheckState(Qt.CheckState.Checked)
    assert branches.chosen() == [None]
    branches.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert branches.chosen() == [None]


def test_a_click_on_the_words_of_a_line_ticks_it(qtbot: QtBot, page: MeetingsPage, settled: Callable[[], None]) -> None:
    page.open_meeting(None)
    settled()
    branches = page.editor.who.branches
    place = branches.visualItemRect(branches.item(2))
    qtbot.mouseClick(branches.viewport(), Qt.MouseButton.LeftButton, pos=place.center() + QPoint(60, 0))
    assert branches.item(2).checkState() == Qt.CheckState.Checked


@pytest.fixture
def held(page: MeetingsPage, village: Village, settled: Callable[[], None]) -> MeetingsPage:
    """A saved meeting of everybody, open."""
    given = {
        "title": "Sinh hoạt quý IV",
        "starts_at": "2026-11-24T08:00",
        "place": "Nhà văn hóa",
        "invited_by": "branch",
    }
    meeting = Meetings(village.store).save(given, lines_for(Invitees(village.store).of_branches()))
    page.open_meeting(meeting)
    settled()
    return page


def test_numbers_of_the_signed_roster_mark_who_was_away(
    held: MeetingsPage, village: Village, settled: Callable[[], None]
) -> None:
    after = held.editor.after
    after.numbers.setText("2, 4p")
    after.apply_button.click()
    settled()
    assert after.share.text() == "Có mặt 3/5 (60,0 %)"
    assert after.rest.text() == "Vắng có lý do 1, vắng không lý do 1"


@pytest.mark.parametrize(
    ("typed", "said"), [("7", "vượt quá số cuối"), ("ba", "không phải số thứ tự"), ("0", "bắt đầu từ 1")]
)
def test_numbers_that_make_no_sense_say_why_and_mark_nobody(
    held: MeetingsPage, settled: Callable[[], None], typed: str, said: str
) -> None:
    held.editor.after.numbers.setText(typed)
    held.editor.after.apply_button.click()
    settled()
    assert said in held.editor.after.problem.text()
    assert held.editor.after.share.text() == texts.NOT_TAKEN


def test_ticks_are_gathered_into_one_act(
    qtbot: QtBot, held: MeetingsPage, village: Village, settled: Callable[[], None]
) -> None:
    model, on = held.editor.after.model, Qt.CheckState.Checked
    for row in range(3):
        model.setData(model.index(row, PRESENT), on, Qt.ItemDataRole.CheckStateRole)
    model.setData(model.index(3, PRESENT), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.setData(model.index(3, EXCUSED), on, Qt.ItemDataRole.CheckStateRole)
    held.editor.after.send_ticks()
    settled()
    assert held.editor.meeting_id is not None
    lines = Meetings(village.store).open(held.editor.meeting_id).lines
    assert [line.present for line in lines] == [Mark.PRESENT] * 3 + [Mark.EXCUSED, ""]
    assert "1 người chưa điểm danh" in held.editor.after.rest.text()


def test_a_guest_who_came_uncalled_stands_at_the_end(held: MeetingsPage, settled: Callable[[], None]) -> None:
    held.editor.after.walk_in.set_text("Bà Nông Thị Tuyết")
    held.editor.after.add_button.click()
    settled()
    assert held.editor.after.model.lines[-1].name == "Bà Nông Thị Tuyết"
    assert "Thêm 1 người" in held.editor.after.rest.text()


def test_allowances_are_noted_and_printed(
    held: MeetingsPage, village: Village, printed: list[Paper], settled: Callable[[], None]
) -> None:
    held.editor.after.allowances.click()
    assert held.editor.after.rate.problem
    held.editor.after.rate.set_text("50.000")
    held.editor.after.allowances.click()
    settled()
    assert [paper.event.form for paper in printed] == ["HN-02"]
    assert held.editor.after.rate.value() == 50_000


def test_minutes_and_invitations_are_printed(
    held: MeetingsPage, printed: list[Paper], settled: Callable[[], None]
) -> None:
    held.editor.minutes.print_button.click()
    settled()
    held.editor.printing.invitations.click()
    settled()
    assert [paper.event.form for paper in printed] == ["HN-04", "HN-03"]


def test_what_was_typed_comes_back_after_the_page_was_left(
    qtbot: QtBot, page: MeetingsPage, runner: TaskRunner, village: Village, settled: Callable[[], None]
) -> None:
    page.open_meeting(None)
    settled()
    title = page.editor.what.editors["title"]
    title.set_text("Họp gấp")
    title.changed.emit()
    assert page.may_leave()
    settled()
    notices: list[Notice] = []
    again = MeetingsPage(services(village, lambda _paper: None), runner)
    again.noticed.connect(notices.append)
    qtbot.addWidget(again)
    again.open_meeting(None)
    qtbot.waitUntil(lambda: again.editor.what.editors["title"].text() == "Họp gấp")
    assert again.editor.is_dirty
    (notice,) = notices
    assert "Đã lấy lại" in notice.text
    assert notice.on_act is not None
    notice.on_act()
    qtbot.waitUntil(lambda: not again.editor.is_dirty and "Sinh hoạt" in again.editor.what.editors["title"].text())


def test_the_title_follows_the_kind_until_she_writes_her_own(page: MeetingsPage, settled: Callable[[], None]) -> None:
    page.open_meeting(None)
    settled()
    kind, title = page.editor.what.editors["kind"], page.editor.what.editors["title"]
    kind.set_text("Giao ban")
    kind.changed.emit()
    assert title.text().startswith("Giao ban tháng")
    title.set_text("Họp đột xuất")
    kind.set_text("Đại hội")
    kind.changed.emit()
    assert title.text() == "Họp đột xuất"


def test_a_meeting_changed_elsewhere_asks_before_it_is_overwritten(
    held: MeetingsPage, village: Village, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    meetings = Meetings(village.store)
    assert held.editor.meeting_id is not None
    other = meetings.open(held.editor.meeting_id)
    meetings.save({"place": "Sân đình"}, other.lines, other)
    asked: list[str] = []
    monkeypatch.setattr(editor_module, "confirm", lambda *words, **_how: asked.append(words[1]) or True)
    held.editor.what.editors["place"].set_text("Hội trường")
    held.editor.save()
    settled()
    assert asked == [texts.OVERWRITE_QUESTION]
    assert meetings.open(held.editor.meeting_id).values["place"] == "Hội trường"


def test_a_removed_meeting_leaves_the_list(
    held: MeetingsPage, village: Village, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_module, "confirm", lambda *_words, **_how: True)
    held.editor.remove_action.trigger()
    settled()
    assert held.stack.currentWidget() is held.list
    assert held.list.stack.currentWidget() is held.list.empty


def test_who_may_only_print_changes_nothing(
    qtbot: QtBot, runner: TaskRunner, village: Village, printed: list[Paper]
) -> None:
    given = {"title": "Họp", "starts_at": "2026-11-24T08:00", "place": "x", "invited_by": "branch"}
    meeting = Meetings(village.store).save(given, lines_for(Invitees(village.store).of_branches()))
    page = MeetingsPage(services(village, printed.append, may_edit=False), runner)
    qtbot.addWidget(page)
    page.show()
    page.open_meeting(meeting)
    qtbot.waitUntil(lambda: runner.is_idle and page.editor.printing.print_button.isEnabled())
    assert not page.editor.what.isEnabled()
    assert not page.editor.save_button.isVisible()
    page.editor.printing.print_button.click()
    qtbot.waitUntil(lambda: len(printed) == 1)


def test_everything_on_the_pages_can_be_read(qtbot: QtBot, look: Look, village: Village, runner: TaskRunner) -> None:
    crowd(village, 60, branches=4)
    given = {
        "title": "Sinh hoạt chi hội tháng 11/2026",
        "starts_at": "2026-11-24T08:00",
        "place": "Nhà văn hóa",
        "invited_by": "branch",
    }
    meeting = Meetings(village.store).save(given, lines_for(Invitees(village.store).of_branches()))
    Meetings(village.store).mark(meeting, dict.fromkeys(range(1, 40), Mark.PRESENT) | {3: Mark.EXCUSED})
    page = MeetingsPage(services(village, lambda _paper: None), runner)
    qtbot.addWidget(page)
    page.resize(1146, 640)
    page.show()
    page.come_up()
    qtbot.waitUntil(lambda: runner.is_idle and page.list.model.rowCount() == 1)
    assert overflowing(page) == []
    page.open_meeting(meeting)
    qtbot.waitUntil(lambda: runner.is_idle and page.editor.printing.view.page_count > 0)
    for by in ("post", "last", "hand", "branch"):
        way(page, by).click()
        qtbot.waitUntil(lambda: runner.is_idle and not page.editor._soon.isActive())
        qtbot.waitUntil(lambda: overflowing(page) == [])


def test_save_pdf_asks_for_a_file_and_not_for_a_printer(
    qtbot: QtBot, held: MeetingsPage, printed: list[Paper], settled: Callable[[], None]
) -> None:
    saved: list[Paper] = []
    held.editor._services = replace(held.editor._services, save_paper=saved.append)
    held.editor.printing.save_button.click()
    settled()
    assert [paper.event.form for paper in saved] == ["HN-01"]
    assert printed == []
