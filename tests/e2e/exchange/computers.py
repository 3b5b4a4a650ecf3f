"""Computers of communes, as people use them: an open register each, and its exchange."""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.exchange.desk import Outcome
from desktop.exchange.making import OfficeDesk, make_desk
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.office import Founding, Office, enter, found
from desktop.registers.register import Register
from desktop.store.store import Store
from sync.clock import Clock
from tests.e2e.conftest import QUICK
from tests.people import Wall

PASSWORD = "hai máy một sổ"


class Unstopped:
    """Nobody asks to stop."""

    def check(self) -> None:
        """Go on."""


def unreported(_step: object) -> None:
    """Nobody watches."""


class Computer:
    """One computer: its data folder, and the program at work on it.

    Attributes:
        wall: Its clock, which a test sets.
    """

    def __init__(self, folder: Path, office: Office, wall: Wall) -> None:
        self.folder = folder
        self.wall = wall
        self.office = office
        self.desk: OfficeDesk = make_desk(office)

    @classmethod
    def founded(cls, folder: Path, commune: str, officer: str) -> "Computer":
        """A new register of a commune."""
        wall = Wall()
        made = found(folder, Founding(commune, officer, PASSWORD), cost=QUICK, clock=Clock(wall))
        return cls(folder, made.office, wall)

    @property
    def store(self) -> Store:
        return self.office.store

    @property
    def members(self) -> Register:
        return Register(self.store, MEMBER)

    def restart(self) -> None:
        """Close the program and start it again: it goes on under another incarnation."""
        self.close()
        self.office = enter(self.folder, "", PASSWORD, clock=Clock(self.wall))
        self.desk = make_desk(self.office)

    def close(self) -> None:
        self.office.close()

    def copied(self, to: Path) -> Path:
        """A copy of its disk, taken while the program is closed."""
        self.close()
        shutil.copytree(self.folder, to)
        self.office = enter(self.folder, "", PASSWORD, clock=Clock(self.wall))
        self.desk = make_desk(self.office)
        return to

    @classmethod
    def started(cls, folder: Path) -> "Computer":
        """The program on a disk that was copied or put back."""
        wall = Wall()
        return cls(folder, enter(folder, "", PASSWORD, clock=Clock(wall)), wall)

    def put_back(self, copy: Path) -> None:
        """An old copy of the disk takes the place of the present one."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.office = enter(self.folder, "", PASSWORD, clock=Clock(self.wall))
        self.desk = make_desk(self.office)

    def add_branch(self, name: str) -> UUID:
        return Register(self.store, sheet_named("branch")).add({"name": name})

    def add(self, branch: UUID, **values: Any) -> UUID:
        """Admit a member."""
        return self.members.add({"sex": "female", "branch_id": branch, **values})

    def change(self, person: UUID, **values: Any) -> None:
        """Open her form, change it, save it."""
        self.members.save(self.members.open(person), values)

    def values(self, person: UUID) -> Mapping[str, Any]:
        return self.members.open(person).values

    def by_stick(self, stick: Path) -> Outcome:
        return self.desk.by_stick(stick, unreported, Unstopped())

    def by_network(self) -> Outcome:
        return self.desk.by_network(unreported, Unstopped())

    def enrol_by_stick(self, stick: Path, name: str) -> None:
        self.desk.enrol_by_stick(stick, name, unreported, Unstopped())

    def enrol_by_code(self, server: str, code: str, name: str) -> None:
        self.desk.enrol_by_code(server, code, name, unreported, Unstopped())

    @property
    def waiting(self) -> int:
        return self.desk.status().waiting


def silent(outcome: Outcome) -> bool:
    """Whether an exchange had nothing to say."""
    return not any(count for name, count in asdict(outcome).items() if name != "way")
