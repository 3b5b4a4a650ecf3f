"""A province that really listens on loopback, and computers that talk to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx
from sqlalchemy import insert

from desktop.models.record import registry
from desktop.models.sheets import MEMBER, sheet_named
from desktop.registers.register import Register
from desktop.store.exchange import StoreExchange
from desktop.store.store import Store
from sync.bundle import Sealed, open_bundle, seal
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_line import Timing
from sync.carriers.https_pin import pinned
from sync.certificate import EnrolRequest, decode_admission, encode_card, encode_request, read_certificate
from sync.clock import Clock
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys
from sync.server.province import Province
from sync.server.tables import UNIT
from sync.server.web.app import make_app
from sync.server.web.console import console
from sync.server.web.exchange import Limits
from sync.server.web.serving import serving
from sync.server.web.staff import Staff
from sync.slow_key import Cost
from sync.uplink import Sender
from tests.people import COMMUNE, Wall

STAFF = ("Lan", "mật khẩu của Lan")
CHEAP = Cost(memory_kib=7 * 1024, iterations=5, lanes=1)
HURRIED = Timing(connect_s=5, read_s=5, attempts=4, pause_s=0.01)
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụ"


@dataclass
class Town:
    """A province and where it listens."""

    province: Province
    database: Database
    keys: ProvinceKeys
    folder: Path
    url: str
    wall: Wall

    def computer(self, name: str = "Văn phòng") -> "Computer":
        """A computer that was let in, by a code's fingerprint."""
        computer = Computer(self, name)
        computer.join()
        return computer


@dataclass
class Computer:
    """One computer towards one province."""

    town: Town
    name: str = "Văn phòng"
    device: bytes = field(default_factory=lambda: uuid7().bytes)
    keys: PrivateKeys = field(default_factory=PrivateKeys.generate)

    def request(self, secret: bytes, commune: str = COMMUNE) -> Sealed:
        """A request to join."""
        body = encode_request(EnrolRequest(secret, self.device, commune, self.keys.public, self.name))
        recipient = self.town.keys.card.keys.recipient
        return seal(
            Manifest(Kind.ENROL, uuid7().bytes, commune, self.device, (recipient,), 0, body=body), [], self.keys
        )

    def join(self) -> None:
        """Join over the network with a fresh invitation."""
        with HttpsCarrier(self.town.url, self.town.keys.tls[:10], timing=HURRIED) as carrier:
            blob = carrier.enrol(self.request(self.town.province.invite(COMMUNE).secret).blob)
        card = self.town.keys.card
        opened = open_bundle(blob, [self.keys.identity], lambda _manifest: card.keys.verify)
        certificate = read_certificate(decode_admission(opened.manifest.body).certificate, card.keys.verify)
        assert certificate.device == self.device

    def carrier(self, url: str = "", *, folder: Path | None = None, timing: Timing = HURRIED) -> HttpsCarrier:
        """Its line to the province, perhaps over a detour."""
        return HttpsCarrier(
            url or self.town.url, self.town.keys.tls, self.device, self.keys, folder=folder, timing=timing
        )

    @property
    def sender(self) -> Sender:
        return self.sender_for(COMMUNE)

    def sender_for(self, commune: str) -> Sender:
        return Sender(self.device, commune, self.keys, self.town.keys.card)


@contextmanager
def running_town(folder: Path, *, limits: Limits | None = None) -> Iterator[Town]:
    """A province in a folder, listening for a while."""
    folder.mkdir(exist_ok=True)
    keys = ProvinceKeys.generate("Tỉnh Thử", (), ("127.0.0.1", "localhost"))
    wall = Wall()
    database = Database.open(None, folder, keys.database_key)
    try:
        with database.writing() as db:
            db.execute(insert(UNIT).values(code=COMMUNE, name="Xã Thử", joined_ms=0))
        province = Province(database, keys, registry(), Clock(wall))
        card = encode_card(keys.card, keys.private)
        app = make_app(province, card=card, tls=keys.tls, folder=folder, clock=Clock(wall), limits=limits)
        staff = Staff(database, Clock(wall), CHEAP)
        staff.add(*STAFF)
        app.include_router(console(province, staff, keys.name, Clock(wall)))
        with serving(app, keys) as url:
            yield Town(province, database, keys, folder, url, wall)
    finally:
        database.close()


def fill(store: Store, count: int, *, letters: int = 20) -> None:
    """Enter so many members, each with a note of so many letters that do not compress."""
    dice = Random(count)
    branch = Register(store, sheet_named("branch")).add({"name": "Chi hội Na Pặng"})
    members = Register(store, MEMBER)
    for number in range(count):
        note = "".join(dice.choices(_LETTERS, k=letters))
        members.add({"full_name": f"Trần Thị {number}", "sex": "female", "branch_id": branch, "note": note})


def waiting(store: Store, computer: Computer, commune: str = COMMUNE) -> list[Sealed]:
    """What waits in a register for the province."""
    return StoreExchange(store).seal_changes(computer.sender_for(commune))


@contextmanager
def browser(town: Town) -> Iterator[httpx.Client]:
    """A client that keeps cookies, and trusts the province's key."""
    with httpx.Client(base_url=town.url, verify=pinned(town.keys.tls), trust_env=False, timeout=20) as client:
        yield client
