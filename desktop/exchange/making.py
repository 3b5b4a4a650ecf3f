"""The exchange of an open office: everything the window and the commands may ask of it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop.exchange.automatic import is_due
from desktop.exchange.conflicts import Conflicts
from desktop.exchange.desk import ConflictCard, Outcome, PastExchange, Report, Status, StickSeen, Token
from desktop.exchange.enrolment import asked, joined
from desktop.exchange.exchanges import Exchanges, Lease
from desktop.exchange.joins import Joins
from desktop.exchange.memory import remembered
from desktop.exchange.settling import settle
from desktop.exchange.status import last_change_ms, status_of
from desktop.registers.office import Office
from desktop.store.exchange import StoreExchange
from sync.carriers.drives import StickDrive, plugged_in
from sync.carriers.stick import StickCarrier
from sync.errors import AppError


class OfficeDesk:
    """See `desktop.exchange.desk.ExchangeDesk`. Safe to share between threads; exchanges run one at a time.

    Args:
        server: An address that is tried before those the province named.
    """

    def __init__(self, office: Office, *, server: str = "") -> None:
        self._store = office.store
        self._exchange = StoreExchange(office.store)
        self._conflicts = Conflicts(office.store)
        self._lease = Lease()
        self._exchanges = Exchanges(office.store, self._exchange, self._lease, office.folder, server=server)
        self._joins = Joins(office.store, self._exchanges, self._lease)

    def status(self) -> Status:
        """How this computer stands now; reads only the local store."""
        return status_of(self._store, self._exchange, self._conflicts.count())

    def history(self, limit: int = 10) -> Sequence[PastExchange]:
        """The last exchanges and tries, newest first."""
        return [past.shown for past in remembered(self._store).past[:limit]]

    def enrol_by_code(self, server: str, code: str, name: str, report: Report, token: Token) -> None:
        """Join the province over the network.

        Raises:
            CodeMistyped, AddressMistyped, AdmissionFalse, CertificateFalse; what the carrier raises.
        """
        self._joins.by_code(server, code, name, report, token)

    def enrol_by_stick(self, folder: Path, name: str, report: Report, token: Token) -> None:
        """Read the invitation on a stick and leave the request to join on it, with everything that waits.

        Raises:
            NoInvitation, OtherCommune, InvitationFalse, and what `StickCarrier` raises.
        """
        self._joins.by_stick(folder, name, report, token)

    def by_network(self, report: Report, token: Token) -> Outcome:
        """One exchange over the network.

        Raises:
            NotJoined, ServerUnknown, ExchangeRunning; what the carrier raises; what is wrong with a bundle.
        """
        return self._exchanges.by_network(report, token)

    def by_stick(self, folder: Path, report: Report, token: Token) -> Outcome:
        """One exchange with a stick.

        Raises:
            NotJoined, ExchangeRunning; what `StickCarrier` raises; what is wrong with the only bundles on it.
        """
        return self._exchanges.by_stick(folder, report, token)

    def by_file(self, file: Path, report: Report, token: Token) -> Outcome:
        """Take in one bundle that came as a file.

        Raises:
            NotJoined, ExchangeRunning, FileUnreadable, FileEarly; what is wrong with the bundle.
        """
        return self._exchanges.by_file(file, report, token)

    def sticks(self) -> Sequence[StickSeen]:
        """The removable drives that are plugged in now."""
        enrolments = [each for each in (joined(self._store), asked(self._store)) if each is not None]
        devices = [each.device for each in enrolments]
        return [_seen(drive, devices, self._store.commune) for drive in plugged_in()]

    def network_due(self) -> bool:
        """Whether a quiet try over the network is in place now."""
        held = joined(self._store)
        if held is None or not held.addresses or self._lease.is_held:
            return False
        with self._store.reading() as db:
            changed_ms = last_change_ms(db)
        return is_due(
            remembered(self._store),
            last_change_ms=changed_ms,
            waiting=self._exchange.standings().waiting,
            now_ms=self._store.clock.now_ms(),
        )

    def conflicts(self) -> Sequence[ConflictCard]:
        """What two computers wrote differently, a card a row, oldest first."""
        return self._conflicts.cards()

    def settle(self, card: str, chosen: Mapping[str, Any]) -> None:
        """Keep a value for some fields of a card; nothing is written where it was settled meanwhile."""
        for each in self._conflicts.cards():
            if each.id == card:
                settle(self._store, each, chosen)


def make_desk(office: Office, *, server: str = "") -> OfficeDesk:
    """The exchange of an open office.

    Args:
        server: An address that is tried before those the province named.
    """
    return OfficeDesk(office, server=server)


def _seen(drive: StickDrive, devices: Sequence[bytes], commune: str) -> StickSeen:
    carrier = StickCarrier(drive.path)
    is_ours = carrier.is_ours
    has_answer = is_ours and any(carrier.has_answer(device) for device in devices)
    return StickSeen(drive.path, drive.label, is_ours, has_answer, is_ours and _has_invitation(carrier, commune))


def _has_invitation(carrier: StickCarrier, commune: str) -> bool:
    with suppress(AppError):
        return any(path.name.startswith(f"{commune}-") for path, _ in carrier.invitations(commune))
    return False
