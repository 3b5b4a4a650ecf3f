"""The bundles that a computer sends up: its changes, or everything it holds."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from sync.bundle import Sealed, seal
from sync.certificate import Card
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest, Run
from sync.outbox import outgoing, standing
from sync.payload import Log, RowCells, cell_frames, cell_portions, in_frames, write_records
from sync.standing import Span

RECORDS_IN_FRAME: Final = 30_000
LARGE_FRAME: Final = 4 * 1024 * 1024  # bytes; a frame may have 16 MiB
ROWS_IN_BUNDLE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Sender:
    """A computer that has been let in.

    Attributes:
        device: Its id, 16 bytes.
        unit: Official code of its commune.
        card: The province's.
        schema: Version of its declarations.
    """

    device: bytes
    unit: str
    keys: PrivateKeys
    card: Card
    schema: int = 1


def changes(db: Connection, sender: Sender, *, now_ms: int) -> Iterator[Sealed]:
    """What was not acknowledged, sealed to the province; one bundle without records where there is nothing."""
    stands = standing(db)
    greeting = replace(_addressed(sender, Kind.UP, now_ms), standing=stands)
    is_silent = True
    for logs in outgoing(db):
        is_silent = False
        manifest = replace(greeting, bundle=uuid7().bytes, runs=tuple(map(_run, logs)), records=_count(logs))
        yield seal(manifest, frames_of(logs), sender.keys)
    if is_silent:
        yield seal(greeting, [], sender.keys)


def everything(db: Connection, rows: Iterable[RowCells], sender: Sender, *, now_ms: int) -> list[Sealed]:
    """All cells that a computer holds, given back to a restored province; at least one bundle."""
    name = os.urandom(32)
    portions = [each for part in _parts(rows) for each in cell_portions(part)] or [(cell_frames([]), 0)]
    addressed = replace(_addressed(sender, Kind.STATE, now_ms), standing=standing(db))
    return [
        seal(
            replace(addressed, bundle=uuid7().bytes, records=count, span=Span(0, name, 0, name, part, len(portions))),
            frames,
            sender.keys,
        )
        for part, (frames, count) in enumerate(portions)
    ]


def frames_of(logs: Sequence[Log]) -> list[bytes]:
    """The frames that hold some logs."""
    if _count(logs) <= RECORDS_IN_FRAME and len(frame := write_records(logs)) <= LARGE_FRAME:
        return [frame]
    return [frame for log in logs for frame in _split(log, RECORDS_IN_FRAME)]


def _split(log: Log, most: int) -> Iterator[bytes]:
    """A log in frames of at most so many records, fewer where their values are long."""
    for piece in in_frames(log, most):
        frame = write_records([piece])
        if len(frame) <= LARGE_FRAME or len(piece.records) == 1:
            yield frame
        else:
            yield from _split(piece, (len(piece.records) + 1) // 2)


def _parts(rows: Iterable[RowCells]) -> Iterator[list[RowCells]]:
    remaining = iter(rows)
    while part := list(islice(remaining, ROWS_IN_BUNDLE)):
        yield part


def _addressed(sender: Sender, kind: Kind, now_ms: int) -> Manifest:
    return Manifest(
        kind, uuid7().bytes, sender.unit, sender.device, (sender.card.keys.recipient,), now_ms, schema=sender.schema
    )


def _run(log: Log) -> Run:
    return Run(log.incarnation, log.first, log.first + len(log.records) - 1, log.before, log.after)


def _count(logs: Sequence[Log]) -> int:
    return sum(len(log.records) for log in logs)
