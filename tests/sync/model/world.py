"""One province, its computers, and everything under way between them; what can happen, and the checks at the end."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from sync.cell import Cell
from tests.sync.model.answering import acks, answer
from tests.sync.model.computer import Computer, Names
from tests.sync.model.oracle import Oracle, Shadow
from tests.sync.model.province import Province
from tests.sync.model.rules import Rules
from tests.sync.model.wire import CELLS, NO_TIMELINE, Cells, Cursor, Down, Receipt, Up

COMPUTERS: Final = 4
MOST_COMPUTERS: Final = 6
FORMS: Final = 3
IN_FLIGHT: Final = 48  # beyond this one or other is lost, so that some arrive very late
BACKUPS: Final = 3
ROUNDS: Final = 24


class Letter(NamedTuple):
    """A bundle under way, and what its whole cells make known by themselves."""

    content: Up | Down | Receipt
    known: tuple[tuple[int, int], ...] = ()


class World:
    """One province, its computers, and everything under way between them."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.names = Names()
        self.oracle = Oracle()
        self.province = Province(rules, self.names)
        self.province_shadow = Shadow()
        self.province_backups = [(self.province.copy(), Shadow())]
        self.computers: list[Computer] = []
        self.shadows: list[Shadow] = []
        self.backups: list[list[tuple[Computer, Shadow]]] = []
        for _ in range(COMPUTERS):
            self._place(len(self.computers), self._new_computer(self.province.timeline), Shadow())
        self.letters: list[Letter] = []
        self.violations: list[str] = []
        self.bundles = 0
        self.restores = 0
        self.steps: dict[str, Callable[[int, int], None]] = {
            "edit": self._edit,
            "open": self._open,
            "save": self._save,
            "restart": self._restart,
            "seal": self._seal,
            "deliver": self._deliver,
            "repeat": self._repeat,
            "lose": self._lose,
            "exchange": self._exchange,
            "carry": self._carry,
            "collect": self._collect,
            "back_up": self._back_up,
            "restore": self._restore,
            "clone": self._clone,
            "twin": self._twin,
            "replace": self._replace,
            "province_back_up": self._province_back_up,
            "province_restore": self._province_restore,
            "province_restore_told": self._province_restore_told,
        }

    def _new_computer(self, timeline: tuple[int, int] = NO_TIMELINE) -> Computer:
        return Computer(self.names.incarnation(), self.rules, self.names, timeline)

    def _place(self, index: int, computer: Computer, shadow: Shadow) -> None:
        """Put a machine on a desk, where another one may have stood."""
        if index == len(self.computers):
            self.computers.append(computer)
            self.shadows.append(shadow)
            self.backups.append([])
        self.computers[index], self.shadows[index], self.backups[index] = computer, shadow, []

    # people

    def _open(self, first: int, _: int) -> None:
        index = first % len(self.computers)
        if len(self.computers[index].forms) < FORMS:
            self.oracle.opened(self.computers[index].open(), self.shadows[index])

    def _save(self, first: int, second: int) -> None:
        if forms := self.computers[first % len(self.computers)].forms:
            self._save_form(first % len(self.computers), second // 8 % len(forms), second)

    def _edit(self, first: int, second: int) -> None:
        """A form opened and saved at once."""
        index = first % len(self.computers)
        self.oracle.opened(self.computers[index].open(), self.shadows[index])
        self._save_form(index, -1, second)

    def _save_form(self, index: int, place: int, number: int) -> None:
        """Save one cell or two."""
        computer = self.computers[index]
        form = computer.forms.pop(place)
        cells = [number % CELLS] if number & 128 else [number % CELLS, (number + 1) % CELLS]
        edits = {cell: self.oracle.edit(form, cell) for cell in cells}
        self.violations += self.oracle.saved(computer.save(form, edits), self.shadows[index])

    def _restart(self, first: int, _: int) -> None:
        self.computers[first % len(self.computers)].start()

    # carriers

    def _seal(self, first: int, second: int) -> None:
        for letter in self._sealed(first % len(self.computers), second):
            self._send(letter)

    def _deliver(self, first: int, second: int) -> None:
        if self.letters:
            self._arrive(self.letters.pop((first * 256 + second) % len(self.letters)))

    def _repeat(self, first: int, second: int) -> None:
        if self.letters:
            self._arrive(self.letters[(first * 256 + second) % len(self.letters)])

    def _lose(self, first: int, second: int) -> None:
        if self.letters:
            self.letters.pop((first * 256 + second) % len(self.letters))

    def _exchange(self, first: int, second: int) -> None:
        """Over the network; one in four breaks off, and what was not heard by then is lost."""
        self._meet(first % len(self.computers), second, breaks_after=second // 4 % 4 if second % 4 == 0 else 99)

    def _carry(self, first: int, second: int) -> None:
        """A stick with everything from one computer to the province; the answer stays on it."""
        for letter in self._sealed(first % len(self.computers), second):
            self._arrive(letter)

    def _collect(self, first: int, _: int) -> None:
        """Whatever lies anywhere for one computer, oldest first."""
        index = first % len(self.computers)
        device = self.computers[index].device
        mine = [each for each in self.letters if not isinstance(each.content, Up) and each.content.device == device]
        self.letters = [each for each in self.letters if each not in mine]
        for letter in mine:
            self._hear(index, letter)

    # machines

    def _back_up(self, first: int, _: int) -> None:
        index = first % len(self.computers)
        kept = self.backups[index]
        kept.append((self.computers[index].copy(), self.shadows[index].copy()))
        del kept[:-BACKUPS]

    def _restore(self, first: int, second: int) -> None:
        index = first % len(self.computers)
        if kept := self.backups[index]:
            computer, shadow = kept[second % len(kept)]
            self.computers[index], self.shadows[index] = computer.copy(), shadow.copy()

    def _clone(self, first: int, second: int) -> None:
        index = first % len(self.computers)
        self._place(self._desk(second), self.computers[index].copy(), self.shadows[index].copy())

    def _twin(self, first: int, second: int) -> None:
        self.oracle.has_twins = True
        index = first % len(self.computers)
        self._place(self._desk(second), self.computers[index].resumed_twice(), self.shadows[index].copy())

    def _replace(self, first: int, _: int) -> None:
        """A computer dies; a new one is let in instead."""
        self._place(first % len(self.computers), self._new_computer(), Shadow())

    def _desk(self, number: int) -> int:
        return len(self.computers) if len(self.computers) < MOST_COMPUTERS else number % MOST_COMPUTERS

    def _province_back_up(self, _: int, __: int) -> None:
        self.province_backups.append((self.province.copy(), self.province_shadow.copy()))
        del self.province_backups[:-BACKUPS]

    def _province_restore(self, first: int, _: int) -> None:
        province, shadow = self.province_backups[first % len(self.province_backups)]
        noticed = self.province.noticed
        self.province, self.province_shadow = province.copy(), shadow.copy()
        self.province.noticed = noticed
        self.restores += 1

    def _province_restore_told(self, first: int, second: int) -> None:
        self._province_restore(first, second)
        self.province.begin_timeline()

    # how bundles travel

    def _sealed(self, index: int, number: int) -> list[Letter]:
        ups = self.computers[index].seal(1 + number % 4, 1 + number // 4 % CELLS)
        self.bundles += len(ups)
        known = self.shadows[index].known
        return [Letter(up, _known(up.state.cells, known) if up.state else ()) for up in ups]

    def _answers(self, up: Up) -> list[Letter]:
        downs = answer(self.province, up.device, up.standing)
        self.bundles += len(downs)
        return [Letter(down, _known(down.cells, self.province_shadow.known)) for down in downs]

    def _send(self, letter: Letter) -> None:
        self.letters.append(letter)
        if len(self.letters) > IN_FLIGHT:
            self.letters.pop(self.bundles % IN_FLIGHT)

    def _arrive(self, letter: Letter) -> None:
        if isinstance(letter.content, Up):
            self._bring(letter)
            for answer in self._answers(letter.content):
                self._send(answer)
            return
        for index, computer in enumerate(self.computers):
            if computer.device == letter.content.device:  # a clone may read it first, or too
                self._hear(index, letter)

    def _bring(self, letter: Letter) -> None:
        up = letter.content
        assert isinstance(up, Up)
        self.province.take(up)
        self.oracle.taken(up, letter.known, self.province_shadow, self.province.held)
        if not self.rules.acks_with_cursor:
            receipt = Receipt(up.device, self.province.timeline, acks(self.province, up.device, up.standing))
            self._send(Letter(receipt))

    def _hear(self, index: int, letter: Letter) -> None:
        computer, content = self.computers[index], letter.content
        if isinstance(content, Receipt):
            computer.hear(content)
            return
        assert isinstance(content, Down)
        before = _holds(computer)
        if computer.apply(content):
            moved = computer.cursor == content.end
            self.oracle.applied(content, letter.known, self.shadows[index], moved=moved)
        self.violations += _regressions(index, content, before, _holds(computer))

    def _meet(self, index: int, number: int, *, breaks_after: int = 99) -> bool:
        """One exchange over the network; whether any data moved."""
        letters = self._sealed(index, number)
        for letter in letters[:breaks_after]:
            self._bring(letter)
        up = letters[-1].content
        assert isinstance(up, Up)
        answers = self._answers(up) if breaks_after > len(letters) else []
        for letter in answers[: breaks_after - len(letters)]:
            self._hear(index, letter)
        return bool(answers) or bool(up.records) or up.state is not None or len(letters) > 1

    # the end

    def settle(self) -> None:
        """Some of what is under way arrives, then everybody exchanges until there is silence; then the checks."""
        late, self.letters = self.letters[::2], []
        for letter in late:
            self._arrive(letter)
        if not any(self._is_silent_after_a_round(number) for number in range(ROUNDS)):
            self.violations.append(f"I24: no silence after {ROUNDS} rounds")
        self._check()
        before = self.province.cells[:], len(self.province.feed), self.province.log.copy().chains
        for index in range(len(self.computers)):
            self._replay(index)
        if before != (self.province.cells, len(self.province.feed), self.province.log.chains):
            self.violations.append("I3: a replayed bundle changed something")

    def _is_silent_after_a_round(self, number: int) -> bool:
        moved = [self._meet(index, number) for index in range(len(self.computers))]
        return not any(moved)

    def _replay(self, index: int) -> None:
        """Send once more what was acknowledged long ago."""
        computer = self.computers[index]
        computer.acks.clear()
        for letter in self._sealed(index, 0):
            self._bring(letter)

    def _check(self) -> None:
        everybody = [*self.shadows, self.province_shadow]
        self.violations += self.oracle.check_logs(
            self.province, self.computers, everybody, was_restored=self.restores > 0
        )
        if self.province.noticed > MOST_COMPUTERS * self.restores:
            self.violations.append(f"storm: {self.province.noticed} timelines after {self.restores} restores")
        if self.oracle.has_twins:
            return
        self.violations += self.oracle.check_held(self.province, everybody)
        self.violations += self.oracle.check_cells(self.province, self.computers, everybody)
        newcomer = self._new_computer()  # by snapshot or by the whole log, as it happens
        for down in answer(self.province, newcomer.device, newcomer.standing()):
            newcomer.apply(down)
        if newcomer.cells != self.province.cells:
            self.violations.append("I21: a snapshot gives another state than the feed")


class _Held(NamedTuple):
    """What a message may change on a computer."""

    cursor: Cursor
    acks: dict[bytes, int]
    giving: int
    cells: list[Cell]


def _holds(computer: Computer) -> _Held:
    return _Held(computer.cursor, computer.acks.copy(), computer.giving, computer.cells[:])


def _regressions(index: int, down: Down, before: _Held, after: _Held) -> Iterator[str]:
    """I13: acknowledgements never go back inside a timeline, and what a dead timeline says has no effect."""
    if down.end.timeline[0] < before.cursor.timeline[0] and before != after:
        yield f"I13: a dead timeline had an effect on computer {index}"
    if after.cursor.timeline[0] < before.cursor.timeline[0]:
        yield f"I13: computer {index} went back to an older timeline"
    if after.cursor.timeline == before.cursor.timeline:
        if after.cursor.seq < before.cursor.seq:
            yield f"I13: the cursor of computer {index} went back"
        if any(after.acks.get(name, 0) < seq for name, seq in before.acks.items()):
            yield f"I13: acknowledgements of computer {index} went back"


def _known(cells: Cells, known: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((number, known[number]) for number, _ in cells)
