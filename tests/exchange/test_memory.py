"""What a computer remembers of its exchanges, and when it tries by itself."""

from desktop.exchange.automatic import CALM_MS, FRESH_MS, is_due, pause_ms
from desktop.exchange.desk import Outcome, Way
from desktop.exchange.memory import KEPT, Held, Memory, moment, remember, remembered
from desktop.exchange.waiting import count_on_stick, unconfirmed, waiting_since_ms
from desktop.models.sheets import sheet_named
from desktop.registers.register import Register
from desktop.store.store import Store
from tests.people import AN, HOA, Wall

NOW = 1_795_000_000_000
MINUTE = 60_000
SENT = Outcome(Way.NETWORK, sent=3, acknowledged=3)


def test_what_is_remembered_survives(store: Store) -> None:
    memory = Memory(NOW, -4000, on_stick={"ab" * 16: 7}, held=(Held("cd" * 16, "scope", NOW),))
    memory = memory.with_done(SENT, NOW).with_problem(Way.STICK, "stick.full", NOW + 1)
    remember(store, memory)
    assert remembered(store) == memory
    (problem, done) = [past.shown for past in memory.past]
    assert (done.outcome, done.problem) == (SENT, "")
    assert (problem.outcome, problem.problem) == (Outcome(Way.STICK), "stick.full")


def test_nothing_is_remembered_of_a_computer_that_never_exchanged(store: Store) -> None:
    assert remembered(store) == Memory()


def test_failures_never_push_out_the_last_exchange_that_came_to_its_end() -> None:
    memory = Memory().with_done(SENT, NOW)
    for minute in range(30):
        memory = memory.with_problem(Way.NETWORK, "net.unreachable", NOW + minute)
    assert len(memory.past) == KEPT
    assert memory.last_done is not None
    assert memory.last_done.at_ms == NOW
    assert memory.failures == 30


def test_a_clock_far_beyond_any_calendar_has_a_moment() -> None:
    assert moment(1 << 62).year == 9999


def test_it_tries_at_once_where_it_never_did() -> None:
    assert is_due(Memory(), last_change_ms=None, waiting=0, now_ms=NOW)


def test_it_waits_while_she_is_typing_and_tries_when_she_pauses() -> None:
    memory = Memory().with_done(SENT, NOW)
    later = NOW + 20 * MINUTE
    assert not is_due(memory, last_change_ms=later - MINUTE, waiting=5, now_ms=later)
    assert is_due(memory, last_change_ms=later - CALM_MS, waiting=5, now_ms=later)


def test_with_nothing_waiting_it_asks_for_news_once_an_hour() -> None:
    memory = Memory().with_done(SENT, NOW)
    assert not is_due(memory, last_change_ms=None, waiting=0, now_ms=NOW + FRESH_MS - 1)
    assert is_due(memory, last_change_ms=None, waiting=0, now_ms=NOW + FRESH_MS)


def test_each_failure_doubles_the_pause_and_success_ends_it() -> None:
    memory = Memory().with_done(SENT, NOW)
    for _ in range(3):
        memory = memory.with_problem(Way.NETWORK, "net.unreachable", NOW)
    assert not is_due(memory, last_change_ms=None, waiting=9, now_ms=NOW + pause_ms(3) - 1)
    assert is_due(memory, last_change_ms=None, waiting=9, now_ms=NOW + pause_ms(3))
    assert memory.with_done(SENT, NOW).failures == 0


def test_a_failure_with_a_stick_does_not_keep_it_from_the_network() -> None:
    memory = Memory().with_problem(Way.STICK, "stick.full", NOW)
    assert is_due(memory, last_change_ms=None, waiting=1, now_ms=NOW)


def test_a_clock_that_was_set_back_by_years_stops_no_try() -> None:
    memory = Memory().with_done(SENT, NOW).with_problem(Way.NETWORK, "net.cut", NOW)
    assert is_due(memory, last_change_ms=NOW, waiting=1, now_ms=NOW - 26 * 365 * 24 * 60 * MINUTE)


def test_what_waits_is_counted_from_its_oldest_change(store: Store, wall: Wall) -> None:
    with store.reading() as db:
        assert waiting_since_ms(db, unconfirmed(db)) is None
    first = wall.ms
    Register(store, sheet_named("person")).add(AN)
    wall.ms += 5 * MINUTE
    Register(store, sheet_named("person")).add(HOA)
    with store.reading() as db:
        (part,) = unconfirmed(db)
        assert waiting_since_ms(db, [part]) == first
    assert part.seq == 2
    assert count_on_stick([part], {part.incarnation.hex(): 1}) == 1
    assert count_on_stick([part], {"00" * 16: 3}) == 0
    assert count_on_stick([part], {part.incarnation.hex(): 99}) == 2
