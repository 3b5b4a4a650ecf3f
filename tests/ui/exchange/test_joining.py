"""A computer that has never been enrolled: what it is told, and how it joins."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.exchange.join_fields import grouped
from desktop.ui.exchange.services import ExchangeRights
from desktop.ui.texts import exchange as texts
from sync.carriers.https_errors import InvitationRefused
from sync.code import CodeMistyped, read_code
from tests.ui.exchange.conftest import Bench, OpenPage
from tests.ui.exchange.memory_desk import INVITING, NEVER, OURS, MemoryDesk
from tests.ui.typing import METHODS, type_like_unikey

ADDRESS, CODE = "https://dulieu.hoiphunu.vn", "K7QD-2MXP-9A3T"


def fill(bench: Bench, *, name: str = "Máy văn phòng", server: str = ADDRESS, code: str = CODE) -> None:
    join = bench.page.join
    for line, text in ((join.name, name), (join.server, server), (join.code, code)):
        line.set_text(text)


def said(bench: Bench) -> str:
    """Everything that can be read on the page."""
    return "\n".join(each.text() for each in bench.page.findChildren(QLabel) if each.isVisible())


def test_it_says_what_exchange_is_and_that_two_computers_exchange_through_the_province(open_page: OpenPage) -> None:
    words = said(open_page(NEVER))
    assert texts.JOIN_WHY in words
    assert "128 thay đổi đang được giữ" in words
    assert "Hai máy trong xã trao đổi qua tỉnh" in words
    assert "Chưa có mã, cũng chưa có USB của tỉnh?" in words


def test_a_code_joins_and_the_page_goes_on_to_what_waits(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    fill(bench)
    bench.page.join.code_button.click()
    bench.rest()
    assert bench.did("enrol_by_code", ADDRESS, CODE, "Máy văn phòng")
    assert bench.page.join.isHidden()
    assert bench.page.standing.card.heading.text() == "128 thay đổi chờ gửi"
    assert bench.notices[0].tone == "good"


@pytest.mark.parametrize("written", ["k7qd2mxp9a3t", " K7QD 2MXP 9A3T ", "k7qd–2mxp–9a3t", "K7qd.2Mxp.9a3t"])
def test_a_code_is_shown_in_groups_however_it_was_written(written: str) -> None:
    assert grouped(written) == CODE


def test_a_code_stays_as_it_is_typed_until_she_leaves_the_line(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    line = bench.page.join.code.line
    line.setFocus()
    QTest.keyClicks(line, "k7qd 2mxp9")
    assert line.text() == "k7qd 2mxp9"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "K7QD-2MXP-9"


@pytest.mark.parametrize("method", METHODS)
def test_a_vietnamese_name_for_the_computer_comes_through_whole(open_page: OpenPage, method: str) -> None:
    bench = open_page(NEVER)
    line = bench.page.join.name.line
    type_like_unikey(line, "Máy xách tay của chị Thủy", method)
    assert line.text() == "Máy xách tay của chị Thủy"


@pytest.mark.parametrize("method", METHODS)
def test_a_vietnamese_keyboard_left_on_is_pointed_out_under_the_code(open_page: OpenPage, method: str) -> None:
    bench = open_page(NEVER)
    fill(bench, code="")
    code = bench.page.join.code
    type_like_unikey(code.line, "K7QĐ Ấ", method)
    assert code.line.text() == "K7QĐ Ấ"
    assert code.problem == texts.CODE_MARKS
    bench.page.join.code_button.click()
    assert bench.desk.asked == []
    assert code.line.text() == "K7QĐ Ấ"
    code.set_text("K7QD AS")
    assert code.problem == ""


def test_what_is_missing_is_said_under_its_line(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    join = bench.page.join
    join.code_button.click()
    assert (join.name.problem, join.server.problem, join.code.problem) == (
        texts.NAME_NEEDED, texts.SERVER_NEEDED, texts.CODE_NEEDED,
    )  # fmt: skip
    assert QApplication.focusWidget() is join.name.line
    QTest.keyClicks(join.name.line, "A")
    assert join.name.problem == ""
    assert bench.desk.asked == []


def test_a_mistyped_code_is_said_under_the_code_and_nothing_typed_is_lost(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    fill(bench)
    with pytest.raises(CodeMistyped) as mistyped:
        read_code(CODE)
    bench.desk.fails = mistyped.value
    bench.page.join.code_button.click()
    bench.rest()
    assert bench.page.join.code.problem
    assert bench.page.problem.isHidden()
    assert bench.page.join.code.text() == CODE
    assert bench.page.join.server.text() == ADDRESS


def test_why_joining_failed_is_said_above_the_form(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    fill(bench)
    bench.desk.fails = InvitationRefused()
    bench.page.join.code_button.click()
    bench.rest()
    assert bench.page.problem.heading.text() == texts.JOIN_FAILED
    assert bench.page.problem.button.isHidden()
    assert bench.page.join.isVisible()


def test_joining_can_be_stopped_and_changes_nothing(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    bench.desk.held.clear()
    fill(bench)
    bench.page.join.code_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.desk.asked))
    assert bench.page.join.isHidden()
    bench.page.running.stop.click()
    bench.rest()
    assert bench.page.problem.sentence.text() == texts.JOIN_STOPPED_SO
    assert bench.page.join.isVisible()


def test_a_stick_with_an_invitation_joins_and_the_request_goes_with_it(open_page: OpenPage) -> None:
    desk = MemoryDesk(NEVER)
    bench = open_page(desk)
    assert not bench.page.join.stick_button.isEnabled()
    desk.seen = (INVITING,)
    bench.watcher.look()
    bench.rest()
    assert "KINGSTON (E:)" in bench.page.join.stick_says.text()
    bench.page.join.name.set_text("Máy văn phòng")
    bench.page.join.stick_button.click()
    bench.rest()
    assert bench.did("enrol_by_stick", Path("E:/"), "Máy văn phòng")
    assert "Có thể rút USB" in bench.notices[0].text
    assert bench.page.standing.pending.isVisible()
    assert bench.page.standing.card.send.isHidden()
    assert bench.page.standing.card.write.isVisible()


def test_a_stick_without_an_invitation_says_so(open_page: OpenPage) -> None:
    desk = MemoryDesk(NEVER)
    desk.seen = (OURS,)
    bench = open_page(desk)
    assert "chưa có giấy mời" in bench.page.join.stick_says.text()
    assert not bench.page.join.stick_button.isEnabled()


def test_an_officer_is_told_who_joins(open_page: OpenPage) -> None:
    bench = open_page(NEVER, ExchangeRights(exchange=True, join=False, settle=True))
    assert texts.ONLY_CHAIR in said(bench)
    assert not bench.page.join.code_button.isVisible()


def test_joining_by_keyboard_alone(open_page: OpenPage) -> None:
    bench = open_page(NEVER)
    for text in ("Máy văn phòng", ADDRESS, "k7qd 2mxp 9a3t"):
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClicks(at, text) if text.isascii() else type_like_unikey(at, text)
        if text != "k7qd 2mxp 9a3t":
            QTest.keyClick(at, Qt.Key.Key_Tab)
    QTest.keyClick(bench.page.join.code.line, Qt.Key.Key_Return)
    bench.rest()
    assert [asked[0] for asked in bench.desk.asked] == ["enrol_by_code"]
    assert bench.desk.asked[0][3] == "Máy văn phòng"


def test_a_computer_that_was_named_before_keeps_its_name(open_page: OpenPage) -> None:
    bench = open_page(replace(NEVER, device_name="Máy xách tay"))
    assert bench.page.join.name.text() == "Máy xách tay"
