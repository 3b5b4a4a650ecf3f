"""Encoding many records at once gives what encoding each gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.record import ChangeRecord, Op, encode, encode_all

VALUES = (
    st.sampled_from(["", "An", "Bình", "x" * 300])
    | st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.binary(max_size=3)
)
CONTEXTS = st.none() | st.dictionaries(st.sampled_from([b"i" * 16, b"j" * 16]), st.integers(1, 1 << 20))
ROWS = st.binary(min_size=16, max_size=16)


@st.composite
def alike(draw: st.DrawFn) -> list[ChangeRecord]:
    numbers = draw(st.lists(st.integers(1, 63), unique=True, max_size=4))
    kind = draw(st.sampled_from([VALUES, st.text(max_size=3), st.booleans(), st.integers(-9, 9)]))
    reason = draw(st.sampled_from([None, "import"]))
    contexts = draw(st.sampled_from([st.none(), CONTEXTS]))
    return [
        ChangeRecord(
            seq, draw(st.integers(1, 1 << 33)), draw(st.integers(1, 1 << 60)), 2, draw(ROWS),
            Op.SET, {number: draw(kind) for number in numbers}, dict.fromkeys(numbers, seen) if seen else {},
            b"a" * 16, reason,
        )
        for seq in range(1, draw(st.integers(2, 14)))
        for seen in (draw(contexts),)
    ]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(alike(), max_size=3))
def test_each_record_has_its_own_bytes(groups: list[list[ChangeRecord]]) -> None:
    records = [record for group in groups for record in group]
    records += [record._replace(seen={1: {b"i" * 16: 3}}, fields={1: "An"}) for record in records[:2]]
    records += [record._replace(seen={2: {b"i" * 16: 3}}, fields={1: "An", 2: "Bình"}) for record in records[:9]]
    records += [record._replace(op=Op.DELETE, seen={0: {b"i" * 16: 3}}, fields={}) for record in records[:2]]
    for record, (data, start, stop) in zip(records, encode_all(records), strict=True):
        assert data == encode(record)
        assert data.startswith(encode(record._replace(fields={}, seen={}))[: start - 1])
        bare = encode(record._replace(fields={}, seen={}))
        assert len(data) - (stop - start) == len(bare) - 1
