"""Change records: the bytes are what any other program computes, and survive the wire."""

from hashlib import sha256

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import cbor
from sync.record import NO_HASH, ChangeRecord, Op, chain, decode, encode, genesis

_VALUES = st.none() | st.booleans() | st.text(max_size=300) | st.binary(max_size=300) | st.integers(-(2**64), 2**64 - 1)
_IDS = st.binary(min_size=16, max_size=16)
_CONTEXTS = st.dictionaries(_IDS, st.integers(1, 2**40), min_size=1, max_size=4)
_FIELDS = st.dictionaries(st.integers(1, 63), _VALUES, max_size=20)


@st.composite
def change_records(draw: st.DrawFn) -> ChangeRecord:
    fields = draw(_FIELDS)
    numbers = st.sampled_from(sorted({0, *fields}))
    seen = draw(st.dictionaries(numbers, _CONTEXTS, max_size=3))
    seq = draw(st.integers(1, 2**50))
    return ChangeRecord(
        seq, draw(st.integers(1, seq)), draw(st.integers(0, 2**64 - 1)), draw(st.integers(1, 300)), draw(_IDS),
        draw(st.sampled_from(Op)), fields, seen, draw(_IDS), draw(st.none() | st.text(max_size=20)),
    )  # fmt: skip


@given(change_records())
def test_a_record_survives_the_wire(record: ChangeRecord) -> None:
    assert decode(encode(record)) == record


@given(change_records())
def test_the_bytes_are_canonical_cbor(record: ChangeRecord) -> None:
    cells = {number: [value] for number, value in record.fields.items()}
    for number, context in record.seen.items():
        cells[number] = [record.fields.get(number), dict(context)]
    items = [record.seq, record.tx, record.clock, record.table, record.row, int(record.op), cells, record.actor]
    if record.reason is not None:
        items.append(record.reason)
    assert encode(record) == cbor2.dumps(items, canonical=True)


@given(_VALUES, st.lists(st.integers(0, 2**64 - 1), max_size=300))
def test_single_values_are_canonical_cbor(value: str | int | bool | bytes | None, numbers: list[int]) -> None:
    assert cbor.value(value) == cbor2.dumps(value, canonical=True)
    assert cbor.integers(tuple(numbers)) == cbor2.dumps(numbers, canonical=True)


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, (1,)], ids=repr)
def test_what_may_not_travel_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no wire value"):
        cbor.value(value)  # type: ignore[arg-type]


def test_a_number_beyond_64_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        cbor.integer(2**64)


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x80", b"\xff", cbor2.dumps([1, 2, 3]), cbor2.dumps("text")])
def test_other_bytes_are_no_record(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a change record"):
        decode(data)


def test_known_answers() -> None:
    record = ChangeRecord(
        2, 1, (1_795_000_000_000 << 16) + 1, 2, bytes(range(16)), Op.SET, {1: "Lê Thị An", 15: True, 4: None},
        {1: {b"\x11" * 16: 1}}, b"\x22" * 16, "edit",
    )  # fmt: skip
    assert encode(record).hex() == (
        "8902011b01a1ee565e0000010250000102030405060708090a0b0c0d0e0f00a301826c4cc3aa205468e1bb8b20416ea1"
        "5011111111111111111111111111111111010481f60f81f550222222222222222222222222222222226465646974"
    )
    begin = genesis(b"\x01" * 16, b"\x02" * 16, NO_HASH, bytes(16), 0, NO_HASH)
    plain = b"sync/1 genesis" + b"\x01" * 16 + b"\x02" * 16 + bytes(32) + bytes(16) + bytes(8) + bytes(32)
    assert begin == sha256(plain).digest()
    assert chain(begin, b"record") == sha256(b"\x01" + begin + b"record").digest()
