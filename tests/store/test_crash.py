"""Killed at any moment: what was said to be saved is there with its log line, and nothing is half there."""

import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.registers.drafts import Drafts
from desktop.store.store import open_store
from tests.people import KEY
from tests.store.worker import draft, saving

KILLS = 50


def killed_after(folder: Path, seed: int, delay_s: float) -> list[str]:
    """Let a program save, kill it, and give the ids that it said were saved.

    Every other program is killed only after its first promise: on a busy computer the others may never come to one.
    """
    with saving(folder, seed) as (program, reports):
        if seed % 2:
            reports.poll(20)
        time.sleep(delay_s)
        program.kill()
        return [row_id for report in whole(reports) for row_id in report]


def whole(reports: Connection) -> Iterator[Any]:
    """The reports that came through; the last may be cut short, and was not promised then."""
    with suppress(EOFError, OSError):
        while True:
            yield reports.recv()


def check_promises(folder: Path, promised: set[str], *, thoroughly: bool) -> None:
    store = open_store(folder, KEY)
    with store.reading() as db:
        assert db.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        kept = set(db.exec_driver_sql("SELECT lower(hex(id)) FROM person").scalars())
        logged = set(db.exec_driver_sql("SELECT lower(hex(row)) FROM change").scalars())
    assert promised <= kept == logged
    if thoroughly:
        assert store.check() == []
    store.close()


@pytest.mark.slow
def test_nothing_that_was_saved_is_lost_when_the_program_is_killed_fifty_times(folder: Path) -> None:
    dice, promised = Random(3), set[str]()
    for kill in range(KILLS):
        promised.update(killed_after(folder, kill, dice.uniform(0.0, 0.12)))
        check_promises(folder, promised, thoroughly=kill % 10 == 9)
    assert len(promised) >= KILLS // 2


@pytest.mark.slow
def test_what_was_being_typed_comes_back_when_the_program_is_killed_while_typing(folder: Path) -> None:
    dice = Random(5)
    for kill in range(10):
        with saving(folder, kill, draft) as (program, reports):
            time.sleep(dice.uniform(0.02, 0.12))
            program.kill()
            typed = ["", *whole(reports)][-1]
        store = open_store(folder, KEY)
        kept = Drafts(store).find(f"member:{kill}")
        note = kept.content["note"] if kept else ""
        assert note[: len(typed)] == typed
        assert len(note) <= len(typed) + 1
        assert store.check() == []
        store.close()
