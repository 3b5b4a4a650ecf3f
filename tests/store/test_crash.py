"""Killed at any moment: what was said to be saved is there with its log line, and nothing is half there."""

import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from desktop.store.store import open_store
from tests.people import KEY
from tests.store.worker import saving

KILLS = 50


def killed_after(folder: Path, seed: int, delay_s: float) -> list[str]:
    """Let a program save, kill it, and give the ids that it said were saved."""
    promised: list[str] = []
    with saving(folder, seed) as (program, reports):
        time.sleep(delay_s)
        program.kill()
        with suppress(EOFError, OSError):  # the last report may be cut short: that one was not promised
            while True:
                promised += reports.recv()
    return promised


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
    assert len(promised) > KILLS
