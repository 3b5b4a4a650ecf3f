"""Figures of women: which of those recorded are used, and which contradict each other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from desktop.models.branch import Branch
from desktop.reports.coverage import Base, bases
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class InUse:
    """The figure that a branch, or the commune, is measured against.

    Attributes:
        branch_id: None for the commune.
        contradicting: Others of the same kind and day; with any, a branch shows no coverage.
    """

    branch_id: UUID | None
    branch: str
    base: Base
    contradicting: tuple[Base, ...] = ()


def in_use(store: Store, on: date) -> list[InUse]:
    """Every figure in use on a day, the commune's first."""
    with store.reading() as db:
        names = {row.id: row.name or "" for row in db.execute(select(Branch.id, Branch.name))}
        found = bases(db, on)
    listed = []
    for branch_id, given in found.items():
        lowest, *others = sorted(given, key=lambda base: base.women)
        listed.append(InUse(branch_id, names.get(branch_id, "") if branch_id else "", lowest, tuple(others)))
    return sorted(listed, key=lambda each: (each.branch_id is not None, each.branch))
