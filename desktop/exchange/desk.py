"""What the window may ask about the exchange with the province, and the values it gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from desktop.models.fields import Field


class Way(StrEnum):
    """The road that bundles take.

    Attributes:
        FILE: One file that came some other way, by mail say; only ever down.
    """

    NETWORK = "network"
    STICK = "stick"
    FILE = "file"


class Stage(StrEnum):
    """What an exchange is doing.

    Attributes:
        PREPARE: Gathering and sealing what waits; counted in changes.
        CONNECT: Waiting for the province to answer; not counted.
        SEND: Handing over; counted in bytes.
        FETCH: Getting what the province has; counted in bytes.
        APPLY: Bringing it into the register; counted in rows.
        WRITE: Writing onto the stick; counted in bytes.
        CHECK: Reading back what was written; counted in bytes.
        READ: Reading what lies on the stick; counted in bytes.
    """

    PREPARE = "prepare"
    CONNECT = "connect"
    SEND = "send"
    FETCH = "fetch"
    APPLY = "apply"
    WRITE = "write"
    CHECK = "check"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a running exchange is.

    Attributes:
        total: 0 where it is not known; the unit is that of the stage.
    """

    stage: Stage
    done: int = 0
    total: int = 0


Report = Callable[[Step], None]


class Token(Protocol):
    """Asked by an exchange where it is clean to stop."""

    def check(self) -> None:
        """Raise where the person asked to stop; what was confirmed by then stays, the rest is sent again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that the province did not take in, or that was not taken in here; none of it is lost.

    Attributes:
        what: A row's title or a bundle's day, as a person reads it.
        reason: Stable word, chosen by which the sentence is shown: an `AppError`'s code, or a reason of
            the province's answer ("scope", "revoked", "unknown", "newer", "damaged", "poison"...).
        held: It waits for a person at the province; else it waits here.
        on: When it was told of, aware.
    """

    what: str
    reason: str
    held: bool = True
    on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """How this computer stands with the province. All times are aware.

    Attributes:
        joined: The province has admitted this computer.
        invitation_pending: It asked to join by stick and waits for the answer; it may already send by stick.
        province: The province's name; empty before an invitation was read.
        server: The server's address; empty where the province gave none and sticks are the only road.
        device_name: What this computer is called in the office.
        waiting: Changes made here that no receipt covers.
        waiting_since: When the oldest of them was made.
        on_stick: How many of them were written onto a stick and are on their way.
        on_stick_since: When they were last written.
        received_on: When the last receipt came; None where none ever came.
        last_exchange: When an exchange last came to its end.
        last_way: Its road; None where there was none.
        problem: Code of the `AppError` that ended the last try; empty where the last try came to its end.
        problem_on: When that was.
        refused: What was held or refused and not settled since.
        conflicts: How many fields two computers wrote differently and nobody has settled.
        loading: The first data of the commune are coming in and are not whole.
        give_back: The province was restored and asks for everything this computer holds.
        clock_offset_s: This computer's clock less the province's, in seconds; None where it was never compared.
    """

    joined: bool = False
    invitation_pending: bool = False
    province: str = ""
    server: str = ""
    device_name: str = ""
    waiting: int = 0
    waiting_since: datetime | None = None
    on_stick: int = 0
    on_stick_since: datetime | None = None
    received_on: datetime | None = None
    last_exchange: datetime | None = None
    last_way: Way | None = None
    problem: str = ""
    problem_on: datetime | None = None
    refused: tuple[Refused, ...] = ()
    conflicts: int = 0
    loading: bool = False
    give_back: bool = False
    clock_offset_s: int | None = None


