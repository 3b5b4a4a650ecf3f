"""Storing a list: matched row by row, written as one act, or only tried out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from desktop.importing.matching import BORN, Known, Match, Matcher
from desktop.importing.named import References
from desktop.importing.outcome import Act, Candidate, Decision, Decisions, Outcome, RowPlace, Taken, Tell, Waiting
from desktop.importing.reasons import sentence
from desktop.importing.understand import HeldRow, Reading, ReadRow, Remark
from desktop.models.record import Record
from desktop.models.sheets import Sheet
from desktop.registers.undo import Undo
from desktop.store.store import Store
from sync.ids import uuid7
from sync.journal import AS_STORED

_TELL_EVERY = 500


def say_nothing(_done: int, _total: int) -> None:
    """For whoever shows no progress."""


@dataclass
class _Plan:
    """What storing will write."""

    sheet: Sheet
    inserts: dict[type[Record], list[dict[str, Any]]] = field(default_factory=dict)
    updates: dict[tuple[type[Record], tuple[str, ...]], list[dict[str, Any]]] = field(default_factory=dict)
    added: list[Taken] = field(default_factory=list)
    updated: list[Taken] = field(default_factory=list)
    unchanged: list[Taken] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    skipped: list[RowPlace] = field(default_factory=list)
    ids: dict[RowPlace, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own: list[list[tuple[str, str]]] = [[] for _ in range(len(self.sheet.parts) + 1)]
        self._defaults: dict[str, Any] = {}
        for entry in self.sheet.fields:
            self._own[entry.part].append((entry.key, entry.field.key))
            if entry.field.default is not None and (entry.part == 0 or self.sheet.parts[entry.part - 1].needed):
                self._defaults[entry.key] = entry.field.default

    def add(self, place: RowPlace, values: Mapping[str, Any]) -> None:
        """A row nobody knows yet, with the parts it needs or speaks of."""
        row_id = uuid7()
        values = {**self._defaults, **values}
        self._insert(self.sheet.main, {"id": row_id, **self._of_part(values, 0)})
        for position, part in enumerate(self.sheet.parts, 1):
            own = self._of_part(values, position)
            if part.needed or own:
                self._insert(part.record, {part.link: row_id, **own})
        self.ids[place] = row_id
        self.added.append(Taken(place))

    def change(self, place: RowPlace, known: Known, values: Mapping[str, Any]) -> None:
        """A row that is known: what the list says more of it."""
        self.ids[place] = known.id
        changes = {key: value for key, value in values.items() if _says_more(key, value, known.values.get(key))}
        joins_anew = any(
            part.needed and part_id is None for part, part_id in zip(self.sheet.parts, known.parts, strict=True)
        )
        if not changes and not joins_anew:
            self.unchanged.append(Taken(place, known.id))
            return
        if own := self._of_part(changes, 0):
            self._update(self.sheet.main, known.id, own)
        for position, (part, part_id) in enumerate(zip(self.sheet.parts, known.parts, strict=True), 1):
            own = self._of_part(changes, position)
            if part_id is not None and own:
                self._update(part.record, part_id, own)
            elif part_id is None and (own or part.needed):
                self._insert(
                    part.record, {part.link: known.id, **self._of_part({**self._defaults, **values}, position)}
                )
        self.updated.append(Taken(place, known.id, changes))

    def _of_part(self, values: Mapping[str, Any], part: int) -> dict[str, Any]:
        return {own: values[key] for key, own in self._own[part] if key in values}

    def _insert(self, record: type[Record], row: dict[str, Any]) -> None:
        self.inserts.setdefault(record, []).append(row)

    def _update(self, record: type[Record], row_id: UUID, own: dict[str, Any]) -> None:
        rows = self.updates.setdefault((record, tuple(sorted(own))), [])
        rows.append({"of_row": row_id, **own})


class ListStore:
    """Stores lists into one store. Safe on a worker thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def try_out(
        self, sheet: Sheet, reading: Reading, decisions: Decisions | None = None, tell: Tell = say_nothing
    ) -> Outcome:
        """Say what storing would come to, and change nothing."""
        plan, references = self._plan(sheet, reading, decisions or {}, tell)
        return _outcome(plan, references, None)

    def store(
        self,
        sheet: Sheet,
        reading: Reading,
        decisions: Decisions | None = None,
        tell: Tell = say_nothing,
        *,
        label: str,
    ) -> Outcome:
        """Store all that waits for nobody, as one act that one step takes back.

        Args:
            tell: What it raises leaves the register as it was.
            label: What the undo button calls it.
        """
        plan, references = self._plan(sheet, reading, decisions or {}, tell)
        if not (plan.added or plan.updated):
            return _outcome(plan, references, None)
        with self._store.writing(AS_STORED, reason="import", label=label) as session:
            for named in references.made():
                self._store.add_rows(session, named.record, named.rows())
            for record, rows in plan.inserts.items():
                self._store.add_rows(session, record, rows)
            for (record, keys), rows in plan.updates.items():
                _update_all(session, record, keys, rows)
            tell(len(reading.rows), len(reading.rows))
        last = Undo(self._store).last()
        return _outcome(plan, references, last.act if last else None)

    def _plan(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell) -> tuple[_Plan, References]:
        said: list[ReadRow | HeldRow] = [*reading.rows, *reading.doubtful, *reading.refused]
        keys = {key for row in said for key in row.values}
        with self._store.reading() as db:
            matcher = Matcher.read(db, sheet, sorted(keys))
            references = References(db, [entry for entry in sheet.fields if entry.key in keys])
        plan = _Plan(sheet)
        total = len(reading.rows)
        for number, row in enumerate(reading.rows):
            if number % _TELL_EVERY == 0:
                tell(number, total)
            place = RowPlace(row.sheet, row.row)
            _take(plan, place, row, decisions.get(place), matcher, references)
        for held_rows, refused in ((reading.doubtful, False), (reading.refused, True)):
            for held in held_rows:
                place = RowPlace(held.sheet, held.row)
                decision = decisions.get(place)
                if decision is None:
                    plan.waiting.append(_waiting(place, held, matcher, refused=refused))
                else:
                    _take(plan, place, held, decision, matcher, references)
        return plan, references


