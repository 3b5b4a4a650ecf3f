"""The next thing is made while one is being worked on; nothing is left out, and no failure is lost."""

from collections.abc import Iterator
from threading import Event, current_thread

import pytest

from desktop.exchange.ahead import ahead

_PATIENCE_S = 30


def test_the_next_is_made_before_it_is_asked_for() -> None:
    second = Event()

    def made() -> Iterator[int]:
        yield 1
        second.set()
        yield 2

    items = ahead(made())
    assert next(items) == 1
    assert second.wait(_PATIENCE_S)
    assert list(items) == [2]


def test_all_are_made_even_where_nobody_asks_for_the_last() -> None:
    done: list[int] = []

    def made() -> Iterator[int]:
        for number in range(5):
            yield number
            done.append(number)

    for number in ahead(made()):
        if number == 1:
            break
    assert done == [0, 1, 2, 3, 4]


def test_a_failure_is_raised_where_the_items_are_asked_for() -> None:
    def made() -> Iterator[str]:
        yield current_thread().name
        raise ValueError("no more")

    items = ahead(made())
    assert next(items) != current_thread().name
    with pytest.raises(ValueError, match="no more"):
        next(items)
