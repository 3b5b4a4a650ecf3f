"""Who must know which edit, kept beside the engine: from what really arrived, without a look at its bookkeeping."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.cell import Cell, Value
from tests.sync.engine.computer import Computer
from tests.sync.engine.facts import Facts

Spot = tuple[bytes, int]  # row, field
Edits = frozenset[Value]


@dataclass(slots=True)
class Shadow:
    """What one replica must know: the edits of each cell, those included that others replaced."""

    known: dict[Spot, Edits] = field(default_factory=dict)

    def copy(self) -> "Shadow":
        return Shadow(dict(self.known))

    def learn(self, spot: Spot, edits: Iterable[Value]) -> None:
        self.known[spot] = self.known.get(spot, frozenset()) | frozenset(edits)


class Oracle:
    """Every edit ever saved; each writes a value of its own.

    Attributes:
        past: Edit to the edits of its cell that its author's form showed, and those that these had replaced.
        dots: Dot and field to the value it names.
    """

    def __init__(self) -> None:
        self.past: dict[Value, Edits] = {}
        self.dots: dict[tuple[bytes, int, int], Value] = {}
        self.violations: list[str] = []

    def fresh(self) -> str:
        """A value that nobody has written."""
        return f"Sửa {len(self.past) + 1}"

    def edited(self, spot: Spot, value: Value, shown: Shadow, shadow: Shadow) -> None:
        """An edit was saved from a form that had been opened when its computer knew `shown`."""
        self.past[value] = shown.known.get(spot, frozenset())
        shadow.learn(spot, [value, *self.past[value]])

    def carried(self, computer: Computer, blob: bytes, shadow: Shadow) -> None:
        """A bundle that came down was applied."""
        _, frames = computer.opened(blob)
        for logs, _, cells in frames:
            for log in logs:
                for at, record in enumerate(log.records, log.first):
                    for number, value in record.fields.items():
                        self._named(log.incarnation, at, number, value)
                        self._learn(shadow, record.row, number, [value])
            for _, row, meta in cells:
                for number, cell in meta.cells.items():
                    self._learn(shadow, row, number, [head.value for head in cell.heads.values()])

    def _named(self, name: bytes, seq: int, number: int, value: Value) -> None:
        if self.dots.setdefault((name, seq, number), value) != value:
            self.violations.append(f"I2: {name.hex()[:8]}:{seq} names two values of field {number}")

    def _learn(self, shadow: Shadow, row: bytes, number: int, values: Iterable[Value]) -> None:
        for value in values:
            if value in self.past:
                shadow.learn((row, number), [value, *self.past[value]])

    def missing(self, facts: Facts, shadows: Iterable[Shadow]) -> list[str]:
        """I1, I6: where the heads are not exactly the edits that nobody knowingly replaced."""
        union: dict[Spot, Edits] = {}
        for shadow in shadows:
            for spot, edits in shadow.known.items():
                union[spot] = union.get(spot, frozenset()) | edits
        found = []
        cells: Mapping[Spot, Cell] = {(row, n): cell for (_, row), of in facts.items() for n, cell in of.items()}
        for spot, edits in union.items():
            replaced = frozenset().union(*(self.past[edit] for edit in edits))
            expected = {value for value in edits - replaced if value is not None}
            held = {head.value for head in cells[spot].heads.values()} if spot in cells else set()
            where = f"row {spot[0].hex()[:12]}, field {spot[1]}"
            if lost := expected - held:
                found.append(f"I1: {where} lost {sorted(map(str, lost))}")
            if surplus := held - expected:
                found.append(f"I6: {where} still shows {sorted(map(str, surplus))}")
        return found
