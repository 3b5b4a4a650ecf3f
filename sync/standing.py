"""What two sides tell each other about where they stand: cursors, heads, acknowledgements."""

from dataclasses import dataclass
from typing import Final

NO_FEED_HASH: Final = bytes(32)


@dataclass(frozen=True, slots=True, order=True)
class Timeline:
    """One life of a province's database; a restore begins another.

    Attributes:
        counter: Orders timelines; 0 is none.
        nonce: 16 random bytes, so that two restores from one backup differ.
    """

    counter: int = 0
    nonce: bytes = bytes(16)


NO_TIMELINE: Final = Timeline()


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a computer has followed its unit's feed.

    Attributes:
        seq: Number of the last step applied; 0 before the first.
        hash: Feed hash after that step, 32 bytes; zeros before the first.
    """

    timeline: Timeline = NO_TIMELINE
    seq: int = 0
    hash: bytes = NO_FEED_HASH


@dataclass(frozen=True, slots=True)
class Tip:
    """Where one incarnation's log ends, or an acknowledgement ends.

    Attributes:
        incarnation: 16 bytes.
        hash: Chain hash after `seq`, 32 bytes.
    """

    incarnation: bytes
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """What a computer says of itself; it travels in every bundle that goes up and in every request.

    Attributes:
        heads: Tips of its own incarnations of which something is unacknowledged or was not heard back yet.
        wants_full: It lacks records that the province left out as known to it.
        gives_back: It still gives a restored province everything it holds; 16 bytes that it drew when it began to, so
            that a copy of it on another disk, which holds other things, is not taken for it. Empty when it does not.
        schema: Version of the declarations it reads.
    """

    cursor: Cursor = Cursor()
    heads: tuple[Tip, ...] = ()
    wants_full: bool = False
    gives_back: bytes = b""
    schema: int = 1


@dataclass(frozen=True, slots=True)
class Ack:
    """The province has an incarnation's records up to here.

    Attributes:
        level: 1 committed at the province, 2 also in a verified backup outside the server.
    """

    tip: Tip
    level: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a unit's feed: it fits onto a cursor at its beginning and moves it to its end.

    Attributes:
        start: Step after which it begins; 0 for a snapshot.
        part: Number of this part among those that together make the step to `end`, from 0; only a snapshot has
            more than one.
        parts: How many there are; the cursor moves when all have come.
    """

    start: int
    start_hash: bytes
    end: int
    end_hash: bytes
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What the province says beside the data.

    Attributes:
        acks: Of the incarnations the computer named or sent.
        gave: `Standing.gives_back` of whoever has given everything back to this timeline; empty when not.
        held: Bundles of this computer that wait for a person: bundle id and stable reason.
        restart: Incarnations that continue in two ways; the computer begins a new one.
        server_ms: The province's clock, Unix milliseconds.
        computers: The unit's computers: device id and name.
    """

    timeline: Timeline
    acks: tuple[Ack, ...] = ()
    gave: bytes = b""
    held: tuple[tuple[bytes, str], ...] = ()
    restart: tuple[bytes, ...] = ()
    server_ms: int = 0
    computers: tuple[tuple[bytes, str], ...] = ()
