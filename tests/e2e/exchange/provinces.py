"""A province for a test: its database on either kind, its keys, what it does with a stick."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import psycopg

from desktop.models.record import registry
from sync.bundle import Sealed
from sync.carriers.stick import StickCarrier
from sync.certificate import encode_card, write_invitation
from sync.clock import Clock
from sync.code import write_code
from sync.server.backup import backup, restore
from sync.server.commands.stick_command import receive
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys, create
from sync.server.province import Province, Taken
from sync.server.web.app import make_app
from sync.server.web.serving import serving
from sync.slow_key import Cost
from sync.standing import Standing
from tests.people import Wall
from tests.sync.server.places import Place, name_of

NAME = "Hội LHPN tỉnh Thái Nguyên"
PASSWORD = "máy chủ của tỉnh"
QUICK = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)


@dataclass
class Watched:
    """A province whose every word is kept, so that a test can read what it said to whom."""

    place: Place
    keys: ProvinceKeys
    wall: Wall = field(default_factory=Wall)
    said: list[tuple[bytes, Sealed]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start()

    @classmethod
    def at(cls, place: Place) -> "Watched":
        return cls(place, ProvinceKeys.generate(NAME, ("https://127.0.0.1:9",), ("127.0.0.1",)))

    def start(self) -> None:
        """Open the database and the engine."""
        self.database: Database = Database.open(self.place.url, self.place.folder, self.keys.database_key)
        self.province = Province(self.database, self.keys, registry(), Clock(self.wall))
        answer: Callable[[bytes, Standing], list[Sealed]] = self.province.answer

        def watched(device: bytes, standing: Standing) -> list[Sealed]:
            sealed = answer(device, standing)
            self.said += [(device, each) for each in sealed]
            return sealed

        self.province.answer = watched  # type: ignore[method-assign]

    def back_up(self, file: Path) -> None:
        """As `sohoi-server backup` does."""
        if not (self.place.folder / "keys.json").exists():
            create(self.place.folder, self.keys, PASSWORD, cost=QUICK)
        backup(self.database, self.place.folder, file, self.keys)

    def restore(self, file: Path) -> None:
        """As `sohoi-server restore` does: another life of the database begins."""
        self.close()
        restore(file, self.place.folder, PASSWORD, url=self.place.url, replacing=True)
        self.start()

    def copied(self) -> Place:
        """A copy of the database's disk, taken while the server is stopped."""
        self.close()
        folder, url = self.place.folder.with_name("tinh-ban-sao"), self.place.url
        copy = Place(url and url.replace(name_of(url), f"test_{uuid.uuid4().hex}"), folder)
        _copy(self.place, copy)
        self.start()
        return copy

    def put_back(self, copy: Place) -> None:
        """The old disk takes the place of the present one, and nobody says so."""
        self.close()
        _take_away(self.place)
        _copy(copy, self.place)
        _take_away(copy)
        self.start()

    def restart(self) -> None:
        """Stop the engine and start it again."""
        self.close()
        self.start()

    def close(self) -> None:
        self.database.close()

    def code(self, commune: str) -> str:
        """A one-time code for one computer of a commune."""
        return write_code(self.province.invite(commune).secret, self.keys.tls)

    def invite_on(self, stick: Path, commune: str) -> None:
        """Lay an invitation on a stick."""
        carrier = StickCarrier(stick)
        carrier.prepare()
        invitation = self.province.invite(commune)
        carrier.put_invitation(commune, write_invitation(invitation, self.keys.private))

    @contextmanager
    def on_the_network(self) -> Iterator[str]:
        """The province answers on a port of this computer for a while.

        Yields:
            Its address.
        """
        app = make_app(
            cast(Province, _Present(self)), card=encode_card(self.keys.card, self.keys.private), tls=self.keys.tls,
            folder=self.place.folder, clock=Clock(self.wall),
        )  # fmt: skip
        with serving(app, self.keys) as address:
            yield address

    def receive(self, stick: Path) -> list[Taken]:
        """Take everything from a stick and leave the answers on it, as `sohoi-server stick` does."""
        return [taken for _, taken in receive(cast(Province, _Present(self)), StickCarrier(stick))]


class _Present:
    """The engine that answers now, whatever was put back meanwhile."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def __getattr__(self, name: str) -> Any:
        return getattr(self._watched.province, name)


def _copy(place: Place, to: Place) -> None:
    """The same data at another place; nobody may have it open."""
    if place.url is None or to.url is None:
        shutil.copytree(place.folder, to.folder, dirs_exist_ok=True)
        return
    with psycopg.connect(_maintenance(place.url), autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name_of(to.url)}" TEMPLATE "{name_of(place.url)}"')


def _take_away(place: Place) -> None:
    if place.url is None:
        shutil.rmtree(place.folder)
        place.folder.mkdir()
        return
    with psycopg.connect(_maintenance(place.url), autocommit=True) as db:
        db.execute(f'DROP DATABASE "{name_of(place.url)}" WITH (FORCE)')


def _maintenance(url: str) -> str:
    return url.replace(name_of(url), "postgres")
