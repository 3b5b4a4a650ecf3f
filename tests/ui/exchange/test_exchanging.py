"""Sending, writing a stick, being cut off, being received: what the page says and does."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.exchange.desk import Outcome, Stage, Step, Way
from desktop.ui.exchange.services import ExchangeRights
from desktop.ui.exchange.words import Words
from desktop.ui.texts import exchange as texts
from sync.carriers.https_errors import ServerCut, ServerUnreachable
from tests.ui.exchange.conftest import Bench, OpenPage
from tests.ui.exchange.memory_desk import (
    ANSWERED,
    HISTORY,
    JOINED,
    NOW,
    OURS,
    REFUSED,
    STRANGE,
    WAITING,
    MemoryDesk,
)


def with_sticks(*seen: object, status: object = WAITING) -> MemoryDesk:
    desk = MemoryDesk(status)  # type: ignore[arg-type]
    desk.seen = seen  # type: ignore[assignment]
    return desk


def sending(open_page: OpenPage) -> Bench:
    """A page with an exchange that stands still half-way."""
    desk = MemoryDesk(WAITING)
    desk.held.clear()
    bench = open_page(desk)
    bench.page.standing.card.send.click()
    bench.qtbot.waitUntil(lambda: "300 KB" in bench.page.running.words.text())
    return bench


def test_what_waits_is_said_with_since_when_and_the_last_receipt(open_page: OpenPage) -> None:
    bench = open_page(replace(WAITING, on_stick=5, on_stick_since=NOW - timedelta(hours=1)))
    card = bench.page.standing.card
    assert card.heading.text() == "12 thay đổi chờ gửi"
    assert card.facts.text().split("\n") == [
        "Sớm nhất từ 08:30 ngày 19/11.",
        "5 thay đổi đã ghi ra USB 08:30 hôm nay, chờ biên nhận.",
        "Biên nhận gần nhất: 09:30 ngày 18/11.",
    ]


def test_when_all_is_received_the_page_says_so(open_page: OpenPage) -> None:
    bench = open_page(JOINED)
    assert bench.page.standing.card.heading.text() == texts.ALL_RECEIVED


def test_sending_shows_how_far_it_is_and_ends_with_the_receipt(open_page: OpenPage) -> None:
    bench = sending(open_page)
    assert bench.page.running.isVisible()
    assert bench.page.running.bar.value() == 40
    assert not bench.page.standing.card.isVisible()
    bench.desk.held.set()
    bench.rest()
    receipt = bench.page.receipt
    assert receipt.heading.text() == "Tỉnh đã nhận 12 thay đổi"
    assert [number.text() for number in receipt.numbers] == ["12", "5", "12"]
    assert receipt.pull.isHidden()
    assert bench.page.running.isHidden()
    assert bench.page.standing.card.heading.text() == texts.ALL_RECEIVED
    receipt.close_button.click()
    assert receipt.isHidden()


def test_after_a_first_load_without_the_past_the_receipt_says_from_which_day_history_is_told(
    open_page: OpenPage,
) -> None:
    desk = MemoryDesk(WAITING)
    bench = open_page(desk)
    for since, said in ((NOW.date(), f"Lịch sử trên máy này có từ ngày {NOW:%d/%m/%Y}"), (None, "")):
        desk.outcome = Outcome(Way.NETWORK, 12, 0, 12, 5, history_from=since)
        bench.page.send()
        bench.rest()
        receipt = bench.page.receipt
        assert receipt.history.text().startswith(said)
        assert receipt.history.isVisible() == bool(said)
        assert said in receipt.accessibleName()


def test_how_long_it_may_still_take_is_told_from_how_far_it_came() -> None:
    seconds = iter([0.0, 0.0, 10.0, 10.0])
    words = Words(lambda: next(seconds))
    words.of(Step(Stage.SEND, 1024, 40960))
    assert words.of(Step(Stage.SEND, 10240, 40960)).text == "Đang gửi: 10 KB trên 40 KB · còn khoảng 30 giây"


def test_cancelling_is_no_fault_and_what_was_received_stays(open_page: OpenPage) -> None:
    bench = sending(open_page)
    bench.page.running.stop.click()
    bench.rest()
    assert bench.page.problem.heading.text() == texts.STOPPED
    assert bench.page.problem.property("tone") == "plain"
    assert bench.page.standing.card.heading.text() == "12 thay đổi chờ gửi"


def test_being_cut_off_says_what_happened_that_nothing_is_lost_and_tries_again(open_page: OpenPage) -> None:
    bench = open_page(WAITING)
    bench.desk.fails = ServerCut()
    bench.page.standing.card.send.click()
    bench.rest()
    problem = bench.page.problem
    assert problem.heading.text() == texts.CUT_OFF
    assert "12 thay đổi vẫn nằm trong hàng chờ" in problem.sentence.text()
    problem.button.click()
    bench.rest()
    assert problem.isHidden()
    assert bench.page.receipt.isVisible()


def test_a_try_that_was_cut_off_yesterday_is_still_told_today(open_page: OpenPage) -> None:
    bench = open_page(replace(WAITING, problem="net.cut", problem_on=NOW - timedelta(days=1)))
    assert bench.page.problem.heading.text() == "Lần gửi – nhận lúc 09:30 hôm qua chưa xong"


def test_being_offline_is_an_ordinary_day_and_no_trouble(open_page: OpenPage) -> None:
    assert open_page(replace(WAITING, problem=ServerUnreachable.code, problem_on=NOW)).page.problem.isHidden()


def test_leaving_the_page_stops_nothing(open_page: OpenPage) -> None:
    bench = sending(open_page)
    bench.page.hide()
    bench.desk.held.set()
    bench.rest()
    assert bench.ended[0].outcome is not None


def test_closing_the_program_while_sending_asks_nothing(open_page: OpenPage) -> None:
    bench = sending(open_page)
    assert bench.page.may_leave()
    bench.runner.shutdown()
    assert bench.desk.now.waiting == 12


def test_two_exchanges_never_run_at_once(open_page: OpenPage) -> None:
    bench = sending(open_page)
    bench.page.send()
    assert not bench.runs.by_stick(Path("E:/"))
    bench.desk.held.set()
    bench.rest()
    assert len(bench.desk.asked) == 1


def test_our_stick_is_written_at_once_and_may_be_pulled_out(open_page: OpenPage) -> None:
    desk = with_sticks(OURS)
    desk.outcome = Outcome(Way.STICK, 12)
    bench = open_page(desk)
    bench.page.standing.card.write.click()
    bench.rest()
    assert bench.did("by_stick", Path("E:/"))
    assert bench.page.receipt.heading.text() == "Đã ghi 12 thay đổi ra USB"
    assert bench.page.receipt.pull.text() == "Có thể rút USB."
    assert bench.page.standing.card.heading.text() == "12 thay đổi chờ gửi"


def test_without_a_stick_she_is_told_to_plug_one_in_and_it_is_seen(open_page: OpenPage) -> None:
    bench = open_page(with_sticks())
    bench.page.standing.card.write.click()
    sticks = bench.page.standing.sticks
    assert sticks.said.text() == texts.NO_STICK
    assert bench.desk.asked == []
    bench.desk.seen = (OURS,)
    bench.watcher.look()
    bench.rest()
    assert sticks.act.isVisible()
    assert bench.desk.asked == []


def test_a_strange_stick_is_written_only_when_she_says_so(open_page: OpenPage) -> None:
    bench = open_page(with_sticks(STRANGE))
    bench.page.standing.card.write.click()
    assert bench.desk.asked == []
    assert QApplication.focusWidget() is bench.page.standing.sticks.act
    bench.page.standing.sticks.act.click()
    bench.rest()
    assert bench.did("by_stick", Path("F:/"))


def test_among_several_sticks_ours_is_marked_and_another_can_be_chosen(open_page: OpenPage) -> None:
    bench = open_page(with_sticks(STRANGE, ANSWERED))
    sticks = bench.page.standing.sticks
    assert [radio.isChecked() for radio in sticks.radios] == [False, True]
    assert sticks.act.text() == texts.TAKE_ANSWER
    sticks.radios[0].click()
    assert sticks.act.text() == texts.WRITE_THIS
    sticks.act.click()
    bench.rest()
    assert bench.did("by_stick", Path("F:/"))


def test_among_several_strange_sticks_she_is_asked_which(open_page: OpenPage) -> None:
    other = replace(STRANGE, path=Path("G:/"), label="MAY ANH (G:)")
    bench = open_page(with_sticks(STRANGE, other))
    bench.page.standing.card.write.click()
    assert bench.page.standing.sticks.said.text() == texts.WHICH_STICK
    assert not bench.page.standing.sticks.act.isEnabled()
    assert bench.desk.asked == []


def test_a_stick_that_is_not_recognised_can_be_pointed_at(open_page: OpenPage) -> None:
    bench = open_page(with_sticks(), folder=Path("/media/usb"))
    bench.page.standing.sticks.other.click()
    bench.rest()
    assert bench.did("by_stick", Path("/media/usb"))


def test_without_a_server_the_stick_is_the_way(open_page: OpenPage) -> None:
    bench = open_page(replace(WAITING, server=""))
    assert bench.page.standing.card.send.isHidden()
    assert bench.page.standing.card.no_server.isVisible()


def test_what_was_held_is_listed_with_its_reason_in_words(open_page: OpenPage) -> None:
    bench = open_page(replace(WAITING, refused=REFUSED))
    refused = bench.page.standing.refused
    assert refused.isVisible()
    assert len(refused.lines) == 2
    assert bench.page.standing.card.isVisible()


@pytest.mark.parametrize(
    ("off", "words"),
    [(700, "nhanh hơn đồng hồ của tỉnh 12 phút"), (-10_900, "chậm hơn đồng hồ của tỉnh 3 giờ"),
     (73 * 31_557_600, "nhanh hơn đồng hồ của tỉnh 73 năm")],
)  # fmt: skip
def test_a_wrong_clock_is_said_in_words(open_page: OpenPage, off: int, words: str) -> None:
    assert words in open_page(replace(WAITING, clock_offset_s=off)).page.standing.clock.sentence.text()


def test_a_clock_that_is_right_enough_is_not_mentioned(open_page: OpenPage) -> None:
    assert open_page(replace(WAITING, clock_offset_s=-599)).page.standing.clock.isHidden()


def test_a_first_load_and_a_restored_province_are_explained(open_page: OpenPage) -> None:
    bench = open_page(replace(WAITING, loading=True, give_back=True))
    assert bench.page.standing.loading.sentence.text() == texts.FIRST_LOAD
    assert bench.page.standing.give_back.sentence.text() == texts.GIVE_BACK
    assert bench.page.standing.card.send.text() == texts.LOAD_ON


def test_the_last_exchanges_are_listed(open_page: OpenPage) -> None:
    desk = MemoryDesk(JOINED)
    desk.past = list(HISTORY)
    bench = open_page(desk)
    words = [line.text() for line in bench.page.standing.history.lines[2::3]]  # type: ignore[attr-defined]
    assert words == [
        "Gửi 31 thay đổi · nhận về 4 · tỉnh đã nhận 31", "Chưa xong · gửi 9 thay đổi",
        "Ghi 214 thay đổi ra USB · tỉnh đã nhận 57", "Không có gì mới",
    ]  # fmt: skip


def test_a_guest_sees_how_things_stand_and_no_button(open_page: OpenPage) -> None:
    bench = open_page(WAITING, ExchangeRights(exchange=False, join=False, settle=False))
    card = bench.page.standing.card
    assert card.heading.isVisible()
    assert card.send.isHidden()
    assert card.write.isHidden()
    bench.page.send()
    bench.page.write()
    bench.rest()
    assert bench.desk.asked == []


def test_sending_by_keyboard_alone(open_page: OpenPage) -> None:
    bench = open_page(WAITING)
    at = QApplication.focusWidget()
    assert at is bench.page.standing.card.send
    QTest.keyClick(at, Qt.Key.Key_Space)
    bench.rest()
    assert bench.did("by_network")
    assert QApplication.focusWidget() is bench.page.standing.card.send


def test_the_page_lists_its_shortcuts(open_page: OpenPage) -> None:
    bench = open_page(WAITING)
    assert [action.text() for action in bench.page.page_actions()] == ["Gửi qua mạng", "Ghi ra USB"]
