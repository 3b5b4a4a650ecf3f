"""The model of the province: what it takes in, and its feed."""

from collections.abc import Iterable
from typing import NamedTuple

from sync.cell import EMPTY, Cell, Context, join
from tests.sync.model.computer import Names
from tests.sync.model.log import Log
from tests.sync.model.rules import Rules
from tests.sync.model.wire import CELLS, NO_TIMELINE, Cursor, Record, State, Up


class Step(NamedTuple):
    """What one bundle changed: records for the feed, and cells changed otherwise."""

    hash: int
    records: tuple[Record, ...]
    cells: tuple[int, ...]


class Province:
    """The province's database.

    Attributes:
        reported: How far each incarnation is known to have come.
        held: Records, logged or waiting, that claim to have seen what nobody reported; nobody is shown them.
        given: Givings-back that are complete in this timeline.
        noticed: How often it noticed by itself that it was restored.
    """

    def __init__(self, rules: Rules, names: Names) -> None:
        self.rules = rules
        self.names = names
        self.timeline = (1, names.nonce())
        self.cells: list[Cell] = [EMPTY] * CELLS
        self.log = Log(rules)
        self.feed: list[Step] = []
        self.reported: dict[bytes, int] = {}
        self.held: list[Record] = []
        self.given: set[object] = set()
        self.parts: dict[int, set[int]] = {}
        self.noticed = 0

    def copy(self) -> "Province":
        """A backup of it."""
        twin = Province.__new__(Province)
        twin.__dict__.update(self.__dict__)
        twin.cells = self.cells[:]
        twin.log = self.log.copy()
        twin.feed = self.feed[:]
        twin.reported = self.reported.copy()
        twin.held = self.held[:]
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

    def take(self, up: Up) -> None:
        """Apply a bundle, in one transaction."""
        cursor = up.standing.cursor
        self.look_at(cursor)
        is_trusted = up.standing.giving > 0 or cursor.timeline not in (self.timeline, NO_TIMELINE)
        arrived: list[Record] = []
        early: list[Record] = []
        for record in up.records:
            self.log.place(record, arrived, early)
        loose: list[tuple[int, Cell]] = []
        if up.state is not None:
            loose += up.state.cells
            for _, cell in up.state.cells:
                self._hear_of(cell.ctx)
            self._note_given(up, up.state)
        heard = self._judged(arrived, early, is_trusted=is_trusted)
        for record in heard:
            if record.hash not in self.log.placed:
                loose.append((record.cell, record.delta))
        heard = [record for record in heard if record.hash in self.log.placed]
        self._join((record.cell, record.delta) for record in heard)
        changed = self._join(loose)
        if heard or changed or (arrived and self.rules.steps_for_held):
            self.feed.append(Step(self.names.nonce(), tuple(heard), tuple(sorted(changed))))

    def look_at(self, cursor: Cursor) -> None:
        """Notice that this database was restored: the computer stands where it never stood."""
        if cursor.timeline == NO_TIMELINE or not self.rules.notices_position:
            return
        ahead = cursor.timeline[0] - self.timeline[0]
        is_late = ahead < 0 and self.rules.forgives_late_position
        is_other = ahead > 0 or (self.rules.nonce_tells_timelines and ahead == 0 and cursor.timeline != self.timeline)
        if is_other or not (is_late or self.is_on_feed(cursor)):
            self.begin_timeline(cursor.timeline[0])
            self.noticed += 1

    def is_on_feed(self, cursor: Cursor) -> bool:
        """Whether the feed went through a position."""
        if cursor.seq == 0 or cursor.seq > len(self.feed):
            return cursor.seq == 0
        return not self.rules.cursor_has_hash or self.feed[cursor.seq - 1].hash == cursor.hash

    def _judged(self, arrived: list[Record], early: list[Record], *, is_trusted: bool) -> list[Record]:
        """Those that claim to have seen nothing but what was reported; all of a computer that may know more.

        Others are held, until what they claim to have seen is reported after all.
        """
        again = {record.hash for record in arrived}
        held = [record for record in self.held if record.hash not in again]
        for record in arrived + early:
            self._hear_of({record.incarnation: record.seq})
            if is_trusted and self.rules.notes_trusted_contexts:
                self._hear_of(record.delta.ctx)
        good: list[Record] = []
        for record in arrived + early:
            (good if is_trusted or self._is_covered(record) else held).append(record)
        if self.rules.releases_held:
            released = [record for record in held if self._is_covered(record)]
            held = [record for record in held if record not in released]
            good += released
        self.held = held
        return good

    def _is_covered(self, record: Record) -> bool:
        reported = self.reported
        return all(reported.get(name, 0) >= seq for name, seq in record.delta.ctx.items())

    def _hear_of(self, ctx: Context) -> None:
        for name, seq in ctx.items():
            if self.reported.get(name, 0) < seq:
                self.reported[name] = seq

    def _join(self, cells: Iterable[tuple[int, Cell]]) -> set[int]:
        """Join cells; which of them changed."""
        changed = set()
        for number, cell in cells:
            joined = join(self.cells[number], cell)
            if joined != self.cells[number]:
                self.cells[number] = joined
                changed.add(number)
        return changed

    def _note_given(self, up: Up, state: State) -> None:
        if up.standing.cursor.timeline != self.timeline:
            return
        have = self.parts.setdefault(state.name if self.rules.counts_whole_giving else up.standing.giving, set())
        have.add(state.part)
        if len(have) == state.parts or not self.rules.counts_whole_giving:
            self.given.add(up.standing.giving if self.rules.confirms_replica else up.device)
