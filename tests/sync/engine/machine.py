"""Everything that can happen to a province and its computers, in any order, on the real code."""

import os
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from desktop.models.person import Person
from sync import outbox, uplink
from sync.bundle import open_bundle
from sync.journal import ChangedMeanwhile, Shown
from sync.manifest import Kind
from sync.payload import read_frame
from sync.server import delta, downlink
from tests.sync.engine.computer import Computer
from tests.sync.engine.facts import counted, province_facts
from tests.sync.engine.oracle import Oracle, Shadow
from tests.sync.engine.world import COMMUNE, OTHER_COMMUNE, World

FIELDS: Final = {1: "full_name", 18: "note"}
MOST_COMPUTERS: Final = 4
MOST_ROWS: Final = 3
MOST_LETTERS: Final = 40
YEAR_MS: Final = 365 * 24 * 60 * 60 * 1000
PARTS: Final = (
    (outbox, "MOST_RECORDS", 1), (uplink, "ROWS_IN_BUNDLE", 1), (delta, "RECORDS_IN_PART", 1),
    (downlink, "ROWS_IN_PART", 1),
)  # fmt: skip
numbers = st.integers(0, 11)


class Letter(NamedTuple):
    """A bundle under way.

    Attributes:
        device: Whom it is for; empty on the way up.
    """

    device: bytes
    blob: bytes


class Form(NamedTuple):
    """A form that somebody left open."""

    computer: int
    row: bytes
    shown: Shown
    shadow: Shadow


