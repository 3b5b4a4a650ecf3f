"""What a register page needs from the rest of the program, and what it hands to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from desktop.models.sheets import Sheet
    from desktop.registers.asked import Query
    from desktop.registers.history import History
    from desktop.registers.register import Register
    from desktop.registers.undo import Undo


class DraftLike(Protocol):
    """Input that was not saved yet."""

    @property
    def content(self) -> Mapping[str, Any]: ...

    @property
    def saved_at(self) -> datetime:
        """When it was kept."""


class DraftKeeper(Protocol):
    """Keeps unfinished input on this computer."""

    def keep(self, key: str, content: Mapping[str, Any]) -> None: ...
    def find(self, key: str) -> DraftLike | None: ...

    def drop(self, key: str) -> None:
        """Forget a draft; nothing happens when there is none."""


class SavedFilterLike(Protocol):
    """A query with a name."""

    @property
    def id(self) -> Any: ...
    @property
    def name(self) -> str: ...

    @property
    def query(self) -> Query:
        """What it asks for."""


class FilterKeeper(Protocol):
    """Keeps named queries on this computer."""

    def of(self, sheet: str) -> Sequence[SavedFilterLike]: ...
    def keep(self, sheet: str, name: str, query: Query) -> Any: ...

    def drop(self, filter_id: Any) -> None:
        """Forget one."""


class LayoutKeeper(Protocol):
    """Keeps which columns a list shows; asked on the window's thread, so it answers from memory."""

    def of(self, sheet: str) -> Mapping[str, Any] | None: ...

    def keep(self, sheet: str, layout: Mapping[str, Any] | None) -> None:
        """Remember a list's layout; None puts it back to what is delivered."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person who is signed in may do with this register."""

    edit: bool = True
    delete: bool = True
    bulk: bool = True
    export: bool = True
    sensitive: bool = True


@dataclass(frozen=True, slots=True)
class RegisterServices:
    """The doors of the program that a register page uses. All but `layouts` are asked on worker threads.

    Attributes:
        register: Opens the register of a sheet.
        export: Writes the rows of a query, or the rows named, to a file whose ending says how.
        log_view: Notes that sensitive fields of rows were shown: sheet name, rows or how many, field keys.
        sheets: Every sheet that may hold rows belonging to others.
    """

    register: Callable[[Sheet], Register]
    history: History
    undo: Undo
    drafts: DraftKeeper
    filters: FilterKeeper
    layouts: LayoutKeeper
    export: Callable[[Sheet, Query | Sequence[UUID], Path], Any]
    log_view: Callable[[str, Sequence[UUID] | int, Sequence[str]], None]
    sheets: Mapping[str, Sheet]


@dataclass(frozen=True, slots=True)
class Listed:
    """What an action is done with.

    Attributes:
        query: What the list shows.
        ids: The chosen rows; empty when the action is for the whole list.
        count: How many rows that is.
    """

    sheet: Sheet
    query: Query
    ids: tuple[UUID, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PageAction:
    """Something a page offers and somebody else carries out: a paper to print, a merge.

    Attributes:
        text: The words in the menu.
        run: Called on the window's thread.
        takes: The whole list, the chosen rows, or the one row in the detail.
    """

    text: str
    run: Callable[[Listed], None]
    takes: Literal["list", "rows", "one"] = "list"
