"""A computer and a province with programs that do not know a field and a register yet, and their upgrade."""

from desktop.models.record import records, registry
from desktop.store.arrived import StoreRows
from desktop.store.connection import connect
from sync.registry import Registry, TableSpec
from sync.server.tables import REGISTERS
from tests.people import KEY
from tests.sync.engine.computer import Computer
from tests.sync.engine.world import World

NOTE, HAMLET = 18, 6  # what the older program lacks: a field of persons, and a whole register


def older_registry() -> Registry:
    """The declarations of before."""
    return Registry(
        TableSpec(table.number, table.name, tuple(f for f in table.fields if (table.number, f.number) != (2, NOTE)))
        for table in registry().tables
        if table.number != HAMLET
    )


def age(computer: Computer) -> None:
    """Let a computer run the older program, until it is started again."""
    declared = {record.__table_id__: record for record in records() if record.__table_id__ != HAMLET}
    older = older_registry()
    computer.exchange._registry = older
    computer.exchange._rows = StoreRows(older, declared, computer.store.commune)
    tables = computer.store._tables
    tables._registry, tables._records = older, declared


def upgrade(computer: Computer) -> None:
    """Start the present program on the file that the older one made."""
    computer.close()
    connection = connect(computer.folder / "register.db", KEY)
    triggers = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND (tbl_name = 'hamlet' OR name = ?)",
        (f"person_set_{NOTE}",),
    ).fetchall()
    for (name,) in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP TABLE IF EXISTS hamlet_search")
    connection.execute("DROP TABLE hamlet")
    connection.execute("ALTER TABLE person DROP COLUMN note")
    connection.execute("UPDATE local_meta SET value = x'00' WHERE key IN ('shape', 'edition')")
    connection.close()
    computer.start()


def age_province(world: World) -> None:
    """Let the province run the older program, on the tables of that time."""
    with world.database.writing() as db:
        REGISTERS[HAMLET].drop(db)
        db.exec_driver_sql("ALTER TABLE person DROP COLUMN note")
    world.registry = older_registry()
    world.province._registry = world.registry


def upgrade_province(world: World) -> None:
    """Start the present program on it."""
    world.registry = registry()
    world.restart_province()
