"""What the engine keeps by the thousand: alike on both databases, and stopped by nothing that a commune may send."""

import threading
from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from desktop.models.record import registry
from sync.cell import Value
from sync.server.database import Database
from sync.server.keeper import CHANGE_COLUMNS, UNCHANGED, Keeper, Unfit
from sync.server.tables import ACT, CHANGE, FEED_ROW, REGISTERS, ROW_META

UNIT, OTHER = "05491", "05494"
PERSON = registry().named("person")
NUMBER = {field.column: field.number for field in PERSON.fields}
TABLE = REGISTERS[PERSON.number]
AN = {"full_name": "Lê Thị An", "birth_date": "1962", "party_member": True, "hamlet_id": bytes(range(16))}


def row(number: int) -> bytes:
    return number.to_bytes(16, "big")


def numbered(values: Mapping[str, Value]) -> dict[int, Value]:
    return {NUMBER[column]: value for column, value in values.items()}


def shown(database: Database, unit: str = UNIT) -> dict[bytes, dict[str, Any]]:
    """What the register shows of a commune: for each row the fields that are not empty."""
    with database.reading() as db:
        rows = db.execute(select(TABLE).where(TABLE.c.unit_id == unit)).mappings()
        found = {line["id"].bytes: {key: value for key, value in line.items() if value is not None} for line in rows}
    return {row: {k: v for k, v in line.items() if k not in ("id", "unit_id")} for row, line in found.items()}


def show(database: Database, *rows: tuple[bytes, Mapping[int, Value], Any], unit: str = UNIT) -> list[Unfit]:
    with database.writing() as db:
        return Keeper(db).show(PERSON, unit, rows)


def test_values_arrive_in_their_columns(database: Database) -> None:
    show(database, (row(1), numbered(AN), UNCHANGED))
    assert shown(database) == {row(1): {**AN, "hamlet_id": UUID(bytes=bytes(range(16)))}}


def test_only_what_is_given_changes(database: Database) -> None:
    show(database, (row(1), numbered(AN), UNCHANGED))
    show(database, (row(1), numbered({"full_name": None, "phone": "0912000111"}), UNCHANGED))
    show(database, (row(1), {}, UNCHANGED), (row(2), {}, UNCHANGED))
    found = shown(database)
    assert found[row(1)]["birth_date"] == "1962"
    assert found[row(1)]["phone"] == "0912000111"
    assert "full_name" not in found[row(1)]
    assert found[row(2)] == {}


def test_the_trash_is_filled_emptied_and_left(database: Database) -> None:
    show(database, (row(1), {}, 1_795_000_000_000), (row(2), {}, 5), (row(3), {}, None))
    show(database, (row(1), {}, UNCHANGED), (row(2), {}, None), (row(3), numbered({"note": "x"}), 7))
    assert shown(database) == {
        row(1): {"deleted_at": 1_795_000_000_000},
        row(2): {},
        row(3): {"deleted_at": 7, "note": "x"},
    }


def test_one_id_in_two_communes_is_two_rows(database: Database) -> None:
    show(database, (row(1), numbered({"note": "một"}), None))
    show(database, (row(1), numbered({"note": "hai"}), None), unit=OTHER)
    assert shown(database) == {row(1): {"note": "một"}}
    assert shown(database, OTHER) == {row(1): {"note": "hai"}}


def test_a_field_that_is_not_declared_here_is_passed_over(database: Database) -> None:
    assert (
        show(database, (row(1), {63: "from a newer program", NUMBER["note"]: "x"}, None), (row(2), {63: 1}, None)) == []
    )
    assert shown(database) == {row(1): {"note": "x"}, row(2): {}}


def test_a_nul_does_not_stop_a_batch(database: Database) -> None:
    unfit = show(database, (row(1), numbered({"full_name": "An\0\0 Lê", "birth_date": "19\x0062"}), None))
    assert unfit == [Unfit(row(1), NUMBER["birth_date"])]
    assert shown(database) == {row(1): {"full_name": "An\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} Lê"}}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("full_name", 5), ("full_name", b"An"), ("full_name", True), ("birth_date", "32/13/1962"), ("birth_date", ""),
        ("birth_date", "1962-02-30"), ("birth_date", 1962), ("party_member", 1), ("party_member", "x"),
        ("hamlet_id", b"short"), ("hamlet_id", bytes(17)), ("hamlet_id", "0" * 32), ("hamlet_id", b""),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_not_shown(database: Database, column: str, value: Value) -> None:
    show(database, (row(1), numbered({column: AN.get(column, "x"), "note": "x"}), None))
    assert show(database, (row(1), numbered({column: value, "note": "y"}), None)) == [Unfit(row(1), NUMBER[column])]
    assert shown(database) == {row(1): {"note": "y"}}


@pytest.mark.parametrize("amount", [2**63, -(2**63) - 1, 2**64, True, "5"])
def test_a_number_beyond_the_column_is_not_shown(database: Database, amount: Value) -> None:
    holding = registry().named("post_holding")
    number = next(field.number for field in holding.fields if field.column == "allowance_vnd")
    with database.writing() as db:
        keeper = Keeper(db)
        assert keeper.show(holding, UNIT, [(row(1), {number: 2**63 - 1}, None)]) == []
        assert keeper.show(holding, UNIT, [(row(1), {number: amount}, None)]) == [Unfit(row(1), number)]


def test_a_very_long_text_is_no_trouble_in_any_field(database: Database) -> None:
    long = "Nguyễn " * 50_000
    texts = {field.number: long for field in PERSON.fields if field.wire == "text"}
    unfit = show(database, (row(1), texts, None))
    assert {PERSON.by_number()[number].column for _, number in unfit} == {"birth_date", "died_on"}
    assert shown(database)[row(1)]["citizen_id"] == long


