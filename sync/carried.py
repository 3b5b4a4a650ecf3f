"""What stands in a bundle's frames, as the rest of the program handles it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sync.errors import AppError
from sync.record import ChangeRecord, chain, encode
from sync.rowmeta import RowMeta


class PayloadFalse(AppError):
    """A bundle that was sealed rightly holds what no program of ours would write."""

    code = "bundle.nonsense"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the first hash of an incarnation is made of; see `record.genesis`."""

    device: bytes
    certificate_hash: bytes
    parent: bytes
    parent_seq: int
    parent_hash: bytes


class ActNote(NamedTuple):
    """What a transaction was called.

    Attributes:
        records: How many of its records stand here.
        at_ms: When, by the computer's wall clock.
        label: As the undo button calls it.
        earlier: How many of its records stand in a frame before this one.
    """

    records: int
    at_ms: int
    label: str
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """Consecutive records of one incarnation.

    Attributes:
        before: Chain hash before the first record, 32 bytes.
        origin: What its incarnation began with.
        acts: In order; together they count the records.
        effs: The stamp that orders what is shown, one a record; empty where it is the record's own clock.
        after: Chain hash after the last record, where whoever made the log knows it.
    """

    incarnation: bytes
    first: int
    before: bytes
    origin: Origin
    acts: tuple[ActNote, ...]
    records: Sequence[ChangeRecord]
    effs: Sequence[int] = ()
    after: bytes = b""

    def after_records(self, count: int, before: bytes) -> "Log":
        """The same log without its first records.

        Args:
            before: Chain hash after them.
        """
        acts: list[ActNote] = []
        left = count
        for act in self.acts:
            passed = min(left, act.records)
            left -= passed
            if passed < act.records:
                acts.append(act._replace(records=act.records - passed, earlier=act.earlier + passed))
        return replace(
            self, first=self.first + count, before=before, acts=tuple(acts), records=self.records[count:],
            effs=self.effs[count:],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Records left out because the receiver was seen to hold them.

    Attributes:
        after: Chain hash after `last`, by which it checks that it really does.
        effs: Number to stamp, where the province's differs from the record's clock.
    """

    incarnation: bytes
    first: int
    last: int
    after: bytes
    effs: Mapping[int, int] = field(default_factory=dict)


def in_frames(log: Log, most: int) -> list[Log]:
    """The same log in pieces of at most so many records, each for a frame of its own."""
    pieces: list[Log] = []
    before = log.before
    acts = list(log.acts)
    for start in range(0, len(log.records), most):
        records = log.records[start : start + most]
        here: list[ActNote] = []
        left = len(records)
        while left:
            act = acts.pop(0)
            taken = min(left, act.records)
            here.append(act._replace(records=taken))
            if taken < act.records:
                acts.insert(0, act._replace(records=act.records - taken, earlier=act.earlier + taken))
            left -= taken
        pieces.append(
            replace(log, first=log.first + start, before=before, acts=tuple(here), records=records,
                    effs=log.effs[start : start + most])
        )  # fmt: skip
        for record in records:
            before = chain(before, encode(record))
    return pieces


class RowCells(NamedTuple):
    """All cells of one row, values filled in."""

    table: int
    row: bytes
    meta: RowMeta
