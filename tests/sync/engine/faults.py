"""Failures at the k-th statement that a database is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.connection import StoreConnection


class Struck(Exception):
    """The disk, the memory or the machine gave out."""


class Counter:
    """Counts statements and strikes at one of them.

    Attributes:
        strikes_at: 0 for none.
    """

    def __init__(self, strikes_at: int = 0) -> None:
        self.strikes_at = strikes_at
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.strikes_at:
            raise Struck


class _Cursor(sqlcipher.Cursor):  # type: ignore[misc]
    def execute(self, *args: Any) -> Any:
        self.connection.counter.step()
        return super().execute(*args)

    def executemany(self, statement: str, rows: Any) -> Any:
        self.connection.counter.step()
        return super().executemany(statement, rows)


@contextmanager
def computer_struck(monkeypatch: pytest.MonkeyPatch, counter: Counter) -> Iterator[Counter]:
    """Strike at the k-th statement of any connection to a computer's file, its commits included."""
    plain_commit = StoreConnection.commit

    def commit(self: StoreConnection) -> None:
        counter.step()
        plain_commit(self)

    with monkeypatch.context() as patches:
        patches.setattr(StoreConnection, "counter", counter, raising=False)
        patches.setattr(StoreConnection, "cursor", lambda self, *_: sqlcipher.Connection.cursor(self, _Cursor))
        patches.setattr(StoreConnection, "commit", commit)
        yield counter


@contextmanager
def province_struck(engine: Engine, counter: Counter) -> Iterator[Counter]:
    """Strike at the k-th statement that the province's engine is given, its commits included."""

    def executed(*_: Any) -> None:
        counter.step()

    def committed(_: Any) -> None:
        counter.step()

    event.listen(engine, "before_cursor_execute", executed)
    event.listen(engine, "commit", committed)
    try:
        yield counter
    finally:
        event.remove(engine, "before_cursor_execute", executed)
        event.remove(engine, "commit", committed)
