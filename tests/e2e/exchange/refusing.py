"""What is refused with its reason, and what a register looks like afterwards: as before."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.exchange.enrolment import Enrolment, joined
from desktop.ui.texts import UNKNOWN, explain
from sync.errors import AppError
from tests.e2e.exchange.compare import cells_here, fields_here, log_here
from tests.e2e.exchange.computers import Computer


@contextmanager
def refused(computer: Computer, code: str) -> Iterator[None]:
    """What is tried inside is refused with a reason that can be worded, and leaves the register as it was."""
    before = fields_here(computer.store), cells_here(computer.store), log_here(computer.store), computer.waiting
    with pytest.raises(AppError) as caught:
        yield
    assert caught.value.code == code
    assert explain(caught.value) != UNKNOWN
    after = fields_here(computer.store), cells_here(computer.store), log_here(computer.store), computer.waiting
    assert after == before
    assert computer.store.check() == []
    assert computer.desk.status().problem == code


def enrolment(computer: Computer) -> Enrolment:
    found = joined(computer.store)
    assert found is not None
    return found
