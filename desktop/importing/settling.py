"""What only a whole row can tell: centuries, lost zeros, and whether its values go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from desktop.importing.date_values import ShortYear
from desktop.importing.values import Trouble, ZeroLost
from desktop.models.citizen_id import Meaning, meaning
from desktop.models.dates import PartialDate

BORN, JOINED, CITIZEN_ID, SEX = "birth_date", "joined_on", "citizen_id", "sex"
_ADULT, _OLDEST_UNASKED, _YOUNGEST_EVER_ADMITTED = 18, 98, 15
_NO_LONGER_LIVING = 120


@dataclass(frozen=True, slots=True)
class Found:
    """Something to say of a row.

    Attributes:
        key: Of the field.
        trouble: Reason and what the list says.
        blocks: Whether the row must wait for a person.
    """

    key: str
    trouble: Trouble
    blocks: bool = True


@dataclass(frozen=True)
class Settler:
    """Settles one row after the other, by the rules of one register.

    Attributes:
        today: The day of reading.
        members: Whether its rows are members: women of 18 and over.
    """

    today: date
    members: bool

    def settle(self, row: dict[str, Any]) -> list[Found]:
        """Complete a row in place; what could not be settled is left out of it and told."""
        found: list[Found] = []
        said = _said_by_number(row.get(CITIZEN_ID))
        for key in [key for key, value in row.items() if value.__class__ is ShortYear]:
            self._put(row, key, self._century(key, row[key], row, said), found)
        number = row.get(CITIZEN_ID)
        if isinstance(number, ZeroLost):
            self._put(row, CITIZEN_ID, self._restored(number, row, said), found)
            if CITIZEN_ID in row:
                found.append(Found(CITIZEN_ID, Trouble("citizen_id.zero_restored", number.text), blocks=False))
        if self.members or BORN in row:
            found.extend(self._judged(row, said if CITIZEN_ID in row else None))
        return found

    def _put(self, row: dict[str, Any], key: str, value: Any, found: list[Found]) -> None:
        if isinstance(value, Trouble):
            del row[key]
            found.append(Found(key, value))
        else:
            row[key] = value

    def _century(self, key: str, short: ShortYear, row: dict[str, Any], said: Meaning | None) -> PartialDate | Trouble:
        try:
            if key == BORN:
                return self._birth_century(short, said)
            return self._past_century(short, row.get(BORN))
        except ValueError:
            return Trouble("date.no_such_day", _written(short))

    def _birth_century(self, short: ShortYear, said: Meaning | None) -> PartialDate | Trouble:
        """The citizen number tells; else the one century in which she can be a member and alive."""
        if said is not None and said.birth_year % 100 == short.year:
            return short.within(said.birth_year - short.year)
        youngest = self.today.year - (_ADULT if self.members else 0)
        plausible = [
            century for century in (1900, 2000) if self.today.year - _OLDEST_UNASKED <= century + short.year <= youngest
        ]
        if len(plausible) != 1:
            return Trouble("date.century_unclear", _written(short))
        return short.within(plausible[0])

    def _past_century(self, short: ShortYear, born: Any) -> PartialDate | Trouble:
        century = 2000 if 2000 + short.year <= self.today.year else 1900
        if isinstance(born, PartialDate) and century + short.year < born.year + _YOUNGEST_EVER_ADMITTED:
            return Trouble("date.century_unclear", _written(short))
        return short.within(century)

    def _restored(self, lost: ZeroLost, row: dict[str, Any], said: Meaning | None) -> str | Trouble:
        """Zeros are put back where the birth year agrees; a man's number is doubted like any other."""
        born = row.get(BORN)
        if said is not None and isinstance(born, PartialDate) and said.birth_year != born.year:
            return Trouble("citizen_id.zero_unsure", lost.text)
        return lost.number

    def _judged(self, row: dict[str, Any], said: Meaning | None) -> Iterator[Found]:
        born, joined = row.get(BORN), row.get(JOINED)
        if isinstance(born, PartialDate):
            yield from self._judged_birth(born)
            if said is not None and said.birth_year != born.year:
                yield Found(CITIZEN_ID, Trouble("citizen_id.year_differs", born.text), blocks=False)
        if isinstance(joined, PartialDate):
            if joined > self._today_text[: len(joined)]:
                yield Found(JOINED, Trouble("joined.in_future", joined.text))
            elif isinstance(born, PartialDate) and joined.year - born.year < _YOUNGEST_EVER_ADMITTED:
                yield Found(JOINED, Trouble("joined.too_early", joined.text))
        if self.members and row.get("kind") != "honorary":
            if row.get(SEX) == "male":
                yield Found(SEX, Trouble("member.is_man", ""))
            elif said is not None and said.sex == "male":
                yield Found(CITIZEN_ID, Trouble("citizen_id.says_man", str(row.get(CITIZEN_ID, ""))))
        if said is not None and said.place is None:
            yield Found(CITIZEN_ID, Trouble("citizen_id.unknown_place", ""), blocks=False)

    def _judged_birth(self, born: PartialDate) -> Iterator[Found]:
        """Text order is time order; what is known to the year alone is given the benefit of the doubt."""
        if born > self._today_text[: len(born)]:
            yield Found(BORN, Trouble("birth.in_future", born.text))
        elif born < self._too_long_ago:
            yield Found(BORN, Trouble("birth.too_early", born.text))
        elif self.members and born > self._just_of_age[: len(born)]:
            yield Found(BORN, Trouble("birth.too_young", born.text))

    @cached_property
    def _today_text(self) -> str:
        return self.today.isoformat()

    @cached_property
    def _just_of_age(self) -> str:
        return f"{self.today.year - _ADULT}{self._today_text[4:]}"

    @cached_property
    def _too_long_ago(self) -> str:
        return str(self.today.year - _NO_LONGER_LIVING)


def _said_by_number(value: Any) -> Meaning | None:
    number = value.number if isinstance(value, ZeroLost) else value
    return _meaning(number[:6]) if isinstance(number, str) and len(number) == 12 else None


@lru_cache(maxsize=4096)
def _meaning(digits: str) -> Meaning:
    """The first six digits say it all, and thousands share them."""
    return meaning(digits + "000000")


def _written(short: ShortYear) -> str:
    parts = (part for part in (short.day, short.month) if part is not None)
    return "/".join([*map(str, parts), f"{short.year:02d}"])
