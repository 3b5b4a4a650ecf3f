"""A month of many computers: what each of them wrote, sealed for the province before the clock starts."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from desktop.models.person import Person
from desktop.models.record import registry
from sync.bundle import Sealed, seal
from sync.cell import Context, Value
from sync.clock import tick, wall_ms
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest, Run
from sync.payload import ActNote, Log, Origin, write_records
from sync.record import NO_HASH, ChangeRecord, Op, chain, encode, genesis
from sync.standing import Standing, Tip
from tests.bench.documents import Document, documents

COMPUTERS_OF_A_COMMUNE = 3
KNOWN_PERSONS = 300  # of a commune, all from its first computer, at the province before the month begins
NEW_OF_500 = 60  # the others are edits of persons who are known: telephone and note
_NO_PARENT = bytes(16)
_DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Address:
    """To whom a computer writes, and as whom.

    Attributes:
        device: Its id, 16 bytes.
        recipient: The province's age recipient.
        certificate_hash: Of the computer's admission, 32 bytes.
    """

    device: bytes
    unit: str
    keys: PrivateKeys
    recipient: str
    certificate_hash: bytes


@dataclass(slots=True)
class Computer:
    """One computer's log from one start of its program on."""

    address: Address
    incarnation: bytes
    actor: bytes
    seq: int = 0
    clock: int = 0
    hash: bytes = NO_HASH
    _records: list[ChangeRecord] = field(default_factory=list)
    _acts: list[ActNote] = field(default_factory=list)

    def __post_init__(self) -> None:
        origin = self._origin
        self.hash = genesis(
            origin.device, self.incarnation, origin.certificate_hash, origin.parent, origin.parent_seq,
            origin.parent_hash,
        )  # fmt: skip

    @property
    def _origin(self) -> Origin:
        return Origin(self.address.device, self.address.certificate_hash, _NO_PARENT, 0, NO_HASH)

    def admit(self, people: Iterable[dict[int, Value]], now_ms: int) -> list[bytes]:
        """Record persons as one act; their row ids."""
        rows = [(uuid7().bytes, fields, {}) for fields in people]
        self._act("import", "Nhập danh sách", rows, now_ms)
        return [row for row, _, _ in rows]

    def edit(self, row: bytes, fields: dict[int, Value], seen: Context, now_ms: int) -> None:
        """Save one form."""
        label = f"Sửa hội viên {self.seq}"
        self._act("edit", label, [(row, fields, dict.fromkeys(fields, seen))], now_ms)

    def seal(self) -> Sealed:
        """Everything since the last time, in one bundle."""
        records, first = self._records, self.seq - len(self._records) + 1
        before = self.hash
        for record in records:
            self.hash = chain(self.hash, encode(record))
        log = Log(self.incarnation, first, before, self._origin, tuple(self._acts), records)
        manifest = Manifest(
            Kind.UP, uuid7().bytes, self.address.unit, self.address.device, (self.address.recipient,), wall_ms(),
            records=len(records), runs=(Run(self.incarnation, first, self.seq, before, self.hash),),
            standing=Standing(heads=(Tip(self.incarnation, self.seq, self.hash),)),
        )  # fmt: skip
        self._records, self._acts = [], []
        return seal(manifest, [write_records([log])], self.address.keys)

    def _act(
        self, reason: str, label: str, rows: Sequence[tuple[bytes, dict[int, Value], dict[int, Context]]], now_ms: int
    ) -> None:
        first = self.seq + 1
        for row, fields, seen in rows:
            self.seq, self.clock = self.seq + 1, tick(self.clock, now_ms)
            self._records.append(
                ChangeRecord(
                    self.seq, first, self.clock, Person.__table_id__, row, Op.SET, fields, seen, self.actor, reason
                )
            )
        self._acts.append(ActNote(len(rows), now_ms, label))


def a_months_work(
    addresses: Sequence[Address], changes: int
) -> tuple[list[Sealed], list[Sealed]]:  # fmt: skip
    """What the province has before the month, and what the month brings: a bundle of so many changes a computer.

    Args:
        addresses: Of every computer; those of a commune stand one after the other.
    """
    rng = random.Random(11)
    people = _persons(documents(2_000))
    start_ms = wall_ms() - 30 * _DAY_MS
    earlier, month = [], []
    for at in range(0, len(addresses), COMPUTERS_OF_A_COMMUNE):
        office = [_begun(address, rng) for address in addresses[at : at + COMPUTERS_OF_A_COMMUNE]]
        known = office[0].admit((rng.choice(people) for _ in range(KNOWN_PERSONS)), start_ms - 30 * _DAY_MS)
        dots = {row: {office[0].incarnation: seq} for seq, row in enumerate(known, 1)}
        earlier.append(office[0].seal())
        for own, computer in enumerate(office):
            _work(computer, known[own :: len(office)], dots, people, changes, start_ms, rng)
            month.append(computer.seal())
    return earlier, month


def _work(
    computer: Computer, rows: Sequence[bytes], dots: dict[bytes, Context], people: Sequence[dict[int, Value]],
    changes: int, start_ms: int, rng: random.Random,
) -> None:  # fmt: skip
    """New persons in lists of ten, and edits of its own share of the commune's persons, again and again."""
    new = max(1, changes * NEW_OF_500 // 500)
    moments = (start_ms + step * (30 * _DAY_MS // (changes + 1)) for step in count(1))
    for start in range(0, new, 10):
        computer.admit((rng.choice(people) for _ in range(min(10, new - start))), next(moments))
    phone, note = _numbers("phone", "note")
    for at in range(changes - new):
        row = rows[at % len(rows)]
        fields: dict[int, Value] = {phone: f"09{rng.randrange(100_000_000):08}", note: "đã cập nhật"}
        computer.edit(row, fields, dots[row], next(moments))
        dots[row] = {computer.incarnation: computer.seq}


def _begun(address: Address, rng: random.Random) -> Computer:
    return Computer(address, rng.randbytes(16), rng.randbytes(16))


def _persons(people: Sequence[Document]) -> list[dict[int, Value]]:
    """The fields by number, ascending; without the hamlet, which is a row of its own."""
    numbers = {spec.column: spec.number for spec in registry().table(Person.__table_id__).fields}
    return [
        dict(sorted((numbers[key], value) for key, value in person.items() if key not in ("id", "hamlet_id")))
        for person in people
    ]


def _numbers(*columns: str) -> list[int]:
    numbers = {spec.column: spec.number for spec in registry().table(Person.__table_id__).fields}
    return [numbers[column] for column in columns]