class Machine(RuleBasedStateMachine):
    """2 computers of one commune and one of another at first; a subclass says where the province keeps its data."""

    def make_world(self) -> World:
        raise NotImplementedError

    @initialize(seed=st.integers(0, 2**16), small=st.booleans(), sends_log=st.booleans())
    def begin(self, seed: int, small: bool = False, sends_log: bool = True) -> None:
        """Begin.

        Args:
            small: Everything travels in many parts.
            sends_log: A first load may be the whole log; else it is always the cells as they are.
        """
        self.patches = ExitStack()
        self.patches.enter_context(patch.object(os, "urandom", Random(seed).randbytes))
        for module, name, size in PARTS if small else ():
            self.patches.enter_context(patch.object(module, name, size))
        if not sends_log:
            self.patches.enter_context(patch.object(downlink, "_is_log_short", lambda db, unit: False))
        self.world = self.make_world()
        self.oracle = Oracle()
        self.computers: list[Computer] = []
        self.shadows: list[Shadow] = []
        self.copies: list[tuple[int, Path, Shadow]] = []
        for unit in (COMMUNE, COMMUNE, OTHER_COMMUNE):
            self._stand(self.world.computer(unit), Shadow())
        self.province_shadow = Shadow()
        self.province_copies: list[tuple[Any, Shadow]] = [(self.world.back_up_province(), Shadow())]
        self.rows: list[bytes] = []
        self.letters: list[Letter] = []
        self.forms: list[Form] = []
        self._add(0)
        self._add(2)

    # people

    @rule(at=numbers)
    def add(self, at: int) -> None:
        if len(self.rows) < MOST_ROWS:
            self._add(at % len(self.computers))

    @rule(at=numbers, row=numbers, number=st.sampled_from(sorted(FIELDS)))
    def edit(self, at: int, row: int, number: int) -> None:
        index = at % len(self.computers)
        if (found := self._row(index, row)) is not None:
            self._save(Form(index, found, self.computers[index].form(found), self.shadows[index].copy()), number)

    @rule(at=numbers, row=numbers)
    def open_form(self, at: int, row: int) -> None:
        index = at % len(self.computers)
        if len(self.forms) < 3 and (found := self._row(index, row)) is not None:
            shown = self.computers[index].form(found)
            self.forms.append(Form(index, found, shown, self.shadows[index].copy()))

    @precondition(lambda self: self.forms)
    @rule(at=numbers, number=st.sampled_from(sorted(FIELDS)), insists=st.booleans())
    def save_form(self, at: int, number: int, insists: bool) -> None:
        form = self.forms.pop(at % len(self.forms))
        try:
            self._save(form, number)
        except ChangedMeanwhile:
            if insists:
                self._save(form._replace(shown=Shown(form.shown.rows, forced=True)), number)

    @rule(at=numbers, row=numbers)
    def trash(self, at: int, row: int) -> None:
        index = at % len(self.computers)
        if (found := self._row(index, row)) is not None:
            self.computers[index].trash(found)

    @rule(at=numbers, row=numbers)
    def untrash(self, at: int, row: int) -> None:
        computer = self.computers[at % len(self.computers)]
        if self.rows and (found := self.rows[row % len(self.rows)]) and not computer.lives(found):
            computer.untrash(found)

    # carriers

    @rule(at=numbers)
    def seal(self, at: int) -> None:
        self.letters += [Letter(b"", blob) for blob in self.computers[at % len(self.computers)].ups()]

    @precondition(lambda self: self.letters)
    @rule(at=numbers)
    def deliver(self, at: int) -> None:
        self._arrive(self.letters.pop(at % len(self.letters)))

    @precondition(lambda self: self.letters)
    @rule(at=numbers)
    def repeat(self, at: int) -> None:
        self._arrive(self.letters[at % len(self.letters)])

    @precondition(lambda self: self.letters)
    @rule(at=numbers)
    def lose(self, at: int) -> None:
        self.letters.pop(at % len(self.letters))

    @rule(at=numbers, breaks=st.sampled_from([1, 2, 3, 99, 99]))
    def exchange(self, at: int, breaks: int) -> None:
        """Over the network; it may break off."""
        computer = self.computers[at % len(self.computers)]
        for blob in computer.ups():
            if (breaks := breaks - 1) < 0:
                return
            self._bring(blob)
        for blob in self.world.answer(computer):
            if (breaks := breaks - 1) < 0:
                return
            self._hear(at % len(self.computers), blob)

    # machines

    @rule(at=numbers)
    def restart(self, at: int) -> None:
        index = at % len(self.computers)
        self.computers[index].restart()
        self._forget_forms(index)

    @rule(at=numbers)
    def back_up(self, at: int) -> None:
        index = at % len(self.computers)
        self.copies.append((index, self.world.back_up(self.computers[index]), self.shadows[index].copy()))
        self._forget_forms(index)

    @precondition(lambda self: self.copies)
    @rule(at=numbers)
    def put_back(self, at: int) -> None:
        index, copy, shadow = self.copies[at % len(self.copies)]
        self.computers[index].put_back(copy)
        self.shadows[index] = shadow.copy()
        self._forget_forms(index)

    @rule(at=numbers)
    def clone(self, at: int) -> None:
        index = at % len(self.computers)
        if len(self.computers) < MOST_COMPUTERS:
            self._stand(self.world.clone(self.computers[index]), self.shadows[index].copy())
            self._forget_forms(index)

    @rule(at=numbers, jump=st.sampled_from([-30 * YEAR_MS, -YEAR_MS, 1000, 3_600_000, 30 * YEAR_MS]))
    def jump(self, at: int, jump: int) -> None:
        walls = [self.world.wall, *(computer.wall for computer in self.computers)]
        wall = walls[at % len(walls)]
        wall.ms = max(0, wall.ms + jump)

    @rule()
    def back_up_province(self) -> None:
        if len(self.province_copies) < 3:
            self.province_copies.append((self.world.back_up_province(), self.province_shadow.copy()))

    @rule(at=numbers, told=st.booleans())
    def put_back_province(self, at: int, told: bool) -> None:
        copy, shadow = self.province_copies[at % len(self.province_copies)]
        self.world.put_back_province(copy, told=told)
        self.province_shadow = shadow.copy()

    # the end

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            late, self.letters = self.letters[::2], []
            for letter in late:
                self._arrive(letter)
            self.letters = []
            for _ in range(4):  # so that what the oracle must know of these exchanges, it hears of
                for index in range(len(self.computers)):
                    self._meet(index)
            self.world.check()
            found = list(self.oracle.violations)
            facts = province_facts(self.world.database, COMMUNE) | province_facts(self.world.database, OTHER_COMMUNE)
            found += self.oracle.missing(facts, [*self.shadows, self.province_shadow])
            if (held := counted(self.world.database)[1]) != 0:
                found.append(f"{held} honest records are held")
            assert not found, "\n".join(found)
        finally:
            self.world.close()
            self.patches.close()

    def _meet(self, index: int) -> None:
        computer = self.computers[index]
        for blob in computer.ups():
            self._bring(blob)
        for blob in self.world.answer(computer):
            self._hear(index, blob)

    # helpers

    def _stand(self, computer: Computer, shadow: Shadow) -> None:
        self.computers.append(computer)
        self.shadows.append(shadow)

    def _add(self, index: int) -> None:
        values = {}
        for number in FIELDS:
            values[number] = self.oracle.fresh()
            self.oracle.past[values[number]] = frozenset()
        row = self.computers[index].add(**{FIELDS[number]: value for number, value in values.items()})
        self.rows.append(row)
        for number, value in values.items():
            self.oracle.edited((row, number), value, Shadow(), self.shadows[index])

    def _row(self, index: int, number: int) -> bytes | None:
        if not self.rows:
            return None
        row = self.rows[number % len(self.rows)]
        return row if self.computers[index].lives(row) else None

    def _save(self, form: Form, number: int) -> None:
        value = self.oracle.fresh()
        if self.computers[form.computer].edit(form.row, form.shown, Person, **{FIELDS[number]: value}):
            self.oracle.edited((form.row, number), value, form.shadow, self.shadows[form.computer])

    def _forget_forms(self, index: int) -> None:
        self.forms = [form for form in self.forms if form.computer != index]

    def _arrive(self, letter: Letter) -> None:
        if not letter.device:
            standing = self._bring(letter.blob)
            if standing is not None and len(self.letters) < MOST_LETTERS:
                device, where = standing
                computer = next(each for each in self.computers if each.device == device)
                self.letters += [Letter(device, blob) for blob in self.world.answer(computer, where)]
            return
        for index, computer in enumerate(self.computers):
            if computer.device == letter.device:  # a clone may read it first, or too
                self._hear(index, letter.blob)

    def _bring(self, blob: bytes) -> Any:
        (taken,) = self.world.deliver([blob])
        assert taken.outcome in ("applied", "known"), taken
        opened = open_bundle(blob, [self.world.keys.private.identity], lambda manifest: self._verify(manifest.sender))
        if taken.outcome == "applied":
            for frame in opened.frames:
                logs, _, cells = read_frame(frame)
                for log in logs:
                    for record in log.records:
                        for number, value in record.fields.items():
                            self.oracle._learn(self.province_shadow, record.row, number, [value])
                if opened.manifest.kind is Kind.STATE:
                    for _, row, meta in cells:
                        for number, cell in meta.cells.items():
                            heads = [head.value for head in cell.heads.values()]
                            self.oracle._learn(self.province_shadow, row, number, heads)
        return None if taken.standing is None else (taken.device, taken.standing)

    def _verify(self, device: bytes) -> bytes:
        return next(each for each in self.computers if each.device == device).sender.keys.public.verify

    def _hear(self, index: int, blob: bytes) -> None:
        computer = self.computers[index]
        before, acked = computer.standing().cursor, computer.acked()
        applied = computer.take(blob)
        after = computer.standing().cursor
        if applied.outcome == "applied":
            self.oracle.carried(computer, blob, self.shadows[index])
        assert after.timeline >= before.timeline, "I13: back to an older timeline"
        if after.timeline == before.timeline:
            assert after.seq >= before.seq, "I13: the cursor went back"
            now = computer.acked()
            assert all(now.get(name, 0) >= seq for name, seq in acked.items()), "I13: an acknowledgement went back"
