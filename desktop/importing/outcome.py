"""What an import comes to: rows taken, rows that wait, and what a person decided about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from desktop.importing.understand import Remark

Tell = Callable[[int, int], None]
"""Told how many rows of how many are done; raises when she wants to stop."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands in its file; `row` as Excel numbers it."""

    sheet: str
    row: int


class Act(StrEnum):
    """What is to be done with a row that waited."""

    STORE = "store"  # like any row of the list: matched, then added or updated
    SAME = "same"  # it tells of `same_as`
    ADD = "add"  # somebody new, whoever is alike
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one row.

    Attributes:
        values: To be stored in place of what was read; empty with `Act.SKIP`.
        same_as: With `Act.SAME`, a row of the register, or an earlier row of the list.
    """

    act: Act
    values: Mapping[str, Any] = field(default_factory=dict)
    same_as: UUID | RowPlace | None = None


Decisions = Mapping[RowPlace, Decision]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a row may tell of.

    Attributes:
        words: Name, birth date, branch: what tells her from others.
    """

    id: UUID | RowPlace
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is not stored before a person has decided.

    Attributes:
        values: What could be read.
        asked: Why, the first reason first.
        candidates: Who it may be, where that is the question.
        refused: Whether it cannot be stored as it is.
    """

    place: RowPlace
    values: Mapping[str, Any]
    asked: tuple[Remark, ...]
    candidates: tuple[Candidate, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is, or would be, in the register.

    Attributes:
        id: Of its row there; None for a row that a dry run would add.
        changes: New values by field key, for a row that was there before.
    """

    place: RowPlace
    id: UUID | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import came to, or would come to.

    Attributes:
        unchanged: Rows that say nothing new.
        waiting: Every row without a decision that needs one, and none other.
        branches: Names of those made on the way.
        act: What takes the whole import back; None in a dry run and where nothing was stored.
    """

    added: tuple[Taken, ...] = ()
    updated: tuple[Taken, ...] = ()
    unchanged: tuple[Taken, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    skipped: tuple[RowPlace, ...] = ()
    branches: tuple[str, ...] = ()
    act: int | None = None

    @property
    def stored(self) -> int:
        """How many rows the register gains or changes."""
        return len(self.added) + len(self.updated)
