"""Columns that a newer program declares, filled from the cells that had travelled before it came."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from desktop.models.record import registry
from sync.clock import milliseconds
from sync.registry import Registry, TableSpec
from sync.rowmeta import ROW, RowMeta, unpack
from sync.server.keeper import UNCHANGED, Keeper, Shown
from sync.server.tables import ROW_META

_AT_ONCE: Final = 2_000
_PAGE: Final = (
    select(ROW_META.c.row, ROW_META.c.unit, ROW_META.c.meta)
    .where(ROW_META.c.table_id == bindparam("of_table"), ROW_META.c.row > bindparam("after"))
    .order_by(ROW_META.c.row)
    .limit(_AT_ONCE)
)


def show_added(db: Connection, added: Mapping[str, Collection[str]], declared: Registry | None = None) -> None:
    """Put the values of columns that were just added into them.

    Args:
        added: Names of the columns by table, as `schema.create_all` gives them.
    """
    keeper = Keeper(db)
    for spec in (declared or registry()).tables:
        if columns := added.get(spec.name):
            for unit, rows in _known(db, spec, columns):
                keeper.show(spec, unit, rows)


def _known(db: Connection, spec: TableSpec, columns: Collection[str]) -> Iterator[tuple[str, list[Shown]]]:
    """What the cells of a register say of those columns, a commune and some thousands of rows at a time."""
    numbers = [field.number for field in spec.fields if field.column in columns]
    with_trash = "deleted_at" in columns
    after = b""
    while page := db.execute(_PAGE, {"of_table": spec.number, "after": after}).all():
        after = page[-1].row
        for unit, lines in groupby(sorted(page, key=itemgetter(1)), key=itemgetter(1)):
            yield unit, [(row, *_shown(unpack(meta), numbers, with_trash=with_trash)) for row, _, meta in lines]


def _shown(meta: RowMeta, numbers: list[int], *, with_trash: bool) -> tuple[dict[int, Any], Any]:
    values = {number: cell.winner[1].value for number in numbers if (cell := meta.cell(number)).heads}
    if not with_trash:
        return values, UNCHANGED
    return values, milliseconds(meta.cell(ROW).winner[1].eff) if meta.is_trashed else None
