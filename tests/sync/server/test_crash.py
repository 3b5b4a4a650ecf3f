"""A server that is killed: what it said it kept is there, and nothing is there by halves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sync.server.keeper import Keeper
from sync.server.tables import ROW_META
from tests.sync.server.places import Place

ROWS = 100


def work(url: str, folder: str) -> None:
    """Keep a hundred rows at a time and say so after each time, for ever."""
    database = Place(url or None, Path(folder)).open()
    turn = 0
    while True:
        with database.writing() as db:
            keeper = Keeper(db)
            keys = [(2, turn.to_bytes(8, "big") + number.to_bytes(8, "big")) for number in range(ROWS)]
            keeper.metas(keys)
            keeper.keep_metas({key: os.urandom(300) for key in keys}, "05491")
            keeper.keep_metas({key: os.urandom(300) for key in keys}, "05491")
        turn += 1
        print(turn, flush=True)


@pytest.mark.parametrize("turns", [1, 7, 20])
def test_a_killed_server_lost_nothing_it_had_acknowledged(place: Place, turns: int) -> None:
    program = f"from {__name__} import work; work({place.url or ''!r}, {str(place.folder)!r})"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for _ in range(turns):
            acknowledged = int(server.stdout.readline())
        server.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, server.stdout.read().split())])
    database = place.open()
    with database.writing() as db:
        kept = db.execute(select(func.count()).select_from(ROW_META)).scalar_one()
    database.close()
    assert kept % ROWS == 0
    assert acknowledged * ROWS <= kept <= (acknowledged + 1) * ROWS