@dataclass(frozen=True, slots=True)
class StickSeen:
    """A removable drive that is plugged in.

    Attributes:
        path: Where it is mounted.
        label: Its name as the system shows it, with the letter where there is one.
        is_ours: It carries the program's folder.
        has_answer: Something lies on it for this computer.
        has_invitation: An invitation for this commune lies on it.
    """

    path: Path
    label: str
    is_ours: bool = False
    has_answer: bool = False
    has_invitation: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange did.

    Attributes:
        sent: Changes handed over, to the province or onto the stick.
        received: Changes that came from other computers.
        acknowledged: Own changes whose receipt came with it.
        rows_changed: Rows of the register that look different since.
        conflicts_new: Fields that two computers wrote differently and nobody settled.
        refused: Bundles or rows held or refused.
        history_from: The day from which this computer can tell what happened, where it has just been given the
            commune's data without what happened before; else None.
    """

    way: Way
    sent: int = 0
    received: int = 0
    acknowledged: int = 0
    rows_changed: int = 0
    conflicts_new: int = 0
    refused: int = 0
    history_from: date | None = None


@dataclass(frozen=True, slots=True)
class PastExchange:
    """One line of the list of exchanges.

    Attributes:
        at: When it ended, aware.
        problem: Code of the `AppError` that ended it early; empty where it came to its end.
    """

    at: datetime
    outcome: Outcome
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that stand side by side.

    Attributes:
        value: As tables hold it; None for an emptied field.
        text: As a person reads it.
        who: The officer's name; empty where it is not known.
        computer: The computer's name; "máy này" is said by the window.
        is_here: It was typed on this computer.
        at: When, by that computer's clock; aware.
    """

    value: Any
    text: str
    who: str
    computer: str
    is_here: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field that was written differently.

    Attributes:
        key: Unique within its card; `ExchangeDesk.settle` takes it back.
        field: The declaration: label, kind, whether it may be empty.
        started_from: What stood there before, as a person reads it; empty where nothing did.
        choices: At least two, the latest first.
    """

    key: str
    field: Field
    started_from: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """Everything about one row, such as one person, that two computers wrote differently.

    Attributes:
        id: `ExchangeDesk.settle` takes it back.
        sheet: Name of the register that shows the row.
        row: The row on that register.
        title: Whom it is about.
        subtitle: What tells her apart: her branch.
    """

    id: str
    sheet: str
    row: UUID
    title: str
    subtitle: str
    fields: tuple[ConflictField, ...]


class ExchangeDesk(Protocol):
    """The exchange of one open office. Every method may take long: it is called on worker threads only."""

    def status(self) -> Status:
        """How this computer stands now; reads only the local store."""

    def history(self, limit: int = 10) -> Sequence[PastExchange]:
        """The last exchanges and tries, newest first."""

    def enrol_by_code(self, server: str, code: str, name: str, report: Report, token: Token) -> None:
        """Join the province over the network; the computer is `joined` afterwards.

        Args:
            server: Address as typed: with or without "https://" and port.
            code: As typed; see `sync.code.read_code`.
            name: What this computer is called.
        Raises:
            AppError: nothing was changed.
        """

    def enrol_by_stick(self, folder: Path, name: str, report: Report, token: Token) -> None:
        """Read the invitation on a stick and leave the request to join on it, with everything that waits.

        The computer is `invitation_pending` afterwards; the answer comes with a later `by_stick`.

        Raises:
            AppError: nothing was changed.
        """

    def by_network(self, report: Report, token: Token) -> Outcome:
        """One exchange over the network: send what waits, get what there is and the receipt.

        Raises:
            AppError: it was cut off; what was confirmed stays, the rest waits.
        """

    def by_stick(self, folder: Path, report: Report, token: Token) -> Outcome:
        """One exchange with a stick: take the answers on it, write what waits; it may be pulled out afterwards.

        Raises:
            AppError: nothing was lost; the stick is as it was or better.
        """

    def by_file(self, file: Path, report: Report, token: Token) -> Outcome:
        """Take in one bundle that came as a file; the file stays where it is.

        Raises:
            AppError: nothing was taken in.
        """

    def sticks(self) -> Sequence[StickSeen]:
        """The removable drives that are plugged in now."""

    def network_due(self) -> bool:
        """Whether a quiet try over the network is in place now.

        It is where this computer has joined, a server is known, there is something to do or the last exchange is
        old, and the last failure is long enough ago.
        """

    def conflicts(self) -> Sequence[ConflictCard]:
        """What two computers wrote differently, a card a row, oldest first."""

    def settle(self, card: str, chosen: Mapping[str, Any]) -> None:
        """Keep a value for some fields of a card; an ordinary change that travels and can be undone.

        Args:
            card: `ConflictCard.id`.
            chosen: `ConflictField.key` to the value to keep, as tables hold it.
        """
