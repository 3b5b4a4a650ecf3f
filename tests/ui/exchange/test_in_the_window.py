"""The exchange in the whole window: home, footer, search, strip, lock and end."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from desktop.exchange.desk import Outcome, Way
from desktop.ui.navigation import EXCHANGE, HOME
from desktop.ui.texts import exchange as texts
from sync.carriers.https_errors import ServerCut
from tests.registers.village import Village
from tests.ui.exchange.memory_desk import ANSWERED, INVITING, JOINED, NEVER, WAITING, conflict
from tests.ui.exchange.opened import Opened, OpenWindow


def footer_says(opened: Opened) -> str:
    footer = opened.program.window.footer
    return " · ".join(part.text() for part in (footer.waiting, footer.receipt) if part.isVisible())


def test_home_says_what_waits_and_sends_it(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    card = opened.home.waiting
    assert card.count.text() == "12 thay đổi đang chờ"
    assert card.send.isVisible()
    card.send.click()
    opened.rest()
    assert opened.program.window.pages.key == EXCHANGE
    assert opened.desk.asked == [("by_network",)]
    assert opened.page.receipt.isVisible()
    opened.program.window.show_page(HOME)
    assert card.count.text() == texts.HOME_NOTHING


def test_home_writes_the_stick_that_is_plugged_in(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.seen = (replace(ANSWERED, has_answer=False),)
    opened.home.waiting.write.click()
    opened.rest()
    assert opened.desk.asked == [("by_stick", ANSWERED.path)]


def test_home_leads_a_computer_that_has_not_joined_to_the_page(open_window: OpenWindow) -> None:
    opened = open_window(NEVER)
    card = opened.home.waiting
    assert card.send.isHidden()
    assert card.write.isHidden()
    card.join.click()
    assert opened.page.join.isVisible()


def test_what_differs_stands_among_what_home_asks_her_to_look_at(open_window: OpenWindow) -> None:
    opened = open_window(JOINED)
    assert opened.home.review.conflicts.isHidden()
    opened.desk.cards = [conflict()]
    opened.tell(JOINED)
    assert opened.home.review.conflicts.text() == "1 thông tin hai máy ghi khác nhau"
    assert opened.home.review.nothing.isHidden()
    opened.home.review.conflicts.click()
    opened.rest()
    assert opened.page.standing.conflicts.isVisible()
    assert QApplication.focusWidget() is opened.page.standing.conflicts.cards["c1"].fields[0].radios[0]


def test_the_footer_counts_what_waits_and_leads_to_the_page(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.program.refresh_footer()
    opened.rest()
    assert footer_says(opened).startswith("12 thay đổi chờ gửi · Biên nhận gần nhất")
    opened.program.window.footer.waiting.click()
    assert opened.program.window.pages.key == EXCHANGE


def test_the_footer_of_a_computer_that_has_not_joined_counts_nothing(open_window: OpenWindow) -> None:
    assert footer_says(open_window(NEVER)) == ""


def test_the_footer_tells_of_a_running_exchange_on_every_page(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.held.clear()
    opened.exchange.runs.by_network(quiet=True)
    opened.qtbot.waitUntil(lambda: footer_says(opened) == "Đang gửi – nhận 40 %")
    opened.desk.held.set()
    opened.rest()
    assert footer_says(opened).startswith("Không có thay đổi chờ gửi")


@pytest.mark.parametrize("typed", ["gui qua", "đồng bộ", "bien nhan"])
def test_the_search_box_finds_sending(open_window: OpenWindow, typed: str) -> None:
    opened = open_window(WAITING)
    hits = opened.program.window._found.find(typed)
    hit = next(hit for hit in hits if hit.title == "Gửi qua mạng")
    opened.program.window.search.chosen.emit(hit)
    opened.rest()
    assert opened.desk.asked == [("by_network",)]


def test_a_stick_with_answers_is_offered_in_a_calm_strip(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.seen = (ANSWERED,)
    opened.look()
    strip = opened.program.window.strip
    assert strip.notice is not None
    assert strip.notice.text == texts.OFFER_ANSWER
    assert QApplication.activeModalWidget() is None
    strip.act.click()
    opened.rest()
    assert opened.desk.asked == [("by_stick", ANSWERED.path)]


def test_an_offer_goes_with_the_stick(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.seen = (ANSWERED,)
    opened.look()
    opened.desk.seen = ()
    opened.look()
    assert opened.program.window.strip.notice is None


def test_an_invitation_on_a_stick_leads_to_the_page(open_window: OpenWindow) -> None:
    opened = open_window(NEVER)
    opened.desk.seen = (INVITING,)
    opened.look()
    opened.program.window.strip.act.click()
    opened.rest()
    assert opened.page.join.stick_button.isVisible()
    assert opened.desk.asked == []


def test_nothing_is_offered_over_the_lock(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.program.lock()
    opened.desk.seen = (ANSWERED,)
    opened.look()
    assert opened.program.window.strip.notice is None


def test_an_exchange_goes_on_under_the_lock_and_elsewhere_and_is_told_when_it_ends(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.held.clear()
    opened.home.waiting.send.click()
    opened.program.window.show_page(HOME)
    opened.desk.held.set()
    opened.rest()
    notice = opened.program.window.strip.notice
    assert notice is not None
    assert (notice.text, notice.tone) == ("Tỉnh đã nhận 12 thay đổi.", "good")


def test_being_cut_off_is_told_on_every_page_when_she_asked_for_it(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.fails = ServerCut()
    opened.exchange.runs.by_network()
    opened.rest()
    notice = opened.program.window.strip.notice
    assert notice is not None
    assert notice.text.startswith(texts.CUT_OFF)


def test_a_quiet_exchange_says_nothing(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.outcome = Outcome(Way.NETWORK, 12, 3, 12, 2)
    opened.exchange.runs.by_network(quiet=True)
    opened.rest()
    assert opened.program.window.strip.notice is None


def test_a_quiet_exchange_tells_of_what_differs(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.outcome = Outcome(Way.NETWORK, 0, 3, 0, 2, conflicts_new=1)
    opened.desk.cards = [conflict()]
    opened.exchange.runs.by_network(quiet=True)
    opened.rest()
    notice = opened.program.window.strip.notice
    assert notice is not None
    assert notice.text == "Vừa nhận về 1 thông tin hai máy ghi khác nhau."


@pytest.mark.parametrize("key", [HOME, "member"])
def test_what_came_in_is_shown_at_once_where_she_is(open_window: OpenWindow, key: str) -> None:
    opened = open_window(JOINED)
    opened.program.window.show_page(key)
    opened.rest()
    village = Village(opened.program.office.store)  # type: ignore[union-attr]
    village.branch("Bản Dạy")
    village.member("Lê Thị Ánh", "Bản Dạy")
    opened.exchange.runs.by_network(quiet=True)
    opened.rest()
    if key == HOME:
        assert opened.home.stats.members.figure.text() == "2"
    else:
        assert opened.program.pages.page(key).pane.total == 2


def test_closing_the_window_while_sending_asks_nothing_and_loses_nothing(open_window: OpenWindow) -> None:
    opened = open_window(WAITING)
    opened.desk.held.clear()
    opened.home.waiting.send.click()
    opened.qtbot.waitUntil(lambda: bool(opened.desk.asked))
    opened.program.window.close()
    assert opened.program.office is None
    assert opened.desk.now.waiting == 12


def test_the_keyboard_stays_on_the_page_when_joining_makes_room_for_what_waits(open_window: OpenWindow) -> None:
    opened = open_window(NEVER)
    opened.program.window.show_page(EXCHANGE)
    opened.rest()
    assert opened.page._has_keyboard(opened.page.join)
    opened.tell(WAITING)
    assert opened.page.standing.card.first.hasFocus()
