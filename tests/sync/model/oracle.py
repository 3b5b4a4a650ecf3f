"""Who knows what, kept beside the protocol: from what really arrived where, without looking at its bookkeeping."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.sync.model.computer import Computer, Form
from tests.sync.model.province import Province
from tests.sync.model.wire import CELLS, Down, Record, Up, genesis

Known = tuple[int, ...]  # by cell: the edits known of or known to be replaced, one bit each


@dataclass(slots=True)
class Shadow:
    """What one replica must know, whatever the rules make of it.

    Attributes:
        known: By cell, edits as bits.
        records: Records that stand or stood in its log and must end in the province's: written on this disk, or
            brought to the province.
        since: Step of the feed after which it must have every record: that of its last snapshot.
        apart: Records that the province holds and shows nobody.
    """

    known: list[int] = field(default_factory=lambda: [0] * CELLS)
    records: int = 0
    since: int = 0
    apart: int = 0

    def copy(self) -> "Shadow":
        """The same, for a backup or a clone."""
        return Shadow(self.known[:], self.records, self.since, self.apart)

    def learn(self, known: Iterable[tuple[int, int]]) -> None:
        """Take cell number and edits."""
        for cell, edits in known:
            self.known[cell] |= edits


class Oracle:
    """Every edit ever saved, and what its author's form showed.

    Attributes:
        past: Edit to the edits of its cell that the form showed or that those had replaced.
        has_twins: A running program was copied, so that one incarnation may go on in two ways.
    """

    def __init__(self) -> None:
        self.past: list[int] = []
        self.cell: list[int] = []
        self.records: dict[int, Record] = {}
        self.shown: dict[int, Known] = {}
        self.dots: dict[tuple[bytes, int], int] = {}
        self.has_twins = False

    def opened(self, form: Form, shadow: Shadow) -> None:
        """Note what a form shows."""
        self.shown[id(form)] = tuple(shadow.known)

    def edit(self, form: Form, cell: int) -> int:
        """A new edit made in a form."""
        self.past.append(self.shown[id(form)][cell])
        self.cell.append(cell)
        return len(self.past) - 1

    def saved(self, records: Sequence[Record], shadow: Shadow) -> Iterator[str]:
        """Note what was written, and whether a name was used before (I2)."""
        for record in records:
            shadow.learn([self.of(record)])
            shadow.records |= 1 << record.edit
            self.records[record.hash] = record
            if not self.has_twins and self.dots.setdefault(record.dot, record.edit) != record.edit:
                yield f"I2: {record.dot} names edit {self.dots[record.dot]} and edit {record.edit}"

    def of(self, record: Record) -> tuple[int, int]:
        """A record's cell and what it makes known of it."""
        return record.cell, 1 << record.edit | self.past[record.edit]

    def taken(self, up: Up, state: Iterable[tuple[int, int]], shadow: Shadow, held: Sequence[Record]) -> None:
        """Note what reached the province.

        Args:
            held: What it keeps apart; at the end each must be found to be held for a true reason.
        """
        shadow.learn(state)
        apart = _mask(held)
        for record in up.records:
            shadow.records |= 1 << record.edit
            shadow.apart |= 1 << record.edit
        for edit in bits(shadow.apart & ~apart):
            shadow.learn([(self.cell[edit], 1 << edit | self.past[edit])])
        shadow.apart &= apart

    def applied(self, down: Down, cells: Iterable[tuple[int, int]], shadow: Shadow, *, moved: bool) -> None:
        """Note what reached a computer.

        Args:
            moved: Its cursor stands at the bundle's end now.
        """
        shadow.learn(map(self.of, down.records))
        shadow.learn(cells)
        if moved and down.start == (0, 0):
            shadow.since = down.end.seq if down.is_snapshot else 0

    # at the end

    def heads(self, known: int) -> int:
        """The edits among some that none of them replaces."""
        replaced = 0
        for edit in bits(known):
            replaced |= self.past[edit]
        return known & ~replaced

    def check_cells(
        self, province: Province, computers: Sequence[Computer], shadows: Sequence[Shadow]
    ) -> Iterator[str]:
        """I1, I5, I6: everybody holds the same cells, and exactly the edits that nobody knowingly replaced."""
        for number in range(CELLS):
            union = 0
            for shadow in shadows:
                union |= shadow.known[number]
            expected = self.heads(union)
            found = sum(1 << int(head.value or 0) for head in province.cells[number].heads.values())
            if expected & ~found:
                yield f"I1: cell {number} lost edits {list(bits(expected & ~found))}"
            if found & ~expected:
                yield f"I6: cell {number} still shows edits {list(bits(found & ~expected))} that were replaced"
            for index, computer in enumerate(computers):
                if computer.cells[number] != province.cells[number]:
                    yield f"I5: cell {number} differs between the province and computer {index}"

    def check_held(self, province: Province, shadows: Sequence[Shadow]) -> Iterator[str]:
        """I20: what is held claims to have seen something that really is nowhere any more."""
        due = self._due(shadows)
        for record in province.held:
            if not self.past[record.edit] & ~(due | shadows[-1].known[record.cell]):
                yield f"I20: edit {record.edit} is held though everything it saw is here"

    @staticmethod
    def _due(shadows: Sequence[Shadow]) -> int:
        due = 0
        for shadow in shadows:
            due |= shadow.records
        return due

    def check_logs(
        self, province: Province, computers: Sequence[Computer], shadows: Sequence[Shadow], *, was_restored: bool
    ) -> Iterator[str]:
        """Every record that must stand in the province's log does, once, in an intact chain; I3.

        Args:
            shadows: The computers', then the province's.
            was_restored: The province was, so that computers may remember what it lost.
        """
        logged = 0
        for incarnation, records in province.log.chains.items():
            yield from _check_chain(incarnation, records)
            for record in records:
                if logged >> record.edit & 1:
                    yield f"I3: record of edit {record.edit} stands twice in the log"
                logged |= 1 << record.edit
        due = self._due(shadows)
        if missing := due & ~logged:
            waiting = {record.edit for records in province.log.waiting.values() for record in records}
            lost = [edit for edit in bits(missing) if edit not in waiting or not self._is_cut_off(edit, due)]
            if lost:
                yield f"log: edits {lost} are missing from the province's log"
        for index, (computer, shadow) in enumerate(zip(computers, shadows, strict=False)):
            held = _mask(computer.history.values())
            heard = _mask(record for step in province.feed[shadow.since :] for record in step.records)
            heard = heard if shadow.since else logged & ~_mask(province.held)
            if heard & ~held:
                yield f"log: computer {index} followed the feed and lacks edits {list(bits(heard & ~held))}"
            if not was_restored and held & ~logged:
                yield f"log: computer {index} has edits {list(bits(held & ~logged))} that the province has not"

    def _is_cut_off(self, edit: int, due: int) -> bool:
        """Whether a record follows on one that nobody has any more."""
        record = next(record for record in self.records.values() if record.edit == edit)
        while record.before in self.records:
            record = self.records[record.before]
            if not due >> record.edit & 1:
                return True
        return False


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _mask(records: Iterable[Record]) -> int:
    held = 0
    for record in records:
        held |= 1 << record.edit
    return held


def _check_chain(incarnation: bytes, records: Sequence[Record]) -> Iterator[str]:
    before = genesis(incarnation) if records[0].seq == 1 else records[0].before
    seq = records[0].seq
    for record in records:
        if record.seq != seq or (record.before != before and record.seq > 1) or record.incarnation != incarnation:
            yield f"chain: record {record.seq} of {incarnation.hex()} does not follow on the one before it"
        seq, before = seq + 1, record.hash