_values = st.dictionaries(
    st.integers(1, 20),
    st.none() | st.booleans() | st.integers(-(2**64), 2**64) | st.binary(max_size=20)
    | st.sampled_from([bytes(16), "1962", "2007-03"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.tuples(_values, st.sampled_from([None, 7, UNCHANGED])), max_size=60),
    after=st.lists(st.tuples(_values, st.sampled_from([None, 9, UNCHANGED])), max_size=60),
)
def test_whatever_arrives_in_bulk_shows_as_one_by_one(
    database: Database, before: list[tuple[dict[int, Value], Any]], after: list[tuple[dict[int, Value], Any]]
) -> None:
    with database.writing() as db:
        db.execute(delete(TABLE))
        unfit: list[list[Unfit]] = [[], []]
        for batch in (before, after):
            rows = [(row(number), values, trash) for number, (values, trash) in enumerate(batch)]
            unfit[0] += Keeper(db).show(PERSON, UNIT, rows)
            for line in rows:
                unfit[1] += Keeper(db).show(PERSON, OTHER, [line])
        assert sorted(unfit[0]) == sorted(unfit[1])
    assert shown(database) == shown(database, OTHER)


def test_the_facts_of_rows_are_kept_and_found(database: Database) -> None:
    keys = [(2, row(number)) for number in range(300)] + [(3, row(1))]
    with database.writing() as db:
        keeper = Keeper(db)
        assert keeper.metas(keys) == {}
        keeper.keep_metas({key: bytes([key[0]]) for key in keys[:200]}, UNIT)
        keeper.keep_metas(dict.fromkeys(keys[100:], b"\x00new\xff"), OTHER)
    with database.writing() as db:
        keeper = Keeper(db)
        assert keeper.metas([*keys, (4, row(1))]) == {
            **dict.fromkeys(keys[:100], (UNIT, b"\x02")),
            **dict.fromkeys(keys[100:], (OTHER, b"\x00new\xff")),
        }
        assert keeper.metas([]) == {}
        keeper.keep_metas({}, UNIT)


def test_rows_known_to_be_new_are_written_as_any_other(database: Database) -> None:
    keys = [(PERSON.number, row(number)) for number in range(100)]
    for text in ("một", "hai"):
        with database.writing() as db:
            keeper = Keeper(db)
            keeper.lock(UNIT)
            keeper.metas(keys)
            for part in (text[0], text):  # a row may come twice in a bundle
                keeper.keep_metas({key: part.encode() for key in keys}, UNIT)
                keeper.show(PERSON, UNIT, [(key[1], numbered({"note": part}), UNCHANGED) for key in keys])
        assert shown(database) == {key[1]: {"note": text} for key in keys}
        with database.reading() as db:
            assert set(db.execute(select(ROW_META.c.meta)).scalars()) == {text.encode()}


def test_the_log_takes_lines_and_acts(database: Database) -> None:
    acts = [(1, tx, 5, bytes(16), "import", "Nhập\0 danh sách") for tx in range(1, 80)]
    lines = [(1, seq, bytes(32), UNIT, 3, 2, row(seq), 0, 5 << 16, bytes([seq % 256])) for seq in range(1, 500)]
    with database.writing() as db:
        keeper = Keeper(db)
        keeper.append_acts(acts)
        keeper.append_changes(iter(lines))
        keeper.append_feed_rows(UNIT, 3, [(2, row(1)), (3, row(1))])
    with database.reading() as db:
        labels = db.execute(select(ACT.c.reason, ACT.c.label)).all()
        assert set(labels) == {("import", "Nhập\N{REPLACEMENT CHARACTER} danh sách")}
        assert len(labels) == len(acts)
        columns = [CHANGE.c[name] for name in CHANGE_COLUMNS]
        assert [tuple(line) for line in db.execute(select(*columns).order_by(CHANGE.c.seq))] == lines
        assert db.execute(select(func.count()).select_from(FEED_ROW)).scalar() == 2


def test_two_computers_that_give_back_the_same_new_row_both_count(database: Database) -> None:
    keys = [(2, row(number)) for number in range(50)]
    begin = threading.Barrier(4)

    def give_back(own: bytes) -> None:
        begin.wait()
        order = keys[:]
        Random(own).shuffle(order)
        with database.writing() as db:
            keeper = Keeper(db)
            keeper.lock(UNIT)
            known = keeper.metas(order)
            keeper.keep_metas({key: known.get(key, ("", b""))[1] + own for key in order}, UNIT)
            rows = [(row, numbered({"note": own.decode()}), None) for _, row in order]
            keeper.show(PERSON, UNIT, rows)

    threads = [threading.Thread(target=give_back, args=(own,)) for own in (b"a", b"b", b"c", b"d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as db:
        found = Keeper(db).metas(keys)
    assert [bytes(sorted(found[key][1])) for key in keys] == [b"abcd"] * len(keys)


def test_every_register_takes_every_declared_value(database: Database) -> None:
    examples: dict[str, Value] = {"text": "1962", "int": 5, "bool": True, "bytes": bytes(16)}
    with database.writing() as db:
        keeper = Keeper(db)
        for spec in (table for table in registry().tables if table.number in REGISTERS):
            values = {field.number: examples[field.wire] for field in spec.fields}
            assert keeper.show(spec, UNIT, [(row(number), values, None) for number in range(30)]) == []
            table = REGISTERS[spec.number]
            assert None not in db.execute(select(*[table.c[field.column] for field in spec.fields])).first()
