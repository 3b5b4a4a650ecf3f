"""A desk that keeps everything in memory: the exchange page's neighbour in its tests and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Lock
from typing import Any
from uuid import UUID

from desktop.exchange.desk import (
    Choice,
    ConflictCard,
    ConflictField,
    Outcome,
    PastExchange,
    Refused,
    Report,
    Stage,
    Status,
    Step,
    StickSeen,
    Token,
    Way,
)
from desktop.models.dates import PartialDate
from desktop.models.fields import Field
from desktop.models.kinds import DATE, NAME, PHONE

NOW = datetime(2026, 11, 21, 9, 30).astimezone()
OURS = StickSeen(Path("E:/"), "KINGSTON (E:)", is_ours=True)
ANSWERED = replace(OURS, has_answer=True)
STRANGE = StickSeen(Path("F:/"), "ANH CUOI (F:)")
INVITING = replace(OURS, has_invitation=True)

NEVER = Status(waiting=128, waiting_since=NOW - timedelta(days=9))
JOINED = Status(
    joined=True, province="Hội LHPN tỉnh Thái Nguyên", server="https://dulieu.hoiphunu.vn", device_name="Máy văn phòng",
    received_on=NOW - timedelta(days=3), last_exchange=NOW - timedelta(days=3), last_way=Way.NETWORK,
)  # fmt: skip
WAITING = replace(JOINED, waiting=12, waiting_since=NOW - timedelta(days=2, hours=1))
REFUSED = (
    Refused("Hoàng Thị Mỷ · Chi hội Bản Chang", "transferred", True, NOW - timedelta(days=1)),
    Refused("Gói dữ liệu ngày 18/11", "newer", False, NOW - timedelta(days=3)),
)
HISTORY = (
    PastExchange(NOW - timedelta(days=3), Outcome(Way.NETWORK, 31, 4, 31, 4)),
    PastExchange(NOW - timedelta(days=4), Outcome(Way.NETWORK, 9), "net.cut"),
    PastExchange(NOW - timedelta(days=10), Outcome(Way.STICK, 214, 0, 57)),
    PastExchange(NOW - timedelta(days=17), Outcome(Way.STICK)),
)

BIRTH = Field(2, "Ngày sinh", DATE, key="birth_date", help="Ghi năm, tháng hoặc ngày, biết đến đâu ghi đến đó.")
FULL_NAME = Field(1, "Họ và tên", NAME, key="full_name", required=True)
TELEPHONE = Field(14, "Điện thoại", PHONE, key="phone")


def conflict(number: int = 1, *, fields: int = 1) -> ConflictCard:
    """A card about Nguyễn Thị Hòa, or about another woman for another number."""
    who = ("Nguyễn Thị Hòa", "Lò Thị Pưởng", "Đặng Thị Huệ")[(number - 1) % 3]
    here = ("Nguyễn Thị Lan", "Máy văn phòng", True, NOW - timedelta(days=3))
    there = ("Trần Thị Thu", "Máy xách tay", False, NOW - timedelta(days=1, hours=13))
    differing = (
        ConflictField("birth", BIRTH, "1985", (
            Choice(PartialDate("1985-12-03"), "03/12/1985", *there),
            Choice(PartialDate("1985-03-12"), "12/03/1985", *here),
        )),
        ConflictField("name", FULL_NAME, who, (
            Choice(f"{who} Em", f"{who} Em", *there),
            Choice("Nguyễn Thị Hoa", "Nguyễn Thị Hoa", *here),
        )),
        ConflictField("phone", TELEPHONE, "", (
            Choice("0912000111", "0912 000 111", *there),
            Choice("0987000222", "0987 000 222", *here),
        )),
    )  # fmt: skip
    return ConflictCard(f"c{number}", "member", UUID(int=number), who, "Chi hội Na Pặng", differing[:fields])


class MemoryDesk:
    """Does what it is set to do.

    Attributes:
        seen: The sticks that are plugged in.
        cards: Conflicts nobody has settled.
        past: The last exchanges.
        fails: Raised by the next exchange or joining, once.
        outcome: What the next exchange does.
        held: While it is not set, an exchange stands still after its first steps.
        due: Whether the network may be tried.
        asked: What was asked of it, in words.
    """

    def __init__(self, status: Status = NEVER) -> None:
        self.now = status
        self.seen: Sequence[StickSeen] = ()
        self.cards: list[ConflictCard] = []
        self.past: list[PastExchange] = []
        self.fails: Exception | None = None
        self.outcome = Outcome(Way.NETWORK, 12, 5, 12, 5)
        self.held = Event()
        self.held.set()
        self.due = False
        self.asked: list[tuple[Any, ...]] = []
        self._lock = Lock()

    def status(self) -> Status:
        return replace(self.now, conflicts=sum(len(card.fields) for card in self.cards))

    def history(self, limit: int = 10) -> Sequence[PastExchange]:
        return tuple(self.past[:limit])

    def enrol_by_code(self, server: str, code: str, name: str, report: Report, token: Token) -> None:
        self._work(("enrol_by_code", server, code, name), report, token, Stage.CONNECT)
        self.now = replace(JOINED, server=server, device_name=name, received_on=None, waiting=self.now.waiting)

    def enrol_by_stick(self, folder: Path, name: str, report: Report, token: Token) -> None:
        self._work(("enrol_by_stick", folder, name), report, token, Stage.WRITE)
        self.now = replace(self.now, invitation_pending=True, device_name=name, province=JOINED.province)

    def by_network(self, report: Report, token: Token) -> Outcome:
        self._work(("by_network",), report, token, Stage.SEND)
        return self._done(Way.NETWORK)

    def by_stick(self, folder: Path, report: Report, token: Token) -> Outcome:
        self._work(("by_stick", folder), report, token, Stage.WRITE)
        return self._done(Way.STICK)

    def by_file(self, file: Path, report: Report, token: Token) -> Outcome:
        self._work(("by_file", file), report, token, Stage.READ)
        return self._done(Way.FILE)

    def sticks(self) -> Sequence[StickSeen]:
        return tuple(self.seen)

    def network_due(self) -> bool:
        return self.due

    def conflicts(self) -> Sequence[ConflictCard]:
        return tuple(self.cards)

    def settle(self, card: str, chosen: Mapping[str, Any]) -> None:
        self.asked.append(("settle", card, dict(chosen)))
        if self.fails is not None:
            error, self.fails = self.fails, None
            raise error
        left = [
            replace(each, fields=tuple(field for field in each.fields if each.id != card or field.key not in chosen))
            for each in self.cards
        ]
        self.cards = [each for each in left if each.fields]

    def _work(self, asked: tuple[Any, ...], report: Report, token: Token, stage: Stage) -> None:
        with self._lock:
            self.asked.append(asked)
            report(Step(Stage.PREPARE, 12, 12))
            report(Step(stage, 120 * 1024, 300 * 1024))
            while not self.held.wait(0.01):
                token.check()
            if self.fails is not None:
                error, self.fails = self.fails, None
                raise error

    def _done(self, way: Way) -> Outcome:
        done = replace(self.outcome, way=way)
        left = max(0, self.now.waiting - done.acknowledged)
        moment = datetime.now(UTC)
        self.now = replace(
            self.now, waiting=left, waiting_since=self.now.waiting_since if left else None, problem="",
            received_on=moment if done.acknowledged else self.now.received_on, last_exchange=moment, last_way=way,
        )  # fmt: skip
        self.past.insert(0, PastExchange(moment, done))
        return done
