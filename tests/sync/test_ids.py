"""Row ids."""

from threading import Thread
from uuid import UUID

import pytest

from sync import ids
from sync.ids import uuid7


def test_ids_of_one_process_are_unique_and_in_order() -> None:
    made = [uuid7() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(row_id.version, row_id.variant) for row_id in made} == {(7, "specified in RFC 4122")}


def test_an_id_begins_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last_ms", 0)  # and back again afterwards
    monkeypatch.setattr(ids.time, "time_ns", lambda: 4_000_000_000_000_000_000)
    assert uuid7().int >> 80 == 4_000_000_000_000


def test_a_clock_set_back_does_not_turn_the_order_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert uuid7() > before


def test_threads_mint_different_ids() -> None:
    made: list[UUID] = []
    threads = [Thread(target=lambda: made.extend(uuid7() for _ in range(2_000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_000
