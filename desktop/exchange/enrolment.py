"""This computer's place at the province: its keys, its certificate, whom it trusts; kept in the encrypted file."""

import os
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

import cbor2

from desktop.store.store import Store
from sync.certificate import Card, decode_card
from sync.keys import PrivateKeys
from sync.uplink import Sender

JOINED: Final = "enrolment"
ASKED: Final = "enrolment.asked"
DEVICE: Final = "device"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What this computer is to the province, or will be.

    Attributes:
        device: Its id, 16 bytes.
        keys: What it signs and opens with; made here, never sent.
        name: What it is called in the office.
        asked: SHA-256 of the invitation's secret: the same invitation is asked for with the same keys.
        certificate: The province's signed admission; empty until it came.
        card_data: How the province described itself, in its own signed bytes; empty until it did.
        server: Address of its server; empty where sticks are the only road.
        request_id: Bundle id of the request that lies on a stick, and whose answer will come on one; empty where it
            was asked for over the network.
        request: That bundle.
    """

    device: bytes
    keys: PrivateKeys
    name: str
    asked: bytes
    certificate: bytes = b""
    card_data: bytes = b""
    server: str = ""
    request_id: bytes = b""
    request: bytes = b""

    @property
    def card(self) -> Card:
        """The province; CertificateFalse where it never described itself."""
        return decode_card(self.card_data)

    def sender(self, unit: str) -> Sender:
        """As the exchange's engine names it.

        Args:
            unit: Official code of the commune.
        """
        return Sender(self.device, unit, self.keys, self.card)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where its server may be, the one that answered last first."""
        named = self.card.addresses if self.card_data else ()
        return tuple(dict.fromkeys(address for address in (self.server, *named) if address))


def joined(store: Store) -> Enrolment | None:
    """The enrolment that holds; None on a computer that the province never admitted."""
    return _read(store, JOINED)


def asked(store: Store) -> Enrolment | None:
    """The enrolment that was asked for and not yet answered."""
    return _read(store, ASKED)


def keep_asked(store: Store, enrolment: Enrolment | None) -> None:
    """Keep what was asked for, in place of what was asked before; None forgets it."""
    store.set_meta(ASKED, _packed(enrolment) if enrolment else b"")


def keep_joined(store: Store, enrolment: Enrolment) -> None:
    """The province has admitted this computer: that holds from now on, in place of an earlier enrolment."""
    store.set_meta(JOINED, _packed(enrolment))
    keep_asked(store, None)


def applicant(store: Store, secret: bytes, name: str) -> Enrolment:
    """Who asks to join with an invitation: as before where it asked with this invitation already, else anew.

    The first time it asks under the id that its log bears. A computer that was admitted once may have been revoked
    under that; one whose first request went unanswered may be a copy of another that was admitted.
    """
    digest = sha256(secret).digest()
    before = asked(store)
    if before is not None and before.asked == digest:
        return replace(before, name=name)
    device = store.meta(DEVICE) if before is None and joined(store) is None else None
    asking = newcomer(secret, name)
    return replace(asking, device=device) if device else asking


def newcomer(secret: bytes, name: str) -> Enrolment:
    """Who asks to join under an id that nobody else has."""
    return Enrolment(os.urandom(16), PrivateKeys.generate(), name, sha256(secret).digest())


def _read(store: Store, slot: str) -> Enrolment | None:
    data = store.meta(slot)
    if not data:
        return None
    kept: dict[str, Any] = cbor2.loads(data)
    keys = PrivateKeys(kept["signing"], kept["identity"])
    return Enrolment(
        kept["device"], keys, kept["name"], kept["asked"], kept["certificate"], kept["card"], kept["server"],
        kept["request_id"], kept["request"],
    )  # fmt: skip


def _packed(enrolment: Enrolment) -> bytes:
    return cbor2.dumps(
        {
            "device": enrolment.device, "signing": enrolment.keys.signing, "identity": enrolment.keys.identity,
            "name": enrolment.name, "asked": enrolment.asked, "certificate": enrolment.certificate,
            "card": enrolment.card_data, "server": enrolment.server, "request_id": enrolment.request_id,
            "request": enrolment.request,
        }
    )  # fmt: skip
