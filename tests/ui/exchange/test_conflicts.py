"""Conflict cards: what they say, what is kept, and what is left for later."""

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.dates import PartialDate
from desktop.store.troubles import Busy
from desktop.ui.exchange.conflict_card import ConflictCard
from desktop.ui.exchange.services import ExchangeRights
from desktop.ui.texts import exchange as texts
from tests.ui.exchange.conftest import Bench, OpenPage
from tests.ui.exchange.memory_desk import JOINED, MemoryDesk, conflict
from tests.ui.typing import METHODS, type_like_unikey


def differing(open_page: OpenPage, *cards: object, rights: ExchangeRights | None = None) -> Bench:
    desk = MemoryDesk(JOINED)
    desk.cards = list(cards)  # type: ignore[arg-type]
    return open_page(desk, rights)


def card_of(bench: Bench, key: str = "c1") -> ConflictCard:
    return bench.page.standing.conflicts.cards[key]


def words_of(card: ConflictCard) -> list[str]:
    return [each.text() for each in card.findChildren(QLabel) if each.isVisible()]


def test_a_card_says_who_where_and_when_and_what_both_started_from(open_page: OpenPage) -> None:
    words = words_of(card_of(differing(open_page, conflict())))
    assert "Nguyễn Thị Hòa · Chi hội Na Pặng" in words
    assert "ban đầu: 1985" in words
    assert "Trần Thị Thu, máy xách tay, 19/11 20:30" in words
    assert "Nguyễn Thị Lan, máy này, 18/11 09:30" in words
    assert {"03/12/1985", "12/03/1985", "Giá trị khác"} <= set(words)


def test_nothing_can_be_kept_before_something_is_chosen(open_page: OpenPage) -> None:
    card = card_of(differing(open_page, conflict()))
    assert not card.keep.isEnabled()
    card.fields[0].radios[0].click()
    assert card.keep.isEnabled()


def test_the_chosen_value_is_kept_and_the_card_goes(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict(1), conflict(2))
    card = card_of(bench)
    card.fields[0].radios[1].click()
    card.keep.click()
    bench.rest()
    assert bench.did("settle", "c1", {"birth": PartialDate("1985-03-12")})
    assert list(bench.page.standing.conflicts.cards) == ["c2"]
    assert bench.notices[-1].text == "Đã giữ giá trị đã chọn cho Nguyễn Thị Hòa."
    assert QApplication.focusWidget() is not None


def test_one_card_keeps_what_was_chosen_and_asks_on_for_the_rest(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict(fields=3))
    card = card_of(bench)
    card.fields[0].radios[0].click()
    card.fields[2].radios[1].click()
    card.keep.click()
    bench.rest()
    assert bench.did("settle", "c1", {"birth": PartialDate("1985-12-03"), "phone": "0987000222"})
    assert [field.conflict.key for field in card_of(bench).fields] == ["name"]


def test_another_value_is_typed_with_the_input_of_its_kind(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict())
    card = card_of(bench)
    field = card.fields[0]
    QTest.keyClicks(field.editor.input, "5/3/1986")
    assert field.radios[-1].isChecked()
    card.keep.click()
    bench.rest()
    assert bench.did("settle", "c1", {"birth": PartialDate("1986-03-05")})


def test_a_value_that_cannot_be_read_is_said_under_it_and_nothing_is_kept(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict())
    card = card_of(bench)
    QTest.keyClicks(card.fields[0].editor.input, "31/2/1986")
    card.keep.click()
    bench.rest()
    assert card.fields[0].editor.problem
    assert bench.desk.asked == []


@pytest.mark.parametrize("method", METHODS)
def test_a_name_typed_with_a_vietnamese_keyboard_comes_through_whole(open_page: OpenPage, method: str) -> None:
    bench = differing(open_page, conflict(fields=2))
    field = card_of(bench).fields[1]
    type_like_unikey(field.editor.input, "Nguyễn Thị Thúy Hường", method)
    assert field.value == "Nguyễn Thị Thúy Hường"


def test_a_card_can_be_put_off_and_taken_up_again(open_page: OpenPage) -> None:
    card = card_of(differing(open_page, conflict()))
    card.later.click()
    assert card.choices.isHidden()
    assert texts.LATER_SAID in words_of(card)
    assert QApplication.focusWidget() is card.again
    card.again.click()
    assert card.choices.isVisible()


def test_a_click_on_the_words_chooses_too(open_page: OpenPage) -> None:
    field = card_of(differing(open_page, conflict())).fields[0]
    line = field.radios[1].parentWidget()
    assert line is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 5, 5))
    assert field.radios[1].isChecked()


def test_what_she_chose_survives_news_of_other_cards(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict(1))
    card_of(bench).fields[0].radios[1].click()
    bench.desk.cards.insert(0, conflict(2))
    bench.page.come_up()
    bench.rest()
    assert list(bench.page.standing.conflicts.cards) == ["c1", "c2"]
    assert card_of(bench).fields[0].radios[1].isChecked()


def test_a_settlement_that_fails_says_why_and_keeps_the_card(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict())
    bench.desk.fails = Busy()
    card_of(bench).fields[0].radios[0].click()
    card_of(bench).keep.click()
    bench.rest()
    assert bench.notices[-1].tone == "stop"
    assert card_of(bench).isEnabled()


def test_the_row_can_be_opened_in_its_register(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict())
    with bench.qtbot.waitSignal(bench.page.went) as went:
        card_of(bench).open_row.click()
    assert went.args == [f"row:member:{UUID(int=1).hex}"]


def test_a_guest_may_look_and_not_settle(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict(), rights=ExchangeRights(exchange=False, join=False, settle=False))
    assert card_of(bench).keep.isHidden()
    assert card_of(bench).later.isHidden()


def test_settling_by_keyboard_alone(open_page: OpenPage) -> None:
    bench = differing(open_page, conflict())
    bench.page.show_conflicts()
    card = card_of(bench)
    QTest.keyClick(card.fields[0].radios[0], Qt.Key.Key_Space)
    for _ in range(10):
        at = QApplication.focusWidget()
        assert at is not None
        if at is card.keep:
            break
        QTest.keyClick(at, Qt.Key.Key_Tab)
    QTest.keyClick(card.keep, Qt.Key.Key_Space)
    bench.rest()
    assert bench.did("settle", "c1", {"birth": PartialDate("1985-12-03")})
