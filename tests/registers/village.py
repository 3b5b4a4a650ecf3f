"""A small commune in a real encrypted store, for tests of what is done with its records."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.models import registers as _declared  # noqa: F401 - declares every register
from desktop.models.dates import PartialDate
from desktop.models.record import record_named
from desktop.models.sheets import sheets
from desktop.registers.register import Register
from desktop.store.opening import create
from desktop.store.store import Store, open_store

NA_PANG = ("Trần Thị An", "Nguyễn Thị Hòa", "Đặng Thị Huệ")
BAN_DAY = ("Lê Thị Ánh", "Hoàng Thị Bích")


@dataclass
class Village:
    """A commune with two branches and five members, and hands to add to it.

    Attributes:
        branches, people: Ids by name.
    """

    store: Store
    branches: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)

    def register(self, name: str) -> Register:
        return Register(self.store, sheets()[name])

    def add(self, register: str, /, **values: Any) -> UUID:
        """A row of any plain register, rules not asked."""
        with self.store.writing(reason="test") as session:
            row = record_named(register)(**values)
            session.add(row)
            return row.id

    def branch(self, name: str, **values: Any) -> UUID:
        self.branches[name] = self.add("branch", name=name, status="active", **values)
        return self.branches[name]

    def member(self, name: str, branch: str | None, **values: Any) -> UUID:
        given = {"birth_date": PartialDate("1979"), "sex": "female", "kind": "regular", **values}
        branch_id = self.branches[branch] if branch else None
        hers = set(record_named("membership").__table__.columns.keys())
        self.people[name] = self.add(
            "person", full_name=name, **{key: value for key, value in given.items() if key not in hers}
        )
        place = {key: value for key, value in given.items() if key in hers}
        self.add("membership", person_id=self.people[name], branch_id=branch_id, **place)
        return self.people[name]

    def leave(self, name: str, on: str) -> None:
        """She leaves her branch."""
        member = self.register("member")
        member.save(member.open(self.people[name]), {"left_on": PartialDate(on)})


@contextmanager
def empty_village(folder: Path) -> Iterator[Village]:
    """A commune with nothing in it."""
    key = os.urandom(32)
    create(folder / "register.db", key, commune="05491")
    store = open_store(folder, key, strict=True)
    try:
        yield Village(store)
    finally:
        store.close()


@contextmanager
def small_village(folder: Path) -> Iterator[Village]:
    """Two branches, five members."""
    with empty_village(folder) as village:
        for branch, names in (("Na Pặng", NA_PANG), ("Bản Dạy", BAN_DAY)):
            village.branch(branch)
            for name in names:
                village.member(name, branch)
        yield village