def _take(
    plan: _Plan, place: RowPlace, row: ReadRow | HeldRow, decision: Decision | None, matcher: Matcher, refs: References
) -> None:
    """Put one row where it belongs: added, changed, unchanged, skipped or waiting."""
    if decision is not None and decision.act is Act.SKIP:
        plan.skipped.append(place)
        return
    values = dict(decision.values if decision and decision.values else row.values)
    said = dict(values)
    unclear = refs.resolve(values)
    if unclear is not None:
        _ask(plan, place, said, "reference.unknown", unclear)
        return
    if decision is not None and decision.act is Act.ADD:
        plan.add(place, values)
        return
    if decision is not None and decision.act is Act.SAME:
        target = decision.same_as
        known = matcher.by_id.get(plan.ids[target] if isinstance(target, RowPlace) else target) if target else None
        if known is not None:
            plan.change(place, known, values)
        else:
            plan.skipped.append(place)  # the earlier row of the list stands for it
        return
    match = matcher.match(values)
    if match.reason:
        _ask(plan, place, said, match.reason, "", match)
    elif match.known is not None:
        plan.change(place, match.known, values)
    else:
        plan.add(place, values)


def _ask(
    plan: _Plan, place: RowPlace, values: Mapping[str, Any], reason: str, key: str, match: Match | None = None
) -> None:
    label = plan.sheet.field(key).field.label if key else ""
    remark = Remark(key, reason, sentence(reason, label=label, text=str(values.get(key, ""))))
    candidates = tuple(_candidate(plan.sheet, known) for known in match.candidates) if match else ()
    plan.waiting.append(Waiting(place, values, (remark,), candidates))


def _waiting(place: RowPlace, held: HeldRow, matcher: Matcher, *, refused: bool) -> Waiting:
    number = held.values.get("citizen_id")
    bearers = matcher.by_citizen_id.get(number, []) if number else []
    candidates = tuple(_candidate(matcher.sheet, known) for known in bearers)
    return Waiting(place, held.values, held.asked, candidates, refused)


def _candidate(sheet: Sheet, known: Known) -> Candidate:
    words = [
        sheet.field(key).field.kind.format(value)
        for key in (sheet.main.__title__, BORN, "citizen_id")
        if (value := known.values.get(key)) is not None
    ]
    return Candidate(known.id, " · ".join(words))


def _says_more(key: str, value: Any, stored: Any) -> bool:
    """Whether a list's value is news: not what is stored, and not a coarser word for it."""
    if value is None or value == stored:
        return False
    if isinstance(value, str) and isinstance(stored, str):
        return not (stored.startswith(value) if key.endswith(("_date", "_on")) else value in stored)
    return not (value is False and stored is None)


def _update_all(session: Session, record: type[Record], keys: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    table = record.__table__
    statement = update(table).where(table.c.id == bindparam("of_row")).values({key: bindparam(key) for key in keys})  # type: ignore[arg-type]
    session.connection().execute(statement, rows)


def _outcome(plan: _Plan, references: References, act: int | None) -> Outcome:
    return Outcome(
        tuple(plan.added), tuple(plan.updated), tuple(plan.unchanged), tuple(plan.waiting), tuple(plan.skipped),
        tuple(_branches(references)), act,
    )  # fmt: skip


def _branches(references: References) -> Iterator[str]:
    for named in references.made():
        if named.record.__tablename__ == "branch":
            yield from named.made
