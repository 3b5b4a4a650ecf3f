"""Every state of the exchange page in every look: each word whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.exchange.desk import Outcome, Way
from desktop.ui.theme import Look
from sync.carriers.https_errors import ServerCut
from tests.ui.exchange.conftest import Bench, OpenPage
from tests.ui.exchange.memory_desk import (
    ANSWERED,
    HISTORY,
    INVITING,
    JOINED,
    NEVER,
    NOW,
    OURS,
    REFUSED,
    STRANGE,
    WAITING,
    MemoryDesk,
    conflict,
)
from tests.ui.overflow import overflowing


def never(desk: MemoryDesk) -> None:
    desk.now = NEVER


def never_with_stick(desk: MemoryDesk) -> None:
    desk.now, desk.seen = NEVER, (INVITING,)


def received_all(desk: MemoryDesk) -> None:
    desk.now, desk.past = JOINED, list(HISTORY)


def waiting(desk: MemoryDesk) -> None:
    desk.now, desk.past = replace(WAITING, on_stick=5, on_stick_since=NOW - timedelta(hours=1)), list(HISTORY)


def sticks(desk: MemoryDesk) -> None:
    desk.now, desk.seen = WAITING, (STRANGE, ANSWERED)


def one_stick(desk: MemoryDesk) -> None:
    desk.now, desk.seen = replace(WAITING, server=""), (OURS,)


def differing(desk: MemoryDesk) -> None:
    desk.now, desk.cards = JOINED, [conflict(1, fields=3), conflict(2)]


def held(desk: MemoryDesk) -> None:
    desk.now = replace(WAITING, refused=REFUSED)


def troubled(desk: MemoryDesk) -> None:
    desk.now = replace(
        WAITING, give_back=True, clock_offset_s=73 * 365 * 86400, loading=True, problem="value.not_in_list",
        problem_on=NOW - timedelta(hours=1),
    )  # fmt: skip


def pending(desk: MemoryDesk) -> None:
    desk.now = replace(NEVER, invitation_pending=True, province=JOINED.province, device_name="Máy văn phòng")


STATES = (
    never, never_with_stick, received_all, waiting, sticks, one_stick, differing, held, troubled, pending,
)  # fmt: skip


def cut_words(bench: Bench) -> list[str]:
    """What does not fit once the page has come to rest; one layout may lead to the next."""
    for _ in range(20):
        bench.qtbot.wait(10)
        if not overflowing(bench.page):
            break
    return overflowing(bench.page)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_word_of_every_state_is_whole(
    state: Callable[[MemoryDesk], None], look: Look, open_page: OpenPage, pictures: Callable[..., None]
) -> None:
    desk = MemoryDesk()
    state(desk)
    bench = open_page(desk)
    bench.qtbot.wait(20)
    pictures(bench.page, f"{state.__name__}-{look.theme}-{look.scale}")
    assert cut_words(bench) == []


def test_every_word_is_whole_while_sending_and_after(
    look: Look, open_page: OpenPage, pictures: Callable[..., None]
) -> None:
    desk = MemoryDesk(WAITING)
    desk.outcome = Outcome(Way.NETWORK, 12, 5, 12, 5, conflicts_new=1, refused=2)
    desk.held.clear()
    bench = open_page(desk)
    bench.page.send()
    bench.qtbot.waitUntil(lambda: "300 KB" in bench.page.running.words.text())
    bench.qtbot.wait(20)
    pictures(bench.page, f"sending-{look.theme}-{look.scale}")
    assert cut_words(bench) == []
    desk.held.set()
    bench.rest()
    bench.qtbot.wait(20)
    pictures(bench.page, f"received-{look.theme}-{look.scale}")
    assert cut_words(bench) == []
    desk.fails = ServerCut()
    bench.page.send()
    bench.rest()
    bench.qtbot.wait(20)
    pictures(bench.page, f"cut-off-{look.theme}-{look.scale}")
    assert cut_words(bench) == []


def test_every_word_is_whole_after_writing_a_stick(
    look: Look, open_page: OpenPage, pictures: Callable[..., None]
) -> None:
    desk = MemoryDesk(WAITING)
    desk.seen, desk.outcome = (OURS,), Outcome(Way.STICK, 12)
    bench = open_page(desk)
    bench.page.write()
    bench.rest()
    bench.qtbot.wait(20)
    pictures(bench.page, f"written-{look.theme}-{look.scale}")
    assert cut_words(bench) == []
