"""The model of the province: one log, one feed."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from sync.cell import EMPTY, Cell, Context, join
from tests.sync.model.computer import Names
from tests.sync.model.rules import Rules
from tests.sync.model.wire import (
    CELLS,
    EVERY_GIVING,
    NO_TIMELINE,
    Cursor,
    Down,
    Head,
    Record,
    Standing,
    State,
    Up,
    genesis,
)  # fmt: skip


class Step(NamedTuple):
    """What one bundle changed: records appended, cells changed otherwise."""

    hash: int
    records: tuple[Record, ...]
    cells: tuple[int, ...]


class Province:
    """The province's database.

    Attributes:
        log: Incarnation to its records in order.
        placed: Chain hash of each record in the log to the incarnation under which it stands.
        waiting: Records whose predecessor is missing, by the chain hash they follow on.
        given: Givings-back that are complete in this timeline.
        noticed: How often it noticed by itself that it was restored.
    """

    def __init__(self, rules: Rules, names: Names) -> None:
        self.rules = rules
        self.names = names
        self.timeline = (1, names.nonce())
        self.cells: list[Cell] = [EMPTY] * CELLS
        self.log: dict[bytes, list[Record]] = {}
        self.placed: dict[int, bytes] = {}
        self.waiting: dict[int, list[Record]] = {}
        self.feed: list[Step] = []
        self.given: set[object] = set()
        self.noticed = 0
        self.parts: dict[int, set[int]] = {}

    def copy(self) -> "Province":
        """A backup of it."""
        twin = Province.__new__(Province)
        twin.__dict__.update(self.__dict__)
        twin.cells = self.cells[:]
        twin.log = {incarnation: records[:] for incarnation, records in self.log.items()}
        twin.placed = self.placed.copy()
        twin.waiting = {before: records[:] for before, records in self.waiting.items()}
        twin.feed = self.feed[:]
        twin.given = self.given.copy()
        twin.parts = {name: parts.copy() for name, parts in self.parts.items()}
        return twin

    @property
    def tip(self) -> Cursor:
        """Where the feed ends."""
        return Cursor(self.timeline, len(self.feed), self.feed[-1].hash if self.feed else 0)

    def begin_timeline(self, counter: int = 0) -> None:
        """Begin another life; its counter exceeds both the province's own and the one given."""
        self.timeline = max(self.timeline[0], counter) + 1, self.names.nonce()
        self.given.clear()
        self.parts.clear()

    # taking

    def take(self, up: Up) -> None:
        """Apply a bundle, in one transaction."""
        self._look_at(up.standing.cursor)
        appended: list[Record] = []
        changed: set[int] = set()
        for record in up.records:
            self._take_record(record, appended, changed)
        if up.state is not None:
            self._join(up.state.cells, changed)
            self._note_given(up, up.state)
        if appended or changed:
            self.feed.append(Step(self.names.nonce(), tuple(appended), tuple(sorted(changed))))

    def _look_at(self, cursor: Cursor) -> None:
        """Notice that this database was restored: the computer stands where it never stood."""
        if cursor.timeline == NO_TIMELINE or not self.rules.notices_position:
            return
        ahead = cursor.timeline[0] - self.timeline[0]
        is_late = ahead < 0 and self.rules.forgives_late_position
        is_other = ahead > 0 or (self.rules.nonce_tells_timelines and ahead == 0 and cursor.timeline != self.timeline)
        if is_other or not (is_late or self._is_on_feed(cursor)):
            self.begin_timeline(cursor.timeline[0])
            self.noticed += 1

    def _is_on_feed(self, cursor: Cursor) -> bool:
        if cursor.seq == 0 or cursor.seq > len(self.feed):
            return cursor.seq == 0
        return not self.rules.cursor_has_hash or self.feed[cursor.seq - 1].hash == cursor.hash

    def _take_record(self, record: Record, appended: list[Record], changed: set[int]) -> None:
        if record.hash in self.placed:
            return
        records = self.log.get(record.incarnation, ())
        if not self.rules.separates_forks and record.seq <= len(records):
            return
        home = self.placed.get(record.before)
        if home is None and record.before == genesis(record.incarnation):
            home = record.incarnation
        if home is None:
            if self.rules.keeps_gapped:
                self._keep_waiting(record, changed)
            return
        self._append(record, home, appended)
        for next_one in self.waiting.pop(record.hash, ()):
            self._take_record(next_one, appended, changed)

    def _keep_waiting(self, record: Record, changed: set[int]) -> None:
        same = self.waiting.setdefault(record.before, [])
        if all(other.hash != record.hash for other in same):
            same.append(record)
            self._join(((record.cell, record.delta),), changed)

    def _append(self, record: Record, home: bytes, appended: list[Record]) -> None:
        records = self.log.setdefault(home, [])
        if records and records[-1].hash != record.before:
            home = forked(record)
            records = self.log.setdefault(home, [])
        placed = record if home == record.incarnation else renamed(record, home, records[0].seq if records else None)
        records.append(placed)
        self.placed[record.hash] = home
        appended.append(placed)
        self.cells[record.cell] = join(self.cells[record.cell], placed.delta)

    def _join(self, cells: Iterable[tuple[int, Cell]], changed: set[int]) -> None:
        for number, cell in cells:
            joined = join(self.cells[number], cell)
            if joined != self.cells[number]:
                self.cells[number] = joined
                changed.add(number)

    def _note_given(self, up: Up, state: State) -> None:
        if up.standing.cursor.timeline != self.timeline:
            return
        have = self.parts.setdefault(state.name if self.rules.counts_whole_giving else up.standing.giving, set())
        have.add(state.part)
        if len(have) == state.parts or not self.rules.counts_whole_giving:
            self.given.add(up.standing.giving if self.rules.confirms_replica else up.device)

    # answering

    def answer(self, device: bytes, standing: Standing) -> list[Down]:
        """What a computer is to hear that stands so; empty where there is nothing to say."""
        self._look_at(standing.cursor)
        acks = self.acks(device, standing)
        if standing.cursor == self.tip and not acks and not standing.giving:
            return []
        gave = standing.giving if standing.giving in self.given else EVERY_GIVING if device in self.given else 0
        restart = tuple(
            head.incarnation
            for head in standing.heads
            if self.placed.get(head.hash, head.incarnation) != head.incarnation
        )
        is_delta = standing.cursor.timeline != NO_TIMELINE and self._is_on_feed(standing.cursor)
        made = self._delta(device, standing) if is_delta else self._snapshot(device)
        return [down._replace(acks=acks, gave=gave, restart=restart) for down in made]

    def acks(self, device: bytes, standing: Standing) -> tuple[Head, ...]:
        """How much is here of the incarnations that a computer named, and of all it may have after a restore."""
        acks = []
        for head in standing.heads:
            records = self.log.get(head.incarnation)
            if head.hash in self.placed and self.rules.acks_named_head:
                acks.append(head)
            elif records:
                acks.append(Head(head.incarnation, records[-1].seq, records[-1].hash))
        if standing.cursor.timeline != self.timeline:
            named = {head.incarnation for head in standing.heads}
            acks += [
                Head(incarnation, records[-1].seq, records[-1].hash)
                for incarnation, records in self.log.items()
                if records[0].device == device and incarnation not in named
            ]
        return tuple(acks)

    def _delta(self, device: bytes, standing: Standing) -> list[Down]:
        steps = self.feed[standing.cursor.seq :]
        proven: dict[bytes, int] = {}
        if not standing.wants_full:
            proven = {
                head.incarnation: head.seq for head in standing.heads if self.placed.get(head.hash) == head.incarnation
            }
        records: list[Record] = []
        stubs: dict[bytes, Head] = {}
        for step in steps:
            for record in step.records:
                if record.seq <= proven.get(record.incarnation, 0):
                    stubs[record.incarnation] = Head(record.incarnation, record.seq, record.hash)
                elif self.rules.sends_heads_back or record.device != device:
                    records.append(record)
        changed = sorted({number for step in steps for number in step.cells})
        start = standing.cursor.seq, standing.cursor.hash
        cells = tuple((number, self.cells[number]) for number in changed)
        return [Down(device, start, self.tip, False, 0, 1, tuple(records), tuple(stubs.values()), cells, (), 0, ())]

    def _snapshot(self, device: bytes) -> list[Down]:
        parts = 1 + len(self.feed) % CELLS
        numbered = list(enumerate(self.cells))
        return [
            Down(device, (0, 0), self.tip, True, part, parts, (), (), tuple(numbered[part::parts]), (), 0, ())
            for part in range(parts)
        ]


def forked(record: Record) -> bytes:
    """The incarnation under which a branch goes on that begins with this record."""
    return sha256(b"fork" + repr((record.dot, record.hash)).encode()).digest()[:4]


def renamed(record: Record, home: bytes, first: int | None) -> Record:
    """A branch's record as one of the branch's own incarnation.

    Args:
        first: Number of the branch's first record; None for itself.
    """
    first = record.seq if first is None else first
    (head,) = record.delta.heads.values()
    ctx: Context = _renamed(record.delta.ctx, record.incarnation, home, first)
    return record._replace(incarnation=home, delta=Cell(ctx, {(home, record.seq): head}))


def _renamed(ctx: Context, old: bytes, new: bytes, first: int) -> dict[bytes, int]:
    renewed = dict(ctx)
    if (seq := renewed.get(old, 0)) >= first:
        renewed[new] = seq
        renewed[old] = first - 1
        if first == 1:
            del renewed[old]
    return renewed
