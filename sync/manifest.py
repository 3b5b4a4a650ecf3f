"""The signed first part of a bundle: who speaks to whom about what."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from sync.standing import Answer, Span, Standing

PROTOCOL: Final = 1
READER: Final = 1  # what this program can read; a bundle names the least it needs


class Kind(IntEnum):
    """What a bundle is.

    Attributes:
        UP: A computer's changes, with where it stands; may hold no change at all.
        STATE: Everything a computer holds, given back to a restored province.
        DOWN: A piece of a unit's feed with the province's answer.
        ENROL: A computer asks to join, with its invitation's secret.
        ADMITTED: The province's certificate for it.
    """

    UP = 1
    STATE = 2
    DOWN = 3
    ENROL = 4
    ADMITTED = 5


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one incarnation's records within a bundle.

    Attributes:
        first: Number of its first record.
        last: Number of its last record.
        before: Chain hash before the first, 32 bytes.
        after: Chain hash after the last, 32 bytes.
    """

    incarnation: bytes
    first: int
    last: int
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """One compressed piece of the payload.

    Attributes:
        size: Compressed bytes.
        plain: Bytes after decompression, at most 16 MiB.
        digest: SHA-256 of the compressed bytes.
    """

    size: int
    plain: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """See `sync.bundle` for how it travels.

    Attributes:
        bundle: Id of this bundle, 16 bytes; sending the same id again is the same bundle.
        unit: Official code of the commune it is about.
        sender: Device id, or the province's id; 16 bytes.
        recipients: age recipients it is sealed to, as the signed part names them.
        created_ms: By the sender's clock; a hint.
        records: How many change records or rows the payload holds.
        runs: The records' place in their incarnations.
        standing: Where the sender stands; in what goes up.
        span: Which piece of the feed; in what comes down and in state that goes up (there `parts` counts the whole).
        answer: What the province says; in all that comes down, with acknowledgements only where the feed ends.
        body: What an ENROL or ADMITTED bundle carries, its own encoding.
        schema: Version of the declarations that wrote it.
        min_reader: Least `READER` that understands it.
    """

    kind: Kind
    bundle: bytes
    unit: str
    sender: bytes
    recipients: tuple[str, ...]
    created_ms: int
    records: int = 0
    runs: tuple[Run, ...] = ()
    standing: Standing | None = None
    span: Span | None = None
    answer: Answer | None = None
    body: bytes = b""
    frames: tuple[Frame, ...] = field(default=())
    schema: int = 1
    min_reader: int = 1
    protocol: int = PROTOCOL
