"""Joining the province: by a code over the network, or by an invitation on a stick."""

from dataclasses import replace
from pathlib import Path

from desktop.exchange.desk import Report, Stage, Step, Token, Way
from desktop.exchange.enrolment import Enrolment, applicant, asked, keep_asked, newcomer
from desktop.exchange.errors import AdmissionFalse, NoInvitation
from desktop.exchange.exchanges import Exchanges, Lease
from desktop.exchange.joining import admit, invited, opened_admission, request
from desktop.exchange.stick_run import StickRun
from desktop.exchange.tally import Tally
from desktop.store.store import Store
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_errors import DeviceTaken
from sync.carriers.https_line import address
from sync.carriers.stick import StickCarrier
from sync.certificate import Invitation, read_invitation
from sync.code import read_code
from sync.errors import AppError


class Joins:
    """The ways in for one office's computer."""

    def __init__(self, store: Store, exchanges: Exchanges, lease: Lease) -> None:
        self._store = store
        self._exchanges = exchanges
        self._lease = lease

    def by_code(self, server: str, code: str, name: str, report: Report, token: Token) -> None:
        """See `ExchangeDesk.enrol_by_code`."""
        read, server = read_code(code), address(server)
        with self._lease.held():
            token.check()
            report(Step(Stage.CONNECT))
            with HttpsCarrier(server, read.fingerprint) as carrier:
                card = carrier.card(token.check)
                try:
                    self._ask(carrier, card, applicant(self._store, read.secret, name), read.secret, server)
                except DeviceTaken:  # this register is a copy of another computer's
                    self._ask(carrier, card, newcomer(read.secret, name), read.secret, server)

    def _ask(self, carrier: HttpsCarrier, card: bytes, asking: Enrolment, secret: bytes, server: str) -> None:
        asking = replace(asking, card_data=card, server=server, request_id=b"", request=b"")
        keep_asked(self._store, asking)  # were the answer lost, the same keys would ask again
        blob = carrier.enrol(request(self._store, asking, secret, asking.card).blob)
        opened = opened_admission(blob, asking)
        if opened is None:
            raise AdmissionFalse()
        admit(self._store, asking, opened, server=server)

    def by_stick(self, folder: Path, name: str, report: Report, token: Token) -> None:
        """See `ExchangeDesk.enrol_by_stick`."""
        with self._lease.held():
            carrier = StickCarrier(folder)
            report(Step(Stage.READ))
            path, invitation = _invitation_on(carrier, self._store.commune)
            asking = applicant(self._store, invitation.secret, name)
            asking = replace(asking, card_data=invitation.card_data, server="")
            made = request(self._store, asking, invitation.secret, invitation.card)
            asking = replace(asking, request_id=made.bundle, request=made.blob)
            run = StickRun(self._store, carrier, Tally(), report, token)
            self._leave(run, asking)
            carrier.drop(path)  # one invitation lets one computer in
            self._exchanges.remember(Way.STICK, run.tally, lambda memory: memory)

    def _leave(self, run: StickRun, asking: Enrolment) -> None:
        """Write the request; its keys are kept first, for it may reach the province although not all was written."""
        before = asked(self._store)
        keep_asked(self._store, asking)
        try:
            self._exchanges.leave(run, asking)
        except AppError:
            is_other = before is not None and before.request and before.asked != asking.asked
            keep_asked(self._store, before if is_other else replace(asking, request_id=b"", request=b""))
            raise


def _invitation_on(carrier: StickCarrier, commune: str) -> tuple[Path, Invitation]:
    """The first invitation on a stick that is for a commune.

    Raises:
        NoInvitation: there is none at all.
        InvitationFalse, OtherCommune: why the first of those that are there cannot be used.
    """
    first: AppError | None = None
    for path, data in carrier.invitations(commune):
        try:
            return path, invited(read_invitation(data), commune)
        except AppError as error:
            first = first or error
    raise first or NoInvitation()
