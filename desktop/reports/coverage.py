"""Coverage: members among the women of 18 and over, and which figure of those women it stands on."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.branch import Branch
from desktop.models.catalogues import catalogue
from desktop.models.denominator import Denominator
from desktop.models.names import text_sort_key
from desktop.reports.figures import WATCH_PERCENT as WATCH_PERCENT
from desktop.reports.figures import Base as Base
from desktop.reports.figures import BranchFigure as BranchFigure
from desktop.reports.figures import Coverage as Coverage
from desktop.reports.figures import percent as percent
from desktop.reports.people import counted_members, members_by_branch, of_unit


def bases(db: Connection, on: date, *, unit: str | None = None) -> dict[UUID | None, list[Base]]:
    """Figures of women by branch, None for the commune: of the best kind recorded, the latest ones by `on`.

    Kinds are preferred in the order of their catalogue, the statistics office's first; figures of households are
    not figures of women. Two of the same kind and day stand side by side: nobody can say which holds.

    Source:
        Central Union, workshop of 25 April 2023, rule 2.
    """
    table = Denominator.__table__.c
    order = {
        entry.key: place
        for place, entry in enumerate(catalogue("denominator_kind").entries())
        if "counts" not in entry.extra
    }
    query = select(table.id, table.branch_id, table.kind, table.as_of, table.women, table.source).where(
        table.deleted_at.is_(None), table.women > 0, table.as_of.is_not(None), *of_unit(table.unit_id, unit)
    )
    found: dict[UUID | None, list[Base]] = {}
    for row in db.execute(query):
        if row.kind in order and row.as_of.earliest <= on:
            found.setdefault(row.branch_id, []).append(Base(row.id, row.kind, row.as_of, row.women, row.source or ""))
    for branch, given in found.items():
        best = min(order[base.kind] for base in given)
        latest = max(base.as_of for base in given if order[base.kind] == best)
        found[branch] = [base for base in given if order[base.kind] == best and base.as_of == latest]
    return found


def coverage(db: Connection, on: date, *, unit: str | None = None) -> Coverage:
    """Coverage of the commune; the lower figure of women where two of the same day contradict each other."""
    members = counted_members(db, unit=unit)
    given = bases(db, on, unit=unit).get(None, [])
    return Coverage(members, min(given, key=lambda base: base.women, default=None))


def by_branch(db: Connection, on: date, *, unit: str | None = None) -> list[BranchFigure]:
    """Every branch that works, by name, with its members and, where it can be told, its coverage."""
    table = Branch.__table__.c
    query = select(table.id, table.name).where(
        table.deleted_at.is_(None), table.status.is_distinct_from("ended"), *of_unit(table.unit_id, unit)
    )
    counts = members_by_branch(db, unit=unit)
    given = bases(db, on, unit=unit)
    figures = []
    for row in db.execute(query):
        members = counts.get(row.id, 0)
        own = given.get(row.id, [])
        figures.append(
            BranchFigure(row.id, row.name or "", members, percent(members, own[0].women) if len(own) == 1 else None)
        )
    return sorted(figures, key=lambda figure: text_sort_key(figure.name))
