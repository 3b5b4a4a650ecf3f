"""The quiet watcher: what it offers, how often, and when it keeps still."""

from dataclasses import dataclass, field, replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.exchange.desk import Outcome, Status, StickSeen, Way
from desktop.ui.exchange.runs import Ended, ExchangeRuns
from desktop.ui.exchange.services import DeskDoor
from desktop.ui.exchange.watcher import ExchangeWatcher, Offer
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import exchange as texts
from tests.ui.exchange.memory_desk import ANSWERED, INVITING, JOINED, NEVER, OURS, STRANGE, WAITING, MemoryDesk


@dataclass
class Watch:
    """A watcher whose looks are asked for one by one."""

    desk: MemoryDesk
    runs: ExchangeRuns
    watcher: ExchangeWatcher
    runner: TaskRunner
    qtbot: QtBot
    offers: list[Offer] = field(default_factory=list)
    seen: list[tuple[StickSeen, ...]] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner.is_idle)

    def plug(self, *sticks: StickSeen) -> None:
        """Plug these in, and nothing else; the watcher's next look finds them."""
        self.desk.seen = sticks
        self.watcher._look_again()
        self.rest()


def watch(
    qtbot: QtBot, runner: TaskRunner, status: Status, *, may_exchange: bool = True, in_the_way: list[bool] | None = None
) -> Watch:
    desk = MemoryDesk(status)
    door = DeskDoor(lambda: desk)
    runs = ExchangeRuns(door, runner)
    watcher = ExchangeWatcher(
        door, runs, runner, may_exchange=may_exchange, may_offer=lambda: not in_the_way, parent=runs
    )
    made = Watch(desk, runs, watcher, runner, qtbot)
    watcher.offered.connect(made.offers.append)
    watcher.seen.connect(made.seen.append)
    runs.ended.connect(made.ended.append)
    runs.refresh()
    made.rest()
    return made


@pytest.mark.parametrize(
    ("status", "stick", "words"),
    [
        (WAITING, ANSWERED, "Có USB của Sổ Hội: nhận biên nhận?"),
        (WAITING, OURS, "Có USB của Sổ Hội: ghi 12 thay đổi ra USB?"),
        (NEVER, INVITING, "Có USB của tỉnh: nối máy này với tỉnh?"),
    ],
)
def test_a_stick_is_offered_once_for_every_time_it_is_plugged_in(
    qtbot: QtBot, runner: TaskRunner, status: Status, stick: StickSeen, words: str
) -> None:
    watching = watch(qtbot, runner, status)
    watching.plug(stick)
    watching.plug(stick)
    assert [offer.words for offer in watching.offers] == [words]
    with qtbot.waitSignal(watching.watcher.withdrawn):
        watching.plug()
    watching.plug(stick)
    assert len(watching.offers) == 2


@pytest.mark.parametrize(
    ("status", "stick"),
    [(WAITING, STRANGE), (JOINED, OURS), (replace(WAITING, on_stick=12), OURS), (NEVER, OURS), (JOINED, INVITING)],
)
def test_a_stick_with_nothing_to_do_is_not_mentioned(
    qtbot: QtBot, runner: TaskRunner, status: Status, stick: StickSeen
) -> None:
    watching = watch(qtbot, runner, status)
    watching.plug(stick)
    assert watching.offers == []
    assert watching.seen == [(stick,)]


def test_an_offer_that_would_be_in_the_way_waits(qtbot: QtBot, runner: TaskRunner) -> None:
    in_the_way = [True]
    watching = watch(qtbot, runner, WAITING, in_the_way=in_the_way)
    watching.plug(ANSWERED)
    assert watching.offers == []
    in_the_way.clear()
    watching.plug(ANSWERED)
    assert len(watching.offers) == 1


def test_a_stick_she_has_just_used_is_not_offered_again(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, JOINED)
    watching.plug(OURS)
    watching.runs.by_stick(OURS.path)
    watching.rest()
    watching.desk.now = WAITING
    watching.runs.refresh()
    watching.rest()
    watching.plug(OURS)
    assert watching.offers == []


def test_the_network_is_tried_quietly_when_the_desk_finds_it_in_place(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, WAITING)
    watching.watcher.try_network()
    watching.rest()
    assert watching.desk.asked == []
    watching.desk.due, watching.desk.outcome = True, Outcome(Way.NETWORK, 12, 0, 12)
    watching.watcher.try_network()
    watching.rest()
    assert [(ended.quiet, ended.error) for ended in watching.ended] == [(True, None)]


def test_a_quiet_try_that_fails_says_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, WAITING)
    watching.desk.due, watching.desk.fails = True, OSError("no network")
    watching.watcher.try_network()
    watching.rest()
    assert watching.ended[0].quiet
    assert watching.runs.last is None


def test_nothing_is_looked_at_while_an_exchange_runs(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, WAITING)
    watching.desk.held.clear()
    watching.runs.by_network()
    watching.desk.seen = (ANSWERED,)
    watching.watcher.look()
    watching.watcher.try_network()
    assert watching.seen == []
    watching.desk.held.set()
    watching.rest()
    assert watching.seen == [(ANSWERED,)]


def test_a_drive_that_cannot_be_looked_at_is_no_drive(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching = watch(qtbot, runner, WAITING)
    monkeypatch.setattr(watching.desk, "sticks", lambda: 1 / 0)
    watching.plug(ANSWERED)
    assert watching.seen == [()]


def test_a_guest_is_offered_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, WAITING, may_exchange=False)
    watching.plug(ANSWERED)
    assert watching.offers == []


def test_it_looks_by_itself_until_it_is_stopped(qtbot: QtBot, runner: TaskRunner) -> None:
    watching = watch(qtbot, runner, WAITING)
    watching.desk.seen = (OURS,)
    with qtbot.waitSignal(watching.watcher.seen):
        watching.watcher.start()
    watching.watcher.stop()
    assert watching.offers[0].act == texts.WRITE
