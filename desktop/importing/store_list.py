"""Storing a list: matched row by row, written as one act, or only tried out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from desktop.importing.matching import BORN, BRANCH, NEW, Known, Match, Matcher
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
_WRITE_AT_ONCE = 2_000


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
    fresh: dict[RowPlace, list[dict[str, Any] | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own = {entry.key: (entry.part, entry.field.key) for entry in self.sheet.fields}
        self._defaults: dict[str, Any] = {}
        self._kinds = {entry.key: entry.field.kind.name for entry in self.sheet.fields}
        for entry in self.sheet.fields:
            if entry.field.default is not None and (entry.part == 0 or self.sheet.parts[entry.part - 1].needed):
                self._defaults[entry.key] = entry.field.default

    def add(self, place: RowPlace, values: Mapping[str, Any]) -> None:
        """A row nobody knows yet, with the parts it needs or speaks of."""
        row_id = uuid7()
        values = {**self._defaults, **values}
        main, *others = self._by_part(values)
        rows: list[dict[str, Any] | None] = [{"id": row_id, **main}]
        self._insert(self.sheet.main, rows[0])
        for part, own in zip(self.sheet.parts, others, strict=True):
            rows.append({part.link: row_id, **own} if part.needed or own else None)
            self._insert(part.record, rows[-1])
        self.ids[place], self.fresh[place] = row_id, rows
        self.added.append(Taken(place, row_id))

    def fill(self, place: RowPlace, earlier: RowPlace, values: Mapping[str, Any]) -> None:
        """A row that tells of somebody whom an earlier row of the list brought: what that row left blank."""
        for position, row in enumerate(self.fresh[earlier]):
            for own, value in self._of_part(values, position).items():
                if row is not None and row.get(own) is None:
                    row[own] = value
        self.ids[place] = self.ids[earlier]
        self.skipped.append(place)

    def change(self, place: RowPlace, known: Known, values: Mapping[str, Any]) -> None:
        """A row that is known: what the list says more of it."""
        self.ids[place] = known.id
        changes = {
            key: self._together(key, value, known.values.get(key))
            for key, value in values.items()
            if _says_more(key, value, known.values.get(key))
        }
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

    def _by_part(self, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        parted: list[dict[str, Any]] = [{} for _ in range(len(self.sheet.parts) + 1)]
        for key, value in values.items():
            part, own = self._own[key]
            parted[part][own] = value
        return parted

    def _of_part(self, values: Mapping[str, Any], part: int) -> dict[str, Any]:
        return self._by_part(values)[part]

    def _together(self, key: str, value: Any, stored: Any) -> Any:
        """Notes stand side by side; anything else is replaced, and the history keeps what it was."""
        is_note = self._kinds[key] == "note"
        return f"{stored}; {value}" if is_note and stored else value

    def _insert(self, record: type[Record], row: dict[str, Any] | None) -> None:
        if row is not None:
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
        total = sum(len(rows) for rows in (*plan.inserts.values(), *plan.updates.values()))
        done = 0
        with self._store.writing(AS_STORED, reason="import", label=label) as session:
            for named in references.made():
                self._store.add_rows(session, named.record, named.rows())
            for record, rows in plan.inserts.items():
                for start in range(0, len(rows), _WRITE_AT_ONCE):
                    tell(done, total)
                    self._store.add_rows(session, record, rows[start : start + _WRITE_AT_ONCE])
                    done += len(rows[start : start + _WRITE_AT_ONCE])
            for (record, keys), rows in plan.updates.items():
                tell(done, total)
                _update_all(session, record, keys, rows)
                done += len(rows)
            tell(total, total)
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
                    plan.waiting.append(_waiting(place, held, matcher, references, refused=refused))
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
        row_id = plan.ids.get(target) if isinstance(target, RowPlace) else target
        known = matcher.known(row_id) if row_id else None
        if known is not None:
            plan.change(place, known, values)
        elif isinstance(target, RowPlace) and target in plan.fresh:
            plan.fill(place, target, values)
        else:
            _ask(plan, place, said, "match.maybe_same", "")  # whom it is the same as waits, too
        return
    match = matcher.match(values)
    if match.reason:
        _ask(plan, place, said, match.reason, "", match, refs)
    elif match.known is not None:
        plan.change(place, match.known, values)
    else:
        plan.add(place, values)


def _ask(
    plan: _Plan,
    place: RowPlace,
    values: Mapping[str, Any],
    reason: str,
    key: str,
    match: Match = NEW,
    refs: References | None = None,
) -> None:
    label = plan.sheet.field(key).field.label if key else ""
    remark = Remark(key, reason, sentence(reason, label=label, text=str(values.get(key, ""))))
    candidates = tuple(_candidate(plan.sheet, known, refs) for known in match.candidates)
    plan.waiting.append(Waiting(place, values, (remark,), candidates))


def _waiting(place: RowPlace, held: HeldRow, matcher: Matcher, refs: References, *, refused: bool) -> Waiting:
    number = held.values.get("citizen_id")
    bearers = matcher.by_citizen_id.get(number, []) if number else []
    candidates = tuple(_candidate(matcher.sheet, known, refs) for known in bearers)
    return Waiting(place, held.values, held.asked, candidates, refused)


def _candidate(sheet: Sheet, known: Known, refs: References | None) -> Candidate:
    words = [
        sheet.field(key).field.kind.format(value)
        for key in (sheet.main.__title__, BORN, "citizen_id")
        if (value := known.values.get(key)) is not None
    ]
    if refs is not None and (place := refs.title(BRANCH, known.values.get(BRANCH))):
        words.append(place)
    return Candidate(known.id, " · ".join(words))


def _says_more(key: str, value: Any, stored: Any) -> bool:
    """Whether a list's value is news: not what is stored, and not a coarser word for it."""
    if value is None or value == stored:
        return False
    if isinstance(value, str) and isinstance(stored, str):
        return not (stored.startswith(value) if key.endswith(("_date", "_on")) else value in stored)
    return value is not False  # a blank among ticks reads as no, which takes nothing back


def _update_all(session: Session, record: type[Record], keys: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    table = record.__table__
    statement = update(table).where(table.c.id == bindparam("of_row")).values({key: bindparam(key) for key in keys})  # type: ignore[arg-type]
    session.connection().execute(statement, rows)


def _outcome(plan: _Plan, references: References, act: int | None) -> Outcome:
    """What the plan came to; rows that were not stored have no ids to show."""
    added = plan.added if act is not None else [replace(taken, id=None) for taken in plan.added]
    return Outcome(
        tuple(added), tuple(plan.updated), tuple(plan.unchanged), tuple(plan.waiting), tuple(plan.skipped),
        tuple(_branches(references)), act,
    )  # fmt: skip


def _branches(references: References) -> Iterator[str]:
    for named in references.made():
        if named.record.__tablename__ == "branch":
            yield from named.made
