"""A province for a test: its database on either kind, its keys, what it does with a stick."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn

from desktop.models.record import registry
from sync.bundle import Opened, Sealed, open_bundle
from sync.carriers.stick import StickCarrier
from sync.certificate import decode_request, encode_card, write_invitation
from sync.clock import Clock
from sync.code import write_code
from sync.manifest import Manifest
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys
from sync.server.province import Province, Taken
from sync.server.web.app import make_app
from sync.standing import Standing
from tests.people import Wall
from tests.sync.server.places import Place

NAME = "Hội LHPN tỉnh Thái Nguyên"


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
        return cls(place, ProvinceKeys.generate(NAME, ("https://127.0.0.1:8443",), ("127.0.0.1",)))

    def start(self) -> None:
        """Open the database and the engine."""
        self.database: Database = self.place.open()
        self.province = Province(self.database, self.keys, registry(), Clock(self.wall))
        answer: Callable[[bytes, Standing], list[Sealed]] = self.province.answer

        def watched(device: bytes, standing: Standing) -> list[Sealed]:
            sealed = answer(device, standing)
            self.said += [(device, each) for each in sealed]
            return sealed

        self.province.answer = watched  # type: ignore[method-assign]

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
        key, certificate = self.place.folder / "tls.key", self.place.folder / "tls.pem"
        key.write_bytes(self.keys.tls_key_pem)
        certificate.write_bytes(self.keys.tls_certificate_pem)
        card = encode_card(self.keys.card, self.keys.private)
        app = make_app(
            self.province, card=card, tls=self.keys.tls, folder=self.place.folder, clock=Clock(self.wall)
        )  # fmt: skip
        config = uvicorn.Config(
            app, host="127.0.0.1", port=0, ssl_keyfile=str(key), ssl_certfile=str(certificate), log_level="warning",
            lifespan="on",
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = Thread(target=server.run)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                sleep(0.01)
            (listening,) = server.servers
            yield f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

    def receive(self, stick: Path) -> list[Taken]:
        """Take everything from a stick and leave the answers on it."""
        carrier = StickCarrier(stick)
        taken, stands = [], dict[bytes, Standing]()
        replies: dict[bytes, list[Sealed]] = {}
        for path, blob in carrier.ups():
            taken.append(self.province.take(blob))
            if (reply := taken[-1].reply) is not None:
                replies.setdefault(taken[-1].device, []).append(reply)
            elif (standing := self._opened(blob).manifest.standing) is not None:
                stands[taken[-1].device] = standing
            carrier.drop(path)
        for device in {each.device for each in taken if each.device}:
            answers = self.province.answer(device, stands[device]) if device in stands else []
            carrier.put_down(device, [*replies.get(device, []), *answers])
        return taken

    def _opened(self, blob: bytes) -> Opened:
        def trusted(manifest: Manifest) -> bytes | None:
            known = self.province.device(manifest.sender)
            return decode_request(manifest.body).keys.verify if known is None else known.verify

        return open_bundle(blob, [self.keys.private.identity], trusted)
