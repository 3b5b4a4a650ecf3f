"""The model of what the province answers: the feed after a computer's cursor, or everything; and acknowledgements."""

from collections.abc import Iterator, Sequence

from tests.sync.model.province import Province, Step
from tests.sync.model.wire import CELLS, EVERY_GIVING, NO_TIMELINE, Cursor, Down, Head, Record, Standing, Stub

STEPS_IN_SPAN = 3


def answer(province: Province, device: bytes, standing: Standing) -> list[Down]:
    """What a computer is to hear that stands so; empty where there is nothing to say."""
    province.look_at(standing.cursor)
    said = acks(province, device, standing)
    if standing.cursor == province.tip and not said and not standing.giving:
        return []
    given = province.given
    gave = standing.giving if standing.giving in given else EVERY_GIVING if device in given else 0
    placed = province.log.placed
    restart = tuple(h.incarnation for h in standing.heads if placed.get(h.hash, h.incarnation) != h.incarnation)
    speaks_early = not province.rules.speaks_at_tip
    return [
        down._replace(acks=said, gave=gave, restart=restart) if speaks_early or down.end == province.tip else down
        for down in _parts(province, device, standing)
    ]


def acks(province: Province, device: bytes, standing: Standing) -> tuple[Head, ...]:
    """How much is here of the incarnations that a computer named, and of all it may have after a restore."""
    said = []
    for head in standing.heads:
        tip = province.log.tip(head.incarnation)
        if head.hash in province.log.placed and province.rules.acks_named_head:
            said.append(head)
        elif tip is not None:
            said.append(Head(head.incarnation, tip.seq, tip.hash))
    if standing.cursor.timeline != province.timeline:
        named = {head.incarnation for head in standing.heads}
        said += [
            Head(incarnation, records[-1].seq, records[-1].hash)
            for incarnation, records in province.log.chains.items()
            if records[0].device == device and incarnation not in named
        ]
    return tuple(said)


def _parts(province: Province, device: bytes, standing: Standing) -> list[Down]:
    cursor = standing.cursor
    if cursor.timeline != NO_TIMELINE and province.is_on_feed(cursor):
        return list(_delta(province, device, standing))
    if len(province.feed) % 3 == 2:  # short enough to send the whole log instead, and history with it
        return list(_delta(province, device, standing._replace(cursor=Cursor(NO_TIMELINE, 0, 0))))
    return _snapshot(province, device)


def _snapshot(province: Province, device: bytes) -> list[Down]:
    parts = 1 + len(province.feed) % CELLS
    numbered = list(enumerate(province.cells))
    return [
        Down(device, (0, 0), province.tip, True, part, parts, cells=tuple(numbered[part::parts]))
        for part in range(parts)
    ]


def _delta(province: Province, device: bytes, standing: Standing) -> Iterator[Down]:
    """The steps after the cursor in spans; in one where whole cells are among them, for those are as of now."""
    tip, start = province.tip, standing.cursor.seq
    proven: dict[bytes, int] = {}
    if not standing.wants_full:
        placed = province.log.placed
        proven = {head.incarnation: head.seq for head in standing.heads if placed.get(head.hash) == head.incarnation}
    is_whole = province.rules.keeps_cells_whole and any(step.cells for step in province.feed[start:])
    before = start, standing.cursor.hash
    while True:
        end = tip.seq if is_whole or tip.seq % 2 else min(start + STEPS_IN_SPAN, tip.seq)
        here = Cursor(tip.timeline, end, province.feed[end - 1].hash if end else 0)
        changed = sorted({number for step in province.feed[standing.cursor.seq :] for number in step.cells})
        cells = tuple((number, province.cells[number]) for number in changed) if here == tip else ()
        records, stubs = _left(province, device, province.feed[start:end], proven)
        yield Down(device, before, here, False, 0, 1, records, stubs, cells)
        if here == tip:
            return
        start, before = end, (end, here.hash)


def _left(
    province: Province, device: bytes, steps: Sequence[Step], proven: dict[bytes, int]
) -> tuple[tuple[Record, ...], tuple[Stub, ...]]:
    """The records that must travel, and stubs for those that the computer proved to hold."""
    records: list[Record] = []
    stubs: dict[bytes, Stub] = {}
    for step in steps:
        for record in step.records:
            if record.seq <= proven.get(record.incarnation, 0):
                first = stubs[record.incarnation].first if record.incarnation in stubs else record.seq
                stubs[record.incarnation] = Stub(record.incarnation, first, record.seq, record.hash)
            elif province.rules.sends_heads_back or record.device != device:
                records.append(record)
    return tuple(records), tuple(stubs.values())
