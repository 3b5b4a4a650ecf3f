"""A register full of invented people, whose every word can be looked for."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.demo.old_list import write_old_list
from desktop.helpdesk.logs import begin_log, end_log
from desktop.importing.store_list import ListStore
from desktop.importing.understand import read_list
from desktop.models.kinds import today
from desktop.models.sheets import MEMBER
from desktop.registers.office import Founded, Founding, found
from sync.slow_key import Cost

QUICK = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)
PASSWORD = "hoa gao thang ba"
OFFICER = "Nguyễn Thị Khánh Vân"


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[Founded]:
    """An open register with the members of an old list in it."""
    made = found(tmp_path / "nha-ba-Khanh-Van" / "so", Founding("05611", OFFICER, PASSWORD), cost=QUICK)
    write_old_list(tmp_path / "ds.xlsx", today=today())
    ListStore(made.office.store).store(MEMBER, read_list(tmp_path / "ds.xlsx", MEMBER), label="thử")
    yield made
    made.office.close()


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log, written while the test runs."""
    handler = begin_log(tmp_path / "logs")
    assert handler is not None
    yield tmp_path / "logs" / "sohoi.log"
    end_log(handler)
    for name in ("desktop", "sync"):
        logging.getLogger(name).setLevel(logging.NOTSET)
