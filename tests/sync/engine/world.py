"""One province and its computers, and how bundles get from one to the other, or do not."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psycopg
from sqlalchemy import select

from desktop.models.record import registry
from desktop.store.opening import create
from sync.certificate import Card
from sync.clock import Clock
from sync.inbox import Applied
from sync.keys import PrivateKeys
from sync.registry import Registry
from sync.server.database import Database
from sync.server.province import Province, Taken
from sync.server.tables import CHANGE, FEED, INCARNATION, ROW_META
from sync.standing import Standing
from tests.people import AN, KEY, Wall
from tests.sync.engine.computer import Computer, admitted
from tests.sync.engine.facts import differences, open_conflicts, province_facts, province_problems
from tests.sync.server.places import Place, name_of

COMMUNE, OTHER_COMMUNE = "05611", "05443"
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class ProvinceKeys:
    """See `sync.server.admission.Keys`."""

    private: PrivateKeys
    card: Card


class Met(NamedTuple):
    """What one whole exchange was."""

    taken: list[Taken]
    downs: list[bytes]
    applied: list[Applied]

    @property
    def outcomes(self) -> list[str]:
        return [each.outcome for each in self.applied]


@dataclass
class World:
    """One province and its computers.

    Attributes:
        registers: Commune to a fresh register's folder, to be copied.
        sent: Every bundle that ever went up, to be sent again.
    """

    place: Place
    home: Path
    registers: dict[str, Path]
    wall: Wall = field(default_factory=Wall)
    registry: Registry = field(default_factory=registry)
    computers: list[Computer] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    was_put_back: bool = False

    def __post_init__(self) -> None:
        private = PrivateKeys.generate()
        self.keys = ProvinceKeys(private, Card(os.urandom(16), "Tỉnh", private.public, bytes(32)))
        self._copies = 0
        self.start()

    # the province

    def start(self) -> None:
        self.database: Database = self.place.open()
        self.province = Province(self.database, self.keys, self.registry, Clock(self.wall))

    def restart_province(self) -> None:
        self.database.close()
        self.start()

    def back_up_province(self) -> str | Path:
        """A copy of the province's data as it is now."""
        if self.place.url is None:
            self.database.close()
            copy = self._free("province")
            shutil.copytree(self.place.folder, copy)
            self.start()
            return copy
        self.database.close()
        copy_name = f"{name_of(self.place.url)}_{self._number()}"
        self._ask(
            f'DROP DATABASE IF EXISTS "{copy_name}" WITH (FORCE)',  # of a run that was killed: chance is fixed here
            f'CREATE DATABASE "{copy_name}" TEMPLATE "{name_of(self.place.url)}"',
        )
        self.start()
        return copy_name

    def put_back_province(self, copy: str | Path, *, told: bool = False) -> None:
        """Work on with an older state.

        Args:
            told: Whoever put it back said so, as the restore command does.
        """
        self.database.close()
        self.was_put_back = True
        if isinstance(copy, Path):
            shutil.rmtree(self.place.folder)
            shutil.copytree(copy, self.place.folder)
        else:
            name = name_of(self.place.url or "")
            self._ask(f'DROP DATABASE "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{copy}"')
        self.start()
        if told:
            self.province.new_timeline()

    def close(self) -> None:
        for computer in self.computers:
            computer.close()
        self.database.close()
        if self.place.url is not None:
            name = name_of(self.place.url)
            for number in range(1, self._copies + 1):
                self._ask(f'DROP DATABASE IF EXISTS "{name}_{number}" WITH (FORCE)')

    def _ask(self, *statements: str) -> None:
        server = (self.place.url or "").replace(f"/{name_of(self.place.url or '')}?", "/postgres?")
        with psycopg.connect(server, autocommit=True) as db:
            for statement in statements:
                db.execute(statement.encode())

    # its computers

    def computer(self, unit: str = COMMUNE) -> Computer:
        """A new computer with an empty register, let in."""
        folder = self._free("so")
        folder.mkdir()
        shutil.copy(self.registers[unit], folder / "register.db")
        _draw_device(folder)
        wall = Wall()
        wall.ms = self.wall.ms
        name = f"Máy {len(self.computers) + 1}"
        made = admitted(folder, self.province.invite(unit), self.province.enrol, wall, name)
        self.computers.append(made)
        return made

    def sharing(self, count: int = 2) -> tuple[list[Computer], bytes]:
        """New computers of one commune that all know Mrs An, and her row; the first one wrote it."""
        computers = [self.computer() for _ in range(count)]
        row = computers[0].add(**AN)
        self.meet_all(*computers)
        return computers, row

    def clone(self, computer: Computer) -> Computer:
        """A copy of its disk in another machine."""
        made = Computer(computer.back_up(self._free("clone")), computer.sender, computer.wall)
        self.computers.append(made)
        return made

    def twin(self, computer: Computer) -> Computer:
        """A copy of the running machine."""
        made = computer.resumed_in(self._free("twin"))
        self.computers.append(made)
        return made

    def back_up(self, computer: Computer) -> Path:
        """A copy of its folder."""
        return computer.back_up(self._free("copy"))

    def _number(self) -> int:
        self._copies += 1
        return self._copies

    def _free(self, word: str) -> Path:
        return self.home / f"{word}{self._number()}"

    # how bundles travel

    def deliver(self, blobs: Sequence[bytes]) -> list[Taken]:
        """Bundles reach the province."""
        self.sent += blobs
        return [self.province.take(blob) for blob in blobs]

    def answer(self, computer: Computer, standing: Standing | None = None) -> list[bytes]:
        """What the province has for a computer; looks on the way that nothing of other communes is among it (I14)."""
        sealed = self.province.answer(computer.device, standing or computer.standing())
        blobs = [each.blob for each in sealed]
        self.leaks += self._foreign(computer, blobs)
        return blobs

    def meet(self, computer: Computer) -> Met:
        """One whole exchange."""
        taken = self.deliver(computer.ups())
        downs = self.answer(computer)
        return Met(taken, downs, [computer.take(blob) for blob in downs])

    def meet_all(self, *computers: Computer, rounds: int = 1) -> None:
        for _ in range(rounds):
            for computer in computers or self.computers:
                self.meet(computer)

    def settle(self) -> int:
        """Everybody exchanges until nothing moves; the rounds that took.

        Raises:
            AssertionError: it never ends (I24).
        """
        for number in range(ROUNDS):
            if sum(self.moves(computer) for computer in self.computers) == 0:
                return number
        raise AssertionError(f"I24: no silence after {ROUNDS} rounds")

    def moves(self, computer: Computer) -> bool:
        """Exchange; whether any data moved."""
        before = self.steps()
        met = self.meet(computer)
        waits = computer.waiting()
        return bool(met.downs or waits or before != self.steps() or len(met.taken) > 1)

    def steps(self) -> list[tuple[str, int]]:
        """How far every feed has come."""
        with self.database.reading() as db:
            return sorted(tuple(row) for row in db.execute(select(FEED.c.unit, FEED.c.seq)))

    def _foreign(self, computer: Computer, blobs: Sequence[bytes]) -> Iterator[str]:
        rows = set()
        for blob in blobs:
            _, frames = computer.opened(blob)
            for logs, _, cells in frames:
                rows.update((record.table, record.row) for log in logs for record in log.records)
                rows.update((each.table, each.row) for each in cells)
        with self.database.reading() as db:
            owned = {
                (table, row): unit
                for table, row, unit in db.execute(select(ROW_META.c.table_id, ROW_META.c.row, ROW_META.c.unit))
            }
        for key in rows:
            if owned.get(key) != computer.sender.unit:
                yield f"I14: a computer of {computer.sender.unit} was sent a row of {owned.get(key)}"

    # what must hold

    def problems(self, *, cells: bool = True) -> list[str]:
        """Everything that is not as it must be, once nothing moves any more.

        Args:
            cells: Whether everybody must hold equal cells by now (I5).
        """
        found = [*self.leaks, *province_problems(self.database, self.registry)]
        facts = {unit: province_facts(self.database, unit) for unit in {c.sender.unit for c in self.computers}}
        for number, computer in enumerate(self.computers):
            found += [f"computer {number}: {each.code} {each.where}: {each.what}" for each in computer.store.check()]
            mine = computer.facts()
            if cells:
                found += [f"computer {number}: {each}" for each in differences(mine, facts[computer.sender.unit])]
            if computer.conflicts() != open_conflicts(mine):
                found.append(f"computer {number}: I23: lists other conflicts than its cells have")
        return found

    def check(self, *, cells: bool = True) -> None:
        """Go on until there is silence, then hold everything to what it must be; a newcomer sees the same (I21).

        Raises:
            AssertionError: with everything that is wrong.
        """
        self.settle()
        found = self.problems(cells=cells)
        found += self._replayed()
        for unit in sorted({computer.sender.unit for computer in self.computers}):
            newcomer = self.computer(unit)
            for blob in self.answer(newcomer):
                newcomer.take(blob)
            found += [f"I21: {each}" for each in differences(newcomer.facts(), province_facts(self.database, unit))] + [
                f"newcomer: {each.code} {each.what}" for each in newcomer.store.check()
            ]
            self.computers.remove(newcomer)
            newcomer.close()
        assert not found, "\n".join(found)

    def _replayed(self) -> list[str]:
        """I3: what was sent once changes nothing any more.

        Only a province that was put back may learn from it: of work that every disk has lost.
        """
        if self.was_put_back:
            return []
        before = self.steps(), self.logged()
        for blob in self.sent:
            self.province.take(blob)
        return ["I3: a replayed bundle changed something"] if before != (self.steps(), self.logged()) else []

    def logged(self) -> dict[bytes, list[int]]:
        """Incarnation to the numbers of its records in the province's log."""
        query = (
            select(INCARNATION.c.incarnation, CHANGE.c.seq)
            .join(CHANGE, CHANGE.c.incarnation == INCARNATION.c.id)
            .order_by(INCARNATION.c.id, CHANGE.c.seq)
        )
        found: dict[bytes, list[int]] = {}
        with self.database.reading() as db:
            for name, seq in db.execute(query):
                found.setdefault(name, []).append(seq)
        return found


def _draw_device(folder: Path) -> None:
    from desktop.store.connection import connect

    connection = connect(folder / "register.db", KEY)
    connection.execute("UPDATE local_meta SET value = ? WHERE key = 'device'", (os.urandom(16),))
    connection.close()


def fresh_registers(home: Path) -> dict[str, Path]:
    """An empty register of each commune, made once."""
    made = {}
    for unit in (COMMUNE, OTHER_COMMUNE):
        (home / unit).mkdir()
        made[unit] = home / unit / "register.db"
        create(made[unit], KEY, commune=unit)
    return made
