"""Walking a log that arrived: its records in their own bytes, each with the chain hash after it."""

from hashlib import sha256
from typing import NamedTuple

from sync.payload import Log, PayloadFalse
from sync.record import ChangeRecord, chain, encode_all, genesis


class Line(NamedTuple):
    """One record of a log that arrived.

    Attributes:
        data: The record's own bytes.
        hash: Chain hash after it, 32 bytes.
        cells: Its map of fields as it stands in those bytes; empty where it is not at hand.
    """

    record: ChangeRecord
    data: bytes
    hash: bytes
    eff: int
    cells: bytes = b""


def walk(log: Log, *, proves_origin: bool = False) -> list[Line]:
    """Recompute the chain of a log.

    Args:
        proves_origin: A log that begins with the first record must follow from what its incarnation began with.
    Raises:
        PayloadFalse: it does not.
    """
    current = log.before
    if proves_origin and log.first == 1 and current != beginning(log):
        raise PayloadFalse("a log that does not begin as it says")
    lines = []
    effs = log.effs or [record.clock for record in log.records]
    for record, eff, (data, start, stop) in zip(log.records, effs, encode_all(log.records), strict=True):
        current = chain(current, data)
        lines.append(Line(record, data, current, eff, data[start:stop]))
    return lines


def beginning(log: Log) -> bytes:
    """The hash before the first record of a log's incarnation."""
    origin = log.origin
    return genesis(
        origin.device, log.incarnation, origin.certificate_hash, origin.parent, origin.parent_seq, origin.parent_hash
    )


def forked(incarnation: bytes, seq: int, hash_there: bytes) -> bytes:
    """The incarnation under which the second of two branches goes on.

    Args:
        seq: The first number that two records bear.
        hash_there: Chain hash of the second record, 32 bytes.
    """
    return sha256(b"fork" + incarnation + seq.to_bytes(8, "big") + hash_there).digest()[:16]
