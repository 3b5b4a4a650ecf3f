"""The model of a commune's computer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sync.cell import EMPTY, Cell, Context, join, join_contexts, write
from sync.cell import Head as Value
from tests.sync.model import wire
from tests.sync.model.rules import Rules
from tests.sync.model.wire import CELLS, NO_TIMELINE, Cursor, Down, Head, Record, Standing, Stub, Timeline, Up


class Form(NamedTuple):
    """A form that stands open: what it showed, by cell."""

    seen: tuple[Context, ...]


class Names:
    """Fresh names and nonces; the same ones in every run."""

    def __init__(self) -> None:
        self._last = 0

    def number(self) -> int:
        """One never given before; larger than all before it."""
        self._last += 1
        return self._last

    def nonce(self) -> int:
        """One never given before, in no order."""
        return self.number() * 0x9E3779B97F4A7C15 & 0xFFFFFFFF

    def incarnation(self) -> bytes:
        """One never given before."""
        return self.number().to_bytes(4, "big")


class Computer:
    """A disk and the program that runs from it.

    Attributes:
        cells: By number.
        own: The records of the incarnations begun on this disk or on the one it was copied from.
        history: Every record here, by chain hash.
        acks: How much of each own incarnation the province is known to have.
        giving: Name of the giving-back under way; 0 is none.
    """

    def __init__(self, device: bytes, rules: Rules, names: Names, timeline: Timeline = NO_TIMELINE) -> None:
        self.device = device
        self.rules = rules
        self.names = names
        self.cells: list[Cell] = [EMPTY] * CELLS
        self.own: dict[bytes, list[Record]] = {}
        self.history: dict[int, Record] = {}
        self.acks: dict[bytes, int] = {}
        self.pruned: dict[bytes, int] = {}
        self.cursor = Cursor(timeline, 0, 0)
        self.loading: tuple[tuple[int, int], frozenset[int]] | None = None  # a snapshot's end, its parts taken
        self.has_abandoned = False
        self.wants_full = False
        self.giving = 0
        self.start()

    def start(self) -> None:
        """Start the program anew: forms are gone, and the next write begins an incarnation."""
        self.forms: list[Form] = []
        self.incarnation = b""
        self.session: list[bytes] = []

    def copy(self) -> "Computer":
        """The same disk in another machine, its program not started yet."""
        twin = Computer.__new__(Computer)
        twin.__dict__.update(self.__dict__)
        twin.cells = self.cells[:]
        twin.own = {incarnation: records[:] for incarnation, records in self.own.items()}
        twin.history = self.history.copy()
        twin.acks = self.acks.copy()
        twin.pruned = self.pruned.copy()
        twin.start()
        return twin

    def resumed_twice(self) -> "Computer":
        """The same disk and the same running program: a virtual machine resumed a second time."""
        twin = self.copy()
        twin.forms, twin.incarnation, twin.session = self.forms[:], self.incarnation, self.session[:]
        return twin

    # writing

    def open(self) -> Form:
        """Open a form that shows every cell."""
        form = Form(tuple(cell.ctx for cell in self.cells))
        self.forms.append(form)
        return form

    def save(self, form: Form, edits: Mapping[int, int]) -> list[Record]:
        """Write cell number to value in one transaction."""
        if self.rules.separates_forms and self._has_newer(form, edits):
            self.incarnation = b""
        if not self.incarnation:
            self.incarnation = self.names.incarnation() if self.rules.incarnation_per_start else self.device
            self.session.append(self.incarnation)
        records = self.own.setdefault(self.incarnation, [])
        act, first = len(records) + 1, len(records)
        for cell, edit in edits.items():
            seen = form.seen[cell] if self.rules.context_of_form else self.cells[cell].ctx
            dot = self.incarnation, len(records) + 1
            value = Value(edit, 0, b"")
            self.cells[cell] = write(self.cells[cell], dot, value, seen)
            before = records[-1].hash if records else wire.genesis(self.incarnation)
            record = Record(
                *dot, act, self.device, cell, edit, Cell(join_contexts(seen, {dot[0]: dot[1]}), {dot: value}),
                before, wire.chain(before, cell, edit),
            )  # fmt: skip
            records.append(record)
            self.history[record.hash] = record
        return records[first:]

    def _has_newer(self, form: Form, edits: Iterable[int]) -> bool:
        return any(
            self.cells[cell].ctx.get(mine, 0) > form.seen[cell].get(mine, 0) for cell in edits for mine in self.session
        )

    # sending

    def standing(self) -> Standing:
        """What it says of itself."""
        heads = tuple(
            Head(incarnation, records[-1].seq, records[-1].hash)
            for incarnation, records in self.own.items()
            if records and self.acks.get(incarnation, 0) < len(records)
        )
        return Standing(self.cursor, heads, self.wants_full, self.giving)

    def seal(self, most: int, parts: int = 1) -> list[Up]:
        """Bundle what was not acknowledged; one greeting where there is nothing.

        Args:
            most: Records after which a bundle is full; a transaction is never split.
            parts: In how many parts state is given back.
        """
        standing = self.standing()
        bundles: list[list[Record]] = []
        for incarnation, records in self.own.items():
            for record in records[max(self.acks.get(incarnation, 0), self.pruned.get(incarnation, 0)) :]:
                if not bundles or (len(bundles[-1]) >= most and bundles[-1][-1].act != record.act):
                    bundles.append([])
                bundles[-1].append(record)
        ups = [Up(self.device, standing, tuple(bundle)) for bundle in bundles]
        if self.giving:
            name = self.names.number()
            numbered = list(enumerate(self.cells))
            ups += [
                Up(self.device, standing, (), wire.State(name, part, parts, tuple(numbered[part::parts])))
                for part in range(parts)
            ]
            if not self.rules.gives_back_until_confirmed:
                self.giving = 0
        return ups or [Up(self.device, standing)]

    # receiving

    def apply(self, down: Down) -> bool:
        """Take what the province sent, in one transaction; whether its content was joined."""
        if self._is_dead(down.end.timeline):
            if not self.rules.ignores_dead_timelines:
                self._acknowledge(down.acks)
            return False
        if not self._fits(down):
            return False
        if self.rules.checks_stubs and not all(self._holds(stub) for stub in down.stubs):
            self.wants_full = True
            return False
        self._join(down)
        if self._is_complete(down):
            self._move(down)
        return True

    def _holds(self, stub: Stub) -> bool:
        """Whether every record of a run is here."""
        current = stub.hash
        for _ in range(stub.first, stub.last + 1 if self.rules.checks_whole_stubs else stub.first + 1):
            if current not in self.history:
                return False
            current = self.history[current].before
        return True

    def _is_dead(self, timeline: Timeline) -> bool:
        mine = self.cursor.timeline
        return timeline != mine and timeline[0] <= mine[0]

    def _fits(self, down: Down) -> bool:
        mine = self.cursor
        if down.start == (mine.seq, mine.hash):
            return True
        if down.end.timeline == mine.timeline:
            return down.start == (0, 0) and not self.rules.refuses_snapshot
        return down.start == (0, 0)

    def _is_complete(self, down: Down) -> bool:
        """Whether with this bundle everything up to its end is here; parts come in any order."""
        end, taken = self.loading or (down.end[1:], frozenset())
        if end != down.end[1:]:
            self.has_abandoned = True
            taken = frozenset()
        if down.parts == 1:
            return True
        taken |= {down.part}
        self.loading = down.end[1:], taken
        return len(taken) == down.parts if self.rules.needs_every_part else down.part == down.parts - 1

    def _join(self, down: Down) -> None:
        for record in down.records:
            self.history.setdefault(record.hash, record)
            own = self.own.get(record.incarnation)
            if own and record.seq > own[-1].seq:
                self._continue(own, record)
            self.cells[record.cell] = join(self.cells[record.cell], record.delta)
        for number, cell in down.cells:
            self.cells[number] = join(self.cells[number], cell)

    def _continue(self, own: list[Record], record: Record) -> None:
        """Count what another copy of this disk went on to write as own, as far as it follows directly."""
        before = own[-1].hash
        if record.before == before:
            own.append(record)
        elif not self.rules.stops_at_hole:
            own.append(record._replace(before=before, hash=wire.chain(before, record.cell, record.edit)))

    def _move(self, down: Down) -> None:
        """Cursor and acknowledgements together."""
        before = self.cursor
        self.cursor = down.end
        self.wants_full = False
        if self.incarnation in down.restart:
            self.incarnation = b""
        self.loading = None
        if down.end.timeline != before.timeline:
            self.acks.clear()
            if before.timeline != NO_TIMELINE:
                self._give_back()
        elif down.gave in (self.giving, wire.EVERY_GIVING):
            self.giving = 0
        if self.has_abandoned:
            self.has_abandoned = False
            if self.rules.answers_for_abandoned:
                self._give_back()
        self._acknowledge(down.acks)

    def _give_back(self) -> None:
        if self.rules.gives_back:
            self.giving = self.names.number()

    def hear(self, receipt: wire.Receipt) -> None:
        """Take acknowledgements that came apart from the cursor."""
        if receipt.timeline == self.cursor.timeline:
            self._acknowledge(receipt.acks)

    def _acknowledge(self, acks: Sequence[Head]) -> None:
        for ack in acks:
            records = self.own.get(ack.incarnation, ())
            if ack.seq <= len(records) and records[ack.seq - 1].hash == ack.hash:
                self.acks[ack.incarnation] = max(self.acks.get(ack.incarnation, 0), ack.seq)
                if not self.rules.keeps_log:
                    self.pruned[ack.incarnation] = self.acks[ack.incarnation]
