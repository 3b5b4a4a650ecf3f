"""Rows that a list refers to by their titles: found whatever the spelling, made where that is safe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.importing.branches import branch_key, tidy_branch
from desktop.models.names import accent_fold
from desktop.models.record import Record, fields_of, record_named, title_field
from desktop.models.sheets import SheetField
from sync.ids import uuid7


@dataclass
class Named:
    """One register that a list refers to.

    Attributes:
        made: Titles that were not there, with the ids they will have.
        titles: How each row is called.
        answers: What was asked already; a list names few branches many times.
    """

    record: type[Record]
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    made: dict[str, UUID] = field(default_factory=dict)
    titles: dict[UUID, str] = field(default_factory=dict)
    answers: dict[str, UUID | None] = field(default_factory=dict)

    @classmethod
    def read(cls, db: Connection, register: str) -> "Named":
        """Take up what the register holds."""
        record = record_named(register)
        found = cls(record)
        title = title_field(record)
        if title.kind.name == "reference":
            return found
        table = record.__table__
        columns = [table.c.id, table.c[title.key]]
        if "merged_into" in table.c:
            columns.append(table.c.merged_into)
        for row_id, name, *merged in db.execute(select(*columns).where(table.c.deleted_at.is_(None))):
            if name is not None:
                found.titles[row_id] = name
                found.ids.setdefault(found.key(name), []).append((merged[0] if merged else None) or row_id)
        return found

    @property
    def key(self) -> Callable[[str], str]:
        """What two spellings of one title have in common."""
        return branch_key if self.record.__tablename__ == "branch" else accent_fold

    def find(self, title: str) -> UUID | None:
        """The one row of that title; made where one title means one row, None where it is not clear."""
        if title in self.answers:
            return self.answers[title]
        self.answers[title] = answer = self._look_up(title)
        return answer

    def _look_up(self, title: str) -> UUID | None:
        key = self.key(title)
        found = self.ids.get(key, [])
        if not found and self.record.__named__:
            name = tidy_branch(title) if self.record.__tablename__ == "branch" else " ".join(title.split())
            self.made[name] = uuid7()
            found = self.ids[key] = [self.made[name]]
        return found[0] if len(set(found)) == 1 else None

    def rows(self) -> list[dict[str, Any]]:
        """What was made, ready to be inserted."""
        defaults = {one.key: one.default for one in fields_of(self.record) if one.default is not None}
        return [{**defaults, "id": row_id, self.record.__title__: name} for name, row_id in self.made.items()]


class References:
    """All registers that the columns of a list refer to."""

    def __init__(self, db: Connection, entries: list[SheetField]) -> None:
        self._named = {
            entry.key: Named.read(db, entry.field.kind.target)
            for entry in entries
            if entry.field.kind.name == "reference"
        }

    def resolve(self, values: dict[str, Any]) -> str | None:
        """Put ids in place of titles.

        Returns:
            The key of the first field whose title names no row, or several; None when all is clear.
        """
        for key, named in self._named.items():
            title = values.get(key)
            if isinstance(title, str):
                row_id = named.find(title)
                if row_id is None:
                    return key
                values[key] = row_id
        return None

    def title(self, key: str, row_id: UUID | None) -> str:
        """How a row that a field refers to is called; empty where that is not known."""
        return self._named[key].titles.get(row_id, "") if row_id and key in self._named else ""

    def made(self) -> list[Named]:
        """The registers that got new rows, each once."""
        return [named for named in self._named.values() if named.made]
