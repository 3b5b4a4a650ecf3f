"""Records and cells come out of a frame as they went in."""

import contextlib
import os

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.cell import Cell, Head
from sync.payload import (
    ActNote,
    Known,
    Log,
    Origin,
    PayloadFalse,
    RowCells,
    read_frame,
    write_cells,
    write_records,
)
from sync.record import ChangeRecord, Op
from sync.rowmeta import RowMeta
from sync.walking import beginning, walk

IDS = st.sampled_from([bytes([n]) * 16 for n in range(1, 6)])
ROWS = st.binary(min_size=16, max_size=16)
VALUES = st.none() | st.booleans() | st.integers(-(1 << 62), 1 << 62) | st.text(max_size=8) | st.binary(max_size=16)
CONTEXTS = st.dictionaries(IDS, st.integers(1, 1 << 40), max_size=3)
STAMPS = st.integers(1, (1 << 62))
ORIGIN = Origin(b"d" * 16, b"c" * 32, bytes(16), 0, bytes(32))


@st.composite
def logs(draw: st.DrawFn) -> Log:
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    first = draw(st.integers(1, 1000))
    records, acts, seq = [], [], first
    for size in sizes:
        tx = seq
        for _ in range(size):
            op = draw(st.sampled_from([Op.SET, Op.SET, Op.DELETE, Op.RESTORE]))
            fields = draw(st.dictionaries(st.integers(1, 63), VALUES, max_size=3)) if op is Op.SET else {}
            keys = list(fields) if op is Op.SET else [0]
            some = draw(st.booleans()) and draw(CONTEXTS)
            seen = draw(st.dictionaries(st.sampled_from(keys), CONTEXTS)) if keys else {}
            seen = dict.fromkeys(keys, some) if some else seen
            record = ChangeRecord(
                seq, tx, draw(STAMPS), draw(st.integers(1, 99)), draw(ROWS), op, fields, seen, draw(IDS),
                draw(st.sampled_from([None, "edit", "import"])),
            )  # fmt: skip
            records.append(record)
            seq += 1
        acts.append(ActNote(size, draw(st.integers(0, 1 << 45)), draw(st.text(max_size=5))))
    effs = draw(st.lists(STAMPS, min_size=len(records), max_size=len(records)) | st.just([]))
    return Log(draw(IDS), first, os.urandom(32), ORIGIN, tuple(acts), records, effs)


@settings(max_examples=40)
@given(st.lists(logs(), max_size=3))
def test_records_come_back_as_they_were(written: list[Log]) -> None:
    known = [Known(b"k" * 16, 1, 9, b"h" * 32, {3: 77})]
    read, read_known, cells = read_frame(write_records(written, known))
    assert (read_known, cells) == (known, [])
    for before, after in zip(written, read, strict=True):
        assert list(after.records) == list(before.records)
        assert list(after.effs) == (list(before.effs) or [record.clock for record in before.records])
        assert (after.incarnation, after.first, after.before, after.origin, after.acts) == (
            before.incarnation, before.first, before.before, before.origin, before.acts,
        )  # fmt: skip


HEADS = st.dictionaries(
    st.tuples(IDS, st.integers(1, 99)), st.builds(Head, VALUES, st.integers(0, (1 << 63) - 1), IDS), max_size=3
)
METAS = st.builds(
    RowMeta, st.dictionaries(st.integers(0, 63), st.builds(Cell, CONTEXTS, HEADS), min_size=1, max_size=3)
)


@settings(max_examples=40)
@given(st.lists(st.builds(RowCells, st.integers(1, 99), ROWS, METAS), max_size=4, unique_by=lambda each: each.row))
def test_cells_come_back_as_they_were(rows: list[RowCells]) -> None:
    _, _, read = read_frame(write_cells(rows))
    assert sorted(read, key=lambda each: each.row) == sorted(rows, key=lambda each: each.row)


@settings(max_examples=40)
@given(st.lists(st.tuples(ROWS, IDS, st.integers(1, 999), VALUES), max_size=9))
def test_rows_written_at_once_come_back_as_they_were(lines: list[tuple[bytes, bytes, int, str]]) -> None:
    rows = [
        RowCells(2, row, RowMeta({n: Cell({name: seq}, {(name, seq): Head(value, 5, name)}) for n in (1, 4)}))
        for row, name, seq, value in lines
    ]
    assert read_frame(write_cells(rows))[2] == rows


@settings(max_examples=40)
@given(st.binary(max_size=80) | st.builds(cbor2.dumps, st.recursive(VALUES, st.lists, max_leaves=20)))
def test_nonsense_is_refused(data: bytes) -> None:
    with pytest.raises(PayloadFalse):
        read_frame(data)


@settings(max_examples=40)
@given(logs(), st.data())
def test_a_frame_that_was_tampered_with_is_refused_or_read(log: Log, data: st.DataObject) -> None:
    frame = bytearray(write_records([log]))
    frame[data.draw(st.integers(0, len(frame) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(PayloadFalse):
        read_frame(bytes(frame))


def test_a_log_that_begins_with_its_first_record_follows_from_its_origin() -> None:
    record = ChangeRecord(1, 1, 9 << 16, 2, b"r" * 16, Op.SET, {1: "An"}, {}, b"a" * 16, "add")
    log = Log(b"i" * 16, 1, b"", ORIGIN, (ActNote(1, 9, "Thêm"),), [record])
    true = Log(log.incarnation, 1, beginning(log), ORIGIN, log.acts, log.records)
    assert len(walk(true, proves_origin=True)) == 1
    with pytest.raises(PayloadFalse):
        walk(Log(log.incarnation, 1, b"x" * 32, ORIGIN, log.acts, log.records), proves_origin=True)
