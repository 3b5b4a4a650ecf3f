"""A small commune in a real encrypted store, for tests of what is done with its records."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from desktop.models import registers as _declared  # noqa: F401 - declares every register
from desktop.models.dates import PartialDate
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.models.record import record_named
from desktop.models.sheets import sheets
from desktop.registers.register import Register
from desktop.store.opening import create
from desktop.store.store import Store, open_store

NA_PANG = ("Trần Thị An", "Nguyễn Thị Hòa", "Đặng Thị Huệ")
BAN_DAY = ("Lê Thị Ánh", "Hoàng Thị Bích")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Hoàng", "Nông", "Ma", "Lý", "Triệu", "Đặng", "Dương")
MIDDLES = ("Thị", "Thị Thu", "Thị Minh", "Bích", "Thị Kim", "Ngọc", "Thị Thanh")
GIVEN = ("An", "Ánh", "Bích", "Chi", "Dung", "Hà", "Hạnh", "Hòa", "Huệ", "Hương", "Lan", "Liên", "Mai", "Ngân", "Thủy")


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


def crowd(village: Village, count: int, *, branches: int) -> list[UUID]:
    """Many invented members, alike each time, spread over so many branches."""
    dice = Random(7)
    places = [village.branch(f"Chi hội {number}") for number in range(1, branches + 1)]
    people = [
        {
            "full_name": f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}",
            "birth_date": PartialDate(
                f"{dice.randint(1945, 2005)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            ),
            "sex": "female",
            "citizen_id": f"020{number:09d}",
            "phone": f"09{dice.randint(0, 10**8 - 1):08d}",
        }
        for number in range(count)
    ]
    with village.store.writing(reason="test") as session:
        ids = village.store.add_rows(session, Person, people)
        members = [
            {
                "person_id": person,
                "branch_id": dice.choice(places),
                "kind": "regular",
                "joined_on": PartialDate(f"{dice.randint(2000, 2026)}-{dice.randint(1, 12):02d}"),
            }
            for person in ids
        ]
        village.store.add_rows(session, Membership, members)
    return ids
