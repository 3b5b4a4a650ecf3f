"""Rounds of exchanges, and laying three registers side by side."""

from pathlib import Path

from tests.e2e.exchange.compare import cells_here, cells_there, fields_here, fields_there, log_here, log_there
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.provinces import Watched


def join(computer: Computer, province: Watched, stick: Path, name: str) -> None:
    """One stick there and back: the computer is let in."""
    province.invite_on(stick, computer.store.commune)
    computer.enrol_by_stick(stick, name)
    province.receive(stick)
    computer.by_stick(stick)


def carry(province: Watched, stick: Path, *computers: Computer) -> None:
    """The stick makes the round: every computer, the province, every computer."""
    for computer in computers:
        computer.by_stick(stick)
    province.receive(stick)
    for computer in computers:
        computer.by_stick(stick)


def assert_equal(desktop: Computer, laptop: Computer, province: Watched) -> None:
    """All three hold the same: fields, cells, and of each line of the log that two of them hold the very same one."""
    unit = desktop.store.commune
    assert fields_here(desktop.store) == fields_here(laptop.store) == fields_there(province.database, unit)
    assert cells_here(desktop.store) == cells_here(laptop.store) == cells_there(province.database, unit)
    mine, hers, there = log_here(desktop.store), log_here(laptop.store), log_there(province.database, unit)
    assert set(mine) | set(hers) <= set(there)
    assert {dot: line for dot, line in there.items() if dot in mine} == mine
    assert {dot: line for dot, line in there.items() if dot in hers} == hers
    assert desktop.store.check() == laptop.store.check() == []
