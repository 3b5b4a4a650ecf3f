"""What watches a register's table: the triggers that note its changes, and its search index."""

from collections.abc import Iterator

from desktop.models.fields import Field
from desktop.models.kinds import Kind
from desktop.models.record import Record, fields_of, title_field
from desktop.store.engine import Mode

BORN = 0
TRASHED = -1
ARRIVED = -2
_TUNING = (
    ("pgsz", 3900),  # with the seal of an encrypted page, 4050 as delivered would need two
    ("automerge", 0),  # it makes one save in fifty wait for 20 ms; when 16 parts have gathered they are merged at once
)


def triggers(record: type[Record]) -> Iterator[str]:
    """The statements that watch one register.

    They call `sync_mode()`, which only this program's connections have: a foreign tool fails to write instead of
    changing data unseen. A row is never physically deleted, so that is refused, and with it REPLACE.
    """
    table, number = record.__tablename__, record.__table_id__
    into = f"INSERT INTO captured(table_id, rid, field, old) VALUES ({number}, NEW.rid"
    yield (  # one trigger for both modes: each one more would cost every insert a tenth
        f'CREATE TRIGGER "{table}_born" AFTER INSERT ON "{table}" WHEN sync_mode() <> {Mode.MIGRATE:d} '
        f"BEGIN {into}, iif(sync_mode() = {Mode.CAPTURE:d}, {BORN}, {ARRIVED}), NULL); END"
    )
    for field in fields_of(record):
        yield (
            f'CREATE TRIGGER "{table}_set_{field.number}" AFTER UPDATE OF "{field.key}" ON "{table}" '
            f'WHEN sync_mode() = 0 AND OLD."{field.key}" IS NOT NEW."{field.key}" '
            f'BEGIN {into}, {field.number}, OLD."{field.key}"); END'
        )
    yield (
        f'CREATE TRIGGER "{table}_trashed" AFTER UPDATE OF deleted_at ON "{table}" '
        f"WHEN sync_mode() = 0 AND (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) "
        f"BEGIN {into}, {TRASHED}, OLD.deleted_at); END"
    )
    yield (
        f'CREATE TRIGGER "{table}_named" BEFORE UPDATE OF rid, id, unit_id ON "{table}" WHEN sync_mode() = 0 AND '
        f"(OLD.rid IS NOT NEW.rid OR OLD.id IS NOT NEW.id OR OLD.unit_id IS NOT NEW.unit_id) "
        f"BEGIN SELECT RAISE(ABORT, 'a row keeps its id and its unit'); END"
    )
    yield (
        f'CREATE TRIGGER "{table}_kept" BEFORE DELETE ON "{table}" WHEN sync_mode() <> {Mode.MIGRATE:d} '
        f"BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END"
    )
    if searched := searched_fields(record):
        watched = ", ".join(f'"{field.key}"' for field in searched)
        yield (
            f'CREATE TRIGGER "{table}_arrived" AFTER UPDATE OF {watched}, deleted_at ON "{table}" '
            f"WHEN sync_mode() = {Mode.APPLY:d} BEGIN {into}, {ARRIVED}, NULL); END"
        )


def searched_fields(record: type[Record]) -> list[Field]:
    """The fields by which the search box finds a row."""
    return [field for field in fields_of(record) if field.search]


def search_index(record: type[Record]) -> str | None:
    """The statement that makes the register's search index; None where nothing is searched."""
    if not searched_fields(record):
        return None
    options = (
        "content='', contentless_delete=1, prefix='1 2 3', detail=column, tokenize='unicode61 remove_diacritics 0'"
    )
    return f'CREATE VIRTUAL TABLE IF NOT EXISTS "{record.__tablename__}_search" USING fts5(folded, accented, {options})'


def refill_search(record: type[Record]) -> Iterator[str]:
    """The statements that empty a search index, tune it, and fill it from the rows that live."""
    table = record.__tablename__
    for option, value in _TUNING:
        yield f'INSERT INTO "{table}_search"("{table}_search", rank) VALUES (\'{option}\', {value})'
    yield f'INSERT INTO "{table}_search"("{table}_search") VALUES (\'delete-all\')'
    yield _fill(record, "")


def renew_search(record: type[Record]) -> Iterator[str]:
    """The statements that bring the entries of the rows noted in `captured` up to date."""
    table, number = record.__tablename__, record.__table_id__
    fields = ", ".join(str(code) for code in (ARRIVED, TRASHED, *(field.number for field in searched_fields(record))))
    noted = f"SELECT rid FROM captured WHERE table_id = {number} AND field IN"
    yield f'DELETE FROM "{table}_search" WHERE rowid IN ({noted} ({fields}))'
    yield _fill(record, f"AND rid IN ({noted} ({BORN}, {fields}))")


def extend_search(record: type[Record]) -> str:
    """The statement that adds the entries of the rows with a higher `rid` than the one given."""
    return _fill(record, "AND rid > ?")


def _fill(record: type[Record], condition: str) -> str:
    table = record.__tablename__
    columns = ", ".join(f'"{field.key}"' for field in searched_fields(record))
    return (
        f'INSERT INTO "{table}_search"(rowid, folded, accented) '
        f'SELECT rid, fold_all({columns}), accent_all({columns}) FROM "{table}" WHERE deleted_at IS NULL {condition}'
    ).rstrip()


def title_key(record: type[Record]) -> str | None:
    """The generated column by which rows of the register sort; None where their title is another row's."""
    kind: Kind[object] = title_field(record).kind
    if kind.wire != "text" or kind.name in ("catalogue", "choice"):
        return None
    make = "name_key" if kind.name == "name" else "text_key"
    return f'title_key BLOB GENERATED ALWAYS AS ({make}("{record.__title__}")) STORED'
