"""The self-test's exchange: what one register holds goes through bundles and a stick into another, with no server."""

import os
from pathlib import Path
from typing import Final

from sqlalchemy import select

from desktop.exchange.enrolment import newcomer
from desktop.registers.office import Office
from desktop.store.exchange import StoreExchange
from sync.bundle import Opened, open_bundle, seal
from sync.carriers.stick import StickCarrier
from sync.certificate import Card, Certificate, encode_card, issue, read_certificate
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest
from sync.payload import read_frame
from sync.record import encode
from sync.standing import NO_FEED_HASH, Answer, Span, Timeline
from sync.tables import CHANGE
from sync.uplink import Sender

_NAME: Final = "Tỉnh thử"


class TrialFailed(Exception):
    """What a step must bring about did not come about."""


def expect(holds: bool, otherwise: str) -> None:
    """Raise TrialFailed unless it holds; an `assert` would be gone from an optimised build."""
    if not holds:
        raise TrialFailed(otherwise)


class TrialProvince:
    """A province that exists for one trial and answers whatever it is told with the same."""

    def __init__(self) -> None:
        self._keys = PrivateKeys.generate()
        self.card = Card(os.urandom(16), _NAME, self._keys.public, bytes(32))

    def admit(self, office: Office) -> Sender:
        """Let a computer in."""
        asking = newcomer(b"only a trial", "Máy thử")
        certificate = Certificate(asking.device, office.store.commune, asking.keys.public, asking.name, 0)
        said = read_certificate(issue(certificate, self._keys), self._keys.public.verify)
        expect(said == certificate, "the certificate reads otherwise")
        expect(bool(encode_card(self.card, self._keys)), "no card")
        return Sender(asking.device, office.store.commune, asking.keys, self.card)

    def open(self, blob: bytes, sender: Sender) -> Opened:
        """Open what a computer sent."""
        return open_bundle(blob, [self._keys.identity], lambda _manifest: sender.keys.public.verify)

    def pass_on(self, opened: list[Opened], to: Sender) -> bytes:
        """What came up, as a first answer to another computer."""
        manifest = Manifest(
            Kind.DOWN, uuid7().bytes, to.unit, self.card.province, (to.keys.public.recipient,), 0,
            span=Span(0, NO_FEED_HASH, 1, os.urandom(32)), answer=Answer(Timeline(1, os.urandom(16))),
        )  # fmt: skip
        return seal(manifest, [frame for each in opened for frame in each.frames], self._keys).blob


def exchange_by_stick(office: Office, other: Office, stick: Path) -> int:
    """Bring everything that one register holds into an empty one.

    Returns:
        How many changes travelled.
    Raises:
        TrialFailed: something arrived otherwise than it was sent.
    """
    province = TrialProvince()
    sender, receiver = province.admit(office), province.admit(other)
    sealed = StoreExchange(office.store).seal_changes(sender)
    stick.mkdir()
    carrier = StickCarrier(stick)
    carrier.prepare()
    carrier.put_up(sender.device, sender.unit, sealed)
    opened = [province.open(blob, sender) for _, blob in sorted(carrier.ups())]
    expect(sorted(_sent(opened)) == sorted(_logged(office)), "the bundles hold something else than the log")
    applied = StoreExchange(other.store).take(province.pass_on(opened, receiver), receiver)
    expect(applied.outcome == "applied", applied.outcome)
    members = [len(each.register("member").find()) for each in (office, other)]
    expect(members[0] == members[1], str(members))
    expect(not other.store.check(), "findings")
    return applied.records


def _sent(opened: list[Opened]) -> list[bytes]:
    frames = [frame for each in opened for frame in each.frames]
    return [encode(record) for frame in frames for log in read_frame(frame)[0] for record in log.records]


def _logged(office: Office) -> list[bytes]:
    with office.store.reading() as db:
        return list(db.execute(select(CHANGE.c.record)).scalars())
