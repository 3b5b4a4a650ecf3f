"""Stores a list of members in a real store the plain way: one row after the other, matched by number or by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.importing.understand import Reading
from desktop.models.names import accent_fold
from desktop.models.sheets import Sheet, sheet_named
from desktop.registers.query import Query
from desktop.registers.register import Register
from desktop.registers.undo import Undo
from desktop.store.store import Store
from desktop.ui.importing.storing import Act, Candidate, Decisions, Outcome, RowPlace, Taken, Tell, Waiting
from sync.ids import uuid7
from sync.journal import AS_STORED

Values = Mapping[str, Any]


@dataclass
class _Plan:
    added: list[tuple[RowPlace, UUID, Values]] = field(default_factory=list)
    updated: list[tuple[RowPlace, UUID, Values]] = field(default_factory=list)
    unchanged: list[tuple[RowPlace, UUID]] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    skipped: list[RowPlace] = field(default_factory=list)
    branches: dict[str, UUID] = field(default_factory=dict)


class PlainStoring:
    """For tests of the page."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def try_out(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell) -> Outcome:
        return self._outcome(self._plan(sheet, reading, decisions, tell), None)

    def store(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell, *, label: str) -> Outcome:
        plan = self._plan(sheet, reading, decisions, tell)
        if not (plan.added or plan.updated):
            return self._outcome(plan, None)
        register, branches = Register(self._store, sheet), Register(self._store, sheet_named("branch"))
        with self._store.writing(AS_STORED, reason="import", label=label) as session:
            made = {name: branches.insert(session, {"name": name}) for name in plan.branches}
            session.flush()
            ids = {plan.branches[name]: made[name] for name in made}
            rows = len(plan.added) + len(plan.updated)
            for done, (_, row_id, values) in enumerate(plan.added, 1):
                values = values | {"branch_id": ids.get(values.get("branch_id"), values.get("branch_id"))}
                plan.added[done - 1] = (plan.added[done - 1][0], register.insert(session, values), values)
                tell(done, rows)
                del row_id
            session.flush()
            for _, row_id, changes in plan.updated:
                register._change(session, row_id, changes)
        last = Undo(self._store).last()
        assert last is not None
        return self._outcome(plan, last.act)

    def _plan(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell) -> _Plan:
        plan, known = _Plan(), self._known(sheet)
        branches = self._branches()
        settled: dict[RowPlace, UUID] = {}
        rows = [(RowPlace(row.sheet, row.row), row) for row in (*reading.rows, *reading.doubtful, *reading.refused)]
        held = {RowPlace(row.sheet, row.row) for row in (*reading.doubtful, *reading.refused)}
        refused = {RowPlace(row.sheet, row.row) for row in reading.refused}
        for done, (place, row) in enumerate(rows, 1):
            tell(done, len(rows))
            decision = decisions.get(place)
            if decision is None and place in held:
                plan.waiting.append(Waiting(place, row.values, row.asked, refused=place in refused))
                continue
            if decision is not None and decision.act is Act.SKIP:
                plan.skipped.append(place)
                continue
            values = dict(decision.values if decision is not None else row.values)
            self._put_branch(values, branches, plan)
            alike = [] if decision and decision.act in (Act.ADD, Act.SAME) else _matches(known, values)
            if decision is not None and decision.act is Act.SAME:
                twin = settled.get(decision.same_as) if isinstance(decision.same_as, RowPlace) else decision.same_as
                alike = [entry for entry in known if entry["id"] == twin]
            if len(alike) > 1:
                candidates = tuple(Candidate(entry["id"], entry["full_name"]) for entry in alike)
                plan.waiting.append(Waiting(place, row.values, _asked(len(alike)), candidates))
            elif alike:
                settled[place] = alike[0]["id"]
                self._update(plan, place, alike[0], values)
            else:
                settled[place] = uuid7()
                plan.added.append((place, settled[place], values))
        return plan

    def _update(self, plan: _Plan, place: RowPlace, entry: dict[str, Any], values: Values) -> None:
        changes = {key: value for key, value in values.items() if entry.get(key) in (None, "") and value is not None}
        if changes:
            plan.updated.append((place, entry["id"], changes))
        else:
            plan.unchanged.append((place, entry["id"]))

    def _put_branch(self, values: dict[str, Any], branches: dict[str, UUID], plan: _Plan) -> None:
        name = values.get("branch_id")
        if name is not None:
            key = accent_fold(name)
            if key not in branches:
                branches[key] = plan.branches[name] = uuid7()
            values["branch_id"] = branches[key]

    def _known(self, sheet: Sheet) -> list[dict[str, Any]]:
        register = Register(self._store, sheet)
        return [register.open(row_id).values | {"id": row_id} for row_id in register.ids(register.find(Query()))]

    def _branches(self) -> dict[str, UUID]:
        register = Register(self._store, sheet_named("branch"))
        entries = [sheet_named("branch").field("name")]
        return {accent_fold(row.cells[0]): row.id for row in register.rows(register.find(Query()), entries).values()}

    @staticmethod
    def _outcome(plan: _Plan, act: int | None) -> Outcome:
        return Outcome(
            tuple(Taken(place, row_id if act else None) for place, row_id, _ in plan.added),
            tuple(Taken(place, row_id, changes) for place, row_id, changes in plan.updated),
            tuple(Taken(place, row_id) for place, row_id in plan.unchanged),
            tuple(plan.waiting),
            tuple(plan.skipped),
            tuple(plan.branches),
            act,
        )


def _asked(count: int) -> tuple[Any, ...]:
    from desktop.importing.understand import Remark

    return (Remark("", "person.several_alike", f"Trong sổ có {count} người giống dòng này."),)


def _matches(known: list[dict[str, Any]], values: Values) -> list[dict[str, Any]]:
    if number := values.get("citizen_id"):
        by_number = [entry for entry in known if entry.get("citizen_id") == number]
        if by_number:
            return by_number
    name, born = accent_fold(values["full_name"]), values.get("birth_date")
    return [
        entry for entry in known if accent_fold(entry["full_name"]) == name and born and entry["birth_date"] == born
    ]
