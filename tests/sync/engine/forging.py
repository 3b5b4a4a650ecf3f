"""Bundles that no program of ours would seal, in good order all the same: wrong values, contexts, rows of others."""

from collections.abc import Mapping, Sequence

from sync.bundle import seal
from sync.cell import Context, Value
from sync.ids import uuid7
from sync.manifest import Kind, Manifest
from sync.payload import ActNote, Known, Log, Origin, RowCells, write_cells, write_records
from sync.record import ChangeRecord, Op, chain, encode, genesis
from sync.standing import Span, Standing
from tests.sync.engine.computer import Computer

NOBODY = bytes(16)


class Pen:
    """Writes a log of its own, as a computer's program of another make might."""

    def __init__(self, computer: Computer, name: bytes) -> None:
        self.computer = computer
        self.name = name
        self.origin = Origin(computer.device, bytes(32), NOBODY, 0, bytes(32))
        self.hash = genesis(computer.device, name, bytes(32), NOBODY, 0, bytes(32))
        self.seq = 0

    def log(
        self, row: bytes, fields: Mapping[int, Value], seen: Mapping[int, Context] | None = None, *, table: int = 2,
        op: Op = Op.SET, clock_ms: int | None = None,
    ) -> Log:  # fmt: skip
        """One record that follows on the one before."""
        self.seq += 1
        wall = self.computer.wall.ms if clock_ms is None else clock_ms
        record = ChangeRecord(
            self.seq, self.seq, wall << 16, table, row, op, fields, seen or {}, NOBODY, "edit"
        )  # fmt: skip
        before, self.hash = self.hash, chain(self.hash, encode(record))
        return Log(
            self.name, self.seq, before, self.origin, (ActNote(1, wall, "Sửa"),), [record], after=self.hash
        )  # fmt: skip

    def state(self, *cells: RowCells) -> bytes:
        """A bundle that gives whole cells back."""
        sender, name = self.computer.sender, b"s" * 32
        manifest = Manifest(
            Kind.STATE, uuid7().bytes, sender.unit, sender.device, (sender.card.keys.recipient,),
            self.computer.wall.ms, standing=Standing(self.computer.standing().cursor, gives_back=b"g" * 16),
            span=Span(0, name, 0, name),
        )  # fmt: skip
        return seal(manifest, [write_cells(cells)], sender.keys).blob

    def sealed(self, *logs: Log, known: Sequence[Known] = (), cells: Sequence[RowCells] = (), unit: str = "") -> bytes:
        """A bundle with them, in this computer's name."""
        frames = [write_records(list(logs), list(known))] if logs or known else []
        if cells:
            frames.append(write_cells(cells))
        sender = self.computer.sender
        manifest = Manifest(
            Kind.UP, uuid7().bytes, unit or sender.unit, sender.device, (sender.card.keys.recipient,),
            self.computer.wall.ms, standing=Standing(self.computer.standing().cursor),
        )  # fmt: skip
        return seal(manifest, frames, sender.keys).blob
