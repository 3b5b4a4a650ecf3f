"""Triggers that note every change of a register's rows, and keep its search index in step."""

from collections.abc import Iterator

from desktop.models.kinds import Kind
from desktop.models.record import Record, fields_of, title_field

BORN = 0
TRASHED = -1


def triggers(record: type[Record]) -> Iterator[str]:
    """The statements that watch one register.

    They call `sync_mode()`, which only this program's connections have: a foreign tool fails to write instead of
    changing data unseen. A row is never physically deleted, so that is refused, and with it REPLACE.
    """
    table, number = record.__tablename__, record.__table_id__
    into = "INSERT INTO captured(table_id, row, field, old) VALUES"
    yield (
        f'CREATE TRIGGER "{table}_born" AFTER INSERT ON "{table}" WHEN sync_mode() = 0 '
        f"BEGIN {into} ({number}, NEW.id, {BORN}, NULL); END"
    )
    for field in fields_of(record):
        yield (
            f'CREATE TRIGGER "{table}_set_{field.number}" AFTER UPDATE OF "{field.key}" ON "{table}" '
            f'WHEN sync_mode() = 0 AND OLD."{field.key}" IS NOT NEW."{field.key}" '
            f'BEGIN {into} ({number}, NEW.id, {field.number}, OLD."{field.key}"); END'
        )
    yield (
        f'CREATE TRIGGER "{table}_trashed" AFTER UPDATE OF deleted_at ON "{table}" '
        f"WHEN sync_mode() = 0 AND (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) "
        f"BEGIN {into} ({number}, NEW.id, {TRASHED}, OLD.deleted_at); END"
    )
    yield (
        f'CREATE TRIGGER "{table}_kept" BEFORE DELETE ON "{table}" WHEN sync_mode() <> 2 '
        f"BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END"
    )
    yield from _search_triggers(record)


def search_index(record: type[Record]) -> str | None:
    """The statement that makes the register's search index; None where nothing is searched."""
    if not _searched(record):
        return None
    return (
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{record.__tablename__}_search" USING fts5(folded, accented, content=\'\', '
        "contentless_delete=1, prefix='1 2 3', detail=column, tokenize='unicode61 remove_diacritics 0')"
    )


def refill_search(record: type[Record]) -> tuple[str, str]:
    """The statements that empty a search index and fill it from the rows that live."""
    table = record.__tablename__
    columns = ", ".join(f'"{key}"' for key in _searched(record))
    return (
        f'INSERT INTO "{table}_search"("{table}_search") VALUES (\'delete-all\')',
        f'INSERT INTO "{table}_search"(rowid, folded, accented) '
        f'SELECT rid, fold_all({columns}), accent_all({columns}) FROM "{table}" WHERE deleted_at IS NULL',
    )


def title_key(record: type[Record]) -> str | None:
    """The generated column by which rows of the register sort; None where their title is another row's."""
    kind: Kind[object] = title_field(record).kind
    if kind.wire != "text" or kind.name in ("catalogue", "choice"):
        return None
    make = "name_key" if kind.name == "name" else "text_key"
    return f'title_key BLOB GENERATED ALWAYS AS ({make}("{record.__title__}")) STORED'


def _searched(record: type[Record]) -> list[str]:
    return [field.key for field in fields_of(record) if field.search]


def _search_triggers(record: type[Record]) -> Iterator[str]:
    keys = _searched(record)
    if not keys:
        return
    table = record.__tablename__
    columns = ", ".join(f'NEW."{key}"' for key in keys)
    add = (
        f'INSERT INTO "{table}_search"(rowid, folded, accented) '
        f"SELECT NEW.rid, fold_all({columns}), accent_all({columns}) WHERE NEW.deleted_at IS NULL"
    )
    watched = ", ".join(f'"{key}"' for key in (*keys, "deleted_at"))
    yield f'CREATE TRIGGER "{table}_index" AFTER INSERT ON "{table}" BEGIN {add}; END'
    yield (
        f'CREATE TRIGGER "{table}_reindex" AFTER UPDATE OF {watched} ON "{table}" '
        f'BEGIN DELETE FROM "{table}_search" WHERE rowid = NEW.rid; {add}; END'
    )
