"""The province's tables: derived, widened, and closed to an older program."""

from typing import Any

import pytest
from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, MetaData, String, Table, insert, inspect, select
from sqlalchemy.engine.reflection import Inspector

from desktop.models.record import fields_of, registry
from desktop.models.registers import SHIPPED
from sync.cell import Cell, Head, Value
from sync.rowmeta import RowMeta, pack
from sync.server import schema
from sync.server.database import Database
from sync.server.keeper import Keeper
from sync.server.tables import METADATA, REGISTERS, VERSION
from sync.server.troubles import DatabaseNewer
from tests.sync.server.places import Place


def test_every_declared_field_has_its_column(database: Database) -> None:
    with database.reading() as db:
        looking = inspect(db)
        for record in SHIPPED:
            columns = {column["name"] for column in looking.get_columns(record.__tablename__)}
            assert columns == {"id", "unit_id", "deleted_at"} | {field.key for field in fields_of(record)}


def test_the_key_of_a_register_begins_with_the_commune_and_nothing_else_is_demanded(database: Database) -> None:
    with database.reading() as db:
        looking = inspect(db)
        for table in REGISTERS.values():
            assert looking.get_pk_constraint(table.name)["constrained_columns"] == ["unit_id", "id"]
            assert not looking.get_unique_constraints(table.name)
            assert not looking.get_foreign_keys(table.name)
            assert not looking.get_check_constraints(table.name)
            assert _demanding(looking, table) <= {"unit_id", "id"}


def test_making_the_tables_again_changes_nothing(database: Database) -> None:
    with database.writing() as db:
        assert schema.create_all(db) == {}


def test_what_is_declared_later_is_added_and_what_lies_there_stays(database: Database) -> None:
    before, after = MetaData(), MetaData()
    old = Table("group", before, Column("id", Integer, primary_key=True), Column("order", String))
    new = Table(
        "group", after,
        Column("id", Integer, primary_key=True), Column("select", LargeBinary), Column("note", String),
        Index("group_by_note", "note"),
    )  # fmt: skip
    own = Table("stands_alone", after, Column("id", Integer, primary_key=True))
    with database.writing() as db:
        METADATA.tables["group"].drop(db)
        schema.create_all(db, before)
        db.execute(insert(old), {"id": 1, "order": "first"})
    with database.writing() as db:
        assert schema.create_all(db, after) == {"group": ("select", "note"), "stands_alone": ("id",)}
        assert schema.create_all(db, after) == {}
    with database.reading() as db:
        assert db.execute(select(new)).all() == [(1, None, None)]
        assert db.execute(select(old)).all() == [(1, "first")]
        assert db.execute(select(own)).all() == []
        assert [index["name"] for index in inspect(db).get_indexes("group")] == ["group_by_note"]


def test_what_travelled_before_its_column_came_is_shown_when_it_comes(place: Place) -> None:
    """An older server keeps the cells of fields, and of whole registers, that it does not know."""
    known, hamlet = REGISTERS[2], REGISTERS[6]
    phone = next(field.number for field in registry().table(2).fields if field.column == "phone")
    name = next(field.number for field in registry().table(6).fields if field.column == "name")
    rows = [number.to_bytes(16, "big") for number in range(1, 5_001)]
    units = ["05491" if number % 3 else "05494" for number in range(len(rows))]
    database = place.open()
    with database.writing() as db:
        keeper = Keeper(db)
        for unit in ("05491", "05494"):
            mine = [row for row, of in zip(rows, units, strict=True) if of == unit]
            said = {(2, row): fresh_meta({1: "An", phone: row.hex()}) for row in mine}
            said |= {(6, row): fresh_meta({name: "Xóm"}, trashed_ms=7_000) for row in mine[:10]}
            keeper.keep_metas(said, unit)
            keeper.show(registry().table(2), unit, [(row, {1: "An"}, None) for row in mine])
        keeper.keep_metas({(99, rows[0]): fresh_meta({1: "x"}), (2, b"\xff" * 16): fresh_meta({phone: 5})}, "05491")
        hamlet.drop(db)
        db.exec_driver_sql("ALTER TABLE person DROP COLUMN phone")
    database.close()
    database = place.open()
    with database.reading() as db:
        found = db.execute(select(known.c.id, known.c.unit_id, known.c.full_name, known.c.phone)).all()
        expected = [(row, unit, "An", row.hex()) for row, unit in zip(rows, units, strict=True)]
        assert sorted((row.bytes, *rest) for row, *rest in found)[:-1] == expected
        trashed = db.execute(select(hamlet.c.name, hamlet.c.deleted_at)).all()
        assert trashed == [("Xóm", 7_000)] * 20
    database.close()


def fresh_meta(values: dict[int, Value], *, trashed_ms: int | None = None) -> bytes:
    """The facts of a row as the province keeps them, with every value."""
    dot, ctx = (b"i" * 16, 1), {b"i" * 16: 1}
    cells = {number: Cell(ctx, {dot: Head(value, 5 << 16, bytes(16))}) for number, value in values.items()}
    meta = RowMeta(cells, set(values))
    if trashed_ms is not None:
        end = (b"i" * 16, 2)
        meta.cells[0] = Cell({b"i" * 16: 2}, {end: Head(True, trashed_ms << 16, bytes(16))})
    return pack(meta)


def test_a_newer_programs_database_is_left_alone(place: Place) -> None:
    database = place.open()
    with database.writing() as db:
        schema.put(db, "version", str(VERSION + 1).encode())
        before = _shape(db)
    with pytest.raises(DatabaseNewer):
        place.open()
    with database.reading() as db:
        assert _shape(db) == before
    database.close()


def test_a_fact_about_the_database_is_kept_and_replaced(database: Database) -> None:
    with database.writing() as db:
        assert schema.get(db, "colour") is None
        schema.put(db, "colour", b"\x00red")
        schema.put(db, "colour", b"\xffblue")
        assert schema.get(db, "colour") == b"\xffblue"


def _demanding(looking: Inspector, table: Table) -> set[str]:
    return {column["name"] for column in looking.get_columns(table.name) if not column["nullable"]}


def _shape(db: Connection) -> dict[str, list[Any]]:
    looking = inspect(db)
    return {name: [column["name"] for column in looking.get_columns(name)] for name in looking.get_table_names()}
