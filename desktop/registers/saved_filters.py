"""Saved filters: a list somebody looks at often, under a name."""

import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from desktop.registers.query import Filter, Query
from desktop.store.local_tables import SAVED_FILTER
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A named query on one sheet."""

    id: int
    name: str
    query: Query


class SavedFilters:
    """The saved filters of this computer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, sheet: str) -> list[SavedFilter]:
        """Those of one sheet, by name."""
        query = select(SAVED_FILTER).where(SAVED_FILTER.c.sheet == sheet).order_by(SAVED_FILTER.c.name)
        with self._store.reading() as db:
            return [SavedFilter(row.id, row.name, _read(row.query)) for row in db.execute(query)]

    def keep(self, sheet: str, name: str, query: Query) -> None:
        """Keep a query under a name; the name's former query goes."""
        with self._store.local_writing() as db:
            db.execute(delete(SAVED_FILTER).where(SAVED_FILTER.c.sheet == sheet, SAVED_FILTER.c.name == name))
            text = json.dumps(asdict(query), default=_tag, ensure_ascii=False)
            db.execute(insert(SAVED_FILTER).values(sheet=sheet, name=name, query=text))

    def drop(self, filter_id: int) -> None:
        """Forget one."""
        with self._store.local_writing() as db:
            db.execute(delete(SAVED_FILTER).where(SAVED_FILTER.c.id == filter_id))


def _tag(value: Any) -> Any:
    if isinstance(value, UUID):
        return {"uuid": value.hex}
    raise TypeError(type(value).__name__)


def _untag(value: dict[str, Any]) -> Any:
    return UUID(value["uuid"]) if value.keys() == {"uuid"} else value


def _read(text: str) -> Query:
    stored = json.loads(text, object_hook=_untag)
    filters = tuple(Filter(entry["key"], entry["test"], entry["value"]) for entry in stored.pop("filters"))
    return Query(filters=filters, **stored)
