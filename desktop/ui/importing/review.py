"""What was decided so far about the rows of one list; knows no widget."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.importing.outcome import Act, Candidate, Decision, Outcome, RowPlace, Waiting
from desktop.importing.understand import HeldRow, Reading, ReadRow, Remark
from desktop.models.sheets import Sheet
from desktop.ui.importing.choices import Choice, choices_for
from desktop.ui.importing.rows import facts
from desktop.ui.texts import import_page as texts

_TWICE = frozenset({"citizen_id.twice", "row.twice"})


class Review:
    """The rows that wait, in the order of the file, with a decision or none yet."""

    def __init__(self, sheet: Sheet, reading: Reading, today: date) -> None:
        self.sheet = sheet
        self.reading = reading
        self.outcome: Outcome | None = None
        self.decisions: dict[RowPlace, Decision] = {}
        self._today = today
        self._said: dict[RowPlace, str] = {}
        self._order = {one.sheet: number for number, one in enumerate(reading.mapping.sheets)}
        self._rows: dict[RowPlace, ReadRow | HeldRow] = {RowPlace(row.sheet, row.row): row for row in reading.rows}
        self._rows |= {RowPlace(row.sheet, row.row): row for row in (*reading.doubtful, *reading.refused)}
        self._waiting: dict[RowPlace, Waiting] = {}
        for refused, held in ((False, reading.doubtful), (True, reading.refused)):
            for row in held:
                self._keep(Waiting(RowPlace(row.sheet, row.row), row.values, row.asked, self._twins(row), refused))

    def take(self, outcome: Outcome) -> None:
        """Hear what storing would come to; a row that is asked about anew loses its decision, not its correction."""
        self.outcome = outcome
        for one in outcome.waiting:
            known = self._waiting.get(one.place)
            if one.place in self.decisions:
                self._drop(one.place)
            elif known is not None and not one.candidates:
                continue  # it waits as it did, and the list knows its twins
            self._keep(one)
        still = {one.place for one in outcome.waiting} | self.decisions.keys()
        self._waiting = {place: one for place, one in self._waiting.items() if place in still}

    @property
    def waiting(self) -> list[Waiting]:
        """Every row that waits or waited, as the file has them."""
        return sorted(self._waiting.values(), key=lambda one: self._rank(one.place))

    @property
    def open_count(self) -> int:
        """How many rows wait still."""
        return len(self._waiting.keys() - self.decisions.keys())

    def values_of(self, place: RowPlace) -> Mapping[str, Any]:
        """What a row says, corrected or as read."""
        decision = self.decisions.get(place)
        if decision is not None and decision.values:
            return decision.values
        if place in self._waiting:
            return self._waiting[place].values
        return self._rows[place].values if place in self._rows else {}

    def remarks_of(self, place: RowPlace) -> tuple[Remark, ...]:
        """What was put right in a row that needs nobody."""
        row = self._rows.get(place)
        return row.remarks if isinstance(row, ReadRow) else ()

    def choices(self, one: Waiting) -> list[Choice]:
        """What can be decided about a row."""
        return choices_for(self.sheet, one, self._today)

    def said(self, place: RowPlace) -> str:
        """What was decided about a row, in words; empty while it waits."""
        return self._said.get(place, "")

    def decide(self, place: RowPlace, choice: Choice) -> None:
        """Decide about one row."""
        self.decisions[place], self._said[place] = choice.decision, choice.then

    def correct(self, place: RowPlace, values: Mapping[str, Any]) -> None:
        """Store a row with the values that she typed."""
        self.decisions[place], self._said[place] = Decision(Act.STORE, values), texts.WILL_STORE_CORRECTED

    def reopen(self, place: RowPlace) -> None:
        """Let a row wait again."""
        self._drop(place)

    def alike(self, place: RowPlace, choice: Choice) -> list[tuple[RowPlace, Choice]]:
        """The other rows that wait for the same reason and leave the same choice."""
        reason = self._waiting[place].asked[0].reason
        return [
            (other.place, same)
            for other in self.waiting
            if other.place != place and other.place not in self.decisions and other.asked[0].reason == reason
            if (same := next((each for each in self.choices(other) if each.kind == choice.kind), None)) is not None
        ]

    def _keep(self, one: Waiting) -> None:
        self._waiting[one.place] = one

    def _drop(self, place: RowPlace) -> None:
        self.decisions.pop(place, None)
        self._said.pop(place, None)

    def _twins(self, held: HeldRow) -> tuple[Candidate, ...]:
        """The earlier row of the list that a row repeats, if that one waits for nobody."""
        remark = next((one for one in held.asked if one.reason in _TWICE), None)
        if remark is None:
            return ()
        own = self._rank(RowPlace(held.sheet, held.row))
        number = held.values.get("citizen_id")
        sure = (RowPlace(row.sheet, row.row) for row in self.reading.rows)
        for place in sorted((place for place in sure if self._rank(place) < own), key=self._rank):
            values = self._rows[place].values
            if values.get("citizen_id") == number if number is not None else _same_person(values, held.values):
                words = texts.OF_ROW.format(row=place.row, who=facts(self.sheet, values))
                return (Candidate(place, words),)
        return ()

    def _rank(self, place: RowPlace) -> tuple[int, int]:
        return self._order.get(place.sheet, 0), place.row


def _same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    keys = ("full_name", "birth_date", "branch_id")
    return all(str(one.get(key, "")).casefold() == str(other.get(key, "")).casefold() for key in keys)
