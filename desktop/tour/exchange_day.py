"""The day's end: two computers of the demo commune and a province meet, over the network and by stick."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from desktop.exchange.desk import ExchangeDesk, Outcome, Step
from desktop.exchange.making import make_desk
from desktop.models.dates import PartialDate
from desktop.models.record import records, registry
from desktop.models.sheets import MEMBER
from desktop.registers.office import Founding, Office, found
from desktop.registers.register import Register
from desktop.store.store import Store
from sync.carriers.stick import StickCarrier
from sync.certificate import encode_card
from sync.clock import Clock
from sync.code import write_code
from sync.server.commands.stick_command import receive
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys
from sync.server.province import Province
from sync.server.web.app import make_app
from sync.server.web.serving import serving

PROVINCE: Final = "Hội LHPN tỉnh (mẫu)"
PASSWORD: Final = "may-thu-hai"


class _Onward:
    """Nobody asks the tour to stop."""

    def check(self) -> None:
        """Go on."""


class ExchangeDay:
    """A province on this computer, the office's computer and the deputy's laptop.

    Args:
        folder: Where the province, the second register and the stick are made.
        desk: Of the office's computer, as its window uses it.
    """

    def __init__(self, folder: Path, office: Office, desk: ExchangeDesk) -> None:
        self._folder = folder
        self._office = office
        self._desk = desk
        self.outcomes: list[Outcome] = []

    @contextmanager
    def begun(self) -> Iterator[None]:
        """The province answers on the loopback address, and the laptop has a register of its own."""
        home = self._folder / "tinh"
        home.mkdir()
        keys = ProvinceKeys.generate(PROVINCE, (), ("127.0.0.1",))
        database = Database.open(None, home, keys.database_key)
        founding = Founding(self._office.store.commune, "Hoàng Thị Mai", PASSWORD)
        self._laptop = found(self._folder / "may-thu-hai", founding).office
        self._deputy = make_desk(self._laptop)
        try:
            self._province, self._keys = Province(database, keys, registry(), Clock()), keys
            card = encode_card(keys.card, keys.private)
            with serving(make_app(self._province, card=card, tls=keys.tls, folder=home), keys) as self._server:
                yield
        finally:
            self._laptop.close()
            database.close()

    def over_the_network(self) -> None:
        """Both join by a code; what each typed reaches the other; one field was written on both."""
        for desk, name in ((self._desk, "Máy văn phòng"), (self._deputy, "Máy xách tay")):
            invitation = self._province.invite(self._office.store.commune)
            desk.enrol_by_code(self._server, write_code(invitation.secret, self._keys.tls), name, _silent, _Onward())
            self._exchange(desk)
        here, there = Register(self._office.store, MEMBER), Register(self._laptop.store, MEMBER)
        first, second, third = here.ids(here.find()[:3])
        _change(here, first, phone="0912 000 111")
        _change(there, second, phone="0912 000 222")
        _change(here, third, birth_date=PartialDate("1975"))
        _change(there, third, birth_date=PartialDate("1976-05"))
        for desk in (self._desk, self._deputy, self._desk):
            self._exchange(desk)

    def by_stick(self) -> None:
        """The deputy settles what was written twice, and the stick carries it to the province and to the office."""
        (card,) = self._deputy.conflicts()
        self._deputy.settle(card.id, {field.key: field.choices[0].value for field in card.fields})
        here = Register(self._office.store, MEMBER)
        _change(here, here.ids(here.find()[3:4])[0], phone="0912 000 333")
        stick = self._folder / "usb"
        stick.mkdir()
        carrier = StickCarrier(stick)
        carrier.prepare()
        for desk in (self._deputy, self._desk, self._deputy):
            self.outcomes.append(desk.by_stick(stick, _silent, _Onward()))
            receive(self._province, carrier)
            self.outcomes.append(desk.by_stick(stick, _silent, _Onward()))

    def counts(self) -> dict[str, Any]:
        """What went to and fro, what is left, and whether both computers hold the same."""
        statuses = [desk.status() for desk in (self._desk, self._deputy)]
        totals: dict[str, int] = {}
        for outcome in self.outcomes:
            for name, count in asdict(outcome).items():
                if isinstance(count, int):
                    totals[name] = totals.get(name, 0) + count
        return {
            **totals,
            "waiting": sum(status.waiting for status in statuses),
            "conflicts": sum(status.conflicts for status in statuses),
            "equal": _held(self._office.store) == _held(self._laptop.store),
        }

    def _exchange(self, desk: ExchangeDesk) -> None:
        self.outcomes.append(desk.by_network(_silent, _Onward()))


def _silent(_step: Step) -> None:
    """Nobody watches."""


def _change(members: Register, person: UUID, **values: Any) -> None:
    members.save(members.open(person), values)


def _held(store: Store) -> list[Sequence[Any]]:
    """Every field of every row that lives or lies in the trash."""
    with store.reading() as db:
        return [
            tuple(row)
            for record in records()
            for row in db.execute(
                select(*(column for column in record.__table__.columns if column.key != "deleted_at")).order_by(
                    record.__table__.c.id
                )
            )
        ]
